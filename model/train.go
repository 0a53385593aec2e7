package model

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/stancekit/stancekit/features"
)

// Summary tells what training found.
type Summary struct {
	Rows     int            `json:"rows"`
	Classes  []ClassSummary `json:"classes"`
	Columns  int            `json:"columns"` // features and vector dimensions learnt from
	Learner  string         `json:"learner"`
	Folds    int            `json:"folds"` // 0 where there was no cross-validation
	Steps    []Step         `json:"steps,omitempty"`
	Accuracy float64        `json:"accuracy"` // cross-validated, of the linear model alone
	MacroF1  float64        `json:"macro_f1"`
	// Risk is the curve of coverage and precision over falling thresholds, of at
	// most 100 points; nil where there was no cross-validation.
	Risk []RiskPoint `json:"risk,omitempty"`
	// Time is how long training took; it is not part of the model file.
	Time time.Duration `json:"-"`
}

// ClassSummary counts the rows of a class.
type ClassSummary struct {
	Class string `json:"class"`
	Rows  int    `json:"rows"`
}

// Step is one learner among which was chosen, with its cross-validated scores.
type Step struct {
	Learner  string  `json:"learner"`
	Accuracy float64 `json:"accuracy"`
	MacroF1  float64 `json:"macro_f1"`
	Chosen   bool    `json:"chosen,omitempty"`
}

// trainer carries the data of one training.
type trainer struct {
	Settings
	examples []Example
	classes  []string
	encoder  *encoder
	problem  Problem
	weight   []float64 // the rows' own weights
	few      bool      // the rows are few, and there is no prior
	held     []float64 // scores of the rows by the learner chosen, without them; nil without folds
	summary  Summary
	progress sync.Mutex
	create   func() (tempFile, error)
}

// Train learns a classifier from labelled texts. The first error among the rows
// ends it (pass them through dataset.Skip to go on instead); nil is no rows, which
// is [ErrNoExamples]. Parameters are chosen and probabilities calibrated by
// cross-validation inside the rows.
//
// Rows are read once. Where there are more than 100,000, or more than
// Settings.Memory allows for, they are counted and encoded as they come, which
// takes bounded memory and time in proportion to them: a linear learner passes
// them block by block from a temporary file, its parameters are chosen on a
// sample, and probabilities calibrated on rows held out for a while. The errors
// wrap those of this package, of features, of the rows, of the temporary file
// ([ErrTemporary]), or the context's.
func Train(ctx context.Context, rows iter.Seq2[Example, error], settings Settings) (*Text, Summary, error) {
	if rows == nil {
		rows = FromSlice(nil)
	}
	create := func() (tempFile, error) { return createSpill(settings.TempDir) }
	return trainWith(ctx, rows, settings, create)
}

// trainWith trains with temporary files made by create.
func trainWith(ctx context.Context, rows iter.Seq2[Example, error], settings Settings, create func() (tempFile, error)) (*Text, Summary, error) {
	begin := time.Now()
	s, err := settings.resolve()
	if err != nil {
		return nil, Summary{}, err
	}
	t := &trainer{Settings: s, create: create}
	text, err := t.train(ctx, rows, settings.Features)
	if err != nil {
		return nil, Summary{}, err
	}
	t.summary.Time = time.Since(begin)
	return text, t.summary, nil
}

// train reads the rows and, as soon as they are too many, hands them on; asked
// are the features before defaults were filled in.
func (t *trainer) train(ctx context.Context, rows iter.Seq2[Example, error], asked features.Settings) (_ *Text, err error) {
	var m *many
	defer func() {
		if m != nil {
			err = errors.Join(err, m.close())
		}
	}()
	handOn := func() (err error) {
		if m, err = newMany(ctx, t); err != nil {
			return err
		}
		for i := range t.examples {
			if err := m.in.add(&t.examples[i]); err != nil {
				return err
			}
		}
		t.examples = nil
		return nil
	}
	n, size := 0, 0
	for e, err := range rows {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if e, err = e.check(n, &t.Settings); err != nil {
			return nil, err
		}
		if n++; n%reportRows == 0 {
			t.report("read", n, 0)
		}
		if m != nil {
			if err := m.in.add(&e); err != nil {
				return nil, err
			}
			continue
		}
		t.examples = append(t.examples, e)
		if size += len(e.Text); t.blockwise() && (n > abundantRows || size > t.Memory/16) {
			t.Features = manyFeatures(asked)
			if err := handOn(); err != nil {
				return nil, err
			}
		}
	}
	t.report("read", n, n)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if m == nil && t.blockwise() && (n > plentyRows || size > t.Memory/encodedBytes) {
		if err := handOn(); err != nil {
			return nil, err
		}
	}
	if m != nil {
		return m.train(ctx)
	}
	return t.trainInMemory(ctx)
}

// encodedBytes is about how many bytes a byte of text takes when it is encoded
// in memory.
const encodedBytes = 64

// blockwise reports whether what is to be learnt can be block by block.
func (t *trainer) blockwise() bool {
	return penalises(t.Learner) && t.Vectors == nil && t.Network == nil && t.Prior == nil
}

// trainInMemory trains on the examples.
func (t *trainer) trainInMemory(ctx context.Context) (*Text, error) {
	if err := t.lay(); err != nil {
		return nil, err
	}
	if err := t.encode(ctx); err != nil {
		return nil, err
	}
	learner, cal, err := t.choose(ctx)
	if err != nil {
		return nil, err
	}
	t.report("learn", 0, 1)
	scorer, err := learn(ctx, learner, &t.problem)
	if err != nil {
		return nil, err
	}
	t.report("learn", 1, 1)
	t.summary.Learner = learner.Name()
	text := newText(t.classes, t.encoder, scorer, cal, t.summary)
	if t.Network != nil {
		if text.network, err = t.learnNetwork(ctx, t.held, &cal); err != nil {
			return nil, err
		}
	}
	return text, nil
}

func (t *trainer) report(stage string, done, total int) {
	if t.Progress != nil {
		t.progress.Lock()
		defer t.progress.Unlock()
		t.Progress(Progress{Stage: stage, Done: done, Total: total})
	}
}

// lay lays down the problem but for its matrix.
func (t *trainer) lay() error {
	if len(t.examples) == 0 {
		return fmt.Errorf("model: %w to learn from", ErrNoExamples)
	}
	occurring := classesOf(t.examples)
	if len(occurring) == 1 {
		return oneClass(occurring[0], len(t.examples))
	}
	t.classes = t.Classes
	if len(t.classes) == 0 {
		t.classes = occurring
	}
	index := map[string]int{}
	for i, c := range t.classes {
		index[c] = i
	}
	t.summary = Summary{Rows: len(t.examples), Classes: make([]ClassSummary, len(t.classes))}
	for i, c := range t.classes {
		t.summary.Classes[i].Class = c
	}
	y := make([]int, len(t.examples))
	t.weight = make([]float64, len(y))
	share := make([]float64, len(t.classes))
	all := make([]int, len(y))
	for i, e := range t.examples {
		y[i] = index[e.Class]
		t.weight[i] = e.Weight
		share[y[i]] += e.Weight
		t.summary.Classes[y[i]].Rows++
		all[i] = i
	}
	t.few = t.Prior == nil && fewRows(len(t.examples), len(t.classes))
	t.problem = Problem{
		Rows: all, Y: y, Cost: balancedCosts(y, t.weight, share, t.Balance),
		Classes: t.classes, Seed: t.Seed, Workers: t.Workers,
	}
	return nil
}

func oneClass(class string, rows int) error {
	return fmt.Errorf("model: %w, %q, in all of %d examples: nothing to tell apart", ErrOneClass, class, rows)
}

// balanceFactors returns (mean share / share of the class) to the power of
// balance.
func balanceFactors(share []float64, balance float64) []float64 {
	total, classes := 0.0, 0.0
	for _, s := range share {
		total += s
		if s > 0 {
			classes++
		}
	}
	factor := make([]float64, len(share))
	for k, s := range share {
		if s > 0 {
			factor[k] = exp(float64(balance * log(total/classes/s)))
		}
	}
	return factor
}

// balancedCosts multiplies each row's weight by the factor of its class.
func balancedCosts(y []int, weight, share []float64, balance float64) []float64 {
	factor := balanceFactors(share, balance)
	cost := make([]float64, len(y))
	for i, k := range y {
		cost[i] = float64(weight[i] * factor[k])
	}
	return cost
}

func (t *trainer) encode(ctx context.Context) error {
	n := len(t.examples)
	t.report("count", 0, n)
	few := fewRows(n, len(t.classes))
	e, m, err := encode(ctx, t.examples, t.Settings, few, func() { t.report("encode", 0, n) })
	if err != nil {
		return err
	}
	t.encoder, t.problem.X, t.problem.Start, t.problem.roots = e, m, e.start, e.roots
	t.summary.Columns = len(e.words.ids) + e.dims() - len(e.weight)
	t.report("encode", n, n)
	return nil
}
