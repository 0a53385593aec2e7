package model

import (
	"slices"

	"github.com/stancekit/stancekit/features"
)

// vocabulary maps feature identifiers to columns. The identifiers stand in
// rising order, so that the columns of a block are neighbours and their order
// does not depend on the order of the rows. Identifiers are hashes, hence
// evenly spread: an index on their leading bits leaves about two to look at.
type vocabulary struct {
	ids   []uint64
	index []uint32 // index[b] is the first column whose identifier's leading bits are b or more
	shift uint
}

// newVocabulary indexes identifiers that rise strictly.
func newVocabulary(ids []uint64) *vocabulary {
	bits := uint(1)
	for len(ids)>>(bits+1) > 0 && bits < 28 {
		bits++
	}
	// Few blocks use their share of the identifier space, so the index gets
	// three bits more than the count asks for.
	bits += 2
	v := &vocabulary{ids: ids, shift: 64 - bits}
	v.index = make([]uint32, 1<<bits+1)
	b := 0
	for col, id := range ids {
		for ; b <= int(id>>v.shift); b++ {
			v.index[b] = uint32(col)
		}
	}
	for ; b < len(v.index); b++ {
		v.index[b] = uint32(len(ids))
	}
	return v
}

// column returns the column of an identifier, or -1.
func (v *vocabulary) column(id uint64) int {
	b := id >> v.shift
	for col := v.index[b]; col < v.index[b+1]; col++ {
		if v.ids[col] == id {
			return int(col)
		}
	}
	return -1
}

// counter counts in how many rows each identifier occurs: an open-addressing
// hash table, since a Go map of tens of millions of keys takes thrice the
// memory and time.
type counter struct {
	ids  []uint64
	rows []uint32
	last []uint32 // the row that counted last, plus one
	used int
}

func newCounter() *counter {
	const n = 1 << 16
	return &counter{ids: make([]uint64, n), rows: make([]uint32, n), last: make([]uint32, n)}
}

// add counts the identifier in a row; rows come one after the other.
func (c *counter) add(id uint64, row int) {
	i := c.slot(id)
	if c.rows[i] == 0 {
		c.ids[i] = id
		c.used++
	}
	if c.last[i] != uint32(row)+1 {
		c.last[i] = uint32(row) + 1
		c.rows[i]++
	}
	if c.used > len(c.ids)/8*5 {
		c.grow()
	}
}

func (c *counter) slot(id uint64) int {
	mask := uint64(len(c.ids) - 1)
	i := (id * 0x9e3779b97f4a7c15) >> 20 & mask
	for c.rows[i] != 0 && c.ids[i] != id {
		i = (i + 1) & mask
	}
	return int(i)
}

func (c *counter) grow() {
	old := *c
	n := 2 * len(old.ids)
	c.ids, c.rows, c.last = make([]uint64, n), make([]uint32, n), make([]uint32, n)
	for i, r := range old.rows {
		if r != 0 {
			j := c.slot(old.ids[i])
			c.ids[j], c.rows[j], c.last[j] = old.ids[i], r, old.last[i]
		}
	}
}

// vocabulary returns the identifiers that occur in at least minRows rows of
// their block, and in how many rows each occurs.
func (c *counter) vocabulary(minRows [features.Blocks]int) (*vocabulary, []uint32) {
	var ids []uint64
	for i, r := range c.rows {
		if r > 0 && int(r) >= minRows[features.BlockOf(c.ids[i])] {
			ids = append(ids, c.ids[i])
		}
	}
	slices.Sort(ids)
	rows := make([]uint32, len(ids))
	for col, id := range ids {
		rows[col] = c.rows[c.slot(id)]
	}
	return newVocabulary(ids), rows
}
