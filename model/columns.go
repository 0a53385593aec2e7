package model

import (
	"math"

	"github.com/stancekit/stancekit/features"
)

// columns are the features that are learnt from and the columns of the rows that
// hold their values.
//
// A column stands for one feature, or for k of a block that occur in the same
// rows equally often, as many parts of a rare word do: to a learner that
// penalises the squares of the weights, k equal columns of values x are what one
// of values √k·x is, whose weight is √k times theirs.
type columns struct {
	words *vocabulary // the features
	idf   []float32   // of each feature
	// blocks is the weight of each block beside the others.
	blocks [features.Blocks]float64
	// of holds the column of each feature; nil where it is the feature's number.
	of     []uint32
	weight []columnWeight // of each column
	roots  []float32      // √k of each column; nil where each is of one feature
}

// columnWeight is what turns the counts of a column into values.
type columnWeight struct {
	value float32 // of one occurrence: the idf times √k
	block features.Block
}

// feature is one that occurs often enough to learn from.
type feature struct {
	id     uint64
	rows   uint32
	number uint32 // the counter's
	trace  uint64 // as in counter
}

// noColumn stands in place of a column where there is none.
const noColumn = math.MaxUint32

// newColumns returns the columns of features, by rising identifier, that were
// counted in so many rows. They are in the order of the features.
func newColumns(f []feature, rows int) columns {
	c := columns{blocks: blockScale, idf: make([]float32, len(f)), weight: make([]columnWeight, len(f))}
	ids := make([]uint64, len(f))
	memo := map[uint32]float32{} // few counts occur
	for i, x := range f {
		ids[i] = x.id
		g, ok := memo[x.rows]
		if !ok {
			g = float32(log(float64(1+rows)/float64(1+x.rows)) + 1)
			memo[x.rows] = g
		}
		c.idf[i] = g
		c.weight[i] = columnWeight{value: g, block: features.BlockOf(x.id)}
	}
	c.words = newVocabulary(ids)
	return c
}

// arrange puts the columns into the order of falling frequency, so that most of a
// learner's work is done in little memory, and merges equal features, if asked
// to, of columns that newColumns made.
func (c *columns) arrange(f []feature, rows int, merge bool) {
	leader := leaders(f, merge) // the first of the features equal to each
	// A counting sort of the leaders: next[n] is where those of n rows go.
	next := make([]uint32, rows+2)
	size := make([]uint32, len(f))
	for i, l := range leader {
		size[l]++
		if int(l) == i {
			next[f[i].rows]++
		}
	}
	sum := uint32(0)
	for n := len(next) - 1; n >= 0; n-- {
		next[n], sum = sum, sum+next[n]
	}
	c.of = make([]uint32, len(f))
	c.weight, c.roots = make([]columnWeight, sum), make([]float32, sum)
	for i, l := range leader {
		if int(l) != i {
			c.of[i] = c.of[l]
			continue
		}
		col := next[f[i].rows]
		next[f[i].rows]++
		root := float32(math.Sqrt(float64(size[i])))
		c.of[i], c.roots[col] = col, root
		c.weight[col] = columnWeight{value: c.idf[i] * root, block: features.BlockOf(f[i].id)}
	}
}

// leaders returns for each feature the first one that it is equal to, which it
// is itself unless they are to merge.
func leaders(f []feature, merge bool) []uint32 {
	leader := make([]uint32, len(f))
	for i := range leader {
		leader[i] = uint32(i)
	}
	if !merge {
		return leader
	}
	first := make(map[uint64]uint32, len(f))
	for i, x := range f {
		key := x.trace + uint64(features.BlockOf(x.id)) // a trace is a hash
		if l, ok := first[key]; ok {
			leader[i] = l
		} else {
			first[key] = uint32(i)
		}
	}
	return leader
}

// column returns the column of a feature.
func (c *columns) column(feature int) uint32 {
	if c.of == nil {
		return uint32(feature)
	}
	return c.of[feature]
}

// root returns √k of a column.
func (c *columns) root(column uint32) float64 {
	if c.roots == nil {
		return 1
	}
	return float64(c.roots[column])
}

// numbers returns the columns of so many numbers of a counter. Of the features
// that share a column only the first has it, since their counts are equal.
func (c *columns) numbers(f []feature, n int) []uint32 {
	column := make([]uint32, n)
	for i := range column {
		column[i] = noColumn
	}
	taken := make([]bool, len(c.weight))
	for i, x := range f {
		if col := c.column(i); !taken[col] {
			column[x.number], taken[col] = col, true
		}
	}
	return column
}
