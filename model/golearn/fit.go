package golearn

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// choose returns the learner with the best of its path by cross-validated
// macro-F1, the earlier of equal ones; or the learner itself where it has no
// path, or the rows are too few to divide.
func (c *Classifier) choose(ctx context.Context, p *model.Problem) (model.Learner, error) {
	learner := c.learner()
	path, ok := learner.(model.PathLearner)
	if !ok {
		return learner, nil
	}
	steps := path.Path()
	if len(steps) < 2 {
		return learner, nil
	}
	count := make([]int, len(p.Classes))
	labels := make([]string, len(p.Y))
	for i, y := range p.Y {
		count[y]++
		labels[i] = strconv.Itoa(y)
	}
	slices.Sort(count)
	folds := c.Folds
	if folds == 0 {
		folds = 5
	}
	// Each part to learn from has to hold two classes.
	folds = min(folds, count[len(count)-2])
	if folds < 2 {
		return learner, nil
	}
	held, err := evaluate.Folds(labels, nil, folds, p.Seed)
	if err != nil {
		return nil, err
	}
	chosen := make([][]int, len(steps)) // by step, the class of each row
	for i := range chosen {
		chosen[i] = make([]int, len(p.Y))
	}
	k := len(p.Classes)
	for _, test := range held {
		part := *p
		part.Rows = nil
		for i := range p.Y {
			if _, out := slices.BinarySearch(test, i); !out {
				part.Rows = append(part.Rows, i)
			}
		}
		err := path.ScorePath(ctx, &part, test, func(step int, scores []float64) {
			for j, i := range test {
				of := scores[j*k : j*k+k]
				chosen[step][i] = slices.Index(of, slices.Max(of))
			}
		})
		if err != nil {
			return nil, err
		}
	}
	best, top := 0, math.Inf(-1)
	for step := range steps {
		if f1 := macroF1(p.Y, chosen[step], len(p.Classes)); f1 > top+1e-9 {
			best, top = step, f1
		}
	}
	return steps[best], nil
}

// macroF1 returns the mean F1 of the classes that have rows.
func macroF1(gold, chosen []int, classes int) float64 {
	hit, of, as := make([]float64, classes), make([]float64, classes), make([]float64, classes)
	for i, y := range gold {
		of[y]++
		as[chosen[i]]++
		if chosen[i] == y {
			hit[y]++
		}
	}
	sum, n := 0.0, 0.0
	for k := range of {
		if of[k] > 0 {
			sum += 2 * hit[k] / (of[k] + as[k])
			n++
		}
	}
	return sum / n
}

// scaleOf returns by what each column has to be multiplied so that its values
// lie within -1 and 1, or nil where all do.
func scaleOf(x *model.Matrix) []float32 {
	top := make([]float32, x.Columns)
	beyond := false
	for i, col := range x.Cols {
		v := x.Values[i]
		top[col] = max(top[col], v, -v)
		beyond = beyond || top[col] > 1
	}
	if !beyond {
		return nil
	}
	for i, t := range top {
		top[i] = 1
		if t > 1 {
			top[i] = 1 / t
		}
	}
	return top
}

func apply(scale []float32, x *model.Matrix) {
	if scale == nil {
		return
	}
	for i, col := range x.Cols {
		x.Values[i] *= scale[col]
	}
}
