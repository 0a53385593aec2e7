package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// The counter numbers identifiers and merges the counts of others.
func TestCounter(t *testing.T) {
	a, b := newCounter(10), newCounter(0)
	for range 3 {
		for i := range 100_000 {
			n := a.find(uint64(i) * 7919)
			require.EqualValues(t, i, n)
			a.seen[n].rows++
		}
	}
	for i := range 100_000 {
		b.seen[b.find(uint64(i)*7919*2)].rows++
	}
	assert.Equal(t, []uint32{1, 100_000, 100_001, 100_000, 2}, a.number(nil, []uint64{7919, 5, 6, 5, 2 * 7919}))
	a.seen[100_000].rows, a.seen[100_001].rows = 1, 1
	numbers := a.merge(b)
	assert.EqualValues(t, 2, numbers[1])
	none := func(uint64) bool { return false }
	all := a.features([features.Blocks]int{}, none)
	assert.Len(t, all, 150_002)
	assert.Equal(t, feature{id: 7919, rows: 3, number: 1}, all[3])
	assert.Equal(t, feature{id: 7919 * 2, rows: 4, number: 2}, all[4])
	assert.EqualValues(t, 1, all[150_001].rows)
	assert.Len(t, a.features([features.Blocks]int{4}, none), 50_000)
	assert.Len(t, a.features([features.Blocks]int{4}, func(id uint64) bool { return id == 7919 }), 50_001)
}
