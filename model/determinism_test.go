package model

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// manyRowsOf returns rows enough to be divided among several goroutines.
func manyRowsOf(n int) []Example {
	verbs := strings.Fields("accepts refuses demands delays welcomes rejects wants notes")
	things := strings.Fields("draft offer treaty ceasefire embargo inspection timetable visit loan pact")
	out := make([]Example, n)
	for i := range out {
		v := (i*7 + i/11) % len(verbs)
		out[i] = Example{
			Text:   fmt.Sprintf("Side %d %s the %s, not the %s of day %d.", i%5, verbs[v], things[i*3%len(things)], things[i*i%len(things)], i%31),
			Class:  string(rune('a' + v%3)),
			Weight: 1 + float64(i%3),
			Group:  fmt.Sprint(i / 2),
		}
	}
	return out
}

// The same rows, settings and seed give the same bytes, however many processors
// there are and however often it is done.
func TestTrainSameBytes(t *testing.T) {
	clusters, err := features.ReadClusters(strings.NewReader("accepts 1 2\nwelcomes 1 2\nrefuses 3 4\nrejects 3 5\n"))
	require.NoError(t, err)
	old := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(old)
	rows := manyRowsOf(260)
	for name, s := range map[string]Settings{
		"defaults":      {},
		"many features": {Seed: 3, Vectors: tinyVectors(t), Features: features.Settings{Clusters: clusters, Words: 3}},
		"logistic":      {Seed: 4, Objective: Accuracy, Learner: SVM{Loss: Logistic, Costs: []float64{0.1, 1}}},
		"naive Bayes":   {Seed: 5, Learner: NaiveBayes{}},
		"hinge":         {Seed: 6, Folds: Off, Learner: SVM{Loss: Hinge}},
	} {
		t.Run(name, func(t *testing.T) {
			var first []byte
			var sum Summary
			for _, procs := range []int{1, 2, 8, 8} {
				runtime.GOMAXPROCS(procs)
				m, s := train(t, rows, s)
				b, err := m.MarshalBinary()
				require.NoError(t, err)
				s.Time = 0
				if first == nil {
					first, sum = b, s
				}
				require.True(t, string(first) == string(b), "GOMAXPROCS %d gives other bytes", procs)
				require.Equal(t, sum, s)
			}
		})
	}
}

// What a model answers does not depend on what it was asked before, nor on how
// many ask.
func TestPredictSameAnswers(t *testing.T) {
	rows := manyRowsOf(300)
	m, _ := train(t, rows, Settings{})
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	fresh, err := Parse(b)
	require.NoError(t, err)
	for i := len(rows) - 1; i >= 0; i-- {
		fresh.Predict(rows[i].Text)
	}
	for i, e := range rows {
		require.Equal(t, m.Predict(e.Text), fresh.Predict(e.Text), "row %d", i)
	}
}
