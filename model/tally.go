package model

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// tally counts in how many rows identifiers occur, in bounded memory, and numbers
// them as they come. Once there are too many those are forgotten that occurred
// too rarely: lossy counting (Manku and Motwani, "Approximate Frequency Counts
// over Data Streams", VLDB 2002), where a bucket ends when the memory is full. An
// identifier that occurs in more than floor rows is never missing, and its count
// is at most floor too small. Rows in which one occurred before it was forgotten
// have lost it for good, so that the count is that of the rows that have it.
//
// The numbers begin anew, in the same order, each time something is forgotten: a
// new epoch.
type tally struct {
	seen  []tallied
	born  []uint32 // the floor when it came
	slots []uint32 // a number plus one; 0 is free
	asked []uint32 // of number
	limit int      // most identifiers
	floor uint32
	// kept tells of each epoch but the last which of its numbers were kept.
	kept []bitmap
}

// tallied is one identifier of a tally.
type tallied struct {
	id   uint64
	rows uint32
	at   uint32 // where it stands among the numbers of the row that had it last
}

const (
	leastSlots = 1 << 12
	// slotBytes is the memory of a tally by slot: five in eight are taken.
	slotBytes = 4 + 20*5/8
)

// newTally returns a tally that takes about so many bytes.
func newTally(bytes int) *tally {
	slots := leastSlots
	for 2*slots*slotBytes <= bytes {
		slots *= 2
	}
	t := &tally{limit: slots / 8 * 5}
	t.grow(min(slots, 1<<16))
	return t
}

// grow makes a table of so many slots.
func (t *tally) grow(slots int) {
	t.slots = make([]uint32, slots)
	seen := make([]tallied, len(t.seen), slots/8*5+1)
	copy(seen, t.seen)
	born := make([]uint32, len(t.born), cap(seen))
	copy(born, t.born)
	t.seen, t.born = seen, born
	for n := range t.seen {
		t.slots[t.free(t.seen[n].id)] = uint32(n) + 1
	}
}

// free returns the slot for an identifier that is not there.
func (t *tally) free(id uint64) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := slotOf(id) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

// full reports whether n more identifiers may be too many.
func (t *tally) full(n int) bool { return len(t.seen) > 0 && len(t.seen)+n > t.limit }

// makeRoom forgets identifiers, those of the fewest rows first, until half of the
// memory is free, and begins an epoch.
func (t *tally) makeRoom() {
	// How many have at most so many rows, those included that may have been
	// missed.
	most := make([]int, 1<<10)
	for i, x := range t.seen {
		most[min(int(x.rows+t.born[i]), len(most)-1)]++
	}
	left := len(t.seen)
	for b := 0; b < len(most)-1 && (left > t.limit/2 || b <= int(t.floor)); b++ {
		left -= most[b]
		t.floor = max(t.floor, uint32(b))
	}
	kept := newBitmap(len(t.seen))
	seen, born := t.seen[:0], t.born[:0]
	for i, x := range t.seen {
		if x.rows+t.born[i] > t.floor {
			kept.set(i)
			seen, born = append(seen, x), append(born, t.born[i])
		}
	}
	t.kept = append(t.kept, kept)
	t.seen, t.born = seen, born
	clear(t.slots)
	for n := range t.seen {
		t.slots[t.free(t.seen[n].id)] = uint32(n) + 1
	}
}

// epoch is how many times something was forgotten.
func (t *tally) epoch() int { return len(t.kept) }

// counts is the numbers of a row and how often each occurs in it, in the order in
// which they occur first.
type counts struct {
	numbers, times []uint32

	found []uint32
}

// count counts a row of identifiers, which may repeat, and leaves its numbers
// and their counts in c.
func (t *tally) count(c *counts, ids []uint64) {
	c.numbers, c.times = c.numbers[:0], c.times[:0]
	c.found = t.number(c.found[:0], ids)
	t.add(c, c.found)
}

// number appends the numbers of identifiers to dst.
func (t *tally) number(dst []uint32, ids []uint64) []uint32 {
	for len(t.seen)+len(ids) > len(t.slots)/8*5 {
		t.grow(2 * len(t.slots))
	}
	// Looking at all slots first lets the processor wait for many at a time.
	mask := uint64(len(t.slots) - 1)
	t.asked = t.asked[:0]
	for _, id := range ids {
		t.asked = append(t.asked, t.slots[slotOf(id)&mask])
	}
	for i, id := range ids {
		n := t.asked[i]
		if n == 0 || t.seen[n-1].id != id {
			n = t.find(id)
		}
		dst = append(dst, n-1)
	}
	return dst
}

// add counts numbers, which may repeat, in the row of c.
func (t *tally) add(c *counts, numbers []uint32) {
	for _, n := range numbers {
		x := &t.seen[n]
		if int(x.at) < len(c.numbers) && c.numbers[x.at] == n {
			c.times[x.at]++
			continue
		}
		x.at = uint32(len(c.numbers))
		x.rows++
		c.numbers, c.times = append(c.numbers, n), append(c.times, 1)
	}
}

// find returns the number of an identifier plus one, the next one if it is new.
func (t *tally) find(id uint64) uint32 {
	mask := uint64(len(t.slots) - 1)
	for i := slotOf(id) & mask; ; i = (i + 1) & mask {
		n := t.slots[i]
		if n == 0 {
			t.seen = append(t.seen, tallied{id: id})
			t.born = append(t.born, t.floor)
			n = uint32(len(t.seen))
			t.slots[i] = n
		}
		if t.seen[n-1].id == id {
			return n
		}
	}
}

// common returns the identifiers that occur in at least least[block] rows, rising,
// but of no more than most of them those of the most rows.
func (t *tally) common(least [features.Blocks]int, most int) []tallied {
	enough := func(x tallied, more int) bool {
		return int(x.rows) >= least[features.BlockOf(x.id)]+more
	}
	left, more := most+1, -1
	for left > most {
		more++
		left = 0
		for _, x := range t.seen {
			if enough(x, more) {
				left++
			}
		}
	}
	keep := make([]tallied, 0, left)
	for _, x := range t.seen {
		if enough(x, more) {
			keep = append(keep, x)
		}
	}
	slices.SortFunc(keep, func(a, b tallied) int { return cmp.Compare(a.id, b.id) })
	return keep
}

// bitmap is a set of small numbers.
type bitmap []uint64

func newBitmap(n int) bitmap { return make(bitmap, (n+63)/64) }

func (b bitmap) set(i int) { b[i/64] |= 1 << (i % 64) }

// each calls f with the numbers of the set, rising, and each one's place among
// them.
func (b bitmap) each(f func(place, i int)) {
	place := 0
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			f(place, 64*w+bits.TrailingZeros64(word))
			place++
		}
	}
}
