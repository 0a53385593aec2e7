package model

import (
	"context"
	"fmt"
	"math"
)

// SVM is a linear support vector machine, or logistic regression, one class
// against the others or, with the multinomial loss, all at once: L2-regularised,
// with a regularised intercept, solved in the dual as in liblinear (Fan, Chang,
// Hsieh, Wang and Lin, "LIBLINEAR: A Library for Large Linear Classification",
// JMLR 2008). Weights are of single precision.
type SVM struct {
	// Loss is the loss; empty means SquaredHinge.
	Loss Loss
	// Cost is the weight C of the losses against the regulariser. 0 means that
	// it is chosen from Costs.
	Cost float64
	// Costs are the costs to choose from, rising; none means 0.03, 0.1, 0.3, 1
	// and 3.
	Costs []float64
	// Tolerance ends the solver when the projected gradients lie this close
	// together. 0 means 0.1, as in liblinear.
	Tolerance float64
	// MaxPasses ends it anyway, for each cost. 0 means as many as visit 10,000
	// rows, but at least 10, or 3 where the cost is being chosen: each cost goes
	// on from the solution of the one before. The squared hinge loss, which needs
	// fewer, gets at least 5, and 2, or as many as visit 5,000, where the cost is
	// being chosen.
	MaxPasses int
}

var defaultCosts = []float64{0.03, 0.1, 0.3, 1, 3}

// enoughVisits is how many rows are visited before a solver is cut short.
const enoughVisits = 10_000

// defaultCost is the cost where there are too few rows to choose.
const defaultCost = 0.3

// Name names the machine by its loss, with the cost, if it is fixed.
func (s SVM) Name() string {
	name := "svm"
	switch s.Loss {
	case Logistic:
		name = "logistic regression"
	case Hinge:
		name = "svm, hinge loss"
	case Multinomial:
		name = "multinomial logistic regression"
	}
	if s.Cost != 0 {
		name += fmt.Sprintf(", cost %g", s.Cost)
	}
	return name
}

// costs returns the costs to choose from.
func (s SVM) costs() []float64 {
	switch {
	case s.Cost != 0:
		return []float64{s.Cost}
	case len(s.Costs) > 0:
		return s.Costs
	}
	return defaultCosts
}

// Path returns a machine for each cost.
func (s SVM) Path() []Learner {
	var path []Learner
	for _, c := range s.costs() {
		at := s
		at.Cost = c
		path = append(path, at)
	}
	return path
}

// Learn solves for the cost, the default one if none is set.
func (s SVM) Learn(ctx context.Context, p *Problem) (Scorer, error) {
	if s.Cost == 0 {
		s.Cost = defaultCost
	}
	var l *Linear
	err := s.path(ctx, p, nil, func(_ int, m *machines) { l = m.linear() })
	if err != nil {
		return nil, err
	}
	return l, nil
}

// ScorePath solves for each cost in turn.
func (s SVM) ScorePath(ctx context.Context, p *Problem, held []int, visit func(int, []float64)) error {
	scores := make([]float64, len(held)*len(p.Classes))
	return s.path(ctx, p, nil, func(step int, m *machines) {
		m.scoreRows(p.X, scores, held)
		visit(step, scores)
	})
}

// path solves for each cost in turn; freedom is as in newMachines.
func (s SVM) path(ctx context.Context, p *Problem, freedom []float32, visit func(int, *machines)) error {
	costs := s.costs()
	set, err := s.solver(len(p.Rows), len(costs))
	if err != nil {
		return err
	}
	m := newMachines(p, freedom)
	for step, cost := range costs {
		set.c = cost
		if _, err := m.solve(ctx, set); err != nil {
			return err
		}
		visit(step, m)
	}
	return nil
}

// solver checks the settings and returns what of them the solver needs, but for
// the cost.
func (s SVM) solver(rows, costs int) (set solverSettings, err error) {
	for _, c := range s.costs() {
		if !(c > 0) || math.IsInf(c, 1) {
			return set, fmt.Errorf("model: %w: cost %v of the support vector machine is no positive number", ErrSettings, c)
		}
	}
	if !(s.Tolerance >= 0) || s.MaxPasses < 0 {
		return set, fmt.Errorf("model: %w: tolerance %v and %d passes of the support vector machine, want positive numbers, or 0 for the default", ErrSettings, s.Tolerance, s.MaxPasses)
	}
	set = solverSettings{loss: s.Loss, tolerance: s.Tolerance, maxPasses: s.MaxPasses}
	if set.loss == "" {
		set.loss = SquaredHinge
	}
	if set.tolerance == 0 {
		set.tolerance = 0.1
	}
	if set.maxPasses == 0 {
		least, visits := 10, enoughVisits
		switch choosing, quick := costs > 1, set.loss == SquaredHinge; {
		case choosing && quick:
			least, visits = 2, enoughVisits/2
		case choosing:
			least = 3
		case quick:
			least = 5
		}
		set.maxPasses = max(least, visits/max(rows, 1))
	}
	return set, nil
}

// penalises reports whether a learner penalises the squares of its weights and
// cares neither in which order the columns are nor whether equal ones are merged.
func penalises(l Learner) bool {
	switch l.(type) {
	case Blend, SVM:
		return true
	}
	return false
}
