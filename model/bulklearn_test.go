package model

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/stancekit/stancekit/features"
)

// noisyRows returns rows of 12 random words, of which some favour a class and
// most occur seldom.
func noisyRows(n, classes int) []Example {
	rng := rand.New(rand.NewPCG(5, 6))
	out := make([]Example, n)
	for i := range out {
		class := rng.IntN(classes)
		var words []string
		for range 12 {
			w := fmt.Sprint("w", int(2000*rng.Float64()*rng.Float64()*rng.Float64()))
			if rng.Float64() < 0.2 {
				w = fmt.Sprint("c", class, "x", rng.IntN(12))
			} else if rng.Float64() < 0.15 {
				w = fmt.Sprint("c", rng.IntN(classes), "x", rng.IntN(12))
			}
			words = append(words, w)
		}
		out[i] = Example{Text: strings.Join(words, " "), Class: fmt.Sprint("class ", class), Weight: 1 + float64(i%2)}
		if i%5 == 0 {
			out[i].Group = fmt.Sprint("g", i/10)
		}
	}
	return out
}

// accuracyOn returns the share of rows that the model gets right.
func accuracyOn(m *Text, rows []Example) float64 {
	right := 0
	for _, e := range rows {
		if m.Predict(e.Text).Class == e.Class {
			right++
		}
	}
	return float64(right) / float64(len(rows))
}

// littleMemory makes small sets take the way of large ones.
const littleMemory = 4 << 10

// Learning block by block from a file is as good as learning in memory.
func TestBlocksAsGoodAsMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("compares the quality of trainings")
	}
	for _, classes := range []int{2, 3, 6} {
		rows := noisyRows(2500, classes)
		known, held := rows[:1500], rows[1500:]
		for _, l := range []Learner{
			Blend{},
			SVM{},
			SVM{Loss: Hinge, Cost: 0.3},
			SVM{Loss: Logistic, Cost: 1},
			SVM{Loss: Multinomial, Cost: 1},
		} {
			s := Settings{Learner: l, Features: features.Settings{CharMax: Off}}
			inMemory, _ := train(t, known, s)
			s.Memory, s.TempDir = littleMemory, t.TempDir()
			byBlock, sum := train(t, known, s)
			assert.Equal(t, 1500, sum.Rows)
			want, got := accuracyOn(inMemory, held), accuracyOn(byBlock, held)
			assert.Greater(t, want, 1.3/float64(classes))
			// 0.03 is three standard errors of a difference in a tenth of 1000 rows.
			assert.InDelta(t, want, got, 0.03, "%s, %d classes", l.Name(), classes)
			p := byBlock.Predict(held[0].Text)
			assert.Equal(t, p.Probability, p.Probabilities[indexOf(byBlock.Classes(), p.Class)])
		}
	}
}

func indexOf(classes []string, class string) int {
	for i, c := range classes {
		if c == class {
			return i
		}
	}
	return -1
}

// The probabilities of rows that were not learnt from are as high as the answers
// are right.
func TestBlocksCalibrated(t *testing.T) {
	rows := noisyRows(6000, 3)
	m, sum := train(t, rows[:4000], Settings{Memory: littleMemory, TempDir: t.TempDir(), Objective: Accuracy})
	mean := 0.0
	for _, e := range rows[4000:] {
		mean += m.Predict(e.Text).Probability / 2000
	}
	assert.InDelta(t, accuracyOn(m, rows[4000:]), mean, 0.05)
	assert.InDelta(t, accuracyOn(m, rows[4000:]), sum.Accuracy, 0.06)
	assert.NotEmpty(t, sum.Risk)
}

// The rows held out for the calibration are learnt like the others: they do not
// turn the model away from what the others taught.
func TestHeldRowsAmongOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("compares the quality of trainings")
	}
	rows := noisyRows(34000, 3)
	known, held := rows[:31000], rows[31000:]
	s := Settings{
		Learner:  SVM{Cost: 0.3, MaxPasses: 4},
		Features: features.Settings{CharMax: Off, Words: 1, Stems: Off},
		Memory:   64 << 20, TempDir: t.TempDir(),
	}
	m, _ := train(t, known, s)
	s.Learner, s.Folds = SVM{Cost: 0.3, MaxPasses: 10}, Off
	all, _ := train(t, known, s)
	other := 0
	for _, e := range held {
		if m.Predict(e.Text).Class != all.Predict(e.Text).Class {
			other++
		}
	}
	// Where the rows held out were visited last and alone, it was 497.
	assert.Less(t, other, 130)
}
