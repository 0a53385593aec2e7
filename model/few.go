package model

import (
	"context"
	"fmt"

	"github.com/stancekit/stancekit/features"
)

// Where there are few rows most features occur in one alone, cross-validated
// counts of errors are mostly chance, and which class happened to get the longer
// or more general texts tips the scores. So
//
//   - features of a single row count, and the blocks that mostly hold such weigh
//     less than the n-grams of characters (fewScale),
//   - the learner is chosen by the likelihood of the classes, which takes into
//     account by how much each row is right or wrong (likelihood),
//   - and a class that draws rows of all classes has to be better by a part of
//     what it draws them by (even).

// fewPerClass is the number of rows a class below which rows are few. Twice as
// many would do for most sets, but not for those with a rare class.
const fewPerClass = 150

func fewRows(rows, classes int) bool { return rows < fewPerClass*classes }

// fewScale is the weight of each block of features where rows are few.
var fewScale = [features.Blocks]float64{
	features.Words: 0.5, features.Stems: 0.7, features.Chars: 1, features.Negated: 0.5,
	features.Similar: 0.7, features.Looked: 1, features.LookedNegated: 1,
}

// blockScale returns the weights of the blocks: those of the prior, if there is
// one, whose weights are of rows so scaled.
func (s Settings) blockScale(few bool) [features.Blocks]float64 {
	switch {
	case s.Prior != nil:
		return s.Prior.scale
	case few:
		return fewScale
	}
	return blockScale
}

// blends is a choice among blends.
type blends []Blend

// few returns the blends to choose from where rows are few and the choice is left
// to us: one cost does, but how far naive Bayes is to be believed differs more.
func (b Blend) few() PathLearner {
	if b.SVM.Cost != 0 || b.SVM.Costs != nil || b.Power != 0 || b.Shares != nil {
		return b
	}
	b.SVM.Costs = []float64{fewCost}
	plain, strong := b, b
	plain.Shares = []float64{0, 1.5}
	strong.Power, strong.Shares = 1, []float64{0}
	return blends{plain, strong}
}

// Name returns that of the first.
func (b blends) Name() string { return b[0].Name() }

// Learn learns the first.
func (b blends) Learn(ctx context.Context, p *Problem) (Scorer, error) { return b[0].Learn(ctx, p) }

// Path returns all paths one behind the other.
func (b blends) Path() []Learner {
	var path []Learner
	for _, one := range b {
		for _, l := range one.Path() {
			if one.Power != 0 {
				l = powered{l.(Blend)}
			}
			path = append(path, l)
		}
	}
	return path
}

// powered is a blend whose name tells its power.
type powered struct{ Blend }

func (p powered) Name() string { return fmt.Sprintf("%s, power %g", p.Blend.Name(), p.Power) }

// ScorePath goes all paths.
func (b blends) ScorePath(ctx context.Context, p *Problem, held []int, visit func(int, []float64)) error {
	from := 0
	for _, one := range b {
		err := one.ScorePath(ctx, p, held, func(step int, scores []float64) { visit(from+step, scores) })
		if err != nil {
			return err
		}
		from += len(one.Path())
	}
	return nil
}

// likelihood returns the mean logarithm of the probability of each row's class,
// calibrated.
func (t *trainer) likelihood(scores []float64) float64 {
	k := len(t.classes)
	cal := fitCalibration(scores, t.problem.Y, t.weight, k)
	p := make([]float64, k)
	sum, total := 0.0, 0.0
	for i, y := range t.problem.Y {
		cal.apply(p, scores[i*k:i*k+k])
		sum += float64(t.weight[i] * log(positive(p[y])))
		total += t.weight[i]
	}
	return sum / total
}

// evenRows is the number of rows a class at which half of what a class draws the
// rows by is taken off: with more of them the scores themselves can be trusted.
const evenRows = 32

// even sets the offsets against classes that draw the rows of all, a part of the
// mean score, all classes of rows alike.
func (t *trainer) even(c *calibration, scores []float64) {
	k := len(t.classes)
	mean, weight := make([]float64, k*k), make([]float64, k)
	for i, y := range t.problem.Y {
		weight[y] += t.weight[i]
		for j, s := range scores[i*k : i*k+k] {
			mean[y*k+j] += float64(t.weight[i] * s)
		}
	}
	occurring := 0.0
	for y := range weight {
		if weight[y] > 0 {
			occurring++
		}
	}
	part := evenRows / (evenRows + float64(len(t.problem.Y))/occurring)
	for j := range c.Offset {
		for y, w := range weight {
			if w > 0 {
				c.Offset[j] -= float64(part * (mean[y*k+j] / w / occurring))
			}
		}
	}
	center(c.Offset)
}
