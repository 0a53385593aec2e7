package model

import (
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// grid holds what pairs of clusters add: for each pair of each level a bit that
// tells whether it is known, and for each 64 bits how many were known before, so
// that the known ones are numbered without gaps (a rank index: Jacobson,
// "Space-Efficient Static Trees and Graphs", FOCS 1989). A pair is found without
// a hash and without a branch. Immutable.
type grid struct {
	sizes []int // clusters by level
	start []int // the place of a level's first pair
	cells []gridCell
	width int
	rows  []uint64 // packed sums; row 0 is that of the unknown pairs, zero
}

type gridCell struct {
	known uint64
	rank  uint32 // the row before that of the first known pair of the cell
}

const (
	// maxGrid is the most clusters of a level for a grid: half a megabyte.
	maxGrid   = 2048
	maxLevels = 8
)

// newGrid returns the grid of the clusters that the features use, or false where
// they are too many.
func newGrid(e *features.Extractor, t *table) (*grid, bool) {
	g := &grid{width: packedWidth(t.classes)}
	g.rows = make([]uint64, g.width)
	c := e.Settings().Clusters
	if c == nil || e.Settings().ClusterGrams < 2 {
		return g, true
	}
	if c.Levels() > maxLevels {
		return nil, false
	}
	g.sizes = c.Sizes()
	sieve := newSieve(&t.blocks[features.Similar])
	for level, size := range g.sizes {
		if size > maxGrid {
			return nil, false
		}
		g.start = append(g.start, len(g.cells)*64)
		g.level(t, &sieve, level, size)
	}
	return g, true
}

// level appends the cells and rows of a level.
func (g *grid) level(t *table, sieve *sieve, level, size int) {
	block := &t.blocks[features.Similar]
	hashes := make([]uint64, size)
	for c := range hashes {
		hashes[c] = features.ClusterHash(level, uint16(c))
	}
	sums := make([]int64, 1+t.classes)
	first := len(g.cells)
	g.cells = append(g.cells, make([]gridCell, (size*size+63)/64)...)
	cells := g.cells[first:]
	for i := range cells {
		cells[i].rank = uint32(len(g.rows)/g.width - 1)
		for at := 64 * i; at < min(64*(i+1), size*size); at++ {
			hash := features.PairHash(hashes[at/size], hashes[at%size])
			if !sieve.passes(hash) {
				continue
			}
			col := block.column(hash)
			if col < 0 {
				continue
			}
			cells[i].known |= 1 << (at % 64)
			clear(sums)
			block.add(sums, col)
			g.rows = append(g.rows, make([]uint64, g.width)...)
			pack(g.rows[len(g.rows)-g.width:], sums)
		}
	}
}

// Places of a word as the first of a pair, by level, and as the second, two a
// number; the sum of both is the place of the pair.
type gridPlaces [maxLevels / 2]uint64

func (g *grid) places(clusters []uint16) (first, second gridPlaces) {
	for level, c := range clusters[:min(len(clusters), len(g.sizes))] {
		shift := level % 2 * 32
		first[level/2] |= uint64(g.start[level]+int(c)*g.sizes[level]) << shift
		second[level/2] |= uint64(c) << shift
	}
	return first, second
}

// row returns where the row of the pair at a place begins.
func (g *grid) row(place uint32) int {
	c := &g.cells[place/64]
	upTo := c.known << (^place % 64)
	return (int(c.rank) + bits.OnesCount64(upTo)) * g.width & (int(upTo) >> 63)
}
