package model

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The loops in assembly give what those in Go do, to the last bit, and refuse a
// column that is not there.
func TestQuads(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	some := func() [lanes]float32 {
		return [lanes]float32{rng.Float32() - 0.5, rng.Float32() - 0.5, rng.Float32() * 1e-3, rng.Float32() * 1e6}
	}
	w := make([]quad, 50)
	for i := range w {
		w[i] = quad{some(), some()}
	}
	for n := range 40 {
		cols, values := make([]uint32, n), make([]float32, n)
		for i := range cols {
			cols[i], values[i] = uint32(rng.IntN(len(w))), rng.Float32()
		}
		require.Equal(t, scoreQuadsGo(w, cols, values), scoreQuads(w, cols, values))
		want := append([]quad(nil), w...)
		d := some()
		addQuadsGo(want, &d, cols, values)
		addQuads(w, &d, cols, values)
		require.Equal(t, want, w)
		for at := range cols {
			cols[at] = uint32(len(w))
			assert.Panics(t, func() { scoreQuads(w, cols, values) })
			assert.Panics(t, func() { addQuads(w, &d, cols, values) })
			cols[at] = 0
		}
		copy(w, want)
	}
}
