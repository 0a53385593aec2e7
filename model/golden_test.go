package model_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

var add = flag.String("add", "", "train the golden models and add them to testdata/models under this `name`; what is there is never written anew")

const goldenDir = "../testdata/models"

// goldenBound is how far a probability may lie from the one recorded: how exactly
// a model holds its weights in memory is free, within this bound.
const goldenBound = 5e-3

// golden is what a model of testdata/models must answer.
type golden struct {
	SHA256      string         `json:"sha256"` // of the model file
	Classes     []string       `json:"classes"`
	Threshold   float64        `json:"threshold"`
	Predictions []goldenAnswer `json:"predictions"`
}

type goldenAnswer struct {
	Text          string    `json:"text"`
	Class         string    `json:"class"`
	Abstained     bool      `json:"abstained"`
	Probabilities []float64 `json:"probabilities"`
	// Network holds the probabilities with the network on, where there is one.
	Network []float64 `json:"network,omitempty"`
}

// A model file of any version that was ever written loads and answers as it did
// then. docs/compatibility.md says how to add one.
func TestGoldenModels(t *testing.T) {
	if *add != "" {
		addGolden(t, *add)
	}
	files, err := filepath.Glob(filepath.Join(goldenDir, "*.model"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 2)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			b, err := os.ReadFile(file)
			require.NoError(t, err)
			raw, err := os.ReadFile(strings.TrimSuffix(file, ".model") + ".json")
			require.NoError(t, err)
			var want golden
			require.NoError(t, json.Unmarshal(raw, &want))
			require.Equal(t, want.SHA256, digest(b), "a golden file never changes")
			m, err := model.Open(file)
			require.NoError(t, err)
			require.Equal(t, want.Classes, m.Classes())
			require.Equal(t, want.Threshold, m.Threshold())
			require.GreaterOrEqual(t, len(want.Predictions), 20)
			both := m
			if m.HasNetwork() {
				both, err = m.WithNetwork(true)
				require.NoError(t, err)
			}
			for _, w := range want.Predictions {
				if w.Network != nil {
					require.InDeltaSlice(t, w.Network, both.Predict(w.Text).Probabilities, goldenBound, w.Text)
				}
				p := m.Predict(w.Text)
				require.Equal(t, w.Class, p.Class, w.Text)
				require.Equal(t, w.Abstained, p.Abstained, w.Text)
				require.InDeltaSlice(t, w.Probabilities, p.Probabilities, goldenBound, w.Text)
			}
		})
	}
}

// addGolden trains two models and writes them with what they answer: one with
// the defaults, one with all that a file can hold.
func addGolden(t *testing.T, name string) {
	var rows []model.Example
	for row, err := range model.Examples(dataset.OpenFile("../testdata/corpus/train/plain.jsonl", dataset.Options{})) {
		require.NoError(t, err)
		rows = append(rows, row)
	}
	learnt := func(yield func(model.Example, error) bool) {
		for i := 0; i < len(rows); i += 5 {
			if !yield(rows[i], nil) {
				return
			}
		}
	}
	texts := []string{
		"", " \n", "?", "…", "日本", "\u202eWe agree.\u202c", "a\x00b", "WE WON’T SIGN",
		"zxqv", "12 of 1,200 tonnes (3.5 %)", strings.Repeat("They refused to sign. ", 40),
		"No doubt they agree, but they do not only want a written guarantee.",
	}
	for i := 2; len(texts) < 32; i += 7 {
		texts = append(texts, rows[i].Text)
	}
	clusters, err := features.ReadClusters(strings.NewReader("refuse 1 10\nreject 1 10\nagree 2 20\naccept 2 20\nsign 3 30\nguarantee 4 40\nguarantees 4 40\n"))
	require.NoError(t, err)
	vectors, err := model.ReadVectors(strings.NewReader("refuse 1 0 0\nagree 0 1 0\naccept 0 0.9 0.1\nguarantee 0 0 1\ntalks 0.5 0.5 -0.5\n"))
	require.NoError(t, err)
	for suffix, s := range map[string]model.Settings{
		"": {MinRows: 2, Seed: 7},
		"-full": {
			Seed: 8, Objective: model.Accuracy, Vectors: vectors, Classes: []string{"rejecting", "none", "unseen", "demanding_guarantees", "cooperative"},
			Features: features.Settings{Clusters: clusters, Words: 3, Stems: 3, CharMin: 4, CharMax: 4, ClusterGrams: 3}, MinRows: 2,
			Network: &model.Network{Vectors: vectors, Filters: 3, Epochs: 3},
		},
	} {
		m, _, err := model.Train(context.Background(), learnt, s)
		require.NoError(t, err)
		if suffix != "" {
			m, err = m.WithThreshold(0.5)
			require.NoError(t, err)
		}
		b, err := m.MarshalBinary()
		require.NoError(t, err)
		g := golden{SHA256: digest(b), Classes: m.Classes(), Threshold: m.Threshold()}
		both := m
		if m.HasNetwork() {
			both, err = m.WithNetwork(true)
			require.NoError(t, err)
		}
		for _, text := range texts {
			p := m.Predict(text)
			a := goldenAnswer{Text: text, Class: p.Class, Abstained: p.Abstained, Probabilities: rounded(p.Probabilities)}
			if m.HasNetwork() {
				a.Network = rounded(both.Predict(text).Probabilities)
			}
			g.Predictions = append(g.Predictions, a)
		}
		answers, err := json.MarshalIndent(g, "", " ")
		require.NoError(t, err)
		base := filepath.Join(goldenDir, name+suffix)
		writeNew(t, base+".model", b)
		writeNew(t, base+".json", append(answers, '\n'))
	}
}

func rounded(p []float64) []float64 {
	out := make([]float64, len(p))
	for i, x := range p {
		out[i] = math.Round(x*1e9) / 1e9
	}
	return out
}

// writeNew writes a file that must not be there yet.
func writeNew(t *testing.T, path string, b []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	require.False(t, errors.Is(err, fs.ErrExist), "%s is there already: golden files are only added", path)
	require.NoError(t, err)
	_, err = f.Write(b)
	require.NoError(t, errors.Join(err, f.Close()))
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
