package model

import "math/bits"

// memo remembers rows of numbers for keys of one number, within a bound. It is
// divided into sets of four places; a new key takes the place of one that was
// not asked for of late (not recently used, as processors' caches do it), so
// that the common keys of a changing stream stay. It is not safe for
// concurrent use.
type memo struct {
	shift uint
	width int // numbers a row, rounded up to whole cache lines of eight
	keys  [][memoWays]uint64
	used  []uint8 // by set, a bit for each place asked for of late
	rows  []uint64
}

const memoWays = 4

// newMemo returns a memo of rows of the given width or more, which takes the given
// number of bytes at most, or a few rows.
func newMemo(width, bytes int) memo {
	width = (width + 7) &^ 7
	places := max(bytes/(8*(width+1)), 2*memoWays)
	sets := 1 << (bits.Len(uint(places/memoWays)) - 1)
	return memo{
		shift: uint(64 - bits.Len(uint(sets-1))),
		width: width,
		keys:  make([][memoWays]uint64, sets),
		used:  make([]uint8, sets),
		rows:  make([]uint64, sets*memoWays*width),
	}
}

// set returns the set that a key belongs to.
func (m *memo) set(key uint64) uint64 {
	return (key ^ key>>29) * 0x9e3779b97f4a7c15 >> (m.shift & 63)
}

// find returns the row of a key; false where it has none.
func (m *memo) find(key uint64) (row []uint64, ok bool) {
	set := m.set(key)
	k := &m.keys[set]
	// Without branches, since nobody can guess the place.
	way := one(k[1] == key) | one(k[2] == key)<<1 | one(k[3] == key)*3
	if k[way&(memoWays-1)] != key {
		return nil, false
	}
	m.use(set, way)
	return m.rows[(int(set)*memoWays+way)*m.width:][:m.width], true
}

// use notes that a place was asked for; where all of a set were, this one alone
// is taken to be of late.
func (m *memo) use(set uint64, way int) {
	u := m.used[set] | 1<<way
	if u == 1<<memoWays-1 {
		u = 1 << way
	}
	m.used[set] = u
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// place gives a key a row; what stands there is another key's.
func (m *memo) place(key uint64) []uint64 {
	set := m.set(key)
	way := bits.TrailingZeros8(^m.used[set])
	m.use(set, way)
	m.keys[set][way] = key
	return m.rows[(int(set)*memoWays+way)*m.width:][:m.width]
}

// reset forgets all.
func (m *memo) reset() {
	clear(m.keys)
	clear(m.used)
}
