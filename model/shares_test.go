package model

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// With Shares the probabilities are those of texts in which the classes have these
// shares: there each class is as frequent as its mean probability.
func TestShares(t *testing.T) {
	rows := noisyRows(6000, 3)
	classes := []string{"class 0", "class 1", "class 2"}
	for _, c := range []struct {
		memory int
		shares []float64
	}{{0, nil}, {0, []float64{1, 1, 1}}, {0, []float64{7, 2, 1}}, {littleMemory, []float64{1, 3, 2}}} {
		m, sum := train(t, rows[:3000], Settings{
			Classes: classes, Shares: c.shares, Features: features.Settings{CharMax: Off}, Memory: c.memory, TempDir: t.TempDir(),
		})
		assert.NotEmpty(t, sum.Risk)
		// Draw texts with those shares by weighing them.
		count := make([]float64, 3)
		for _, e := range rows[3000:] {
			count[indexOf(classes, e.Class)]++
		}
		want, got := make([]float64, 3), make([]float64, 3)
		for _, e := range rows[3000:] {
			k := indexOf(classes, e.Class)
			w := 1 / 3000.0
			if c.shares != nil {
				w = c.shares[k] / (c.shares[0] + c.shares[1] + c.shares[2]) / count[k]
			}
			want[k] += w
			for i, p := range m.Predict(e.Text).Probabilities {
				got[i] += w * p
			}
		}
		for k := range want {
			assert.InDelta(t, want[k], got[k], 0.03, "shares %v, %s", c.shares, classes[k])
		}
	}
}

func TestSharesErrors(t *testing.T) {
	two := []string{"a", "b"}
	for _, s := range []Settings{
		{Shares: []float64{1, 1}},
		{Shares: []float64{1}, Classes: two},
		{Shares: []float64{1, 0}, Classes: two},
		{Shares: []float64{1, math.NaN()}, Classes: two},
	} {
		_, _, err := Train(context.Background(), FromSlice([]Example{{Text: "x", Class: "a"}, {Text: "y", Class: "b"}}), s)
		require.ErrorIs(t, err, ErrSettings)
		assert.ErrorContains(t, err, "hare")
	}
}
