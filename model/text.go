package model

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/stancekit/stancekit/features"
)

// Text is a trained text classifier. It is immutable and safe for concurrent
// use; what it answers never depends on what it was asked before.
type Text struct {
	classes   []string
	extractor *features.Extractor
	words     *vocabulary
	// square holds the square of each feature's idf, its share of the norm;
	// weights its idf times its weight, class by class.
	square  []float32
	weights []float32
	bias    []float64
	scale   [features.Blocks]float64
	cal     calibration
	summary Summary
	// threshold is the probability below which an answer is abstained.
	threshold float64

	// other is set in place of weights where the scorer is not linear.
	other   Scorer
	encoder *encoder

	scratch *sync.Pool
}

// Prediction is the answer for one text.
type Prediction struct {
	// Class is the class decided for.
	Class string
	// Probability is that of Class.
	Probability float64
	// Probabilities holds that of each class, in the order of [Text.Classes];
	// they sum to 1.
	Probabilities []float64
	// Abstained says that the answer is not to be relied on: Probability lies
	// below the threshold, or the text holds no token.
	Abstained bool
}

// newText folds what was learnt into one table: a feature's weight times its
// idf, and for each word that has a vector the weights of its dimensions
// applied to it.
func newText(classes []string, e *encoder, s Scorer, cal calibration, sum Summary) *Text {
	t := &Text{
		classes: classes, extractor: e.extractor, cal: cal, summary: sum,
		scale: blockScale, encoder: e, other: s,
	}
	if l, ok := s.(*Linear); ok {
		t.fold(e, l)
		t.encoder, t.other = nil, nil
	}
	return t.ready()
}

// ready makes the pool of working memory.
func (t *Text) ready() *Text {
	t.scratch = &sync.Pool{New: func() any {
		return &predictScratch{
			sums:   make([]float64, int(features.Blocks)*len(t.classes)),
			scores: make([]float64, len(t.classes)),
		}
	}}
	return t
}

func (t *Text) fold(e *encoder, l *Linear) {
	k := len(l.Bias)
	t.bias = l.Bias
	ids := slices.Clone(e.words.ids)
	for col, idf := range e.idf {
		t.square = append(t.square, float32(square(idf)))
		for c := range k {
			t.weights = append(t.weights, float32(float64(idf)*l.Weights[col*k+c]))
		}
	}
	if e.vectors != nil {
		first := len(e.idf) * k
		v := e.vectors
		for half, block := range []features.Block{features.Looked, features.LookedNegated} {
			u := l.Weights[first+half*v.dim*k:]
			for row, id := range v.table.ids {
				ids = append(ids, features.WithBlock(id, block))
				g := float64(v.weight[row])
				t.square = append(t.square, float32(float64(g*g)))
				x := v.data[row*v.dim : (row+1)*v.dim]
				for c := range k {
					sum := 0.0
					for d, xd := range x {
						sum += float64(float64(xd) * u[d*k+c])
					}
					t.weights = append(t.weights, float32(float64(g*sum)))
				}
			}
		}
	}
	t.words = newVocabulary(ids)
}

// Classes returns the classes in their order.
func (t *Text) Classes() []string { return slices.Clone(t.classes) }

// Summary returns what was found in training.
func (t *Text) Summary() Summary { return t.summary }

// Features returns the settings of the features.
func (t *Text) Features() features.Settings { return t.extractor.Settings() }

// Threshold returns the probability below which answers are abstained, 0 where
// none is.
func (t *Text) Threshold() float64 { return t.threshold }

// WithThreshold returns the same classifier with another threshold: it abstains
// where the probability of the class is below p. The error for a p that is no
// probability wraps [ErrSettings].
func (t *Text) WithThreshold(p float64) (*Text, error) {
	if math.IsNaN(p) || p < 0 || p > 1 {
		return nil, fmt.Errorf("model: %w: threshold %v, want 0 to 1", ErrSettings, p)
	}
	c := *t
	c.threshold = p
	return &c, nil
}

// Predict classifies a text. No text makes it fail: one without a token gets
// the probabilities that no word speaks for, and abstains.
func (t *Text) Predict(text string) Prediction {
	p, class, abstained := t.PredictInto(make([]float64, 0, len(t.classes)), text)
	return Prediction{Class: t.classes[class], Probability: p[class], Probabilities: p, Abstained: abstained}
}

// PredictInto classifies a text without allocating, once warm: it appends the
// probability of each class to dst and returns it with the index of the class
// and whether it abstains.
func (t *Text) PredictInto(dst []float64, text string) (probabilities []float64, class int, abstained bool) {
	s := t.borrow()
	defer t.giveBack(s)
	t.score(s, text)
	class = t.cal.choose(s.scores)
	n := len(dst)
	dst = append(dst, s.scores...)
	t.cal.apply(dst[n:], s.scores)
	abstained = len(s.enc.buf.Tokens) == 0 || dst[n+class] < t.threshold
	return dst, class, abstained
}

// predictScratch is the working memory of one prediction.
type predictScratch struct {
	enc    encodeScratch
	row    Matrix
	sums   []float64 // block by block, class by class
	norms  [features.Blocks]float64
	scores []float64
}

func (t *Text) borrow() *predictScratch { return t.scratch.Get().(*predictScratch) }

// keepTokens is the number of tokens up to which working memory is kept for the
// next text; that of a longer one, a whole book, is given up.
const keepTokens = 1 << 14

func (t *Text) giveBack(s *predictScratch) {
	if cap(s.enc.buf.Tokens) <= keepTokens {
		t.scratch.Put(s)
	}
}

// score leaves the scores of the classes in s.scores.
func (t *Text) score(s *predictScratch, text string) {
	if t.other != nil {
		s.row = Matrix{Start: append(s.row.Start[:0], 0), Cols: s.row.Cols[:0], Values: s.row.Values[:0]}
		t.encoder.appendRow(&s.row, &s.enc, text)
		t.other.Scores(s.scores, s.row.Cols, s.row.Values)
		return
	}
	t.extractor.Extract(&s.enc.buf, text)
	clear(s.sums)
	clear(s.norms[:])
	k := len(t.classes)
	for _, f := range s.enc.buf.Features {
		col := t.words.column(f.ID)
		if col < 0 {
			continue
		}
		block := int(features.BlockOf(f.ID))
		s.norms[block] += float64(t.square[col])
		sums := s.sums[block*k : block*k+k]
		for c, w := range t.weights[col*k : col*k+k] {
			sums[c] += float64(w)
		}
	}
	copy(s.scores, t.bias)
	for block, norm := range s.norms {
		if norm == 0 {
			continue
		}
		factor := t.scale[block] / math.Sqrt(norm)
		for c := range s.scores {
			s.scores[c] += float64(factor * s.sums[block*k+c])
		}
	}
}

// HasToken reports whether the text holds a token: anything but white space,
// control and format characters.
func (t *Text) HasToken(text string) bool {
	s := t.borrow()
	defer t.giveBack(s)
	s.enc.buf.Tokens = t.extractor.Tokens(s.enc.buf.Tokens[:0], text)
	return len(s.enc.buf.Tokens) > 0
}
