package model

import (
	"context"
	"fmt"
)

var (
	defaultShares = []float64{0, 0.5, 1.5}
	blendCosts    = []float64{0.04, 0.2, 1}
)

// The share and the cost where there are too few rows to choose.
const (
	fewShare = 0.5
	fewCost  = 0.2
)

// machine returns the machine with its costs set.
func (b Blend) machine() SVM {
	if b.SVM.Costs == nil {
		b.SVM.Costs = blendCosts
	}
	return b.SVM
}

func (b Blend) shares() []float64 {
	if len(b.Shares) == 0 {
		return defaultShares
	}
	return b.Shares
}

// Path returns a blend for each share and cost.
func (b Blend) Path() []Learner {
	var path []Learner
	for _, share := range b.shares() {
		for _, c := range b.machine().costs() {
			at := b
			at.SVM.Cost = c
			at.Shares = []float64{share}
			path = append(path, at)
		}
	}
	return path
}

// fewBlend chooses among the path of a blend and that of another.
type fewBlend struct {
	Blend
	strong Blend
}

// few returns what to choose from where rows are few and the choice is left to
// us: one cost does, but how far naive Bayes is to be believed differs more.
func (b Blend) few() PathLearner {
	if b.SVM.Cost != 0 || b.SVM.Costs != nil || b.Power != 0 || b.Shares != nil {
		return b
	}
	b.SVM.Costs = []float64{fewCost}
	f := fewBlend{Blend: b, strong: b}
	f.Shares = []float64{0, 1.5}
	f.strong.Power, f.strong.Shares = 1, []float64{0}
	return f
}

// Path returns both paths.
func (f fewBlend) Path() []Learner {
	path := f.Blend.Path()
	for _, l := range f.strong.Path() {
		path = append(path, powered{l.(Blend)})
	}
	return path
}

// ScorePath goes both paths.
func (f fewBlend) ScorePath(ctx context.Context, p *Problem, held []int, visit func(int, []float64)) error {
	if err := f.Blend.ScorePath(ctx, p, held, visit); err != nil {
		return err
	}
	from := len(f.Blend.Path())
	return f.strong.ScorePath(ctx, p, held, func(step int, scores []float64) { visit(from+step, scores) })
}

// powered is a blend whose name tells its power.
type powered struct{ Blend }

// Name returns the blend's name and its power.
func (p powered) Name() string { return fmt.Sprintf("%s, power %g", p.Blend.Name(), p.Power) }
