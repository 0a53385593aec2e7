package model

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// What lossy counting promises: nothing that occurs in more rows than the floor
// is missing, no count is too high, none too low by more than the floor; and the
// numbers of rows of past epochs lead to the same identifiers.
func TestTallyBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	y := newTally(1)
	exact := map[uint64]int{}
	type kept struct {
		ids, numbers []uint64
		epoch        int
	}
	var rows []kept
	var c counts
	const n = 6000
	for range n {
		ids := make([]uint64, 1+rng.IntN(9))
		for i := range ids {
			f := rng.Float64()
			ids[i] = features.OfHash(features.Words, uint64(1+30_000*f*f*f*f)*0x9e3779b97f4a7c15)
		}
		if y.full(len(ids)) {
			y.makeRoom()
		}
		y.count(&c, ids)
		row := kept{ids: ids, epoch: y.epoch()}
		times := map[uint64]uint32{}
		for _, id := range ids {
			if times[id]++; times[id] == 1 {
				exact[id]++
			}
		}
		require.Len(t, c.numbers, len(times))
		for i, number := range c.numbers {
			require.Equal(t, times[y.seen[number].id], c.times[i])
			row.numbers = append(row.numbers, uint64(number))
		}
		rows = append(rows, row)
	}
	require.Greater(t, y.epoch(), 2)
	require.LessOrEqual(t, len(y.seen), y.limit)
	require.Less(t, int(y.floor), n/100)
	counted := map[uint64]int{}
	for _, x := range y.seen {
		counted[x.id] = int(x.rows)
	}
	for id, rows := range exact {
		assert.LessOrEqual(t, counted[id], rows)
		assert.LessOrEqual(t, rows-counted[id], int(y.floor))
	}

	// Back through the epochs, each row has those of its identifiers that were
	// not forgotten since.
	place := make([]uint32, len(y.seen))
	for i := range place {
		place[i] = uint32(i)
	}
	found := map[uint64]int{}
	epoch := y.epoch()
	for i := len(rows) - 1; i >= 0; i-- {
		for ; rows[i].epoch < epoch; epoch-- {
			place = before(place, y.kept[epoch-1])
		}
		for _, number := range rows[i].numbers {
			if p := place[number]; p != noColumn {
				id := y.seen[p].id
				require.Contains(t, rows[i].ids, id)
				found[id]++
			}
		}
	}
	assert.Equal(t, counted, found, "counts are those of the rows that have the feature")
}

func TestCommon(t *testing.T) {
	y := newTally(1)
	var c counts
	id := func(n uint64) uint64 { return features.OfHash(features.Words, n<<40) }
	for range 3 {
		y.count(&c, []uint64{id(5), id(5), id(4)})
	}
	y.count(&c, []uint64{id(3), id(5)})
	least := [features.Blocks]int{features.Words: 2}
	ids := func(most int) (out []uint64) {
		for _, x := range y.common(least, most) {
			out = append(out, x.id)
		}
		return out
	}
	assert.Equal(t, []uint64{id(4), id(5)}, ids(10))
	assert.Equal(t, []uint64{id(5)}, ids(1), "the more frequent one")
}

func FuzzCoded(f *testing.F) {
	f.Add(uint32(3), 1.0, uint64(0), []byte{1, 2, 3, 250, 0, 9})
	f.Add(uint32(0), 2.5, uint64(7), []byte{})
	f.Fuzz(func(t *testing.T, class uint32, weight float64, group uint64, numbers []byte) {
		if weight != weight {
			t.Skip("no number")
		}
		class &= 1<<30 - 1
		r := coded{class: class, weight: weight, group: group}
		times := map[uint32]uint32{}
		for i, x := range numbers {
			n := uint32(x) << (i % 24)
			if times[n] == 0 {
				times[n] = 1 + uint32(x)%3*uint32(x)
				r.numbers, r.times = append(r.numbers, n), append(r.times, times[n])
			}
		}
		b := r.append(nil)
		b = r.append(b)
		var got coded
		rest := got.next(got.next(b))
		require.Empty(t, rest)
		require.Equal(t, []any{class, weight, group}, []any{got.class, got.weight, got.group})
		read := map[uint32]uint32{}
		for i, n := range got.numbers {
			read[n] = got.times[i]
		}
		require.Equal(t, times, read)
	})
}
