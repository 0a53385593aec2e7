package model

import (
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
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

// choose cross-validates the learner, along its path if it has one, and
// returns the best with its calibration.
func (t *trainer) choose(ctx context.Context) (Learner, calibration, error) {
	k := len(t.classes)
	folds := t.foldCount()
	if folds < 2 {
		return t.Learner, newCalibration(k), nil
	}
	t.summary.Folds = folds
	path := []Learner{t.Learner}
	if l, ok := t.Learner.(PathLearner); ok {
		path = l.Path()
	}
	if len(path) == 0 {
		return nil, calibration{}, fmt.Errorf("model: %w: the learner %q has an empty path", ErrSettings, t.Learner.Name())
	}
	scores, err := t.outOfFold(ctx, folds, len(path))
	if err != nil {
		return nil, calibration{}, err
	}
	plain := newCalibration(k)
	top, values := 0, make([]float64, len(path))
	for step, l := range path {
		acc, f1 := t.quality(scores[step], &plain)
		values[step] = f1
		if t.Objective == Accuracy {
			values[step] = acc
		}
		if values[step] > values[top] {
			top = step
		}
		t.summary.Steps = append(t.summary.Steps, Step{Learner: l.Name(), Accuracy: acc, MacroF1: f1})
	}
	// The first that is as good as the best but for chance: within half the
	// standard error of the difference. (The rule of one standard error is that
	// of Breiman, Friedman, Olshen and Stone, "Classification and Regression
	// Trees", 1984; half of it scored better on rows held out.)
	best := top
	for step := range best {
		chance := t.standardError(scores[step], scores[top], &plain) / 2
		if values[step] >= values[top]-chance {
			best = step
			break
		}
	}
	learner := path[best]
	t.summary.Steps[best].Chosen = true
	t.held = scores[best]
	cal := fitCalibration(scores[best], t.problem.Y, t.weight, k)
	cal.setObjective(t.Objective)
	if !cal.sound(k) {
		return nil, calibration{}, fmt.Errorf("model: %w: the scores of the learner %q", ErrDiverged, learner.Name())
	}
	t.summary.Accuracy, t.summary.MacroF1 = t.quality(scores[best], &cal)
	t.summary.Risk = t.risk(scores[best], &cal)
	return learner, cal, nil
}

// manyRows is the number of rows above which three folds say as much as five.
const manyRows = 3000

// foldCount returns into how many folds the rows are divided: no more than
// the second largest class has rows, so that each training part can hold two
// classes; below 2 none.
func (t *trainer) foldCount() int {
	folds := t.Folds
	switch {
	case folds == Off:
		return 0
	case folds == 0 && len(t.examples) > manyRows:
		folds = 3
	case folds == 0:
		folds = 5
	}
	var counts []int
	for _, c := range t.summary.Classes {
		counts = append(counts, c.Rows)
	}
	slices.Sort(counts)
	return min(folds, counts[len(counts)-2])
}

// outOfFold returns for each step the scores of every row by a scorer that did
// not learn from it nor from its group.
func (t *trainer) outOfFold(ctx context.Context, folds, steps int) ([][]float64, error) {
	k := len(t.classes)
	scores := make([][]float64, steps)
	for i := range scores {
		scores[i] = make([]float64, len(t.examples)*k)
	}
	fold := assignFolds(t.examples, t.problem.Y, folds, t.Seed)
	workers := t.Workers
	if workers > 1 {
		workers = folds // all at once, so that none waits while a core is free
	}
	done := 0
	err := parallel(ctx, folds, workers, func(f int) error {
		p := t.problem
		p.Workers = 1
		p.Rows = nil
		var held []int
		share := make([]float64, k)
		for i, g := range fold {
			if g == f {
				held = append(held, i)
			} else {
				p.Rows = append(p.Rows, i)
				share[p.Y[i]] += t.weight[i]
			}
		}
		p.Cost = balancedCosts(p.Y, t.weight, share, t.Balance)
		visit := func(step int, of []float64) {
			for j, i := range held {
				copy(scores[step][i*k:i*k+k], of[j*k:j*k+k])
			}
		}
		var err error
		if path, ok := t.Learner.(PathLearner); ok {
			err = path.ScorePath(ctx, &p, held, visit)
		} else {
			var s Scorer
			if s, err = learn(ctx, t.Learner, &p); err == nil {
				of := make([]float64, len(held)*k)
				for j, i := range held {
					cols, values := p.X.Row(i)
					s.Scores(of[j*k:j*k+k], cols, values)
				}
				visit(0, of)
			}
		}
		if t.Progress != nil && err == nil && ctx.Err() == nil {
			t.progress.Lock()
			defer t.progress.Unlock()
			done++
			t.Progress(Progress{Stage: "choose", Done: done, Total: folds})
		}
		return err
	})
	return scores, err
}

// assignFolds deals the rows to folds: class by class, shuffled, a group as one
// with its first row.
func assignFolds(examples []Example, y []int, folds int, seed uint64) []int {
	rng := rand.New(rand.NewPCG(seed, 0xf01d))
	order := rng.Perm(len(y))
	slices.SortStableFunc(order, func(a, b int) int { return y[a] - y[b] })
	fold := make([]int, len(y))
	group := map[string]int{}
	next := 0
	for _, i := range order {
		if g := examples[i].Group; g != "" {
			if f, ok := group[g]; ok {
				fold[i] = f
				continue
			}
			group[g] = next % folds
		}
		fold[i] = next % folds
		next++
	}
	return fold
}

// risk returns the curve of out-of-fold scores.
func (t *trainer) risk(scores []float64, c *calibration) []RiskPoint {
	k := len(t.classes)
	probability, right := make([]float64, len(t.problem.Y)), make([]bool, len(t.problem.Y))
	p := make([]float64, k)
	for i, y := range t.problem.Y {
		row := scores[i*k : i*k+k]
		class := c.choose(row)
		c.apply(p, row)
		probability[i], right[i] = p[class], class == y
	}
	return riskCurve(probability, right, t.weight)
}

// standardError returns that of the difference of the accuracies of two sets of
// scores.
func (t *trainer) standardError(a, b []float64, c *calibration) float64 {
	k := len(t.classes)
	variance, total := 0.0, 0.0
	for i, y := range t.problem.Y {
		at := i * k
		w := t.weight[i]
		total += w
		if (c.choose(a[at:at+k]) == y) != (c.choose(b[at:at+k]) == y) {
			variance += float64(w * w)
		}
	}
	return math.Sqrt(variance) / total
}

// quality returns the accuracy and the macro-F1, over the classes that occur,
// of the classes chosen from the scores. Rows count by their weights.
func (t *trainer) quality(scores []float64, c *calibration) (accuracy, macroF1 float64) {
	k := len(t.classes)
	hit, gold, chosen := make([]float64, k), make([]float64, k), make([]float64, k)
	total, right := 0.0, 0.0
	for i, y := range t.problem.Y {
		z := c.choose(scores[i*k : i*k+k])
		w := t.weight[i]
		total += w
		gold[y] += w
		chosen[z] += w
		if y == z {
			hit[y] += w
			right += w
		}
	}
	n := 0.0
	for j := range k {
		if gold[j] == 0 {
			continue
		}
		n++
		macroF1 += 2 * hit[j] / (gold[j] + chosen[j])
	}
	return right / total, macroF1 / n
}
