package model

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// choose cross-validates the learner, along its path if it has one, and
// returns the best with its calibration.
func (t *trainer) choose(ctx context.Context) (Learner, calibration, error) {
	k := len(t.classes)
	folds := t.foldCount()
	if folds < 2 {
		return t.Learner, newCalibration(k), nil
	}
	t.summary.Folds = folds
	if b, ok := t.Learner.(Blend); ok && t.few {
		t.Learner = b.few()
	}
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
	best := t.best(path, scores)
	learner := path[best]
	t.summary.Steps[best].Chosen = true
	t.held = scores[best]
	cal := fitCalibration(scores[best], t.problem.Y, t.toShares(t.problem.Y, t.weight), k)
	cal.setObjective(t.Objective)
	if t.few && t.Objective == MacroF1 {
		t.even(&cal, scores[best])
	}
	if !cal.sound(k) {
		return nil, calibration{}, fmt.Errorf("model: %w: the scores of the learner %q", ErrDiverged, learner.Name())
	}
	t.summary.Accuracy, t.summary.MacroF1 = t.quality(scores[best], &cal)
	t.summary.Risk = t.risk(scores[best], &cal)
	return learner, cal, nil
}

// best returns which step of the path is the best by its scores.
func (t *trainer) best(path []Learner, scores [][]float64) int {
	plain := newCalibration(len(t.classes))
	top, values := 0, make([]float64, len(path))
	for step, l := range path {
		acc, f1 := t.quality(scores[step], &plain)
		switch {
		case t.few:
			values[step] = t.likelihood(scores[step])
		case t.Objective == Accuracy:
			values[step] = acc
		default:
			values[step] = f1
		}
		if values[step] > values[top] {
			top = step
		}
		t.summary.Steps = append(t.summary.Steps, Step{Learner: l.Name(), Accuracy: acc, MacroF1: f1})
	}
	if t.few {
		return top
	}
	// The first that is as good as the best but for chance: within half the
	// standard error of the difference. (The rule of one standard error is that
	// of Breiman, Friedman, Olshen and Stone, "Classification and Regression
	// Trees", 1984; half of it scored better on rows held out.)
	for step := range top {
		chance := t.standardError(scores[step], scores[top], &plain) / 2
		if values[step] >= values[top]-chance {
			return step
		}
	}
	return top
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
	return riskCurve(probability, right, t.toShares(t.problem.Y, t.weight))
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
