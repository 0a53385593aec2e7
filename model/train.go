package model

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"
)

// Summary tells what training found.
type Summary struct {
	Rows     int            `json:"rows"`
	Classes  []ClassSummary `json:"classes"`
	Columns  int            `json:"columns"` // features and vector dimensions learnt from
	Learner  string         `json:"learner"`
	Folds    int            `json:"folds"` // 0 where there was no cross-validation
	Steps    []Step         `json:"steps,omitempty"`
	Accuracy float64        `json:"accuracy"` // cross-validated, of the learner chosen
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
	held     []float64 // scores of the rows by the learner chosen, without them; nil without folds
	summary  Summary
	progress sync.Mutex
}

// Train learns a classifier from labelled texts. It reads all rows before it
// begins; the first error among them ends it (pass the rows through
// dataset.Skip to go on instead). Parameters are chosen and probabilities
// calibrated by cross-validation inside the rows. The errors wrap those of this
// package, of features, of the rows, or the context's.
func Train(ctx context.Context, rows iter.Seq2[Example, error], settings Settings) (*Text, Summary, error) {
	begin := time.Now()
	s, err := settings.resolve()
	if err != nil {
		return nil, Summary{}, err
	}
	t := &trainer{Settings: s}
	if err := t.read(ctx, rows); err != nil {
		return nil, Summary{}, err
	}
	if err := t.encode(ctx); err != nil {
		return nil, Summary{}, err
	}
	learner, cal, err := t.choose(ctx)
	if err != nil {
		return nil, Summary{}, err
	}
	t.report("learn", 0, 1)
	scorer, err := learn(ctx, learner, &t.problem)
	if err != nil {
		return nil, Summary{}, err
	}
	t.report("learn", 1, 1)
	t.summary.Learner = learner.Name()
	text := newText(t.classes, t.encoder, scorer, cal, t.summary)
	if t.Network != nil {
		if text.network, err = t.learnNetwork(ctx, t.held, &cal); err != nil {
			return nil, Summary{}, err
		}
	}
	t.summary.Time = time.Since(begin)
	return text, t.summary, nil
}

func (t *trainer) report(stage string, done, total int) {
	if t.Progress != nil {
		t.progress.Lock()
		defer t.progress.Unlock()
		t.Progress(Progress{Stage: stage, Done: done, Total: total})
	}
}

// read collects the rows and lays down the problem but for its matrix.
func (t *trainer) read(ctx context.Context, rows iter.Seq2[Example, error]) error {
	declared := t.Classes
	if len(declared) == 0 {
		declared = nil
	}
	var err error
	if t.examples, err = collect(ctx, rows, declared); err != nil {
		return err
	}
	if len(t.examples) == 0 {
		return fmt.Errorf("model: %w to learn from", ErrNoExamples)
	}
	occurring := classesOf(t.examples)
	if len(occurring) == 1 {
		return fmt.Errorf("model: %w, %q, in all of %d examples: nothing to tell apart", ErrOneClass, occurring[0], len(t.examples))
	}
	t.classes = t.Classes
	if declared == nil {
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
	t.problem = Problem{
		Rows: all, Y: y, Cost: balancedCosts(y, t.weight, share, t.Balance),
		Classes: t.classes, Seed: t.Seed, Workers: t.Workers,
	}
	return nil
}

// balancedCosts multiplies each row's weight by (mean share / share of its
// class) to the power of balance.
func balancedCosts(y []int, weight, share []float64, balance float64) []float64 {
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
	cost := make([]float64, len(y))
	for i, k := range y {
		cost[i] = float64(weight[i] * factor[k])
	}
	return cost
}

func (t *trainer) encode(ctx context.Context) error {
	n := len(t.examples)
	t.report("count", 0, n)
	e, m, err := encode(ctx, t.examples, t.Settings, func() { t.report("encode", 0, n) })
	if err != nil {
		return err
	}
	t.encoder, t.problem.X, t.problem.Start = e, m, e.start
	t.summary.Columns = e.dims()
	t.report("encode", n, n)
	return nil
}
