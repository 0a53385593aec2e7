// Package convnet is a small convolutional network for sentences over fixed
// word vectors (Kim, "Convolutional Neural Networks for Sentence
// Classification", EMNLP 2014): filters that span a few neighbouring words, of
// each filter its highest response anywhere in the text, and a linear layer
// over these. It sees the order of words, which a linear model of features sees
// only as far as its n-grams reach.
//
// The vectors do not change in training. So what a filter's row for one place
// of its span gives for a word is one number, the same wherever the word
// stands: the responses of a word are worked out once, and a text costs
// additions only. Everything is float32, summed in a fixed order and rounded
// explicitly: the same rows and seed give the same network on every machine.
package convnet

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
)

// Unknown stands for a word without a vector; its vector is zero.
const Unknown = -1

// Shape is the shape of a network.
type Shape struct {
	Dim     int   `json:"dim"`     // components of a word vector
	Classes int   `json:"classes"` // outputs
	Widths  []int `json:"widths"`  // how many words filters span
	Filters int   `json:"filters"` // of each width
}

// Bounds of a shape: what a model file may ask for.
const (
	maxDim     = 2048
	maxWidth   = 16
	maxWidths  = 8
	maxFilters = 4096
)

// Check returns an error for a shape out of bounds.
func (s Shape) Check() error {
	switch {
	case s.Dim < 1 || s.Dim > maxDim:
		return fmt.Errorf("network of %d dimensions, want 1 to %d", s.Dim, maxDim)
	case s.Classes < 2:
		return fmt.Errorf("network of %d classes, want 2 or more", s.Classes)
	case s.Filters < 1 || s.Filters > maxFilters:
		return fmt.Errorf("network of %d filters a width, want 1 to %d", s.Filters, maxFilters)
	case len(s.Widths) < 1 || len(s.Widths) > maxWidths || slices.Min(s.Widths) < 1 || slices.Max(s.Widths) > maxWidth:
		return fmt.Errorf("network of widths %v, want 1 to %d of 1 to %d words", s.Widths, maxWidths, maxWidth)
	}
	return nil
}

// places returns the number of filter rows: for each width and each place in it
// one of each filter.
func (s Shape) places() int {
	n := 0
	for _, w := range s.Widths {
		n += w
	}
	return n * s.Filters
}

// pooled returns the number of filters.
func (s Shape) pooled() int { return len(s.Widths) * s.Filters }

// Table gives words their vectors.
type Table interface {
	// Len returns the number of words, Row copies the vector of one to dst.
	Len() int
	Row(dst []float32, word int)
}

// Net is a trained network. It is safe for concurrent use.
type Net struct {
	shape   Shape
	weights Weights
	words   Table
	// responses holds those of the words met so far.
	responses []atomic.Pointer[[]float32]
}

// New makes a network of its weights, over the vectors it was trained with.
func New(s Shape, w Weights, words Table) (*Net, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if !w.fit(s) {
		return nil, errors.New("network: the weights do not fit the shape")
	}
	return &Net{shape: s, weights: w, words: words, responses: make([]atomic.Pointer[[]float32], words.Len())}, nil
}

// Shape returns the shape.
func (n *Net) Shape() Shape { return n.shape }

// Weights returns the weights, not to be changed.
func (n *Net) Weights() Weights { return n.weights }

// response returns what each filter row gives for a word, nil for an unknown
// one. Two goroutines may work it out at once; both get the same numbers.
func (n *Net) response(word int) []float32 {
	if word < 0 {
		return nil
	}
	if r := n.responses[word].Load(); r != nil {
		return *r
	}
	x := make([]float32, n.shape.Dim)
	n.words.Row(x, word)
	r := make([]float32, n.shape.places())
	n.weights.respond(r, x)
	n.responses[word].Store(&r)
	return r
}

// Scratch is the working memory of one goroutine.
type Scratch struct {
	words [][]float32
	sum   []float32
	high  []float32
	at    []int32
}

// Scores writes the score of each class for a text of words to dst.
func (n *Net) Scores(dst []float64, s *Scratch, words []int) {
	s.words = s.words[:0]
	for _, w := range words {
		s.words = append(s.words, n.response(w))
	}
	s.pool(n.shape, n.weights.Bias)
	output(dst, s.high, n.weights.Out, n.weights.OutBias)
}

// pool finds each filter's highest response, and where, over all places where
// the filter touches the text. Responses below zero count as zero.
func (s *Scratch) pool(shape Shape, bias []float32) {
	f := shape.Filters
	if len(s.high) != shape.pooled() {
		s.high = make([]float32, shape.pooled())
		s.at = make([]int32, shape.pooled())
		s.sum = make([]float32, f)
	}
	first := 0 // of the width's rows
	for k, width := range shape.Widths {
		high, at := s.high[k*f:(k+1)*f], s.at[k*f:(k+1)*f]
		clear(high)
		for i := range at {
			at[i] = nowhere
		}
		for pos := 1 - width; pos < len(s.words); pos++ {
			copy(s.sum, bias[k*f:(k+1)*f])
			for o := max(0, -pos); o < width && pos+o < len(s.words); o++ {
				if r := s.words[pos+o]; r != nil {
					add(s.sum, r[first+o*f:first+(o+1)*f])
				}
			}
			for i, v := range s.sum {
				if v > high[i] {
					high[i], at[i] = v, int32(pos)
				}
			}
		}
		first += width * f
	}
}

// nowhere is the place of a filter that nowhere responds above zero.
const nowhere = -1 << 31

// output writes the scores of the classes from the pooled responses.
func output(dst []float64, high, out, bias []float32) {
	k := len(dst)
	for c := range dst {
		dst[c] = float64(bias[c])
	}
	for i, h := range high {
		if h == 0 {
			continue
		}
		for c, w := range out[i*k : i*k+k] {
			dst[c] += float64(float64(h) * float64(w))
		}
	}
}

func add(dst, x []float32) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] += x[i]
	}
}
