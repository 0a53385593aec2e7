package model

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Sums of fields are the sums of what was put in.
func TestFields(t *testing.T) {
	for k := range 10 {
		weights := make([]int, k)
		for i := range weights {
			weights[i] = weightSpan * (1 - i%2*2)
		}
		sums := make([]int64, 1+k)
		for part := range rowWidth(k) {
			var s fieldSums
			for range maxFieldRows {
				s.add(0)
				s.add(fieldsOf(maxSquare*(1-min(part, 1)), weights[part*rowClasses:]))
			}
			s.to(sums, part*rowClasses)
		}
		for i, w := range weights {
			assert.EqualValues(t, maxFieldRows*w, sums[1+i])
		}
		assert.EqualValues(t, maxFieldRows*maxSquare*min(k, 1), sums[0])
	}
}

// Every hash has a place of its own, but equal ones and what is too many for one
// seed.
func TestDisplaced(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 3, 10, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 20000} {
		hashes := make([]uint64, n)
		for i := range hashes {
			hashes[i] = rng.Uint64() &^ 7
		}
		if n > 2 {
			hashes[0] = 0 // as the first cluster has it
		}
		slices.Sort(hashes)
		d, placed := newDisplaced(hashes)
		require.Len(t, placed, n)
		requirePlaces(t, &d, hashes)
		assert.LessOrEqual(t, int(d.places), n+n/5+2)
	}
	// As a wilful text has them: all of one seed, with nothing but the last bits
	// to tell them apart.
	var near []uint64
	for i := range uint64(1000) {
		near = append(near, 5<<60|i<<3, 5<<60|i<<3)
	}
	d, placed := newDisplaced(near)
	require.Len(t, placed, maxShared)
	requirePlaces(t, &d, near[:2*maxShared])
}

func requirePlaces(t *testing.T, d *displaced, hashes []uint64) {
	t.Helper()
	taken := map[int]uint64{}
	for _, h := range hashes {
		at := d.place(h)
		require.Less(t, at, int(d.places))
		if other, ok := taken[at]; ok {
			require.Equal(t, other, h)
		}
		taken[at] = h
	}
}
