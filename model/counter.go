package model

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// counter numbers identifiers as they come and counts in how many rows each
// occurs: an open-addressing hash table, since a Go map of tens of millions of
// keys takes thrice the memory and time.
type counter struct {
	ids  []uint64 // by number
	seen []counted
	// traces are the sums of the hashes of the rows, over an identifier's
	// occurrences: equal, but for chance, for identifiers that occur in the same
	// rows equally often.
	traces []uint64
	slots  []uint32 // a number plus one; 0 is free
	asked  []uint32 // of number
}

// counted is what a counter knows of an identifier: in how many rows it occurs,
// and where it stands in the one that had it last, the counter's user's.
type counted struct{ rows, at uint32 }

// newCounter returns a counter with room for so many identifiers, which grows.
func newCounter(room int) *counter {
	slots := 1 << 10
	for slots/8*5 < room {
		slots *= 2
	}
	return &counter{
		ids: make([]uint64, 0, room), seen: make([]counted, 0, room), traces: make([]uint64, 0, room),
		slots: make([]uint32, slots),
	}
}

// find returns the number of an identifier, the next one if it is new.
func (c *counter) find(id uint64) uint32 {
	if len(c.ids) > len(c.slots)/8*5 {
		c.grow()
	}
	mask := uint64(len(c.slots) - 1)
	for i := slotOf(id) & mask; ; i = (i + 1) & mask {
		n := c.slots[i]
		if n == 0 {
			c.ids, c.seen, c.traces = append(c.ids, id), append(c.seen, counted{}), append(c.traces, 0)
			n = uint32(len(c.ids))
			c.slots[i] = n
		}
		if c.ids[n-1] == id {
			return n - 1
		}
	}
}

// number appends the numbers of identifiers to dst.
func (c *counter) number(dst []uint32, ids []uint64) []uint32 {
	// Looking at all slots first lets the processor wait for many at a time.
	mask := uint64(len(c.slots) - 1)
	c.asked = c.asked[:0]
	for _, id := range ids {
		c.asked = append(c.asked, c.slots[slotOf(id)&mask])
	}
	for i, id := range ids {
		n := c.asked[i] - 1
		if int(n) >= len(c.ids) || c.ids[n] != id {
			n = c.find(id)
		}
		dst = append(dst, n)
	}
	return dst
}

func slotOf(id uint64) uint64 { return id * 0x9e3779b97f4a7c15 >> 20 }

func (c *counter) grow() {
	c.slots = make([]uint32, 2*len(c.slots))
	mask := uint64(len(c.slots) - 1)
	for n, id := range c.ids {
		i := slotOf(id) & mask
		for c.slots[i] != 0 {
			i = (i + 1) & mask
		}
		c.slots[i] = uint32(n) + 1
	}
}

// merge adds the counts of another counter, whose rows are others, and returns
// the numbers that its identifiers have here.
func (c *counter) merge(o *counter) []uint32 {
	numbers := make([]uint32, len(o.ids))
	for i, id := range o.ids {
		n := c.find(id)
		c.seen[n].rows += o.seen[i].rows
		c.traces[n] += o.traces[i]
		numbers[i] = n
	}
	return numbers
}

// features returns the identifiers, rising, that occur in at least least[block]
// rows or that known tells.
func (c *counter) features(least [features.Blocks]int, known func(id uint64) bool) []feature {
	keep := make([]feature, 0, len(c.ids)/4)
	for n, x := range c.seen {
		id := c.ids[n]
		if int(x.rows) >= least[features.BlockOf(id)] || known(id) {
			keep = append(keep, feature{id: id, rows: x.rows, number: uint32(n), trace: c.traces[n]})
		}
	}
	return byID(keep)
}

// byID returns features by rising identifier. Identifiers are hashes behind the
// bits of their block, so that few have their leading bits in common.
func byID(f []feature) []feature {
	shift := 64 - min(bits.Len(uint(len(f)))+3, 24)
	next := make([]uint32, 1<<(64-shift)+1)
	for i := range f {
		next[f[i].id>>shift+1]++
	}
	for b := range len(next) - 1 {
		next[b+1] += next[b]
	}
	out := make([]feature, len(f))
	for i := range f {
		b := f[i].id >> shift
		out[next[b]] = f[i]
		next[b]++
	}
	from := uint32(0)
	for _, to := range next[:len(next)-1] { // next is now where the bits after begin
		if to-from > 1 {
			slices.SortFunc(out[from:to], func(a, b feature) int { return cmp.Compare(a.id, b.id) })
		}
		from = to
	}
	return out
}
