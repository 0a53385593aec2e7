package model

import (
	"context"
	"fmt"
	"math"
)

// Blend is a support vector machine with a share of naive Bayes in its
// weights: the machine is the better learner of many rows, naive Bayes of few
// (Ng and Jordan, "On Discriminative vs. Generative Classifiers", NIPS 2001;
// the interpolation follows Wang and Manning, "Baselines and Bigrams", ACL
// 2012). Both are linear in the same features, so the blend is, too.
type Blend struct {
	// SVM is the machine.
	SVM SVM
	// Shares are the shares of naive Bayes to choose from: the norm of its
	// weights beside that of the machine's. None means 0, 0.5 and 1.5.
	Shares []float64
	// Alpha is the count that naive Bayes adds to each feature in each class.
	// 0 means 0.03.
	Alpha float64
}

var defaultShares = []float64{0, 0.5, 1.5}

// fewShare is the share where there are too few rows to choose.
const fewShare = 0.5

// Name returns the machine's name and the share, if it is fixed.
func (b Blend) Name() string {
	if len(b.Shares) == 1 {
		return fmt.Sprintf("%s, naive Bayes %g", b.SVM.Name(), b.Shares[0])
	}
	return b.SVM.Name() + " and naive Bayes"
}

func (b Blend) shares() []float64 {
	if len(b.Shares) == 0 {
		return defaultShares
	}
	return b.Shares
}

// Path returns a blend for each cost and share.
func (b Blend) Path() []Learner {
	var path []Learner
	for _, c := range b.SVM.costs() {
		for _, share := range b.shares() {
			at := b
			at.SVM.Cost = c
			at.Shares = []float64{share}
			path = append(path, at)
		}
	}
	return path
}

// Learn learns with the cost and the share, the default ones if they are to be
// chosen.
func (b Blend) Learn(ctx context.Context, p *Problem) (Scorer, error) {
	if b.SVM.Cost == 0 {
		b.SVM.Cost = defaultCost
	}
	if len(b.Shares) != 1 {
		b.Shares = []float64{fewShare}
	}
	var out Scorer
	err := b.LearnPath(ctx, p, func(_ int, s Scorer) { out = s })
	return out, err
}

// LearnPath learns with each cost in turn, and blends it with each share.
func (b Blend) LearnPath(ctx context.Context, p *Problem, visit func(int, Scorer)) error {
	if b.Alpha == 0 {
		b.Alpha = 0.03
	}
	if !(b.Alpha > 0) || math.IsInf(b.Alpha, 1) {
		return fmt.Errorf("model: %w: alpha %v of naive Bayes is no positive number", ErrSettings, b.Alpha)
	}
	for _, share := range b.shares() {
		if !(share >= 0) || math.IsInf(share, 1) {
			return fmt.Errorf("model: %w: share %v of naive Bayes is no number from 0", ErrSettings, share)
		}
	}
	bayes := logRatios(p, b.Alpha)
	size := max(norm(bayes), math.SmallestNonzeroFloat32)
	return b.SVM.LearnPath(ctx, p, func(step int, s Scorer) {
		machine := s.(*Linear)
		unit := norm(machine.Weights) / size
		blend := &Linear{Bias: machine.Bias, Weights: make([]float64, len(bayes))}
		for i, share := range b.shares() {
			factor := float64(share * unit)
			for j, w := range machine.Weights {
				blend.Weights[j] = w + float64(factor*bayes[j])
			}
			visit(step*len(b.shares())+i, blend)
		}
	})
}

func norm(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += float64(v * v)
	}
	return math.Sqrt(s)
}

// logRatios returns for each column and class the logarithm of how much more
// often the column occurs in the class than in the others, less the mean over
// the classes. Negative values, as of word vectors, are passed over.
func logRatios(p *Problem, alpha float64) []float64 {
	k := len(p.Classes)
	w := make([]float64, p.X.Columns*k)
	total := make([]float64, p.X.Columns)
	sums := make([]float64, k)
	all := 0.0
	for _, row := range p.Rows {
		cols, values := p.X.Row(row)
		y, cost := p.Y[row], p.Cost[row]
		for j, col := range cols {
			if values[j] > 0 {
				v := float64(cost * float64(values[j]))
				w[int(col)*k+y] += v
				total[col] += v
				sums[y] += v
				all += v
			}
		}
	}
	smooth := float64(alpha * float64(p.X.Columns))
	for col, t := range total {
		cell := w[col*k : col*k+k]
		if t == 0 {
			continue
		}
		for c, own := range cell {
			in := (own + alpha) / (sums[c] + smooth)
			out := (t - own + alpha) / (all - sums[c] + smooth)
			cell[c] = log(in / out)
		}
		center(cell)
	}
	return w
}
