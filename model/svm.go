package model

import (
	"context"
	"fmt"
	"math"
)

// SVM is a linear support vector machine, or logistic regression, one class
// against the others: L2-regularised, with a regularised intercept, solved in
// the dual as in liblinear (Fan, Chang, Hsieh, Wang and Lin, "LIBLINEAR: A
// Library for Large Linear Classification", JMLR 2008).
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
	// MaxPasses ends it anyway. 0 means 200.
	MaxPasses int
}

var defaultCosts = []float64{0.03, 0.1, 0.3, 1, 3}

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
	var out *Linear
	err := s.LearnPath(ctx, p, func(_ int, l Scorer) { out = l.(*Linear) })
	return out, err
}

// LearnPath solves for each cost in turn.
func (s SVM) LearnPath(ctx context.Context, p *Problem, visit func(int, Scorer)) error {
	path := s.costs()
	for _, c := range path {
		if !(c > 0) || math.IsInf(c, 1) {
			return fmt.Errorf("model: %w: cost %v of the support vector machine is no positive number", ErrSettings, c)
		}
	}
	if !(s.Tolerance >= 0) || s.MaxPasses < 0 {
		return fmt.Errorf("model: %w: tolerance %v and %d passes of the support vector machine, want positive numbers, or 0 for the default", ErrSettings, s.Tolerance, s.MaxPasses)
	}
	if s.Loss == "" {
		s.Loss = SquaredHinge
	}
	if s.Tolerance == 0 {
		s.Tolerance = 0.1
	}
	if s.MaxPasses == 0 {
		s.MaxPasses = 200
	}
	classes := len(p.Classes)
	machines := 0
	switch classes {
	case 2:
		machines = 1 // the second class is the first one's opposite
	default:
		machines = classes
	}
	norms := make([]float64, p.X.Rows())
	for _, row := range p.Rows {
		_, values := p.X.Row(row)
		n := 1.0
		for _, v := range values {
			n += square(v)
		}
		norms[row] = n
	}
	states := make([]dualState, machines)
	for step, cost := range path {
		err := parallel(ctx, machines, p.Workers, func(k int) error {
			b := &binaryProblem{x: p.X, rows: p.Rows, class: k, y: p.Y, cost: p.Cost, normSquares: norms}
			_, err := b.solve(ctx, &states[k], solverSettings{
				loss: s.Loss, c: cost, tolerance: s.Tolerance, maxPasses: s.MaxPasses, seed: p.Seed + uint64(k),
			})
			return err
		})
		if err != nil {
			return err
		}
		visit(step, gather(states, classes, p.X.Columns))
	}
	return nil
}

// gather puts the weights of the machines side by side.
func gather(states []dualState, classes, columns int) *Linear {
	l := &Linear{Bias: make([]float64, classes), Weights: make([]float64, columns*classes)}
	for k := range states {
		s := &states[k]
		l.Bias[k] = s.bias
		for col, w := range s.w {
			l.Weights[col*classes+k] = w
		}
	}
	if classes == 2 {
		l.Bias[1] = -l.Bias[0]
		for i := 0; i < len(l.Weights); i += 2 {
			l.Weights[i+1] = -l.Weights[i]
		}
	}
	return l
}
