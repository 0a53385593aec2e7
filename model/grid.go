package model

import (
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// grid holds what pairs of clusters add: for each pair of each level a bit that
// tells whether it is known, and for each 32 bits how many were known before, so
// that the known ones are numbered without gaps (a rank index: Jacobson,
// "Space-Efficient Static Trees and Graphs", FOCS 1989). A pair is found without
// a hash and without a branch. Immutable.
type grid struct {
	levels []gridLevel
	cells  []uint64 // 32 bits, and above them the number of the row before that of the first
	// rows holds the rows of the pairs, the first numbers of all, then the second,
	// and so on; the first row of each is that of the unknown pairs, zero.
	rows [][]uint64
}

type gridLevel struct {
	start uint32 // the place of the first pair
	size  uint32 // clusters, with one more for words that have none
}

// groups are the clusters of a word by level.
type groups [maxLevels]uint16

const (
	// maxGrid is the most clusters of a level for a grid: a megabyte.
	maxGrid   = 2048
	maxLevels = 8
)

// newGrid returns the grid of the clusters that the features use, or false where
// they are too many.
func newGrid(e *features.Extractor, t *table) (*grid, bool) {
	g := &grid{rows: make([][]uint64, rowWidth(t.classes))}
	for part := range g.rows {
		g.rows[part] = []uint64{0}
	}
	c := e.Settings().Clusters
	if c == nil || e.Settings().ClusterGrams < 2 {
		return g, true
	}
	if c.Levels() > maxLevels {
		return nil, false
	}
	block := &t.blocks[features.Similar]
	known := newSieve(block)
	for level, size := range c.Sizes() {
		if size > maxGrid {
			return nil, false
		}
		g.levels = append(g.levels, gridLevel{uint32(len(g.cells) * 32), uint32(size) + 1})
		g.level(block, &known, level, size)
	}
	return g, true
}

// level appends the cells and rows of a level.
func (g *grid) level(block *tableBlock, known *sieve, level, size int) {
	hashes := make([]uint64, size)
	for c := range hashes {
		hashes[c] = features.ClusterHash(level, uint16(c))
	}
	first := len(g.cells)
	side := size + 1
	g.cells = append(g.cells, make([]uint64, (side*side+31)/32)...)
	cells := g.cells[first:]
	next := 0 // the cell to be given its rank
	for a := range hashes {
		for b := range hashes {
			hash := features.PairHash(hashes[a], hashes[b])
			if !known.passes(hash) || block.row(hash, 0) == 0 {
				continue
			}
			at := a*side + b
			for ; next <= at/32; next++ {
				cells[next] |= uint64(len(g.rows[0])-1) << 32
			}
			cells[at/32] |= 1 << (at % 32)
			for part := range g.rows {
				g.rows[part] = append(g.rows[part], block.row(hash, part))
			}
		}
	}
}

// none are the clusters of a word that has none.
func (g *grid) none() (c groups) {
	for level, l := range g.levels {
		c[level] = uint16(l.size - 1)
	}
	return c
}

// sum sums numbers of the rows of the pairs of neighbours in a line of words.
func (g *grid) sum(line []groups, part int) (s fieldSums) {
	rows := g.rows[part]
	for level, l := range g.levels {
		level %= maxLevels
		before := uint32(line[0][level])
		for i := range line[1:] {
			next := uint32(line[1+i][level])
			place := l.start + before*l.size + next
			before = next
			cell := g.cells[place/32]
			upTo := uint32(cell) << (^place % 32)
			row := int(cell>>32) + bits.OnesCount32(upTo)
			s.add(rows[row&(int(int32(upTo))>>31)])
		}
	}
	return s
}

// sieve tells of most features that a block does not hold that it does not: it
// has a bit for each value of the leading bits of a hash.
type sieve struct {
	shift uint
	bits  []uint64
}

// newSieve takes sixteen to 32 bits a feature.
func newSieve(b *tableBlock) sieve {
	n := max(bits.Len64(b.places)+4, 6)
	s := sieve{shift: uint(64 - n), bits: make([]uint64, 1<<(n-6))}
	for at := range int(b.places) {
		if b.holds(at) {
			bit := b.slots[at*b.width] >> s.shift
			s.bits[bit/64] |= 1 << (bit % 64)
		}
	}
	return s
}

// passes reports whether the block may hold the feature of a hash.
func (s *sieve) passes(hash uint64) bool {
	bit := hash >> (s.shift & 63)
	return s.bits[bit/64]>>(bit%64)&1 != 0
}
