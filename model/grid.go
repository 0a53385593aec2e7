package model

import (
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// grid holds what pairs of clusters add: for each pair of each level a bit that
// tells whether it is known, and for each eight bits how many were known before, so
// that the known ones are numbered without gaps (a rank index: Jacobson,
// "Space-Efficient Static Trees and Graphs", FOCS 1989). A pair is found without
// a hash and without a branch. Immutable.
type grid struct {
	levels []gridLevel
	none   groups   // of a word that has none
	cells  []uint32 // eight bits, and above them the number of the row before that of the first
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
	cellPairs = 8
)

// onesCount has how many bits of a byte are set: where the instruction for it is not sure
// to be there, Go's bits.OnesCount costs more.
var onesCount = func() (n [256]uint8) {
	for i := range n {
		n[i] = uint8(bits.OnesCount8(uint8(i)))
	}
	return n
}()

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
		g.none[level] = uint16(size)
		g.levels = append(g.levels, gridLevel{uint32(len(g.cells) * cellPairs), uint32(size) + 1})
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
	g.cells = append(g.cells, make([]uint32, (side*side+cellPairs-1)/cellPairs)...)
	cells := g.cells[first:]
	next := 0 // the cell to be given its rank
	for a := range hashes {
		for b := range hashes {
			hash := features.PairHash(hashes[a], hashes[b])
			if !known.passes(hash) || block.row(hash, 0) == 0 {
				continue
			}
			at := a*side + b
			for ; next <= at/cellPairs; next++ {
				cells[next] = uint32(len(g.rows[0])-1) << cellPairs
			}
			cells[at/cellPairs] |= 1 << (at % cellPairs)
			for part := range g.rows {
				g.rows[part] = append(g.rows[part], block.row(hash, part))
			}
		}
	}
}

// find writes the numbers of the rows of the pairs of neighbours in a line of words,
// at most rowsAtOnce, level by level, to found, and returns how many they are.
func (g *grid) find(found *[maxLevels * rowsAtOnce]uint32, line []groups) int {
	n := 0
	for level, l := range g.levels {
		before := uint32(line[0][level%maxLevels])
		places := found[n:][:len(line)-1]
		for i := range places {
			next := uint32(line[1+i][level%maxLevels])
			places[i] = l.start + before*l.size + next
			before = next
		}
		n += len(places)
	}
	places, cells := found[:n], g.cells
	for i, place := range places {
		cell := cells[place/cellPairs]
		upTo := uint8(cell << (^place % cellPairs))
		places[i] = (cell>>cellPairs + uint32(onesCount[upTo])) & uint32(int8(upTo)>>7)
	}
	return n
}

// sumRows sums rows, given by their numbers.
func sumRows(rows []uint64, numbers []uint32) fieldSums {
	var even, odd uint64
	for _, n := range numbers {
		even, odd = addRow(even, odd, rows[n])
	}
	return fieldSums{even, odd}
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
