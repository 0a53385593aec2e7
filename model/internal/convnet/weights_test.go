package convnet

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A row's response to a word is what its numbers give, but for half a step a
// component.
func TestRounded(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	p := newParams(small)
	for _, a := range p.arrays() {
		for i := range a {
			a[i] = float32(rng.NormFloat64())
		}
	}
	clear(p.rows[:small.Dim]) // of zeros alone
	w := p.rounded(small.Dim)
	assert.True(t, w.fit(small))
	x := make([]float32, small.Dim)
	length := 0.0
	for i := range x {
		x[i] = float32(rng.NormFloat64())
		length += math.Abs(float64(x[i]))
	}
	want, got := make([]float32, small.places()), make([]float32, small.places())
	products(want, nil, x, nil, p.rows)
	w.respond(got, x)
	for i := range want {
		assert.InDelta(t, want[i], got[i], 0.51*float64(w.Steps[i])*length)
	}
	assert.Zero(t, got[0])
}
