package model

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

func TestVocabulary(t *testing.T) {
	ids := []uint64{3, 1 << 40, 1<<61 + 9, 1<<61 + 10, math.MaxUint64}
	v := newVocabulary(ids)
	for i, id := range ids {
		assert.Equal(t, i, v.column(id))
	}
	for _, id := range []uint64{0, 4, 1 << 61, math.MaxUint64 - 1} {
		assert.Equal(t, -1, v.column(id))
	}
	assert.Equal(t, -1, newVocabulary(nil).column(7))
}

// The counter numbers, counts and merges.
func TestCounter(t *testing.T) {
	a, b := newCounter(), newCounter()
	for range 3 {
		for i := range 100_000 {
			n, x := a.find(uint64(i) * 7919)
			require.EqualValues(t, i, n)
			x.rows++
		}
	}
	for i := range 100_000 {
		_, x := b.find(uint64(i) * 7919 * 2)
		x.rows++
	}
	a.merge(b)
	all, rows := a.vocabulary([features.Blocks]int{}, func(uint64) bool { return false })
	assert.Len(t, all.ids, 150_000)
	assert.EqualValues(t, 4, rows[all.column(7919*2)])
	assert.EqualValues(t, 3, rows[all.column(7919)])
	assert.EqualValues(t, 1, rows[all.column(7919*2*99_999)])
	some, _ := a.vocabulary([features.Blocks]int{4}, func(uint64) bool { return false })
	assert.Len(t, some.ids, 50_000)
}
