package model

import (
	"cmp"
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

// counter counts in how many rows each identifier occurs and numbers the
// identifiers as they come: an open-addressing hash table, since a Go map of
// tens of millions of keys takes thrice the memory and time.
type counter struct {
	seen  []counted
	slots []uint32 // a number plus one; 0 is free
}

// counted is one identifier of a counter.
type counted struct {
	id   uint64
	rows uint32
	last uint32 // the row that counted it last, plus one
	at   int    // where it stands in that row, the counter's user's
}

func newCounter() *counter {
	return &counter{slots: make([]uint32, 1<<16)}
}

// find returns the number of an identifier, the next one if it is new, and what
// is counted of it, valid until the next call.
func (c *counter) find(id uint64) (uint32, *counted) {
	if len(c.seen) > len(c.slots)/8*5 {
		c.grow()
	}
	mask := uint64(len(c.slots) - 1)
	for i := slotOf(id) & mask; ; i = (i + 1) & mask {
		n := c.slots[i]
		if n == 0 {
			c.seen = append(c.seen, counted{id: id})
			n = uint32(len(c.seen))
			c.slots[i] = n
		}
		if x := &c.seen[n-1]; x.id == id {
			return n - 1, x
		}
	}
}

func slotOf(id uint64) uint64 { return id * 0x9e3779b97f4a7c15 >> 20 }

func (c *counter) grow() {
	c.slots = make([]uint32, 2*len(c.slots))
	mask := uint64(len(c.slots) - 1)
	for n := range c.seen {
		i := slotOf(c.seen[n].id) & mask
		for c.slots[i] != 0 {
			i = (i + 1) & mask
		}
		c.slots[i] = uint32(n) + 1
	}
}

// merge adds the counts of another counter whose rows are others.
func (c *counter) merge(o *counter) {
	if len(c.seen) == 0 {
		c.seen, c.slots = slices.Clone(o.seen), slices.Clone(o.slots)
		return
	}
	for i := range o.seen {
		_, x := c.find(o.seen[i].id)
		x.rows += o.seen[i].rows
	}
}

// vocabulary returns the identifiers that occur in at least minRows rows of
// their block, and in how many rows each occurs.
func (c *counter) vocabulary(minRows [features.Blocks]int, known func(id uint64) bool) (*vocabulary, []uint32) {
	var keep []counted
	for _, x := range c.seen {
		if int(x.rows) >= minRows[features.BlockOf(x.id)] || known(x.id) {
			keep = append(keep, x)
		}
	}
	slices.SortFunc(keep, func(a, b counted) int { return cmp.Compare(a.id, b.id) })
	ids, rows := make([]uint64, len(keep)), make([]uint32, len(keep))
	for col, x := range keep {
		ids[col], rows[col] = x.id, x.rows
	}
	return newVocabulary(ids), rows
}
