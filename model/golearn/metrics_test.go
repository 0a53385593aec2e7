package golearn

import (
	"math/rand/v2"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/evaluation"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// Our metrics are golearn's wherever golearn's are defined: each class is gold
// and predicted at least once. Sums over classes come in map order there, so
// those are compared to a few parts in 2^52.
func TestMetricsAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 8))
	for classes := 2; classes < 7; classes++ {
		for _, noise := range []int{2, 5, 50} {
			names := names("class ", classes)
			schema, err := NewSchema(nil, names, SchemaSettings{})
			require.NoError(t, err)
			var gold, predicted []string
			var y, z []int
			x := &model.Matrix{Start: []int{0}}
			for i := range 500 {
				a := min(rng.IntN(classes), rng.IntN(classes)) // not all alike
				b := a
				if rng.IntN(noise) == 0 {
					b = rng.IntN(classes)
				}
				if i < classes {
					a, b = i, i
				}
				y, z = append(y, a), append(z, b)
				gold, predicted = append(gold, names[a]), append(predicted, names[b])
				x.Start = append(x.Start, 0)
			}
			goldGrid, err := schema.Grid(x, y)
			require.NoError(t, err)
			predictedGrid, err := schema.Grid(x, z)
			require.NoError(t, err)
			requireMetrics(t, names, gold, predicted, goldGrid, predictedGrid)
		}
	}
}

func requireMetrics(t *testing.T, classes, gold, predicted []string, goldGrid, predictedGrid base.FixedDataGrid) {
	t.Helper()
	r, err := evaluate.Score(classes, gold, predicted)
	require.NoError(t, err)
	m, err := evaluation.GetConfusionMatrix(goldGrid, predictedGrid)
	require.NoError(t, err)
	assert.Equal(t, evaluation.GetAccuracy(m), r.Accuracy)
	for i, c := range r.Classes {
		for j, other := range classes {
			require.Equal(t, m[c.Class][other], r.Confusion.Counts[i][j])
		}
		require.Equal(t, evaluation.GetPrecision(c.Class, m), c.Precision)
		require.Equal(t, evaluation.GetRecall(c.Class, m), c.Recall)
		// 2pr/(p+r) there, 2·hits/(support+predicted) here.
		require.InEpsilon(t, evaluation.GetF1Score(c.Class, m), c.F1, 1e-14)
	}
	require.InEpsilon(t, evaluation.GetMacroPrecision(m), r.Macro.Precision, 1e-14)
	require.InEpsilon(t, evaluation.GetMacroRecall(m), r.Macro.Recall, 1e-14)
	// Where each row has one class, micro precision and recall are accuracy.
	require.InEpsilon(t, evaluation.GetMicroPrecision(m), r.Accuracy, 1e-14)
	require.InEpsilon(t, evaluation.GetMicroRecall(m), r.Accuracy, 1e-14)
}
