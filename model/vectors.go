package model

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/stancekit/stancekit/features"
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
		top := 0.0
		for d, x := range data[e.row*dim : (e.row+1)*dim] {
			row[d] = (float64(x) - mean[d]) * scale
			top = max(top, math.Abs(row[d]))
		}
		step := float32(top / math.MaxInt8)
		v.step = append(v.step, step)
		for _, x := range row {
			q := 0.0
			if step > 0 {
				q = math.Round(x / float64(step))
			}
			v.data = append(v.data, int8(max(-math.MaxInt8, min(q, math.MaxInt8))))
		}
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

// longestVector is how long a line of word vectors may be, in bytes.
const longestVector = 1 << 20

// ReadVectors reads vectors in the text format of word2vec, fastText (.vec) and
// GloVe: a word and its numbers on each line, parted by spaces, after an
// optional line with the number of words and of dimensions; a file of fewer is
// an error, since it was cut short. Words are put into normal form; the first
// of equal ones stays. Two whole numbers in the first line are taken for that
// of the sizes. It reads what [Vectors.WriteTo] wrote, too. The error for
// anything else wraps [ErrVectors] and names the line, and so does that for a
// line of more than 1 MiB; others are the reader's.
func ReadVectors(r io.Reader) (*Vectors, error) {
	in := bufio.NewReader(r)
	if magic, err := in.Peek(len(vectorMagic)); err == nil && string(magic) == vectorMagic {
		return readVectorFile(in)
	}
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, longestVector)
	var words []string
	var data []float32
	dim, line := 0, 0
	declared := 0
	fail := func(format string, args ...any) (*Vectors, error) {
		return nil, fmt.Errorf("model: %w: line %d: %s", ErrVectors, line, fmt.Sprintf(format, args...))
	}
	for sc.Scan() {
		line++
		f := bytes.Fields(sc.Bytes())
		if len(f) == 0 {
			continue
		}
		if line == 1 && len(f) == 2 {
			n, err1 := strconv.Atoi(string(bytes.TrimPrefix(f[0], []byte("\uFEFF"))))
			d, err2 := strconv.Atoi(string(f[1]))
			if err1 == nil && err2 == nil {
				if n < 1 || d < 1 {
					return fail("sizes %d and %d, want 1 or more", n, d)
				}
				declared, dim = n, d
				continue
			}
		}
		if dim == 0 {
			dim = len(f) - 1
		}
		if len(f) != dim+1 || dim == 0 {
			return fail("%d numbers, want %d", len(f)-1, max(dim, 1))
		}
		words = append(words, features.Normalize(string(f[0])))
		for _, x := range f[1:] {
			v, err := strconv.ParseFloat(string(x), 32)
			if err != nil || !(math.Abs(v) <= largestComponent) {
				return fail("%.40q is no number up to %g", x, largestComponent)
			}
			data = append(data, float32(v))
		}
	}
	switch err := sc.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		line++
		return fail("more than %d bytes", longestVector)
	case err != nil:
		return nil, fmt.Errorf("model: read word vectors after line %d: %w", line, err)
	case len(words) == 0:
		return fail("no words")
	case len(words) < declared:
		return fail("cut short: %d words, the first line says %d", len(words), declared)
	}
	return NewVectors(words, dim, data, nil)
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
