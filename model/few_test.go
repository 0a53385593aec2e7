package model

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

func TestFewRows(t *testing.T) {
	assert.True(t, fewRows(449, 2))
	assert.False(t, fewRows(450, 3))
	assert.True(t, fewRows(599, 4))
	assert.False(t, fewRows(600, 4))

	few, sum := train(t, weather(), Settings{})
	assert.Equal(t, fewScale, few.scale)
	require.Len(t, sum.Steps, 3)
	assert.Equal(t, "svm, cost 0.2, naive Bayes 0, power 1", sum.Steps[2].Learner)
	many, more := train(t, slices.Repeat(weather(), 8), Settings{})
	assert.Equal(t, blockScale, many.scale)
	assert.Len(t, more.Steps, 9)
	assert.Zero(t, many.cal.Offset[0])

	// Once is enough for a word, but not where the caller wants more.
	once := append(weather(), Example{Class: "snow", Text: "Graupel."})
	_, all := train(t, once, Settings{})
	_, twice := train(t, once, Settings{MinRows: 2})
	assert.Greater(t, all.Columns, twice.Columns)

	// What the caller has settled stays.
	_, own := train(t, weather(), Settings{Learner: Blend{Power: 0.5}})
	assert.Len(t, own.Steps, 9)
}

// Features weigh as they do in the prior, whose weights go with that.
func TestFewRowsWithPrior(t *testing.T) {
	prior, _ := train(t, slices.Repeat(weather(), 8), Settings{})
	m, sum := train(t, own(), Settings{Prior: prior})
	assert.Equal(t, blockScale, m.scale)
	assert.Len(t, sum.Steps, 9)
	assert.Zero(t, m.cal.Offset[0])
	assert.Less(t, fewScale[features.Words], blockScale[features.Words])
}

// A class that rows of all classes score high for is held back, by half of its
// lead where there are 32 rows a class.
func TestEven(t *testing.T) {
	tr := &trainer{classes: []string{"a", "b"}}
	var scores []float64
	for i := range 2 * evenRows {
		tr.problem.Y = append(tr.problem.Y, i%2)
		tr.weight = append(tr.weight, 1)
		scores = append(scores, 0.5, -0.5+float64(2*(i%2)))
	}
	// Rows of b count as much as those of a, however many.
	for range evenRows {
		tr.weight = append(tr.weight, 0)
		tr.problem.Y = append(tr.problem.Y, 1)
		scores = append(scores, 9, 9)
	}
	c := newCalibration(2)
	tr.even(&c, scores)
	// The means are 0.5 and (-0.5 + 1.5) / 2 = 0.5: none leads.
	assert.InDeltaSlice(t, []float64{0, 0}, c.Offset, 1e-12)

	tr.problem.Y, tr.weight, scores = tr.problem.Y[:2*evenRows], tr.weight[:2*evenRows], scores[:4*evenRows]
	for i := range tr.problem.Y {
		scores[2*i] += 0.6
	}
	tr.even(&c, scores)
	assert.InDeltaSlice(t, []float64{-0.15, 0.15}, c.Offset, 1e-12)
}

// Of two scores that choose alike the surer one that is right is the likelier.
func TestLikelihood(t *testing.T) {
	tr := &trainer{classes: []string{"a", "b"}, weight: []float64{1, 1, 1, 1}, problem: Problem{Y: []int{0, 0, 1, 1}}}
	sure := []float64{2, 0, 2, 0, 0, 2, 0.1, 0}
	unsure := []float64{2, 0, 0.1, 0, 0, 0.1, 2, 0}
	assert.Greater(t, tr.likelihood(sure), tr.likelihood(unsure))
}
