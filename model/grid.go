package model

import (
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// grid holds what pairs of clusters add, to be found without a hash and without a
// branch. Immutable.
type grid struct {
	levels []gridLevel
	none   groups // of a word that has none
}

// gridLevel has the rows of the pairs of a level. Where its clusters are few there is
// one for each pair. Else each pair has a bit that tells whether it is known, and
// each eight bits how many were known before, so that the known ones are numbered
// without gaps (a rank index: Jacobson, "Space-Efficient Static Trees and Graphs",
// FOCS 1989).
type gridLevel struct {
	side  int      // clusters, with one more for words that have none
	cells []uint32 // nil, or eight bits, and above them the number of the row before that of the first
	// rows holds the first numbers of all rows, then the second, and so on. Where
	// there are cells, the first row of each is that of the unknown pairs, zero.
	rows [][]uint64
}

// groups are the clusters of a word by level.
type groups [maxLevels]uint16

const (
	// maxGrid is the most clusters of a level for a grid: two megabytes of cells.
	maxGrid   = 2048
	maxLevels = 8
	// maxDense is the most clusters for a row for each pair: half a megabyte.
	maxDense  = 255
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
	g := &grid{}
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
		g.levels = append(g.levels, newLevel(block, &known, level, size, rowWidth(t.classes)))
	}
	return g, true
}

func newLevel(block *tableBlock, known *sieve, level, size, parts int) gridLevel {
	l := gridLevel{side: size + 1, rows: make([][]uint64, parts)}
	dense := size <= maxDense
	if !dense {
		l.cells = make([]uint32, (l.side*l.side+cellPairs-1)/cellPairs)
	}
	for part := range l.rows {
		if dense {
			l.rows[part] = make([]uint64, l.side*l.side)
		} else {
			l.rows[part] = []uint64{0}
		}
	}
	hashes := make([]uint64, size)
	for c := range hashes {
		hashes[c] = features.ClusterHash(level, uint16(c))
	}
	next := 0 // the cell to be given its rank
	for a := range hashes {
		for b := range hashes {
			hash := features.PairHash(hashes[a], hashes[b])
			if !known.passes(hash) || block.row(hash, 0) == 0 {
				continue
			}
			at := a*l.side + b
			if dense {
				for part := range l.rows {
					l.rows[part][at] = block.row(hash, part)
				}
				continue
			}
			for ; next <= at/cellPairs; next++ {
				l.cells[next] = uint32(len(l.rows[0])-1) << cellPairs
			}
			l.cells[at/cellPairs] |= 1 << (at % cellPairs)
			for part := range l.rows {
				l.rows[part] = append(l.rows[part], block.row(hash, part))
			}
		}
	}
	return l
}

// add adds what the pairs of neighbours in a line of words, at most rowsAtOnce, add
// to the sums.
func (g *grid) add(sums []int64, line []groups, part int) {
	const together = maxFieldRows / rowsAtOnce
	var s fieldSums
	for level := range g.levels {
		l := &g.levels[level]
		if l.cells == nil {
			s.join(sumDense(line, level, l.side, l.rows[part]))
		} else {
			s.join(sumCells(line, level, l.side, l.cells, l.rows[part]))
		}
		if level%together == together-1 || level == len(g.levels)-1 {
			s.to(sums, part*rowClasses)
			s = fieldSums{}
		}
	}
}

// sumDenseGo sums numbers of the rows of pairs at a level that has one for each.
func sumDenseGo(line []groups, level, side int, rows []uint64) fieldSums {
	var even, odd uint64
	before := int(line[0][level%maxLevels]) * side
	for i := range line[1:] {
		next := int(line[1+i][level%maxLevels])
		even, odd = addRow(even, odd, rows[before+next])
		before = next * side
	}
	return fieldSums{even, odd}
}

// sumCellsGo sums those at a level that has cells.
func sumCellsGo(line []groups, level, side int, cells []uint32, rows []uint64) fieldSums {
	var even, odd uint64
	before := int(line[0][level%maxLevels]) * side
	for i := range line[1:] {
		next := int(line[1+i][level%maxLevels])
		place := uint(before + next)
		before = next * side
		cell := cells[place/cellPairs]
		upTo := uint8(cell << (^place % cellPairs))
		row := (cell>>cellPairs + uint32(onesCount[upTo])) & uint32(int8(upTo)>>7)
		even, odd = addRow(even, odd, rows[row])
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
