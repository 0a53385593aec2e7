package model

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model/internal/eightbit"
)

// ErrVectors is wrapped by the error for a file that holds no word vectors.
var ErrVectors = errors.New("bad word vectors")

// Vectors are word vectors: for each word a point in a space where words of
// similar use are neighbours. A text is represented by the weighted mean of
// its words' vectors, frequent words weighing less (Arora, Liang and Ma, "A
// Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017); words
// under negation make a second mean. A linear model over the mean folds into
// one number a word and class, so it costs nothing at prediction.
//
// The mean over all words is taken off the vectors, they are scaled to a mean
// length of 0.5, and each is held as whole numbers from -127 to 127 times a step
// of its own. Immutable and safe for concurrent use.
type Vectors struct {
	dim    int
	table  *vocabulary // LookupID(word, false) to row
	data   []int8      // rows of dim
	step   []float32   // by row: what one in data stands for
	weight []float32   // by row: how much the word counts in a mean
}

// largestComponent bounds the numbers of word vectors, so that what is learnt
// from them fits the float32 of a model.
const largestComponent = 1e6

// sifA is the constant of Arora et al. in their weight a / (a + p(word)).
const sifA = 1e-3

// meanLength is that of the vectors. Longer ones drown the words themselves:
// with vectors of diplomacy and 200 rows twice the length scored lower by 0.006,
// four times by 0.03.
const meanLength = 0.5

// NewVectors makes vectors of words in normal form and their rows of dim
// numbers each. weights says how much each word counts in a mean; nil takes
// the words as sorted by falling frequency and their frequency from Zipf's
// law. A word given twice keeps its first row. No number may lie beyond 1e6, no
// weight below 0.
func NewVectors(words []string, dim int, data []float32, weights []float32) (*Vectors, error) {
	if dim <= 0 || len(data) != dim*len(words) || weights != nil && len(weights) != len(words) {
		return nil, fmt.Errorf("model: %w: %d words of %d dimensions, but %d numbers and %d weights", ErrVectors, len(words), dim, len(data), len(weights))
	}
	for _, x := range data {
		if !(x >= -largestComponent && x <= largestComponent) {
			return nil, fmt.Errorf("model: %w: component %v, want at most %g", ErrVectors, x, largestComponent)
		}
	}
	for _, w := range weights {
		if !(w >= 0 && w <= largestComponent) {
			return nil, fmt.Errorf("model: %w: weight %v, want 0 to %g", ErrVectors, w, largestComponent)
		}
	}
	if weights == nil {
		weights = zipfWeights(len(words))
	}
	type entry struct {
		id  uint64
		row int
	}
	entries := make([]entry, len(words))
	for i, w := range words {
		entries[i] = entry{features.LookupID(w, false), i}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	entries = slices.CompactFunc(entries, func(a, b entry) bool { return a.id == b.id })
	v := &Vectors{dim: dim}
	ids := make([]uint64, len(entries))
	mean := make([]float64, dim)
	for i, e := range entries {
		ids[i] = e.id
		v.weight = append(v.weight, weights[e.row])
		for d, x := range data[e.row*dim : (e.row+1)*dim] {
			mean[d] += float64(x) / float64(len(entries))
		}
	}
	length := 0.0
	for _, e := range entries {
		s := 0.0
		for d, x := range data[e.row*dim : (e.row+1)*dim] {
			s += square64(float64(x) - mean[d])
		}
		length += math.Sqrt(s) / float64(len(entries))
	}
	scale := 1.0
	if length > 0 {
		scale = meanLength / length
	}
	row := make([]float64, dim)
	for _, e := range entries {
		for d, x := range data[e.row*dim : (e.row+1)*dim] {
			row[d] = (float64(x) - mean[d]) * scale
		}
		var step float32
		v.data, step = eightbit.Append(v.data, row)
		v.step = append(v.step, step)
	}
	v.table = newVocabulary(ids)
	return v, nil
}

func square64(x float64) float64 { return float64(x * x) }

// zipfWeights gives the weights of n words sorted by falling frequency, by
// p(rank) = 1 / (rank · H) with H the n-th harmonic number.
func zipfWeights(n int) []float32 {
	h := 0.0
	for r := 1; r <= n; r++ {
		h += 1 / float64(r)
	}
	w := make([]float32, n)
	for i := range w {
		p := 1 / float64(float64(i+1)*h)
		w[i] = float32(sifA / (sifA + p))
	}
	return w
}

// Dim returns the number of dimensions.
func (v *Vectors) Dim() int { return v.dim }

// Len returns the number of words.
func (v *Vectors) Len() int { return len(v.weight) }

// row returns the row of a lookup feature's word and whether the feature is of
// the word under negation; -1 where the word has no vector.
func (v *Vectors) row(id uint64) (row int, negated bool) {
	if features.BlockOf(id) == features.LookedNegated {
		negated = true
		id = features.WithBlock(id, features.Looked)
	}
	return v.table.column(id), negated
}

// values copies the vector of a row to dst, times factor.
func (v *Vectors) values(dst []float32, row int, factor float32) {
	step := float32(v.step[row] * factor)
	for d, q := range v.data[row*v.dim : (row+1)*v.dim] {
		dst[d] = float32(float32(q) * step)
	}
}
