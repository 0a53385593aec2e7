package model

import (
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// memo remembers words and the rows of what they add, within a bound. It is
// divided into sets of two places; where both are taken, a new word takes that of
// the one which came first. That needs no note of what was asked for, and of a
// stream of ever new words a common one is worked out once more each ten thousands
// of them. It is not safe for concurrent use.
type memo struct {
	shift uint // of a hash to its set
	width int  // numbers a row, whole cache lines of eight
	// tags holds for each set sixteen bits of the hash of each word; 0 is none.
	tags  []uint64
	next  []uint8 // by set, the place to be given up next
	words []word
	rows  []uint64
	// It grows up to so many places where words lose theirs often; lost is how many
	// did since.
	limit, lost int
}

// word is what the features of a text take from a word beside its row. It fills
// a cache line.
type word struct {
	key    features.Key
	hash   uint64
	stem   uint64 // hash
	groups groups
	traits features.Traits
	kind   kind
	// unmarked is 0 for a mark, 1 for any other token.
	unmarked uint8
}

// kind tells of a word what needs more than to add its row.
type kind uint8

const (
	isCue    kind = 1 << iota // it begins a negation
	isLoose                   // its sums are too large for a row
	isDouble                  // as a run of letters it is more than one token ("cannot")
)

const (
	memoWays = 4
	tagBits  = 64 / memoWays
	tagOnes  = 1<<(0*tagBits) | 1<<(1*tagBits) | 1<<(2*tagBits) | 1<<(3*tagBits)
	tagTops  = tagOnes << (tagBits - 1)
)

// newMemo returns a memo of rows of the given width, a multiple of eight, which
// takes the given number of bytes at most, or a few words.
func newMemo(width, bytes int) memo {
	width = max(width, lineLength)
	places := max(bytes/(64+8*width), 2*memoWays)
	sets := 1 << (bits.Len(uint(places/memoWays)) - 1)
	return memo{
		shift: uint(64 - bits.Len(uint(sets-1))),
		width: width,
		tags:  make([]uint64, sets),
		words: make([]word, sets*memoWays+1),
		rows:  make([]uint64, (sets*memoWays+1)*width),
		next:  make([]uint8, sets),
	}
}

// spare is the place of a word that is not remembered.
func (m *memo) spare() int { return len(m.words) - 1 }

// set returns the set that a key belongs to, and its tag.
func (m *memo) set(k features.Key) (set int, tag uint64) {
	h := k.A ^ k.B*0x9e3779b97f4a7c15 ^ k.C*0xbf58476d1ce4e5b9
	h = (h ^ h>>29) * 0x9e3779b97f4a7c15
	return int(h >> (m.shift & 63)), h>>20&(1<<tagBits-1) | 1
}

// way returns which place of a set has a tag: of the tags that equal it, zero
// where it is taken off, the first (Lamport, see features.ScanRun).
func (m *memo) way(set int, tag uint64) int {
	x := m.tags[set] ^ tag*tagOnes
	zero := (x - tagOnes) &^ x & tagTops
	return bits.TrailingZeros64(zero) / tagBits & (memoWays - 1)
}

// find returns the only place where a key may be.
func (m *memo) find(k features.Key) int {
	set, tag := m.set(k)
	return set*memoWays + m.way(set, tag)
}

// crowded notes that a word loses its place, and reports whether it is time to grow.
func (m *memo) crowded() bool {
	m.lost++
	return m.lost > len(m.words)/8 && 2*len(m.words) <= m.limit
}

// grow doubles the places.
func (m *memo) grow() {
	old := *m
	*m = newMemo(m.width, 2*(len(m.words)-1)*(64+8*m.width))
	m.limit = old.limit
	for at := range old.spare() {
		if w := old.words[at]; w.key != (features.Key{}) {
			to, _ := m.place(w.key)
			m.words[to] = w
			copy(m.row(to), old.row(at))
		}
	}
}

// place gives a key a place, and reports whether another key stands there.
func (m *memo) place(k features.Key) (at int, taken bool) {
	set, tag := m.set(k)
	way := m.way(set, tag)
	if m.tags[set]>>(way*tagBits)&(1<<tagBits-1) != tag {
		way = int(m.next[set])
		m.next[set] = uint8((way + 1) % memoWays)
		m.tags[set] = m.tags[set]&^((1<<tagBits-1)<<(way*tagBits)) | tag<<(way*tagBits)
	}
	at = set*memoWays + way
	return at, m.words[at].key != features.Key{}
}

// row returns the row of a place.
func (m *memo) row(at int) []uint64 { return m.rows[at*m.width:][:m.width] }
