package model

import (
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// memo remembers words and the rows of what they add, within a bound. It is
// divided into sets of four places; a new word takes the place of one that was
// not asked for of late (not recently used, as processors' caches do it), so
// that the common words of a changing stream stay. It is not safe for concurrent
// use.
type memo struct {
	shift uint // of a hash to its set
	width int  // numbers a row, whole cache lines of eight
	// tags holds for each set sixteen bits of the hash of each word; 0 is none.
	tags  []uint64
	used  []uint8 // by set, a bit for each place asked for of late
	words []word
	rows  []uint64
}

// word is what the features of a text take from a word beside its row.
type word struct {
	key    features.Key
	hash   uint64
	stem   uint64 // hash
	groups groups
	traits features.Traits
	// It is a mark; a run of letters of more than one token ("cannot"); one whose
	// sums are too large for a row.
	mark, divides, loose bool
}

const (
	memoWays = 4
	tagBits  = 64 / memoWays
	tagOnes  = 1<<(0*tagBits) | 1<<(1*tagBits) | 1<<(2*tagBits) | 1<<(3*tagBits)
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
		used:  make([]uint8, sets),
		words: make([]word, sets*memoWays+1),
		rows:  make([]uint64, (sets*memoWays+1)*width),
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

// guess returns the only place where a key may be.
func (m *memo) guess(k features.Key) int {
	set, tag := m.set(k)
	way, _ := m.way(set, tag)
	return set*memoWays + way
}

// has reports whether a key stands at a place, and notes that it was asked for.
func (m *memo) has(at int, k features.Key) bool {
	if m.words[at].key != k {
		return false
	}
	m.use(at/memoWays, at%memoWays)
	return true
}

// use notes that a place was asked for; where all of a set were, this one alone
// is taken to be of late.
func (m *memo) use(set, way int) {
	u := m.used[set] | 1<<way
	if u == 1<<memoWays-1 {
		u = 1 << way
	}
	m.used[set] = u
}

// way returns which place of a set has a tag: of the tags that equal it, zero
// where it is taken off, the first (Lamport, see features.ScanRun).
func (m *memo) way(set int, tag uint64) (way int, ok bool) {
	x := m.tags[set] ^ tag*tagOnes
	zero := (x - tagOnes) &^ x & (tagOnes << (tagBits - 1))
	return bits.TrailingZeros64(zero) / tagBits & (memoWays - 1), zero != 0
}

// place gives a key a place; what stands there is another's.
func (m *memo) place(k features.Key) int {
	set, tag := m.set(k)
	way, ok := m.way(set, tag)
	if !ok {
		way = bits.TrailingZeros8(^m.used[set])
		m.tags[set] = m.tags[set]&^((1<<tagBits-1)<<(way*tagBits)) | tag<<(way*tagBits)
	}
	m.use(set, way)
	at := set*memoWays + way
	m.words[at].key = k
	return at
}

// row returns the row of a place.
func (m *memo) row(at int) []uint64 { return m.rows[at*m.width:][:m.width] }
