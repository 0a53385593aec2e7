package model

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model/internal/convnet"
)

// Text is a trained text classifier. It is immutable and safe for concurrent
// use; what it answers never depends on what it was asked before. [Train], [Open]
// and their like make one; the zero value is not usable.
type Text struct {
	classes   []string
	extractor *features.Extractor
	table     *table
	bias      []float64
	scale     [features.Blocks]float64
	cal       calibration
	summary   Summary
	// network is nil where none was learnt; both turns it on.
	network *network
	both    bool
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
		scale: e.blocks, encoder: e, other: s,
	}
	if l, ok := s.(*Linear); ok {
		t.fold(e, l)
		t.encoder, t.other = nil, nil
	}
	return t.ready()
}

// ready makes the pool of working memory.
func (t *Text) ready() *Text {
	folding := sync.OnceValue(func() *folding { return newFolding(t.extractor, t.table) })
	t.scratch = &sync.Pool{New: func() any {
		s := &predictScratch{
			sums:   make([]int64, int(features.Blocks)*(1+len(t.classes))),
			scores: make([]float64, len(t.classes)),
		}
		if t.other == nil {
			s.folded = newFolded(folding())
		}
		return s
	}}
	return t
}

func (t *Text) fold(e *encoder, l *Linear) {
	k := len(l.Bias)
	t.bias = l.Bias
	ids := slices.Clone(e.words.ids)
	squares, weights := make([]float32, 0, len(ids)), make([]float32, 0, k*len(ids))
	for f, idf := range e.idf {
		squares = append(squares, float32(square(idf)))
		col := e.column(f)
		by := float64(idf) / e.root(col)
		for _, w := range l.Weights[int(col)*k:][:k] {
			weights = append(weights, float32(by*w))
		}
	}
	if e.vectors != nil {
		first := len(e.weight) * k
		v := e.vectors
		for half, block := range []features.Block{features.Looked, features.LookedNegated} {
			u := l.Weights[first+half*v.dim*k:]
			for row, id := range v.table.ids {
				ids = append(ids, features.WithBlock(id, block))
				g := float64(v.weight[row])
				squares = append(squares, float32(float64(g*g)))
				x := v.data[row*v.dim : (row+1)*v.dim]
				for c := range k {
					sum := 0.0
					for d, q := range x {
						sum += float64(float64(q) * u[d*k+c])
					}
					weights = append(weights, float32(float64(g*float64(v.step[row]))*sum))
				}
			}
		}
	}
	if e.prior != nil {
		e.prior.table.rest(e.words.ids, func(id uint64, square float64, w []float64) {
			ids = append(ids, id)
			squares = append(squares, float32(square))
			for _, x := range w {
				weights = append(weights, float32(x))
			}
		})
		ids, squares, weights = sortedColumns(ids, squares, weights)
	}
	t.table = newTable(k, ids, squares, weights)
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
	t.score(s, text)
	cal := &t.cal
	if t.both {
		t.scoreBoth(s, text)
		cal = &t.network.cal
	}
	class = cal.choose(s.scores)
	n := len(dst)
	dst = append(dst, s.scores...)
	cal.apply(dst[n:], s.scores)
	abstained = s.empty || dst[n+class] < t.threshold
	t.giveBack(s)
	return dst, class, abstained
}

// predictScratch is the working memory of one prediction.
type predictScratch struct {
	enc    encodeScratch
	row    Matrix
	folded *folded // nil where the features do not fold
	sums   []int64 // block by block the norm and the classes
	scores []float64
	empty  bool // the text holds no token

	// Of the network.
	convnet convnet.Scratch
	places  []int
	net     []float64
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
	switch {
	case t.other != nil:
		s.row = Matrix{Start: append(s.row.Start[:0], 0), Cols: s.row.Cols[:0], Values: s.row.Values[:0]}
		t.encoder.appendRow(&s.row, &s.enc, text)
		t.other.Scores(s.scores, s.row.Cols, s.row.Values)
		s.empty = len(s.enc.buf.Tokens) == 0
		return
	case s.folded != nil:
		s.folded.sum(s, text)
	default:
		t.plainSum(s, text)
	}
	t.table.scores(s.scores, s.sums, t.bias, &t.scale)
}

// plainSum sums what the features of a text add, one by one.
func (t *Text) plainSum(s *predictScratch, text string) {
	t.extractor.Extract(&s.enc.buf, text)
	clear(s.sums)
	for _, f := range s.enc.buf.Features {
		t.table.add(s.sums, f.ID)
	}
	s.empty = len(s.enc.buf.Tokens) == 0
}

// HasToken reports whether the text holds a token: anything but white space,
// control and format characters.
func (t *Text) HasToken(text string) bool {
	s := t.borrow()
	defer t.giveBack(s)
	s.enc.buf.Tokens = t.extractor.Tokens(s.enc.buf.Tokens[:0], text)
	return len(s.enc.buf.Tokens) > 0
}
