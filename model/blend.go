package model

import (
	"context"
	"fmt"
	"math"
)

// Blend is a support vector machine that takes advice from naive Bayes, in two
// ways: each class's machine may scale its features by how much they tell of
// the class, and a share of the naive Bayes weights may be added to the
// machine's. The machine is the better learner of many rows, naive Bayes of few
// (Ng and Jordan, "On Discriminative vs. Generative Classifiers", NIPS 2001;
// both ways follow Wang and Manning, "Baselines and Bigrams", ACL 2012). All
// are linear in the same features, so the blend is, too.
//
// The defaults are those of many rows. Where [Train] is given fewer than 450 rows,
// or than 150 a class, no prior, and cost, power and shares are all left to it, it
// chooses by the likelihood of the classes among power 0.5, alone and with share
// 1.5, and power 1, all at cost 0.2.
type Blend struct {
	// SVM is the machine. Its Costs mean 0.04, 0.2 and 1 where they are
	// nil.
	SVM SVM
	// Power is the power of the absolute log-count ratio by which a machine's
	// features are scaled. 0 means 0.5, Off leaves them as they are.
	Power float64
	// Shares are the shares of naive Bayes to choose from: the norm of its
	// weights beside that of the machine's. None means 0, 0.5 and 1.5.
	Shares []float64
	// Alpha is the count that naive Bayes adds to each feature in each class.
	// 0 means 0.05.
	Alpha float64
}

// Name returns the machine's name and the share, if it is fixed.
func (b Blend) Name() string {
	if len(b.Shares) == 1 {
		return fmt.Sprintf("%s, naive Bayes %g", b.SVM.Name(), b.Shares[0])
	}
	return b.SVM.Name() + " and naive Bayes"
}

// Learn learns with the cost and the share, the default ones if they are to be
// chosen.
func (b Blend) Learn(ctx context.Context, p *Problem) (Scorer, error) {
	if err := b.settle(); err != nil {
		return nil, err
	}
	ratios, free := b.advice(p)
	var l *Linear
	err := b.SVM.path(ctx, p, free, func(_ int, m *machines) { l = m.linear() })
	if err != nil {
		return nil, err
	}
	factor := float64(b.Shares[0]*norm(l.Weights)) / positive(norm(ratios))
	for j, r := range ratios {
		l.Weights[j] += float64(factor * r)
	}
	return l, nil
}

// settle fills in the cost and the share if they are still to be chosen.
func (b *Blend) settle() error {
	if b.SVM.Cost == 0 {
		b.SVM.Cost = fewCost
	}
	if len(b.Shares) != 1 {
		b.Shares = []float64{fewShare}
	}
	return b.fill()
}

// ScorePath learns with each cost in turn, and blends with each share.
func (b Blend) ScorePath(ctx context.Context, p *Problem, held []int, visit func(int, []float64)) error {
	if err := b.fill(); err != nil {
		return err
	}
	k := len(p.Classes)
	ratios, free := b.advice(p)
	bayes := &Linear{Bias: make([]float64, k), Weights: ratios}
	byBayes := make([]float64, len(held)*k)
	for i, row := range held {
		cols, values := p.X.Row(row)
		bayes.Scores(byBayes[i*k:i*k+k], cols, values)
	}
	size := positive(norm(ratios))
	own, blend := make([]float64, len(byBayes)), make([]float64, len(byBayes))
	costs := len(b.machine().costs())
	return b.machine().path(ctx, p, free, func(cost int, m *machines) {
		m.scoreRows(p.X, own, held)
		unit := m.norm() / size
		for i, share := range b.shares() {
			factor := float64(share * unit)
			for j, s := range own {
				blend[j] = s + float64(factor*byBayes[j])
			}
			visit(i*costs+cost, blend)
		}
	})
}

// fill sets what is left to the default and checks the rest.
func (b *Blend) fill() error {
	if b.Alpha == 0 {
		b.Alpha = 0.05
	}
	if !(b.Alpha > 0) || math.IsInf(b.Alpha, 1) {
		return fmt.Errorf("model: %w: alpha %v of naive Bayes is no positive number", ErrSettings, b.Alpha)
	}
	for _, share := range b.shares() {
		if !(share >= 0) || math.IsInf(share, 1) {
			return fmt.Errorf("model: %w: share %v of naive Bayes is no number from 0", ErrSettings, share)
		}
	}
	switch {
	case b.Power == 0:
		b.Power = 0.5
	case b.Power == Off:
		b.Power = 0
	case !(b.Power > 0) || b.Power > 4:
		return fmt.Errorf("model: %w: power %v of the log-count ratio, want 0 to 4, or Off", ErrSettings, b.Power)
	}
	return nil
}

// advice returns the weights of naive Bayes, by column and class, and how far
// those of the machine may go, nil where that is all the same.
func (b *Blend) advice(p *Problem) (bayes []float64, free []float32) {
	s := newClassSums(p.X.Columns, len(p.Classes))
	s.add(p)
	ratios := s.logRatios(b.Alpha, p.roots)
	free = s.freedom(ratios, b.Power)
	s.weigh(ratios, p.roots)
	return ratios, free
}

func positive(x float64) float64 { return max(x, math.SmallestNonzeroFloat32) }

func norm(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += float64(v * v)
	}
	return math.Sqrt(s)
}

// classSums sums the values of rows, weighted by their costs.
type classSums struct {
	cells   []float64 // by column and class
	squares []float64 // of the values, by column
	classes int
	// signed tells the columns that hold negative values, as of word vectors,
	// which are passed over; nil if there is none.
	signed []bool
}

func newClassSums(columns, classes int) *classSums {
	return &classSums{cells: make([]float64, columns*classes), squares: make([]float64, columns), classes: classes}
}

// add adds the rows of a problem.
func (s *classSums) add(p *Problem) {
	for _, row := range p.Rows {
		cols, values := p.X.Row(row)
		y, cost := p.Y[row], p.Cost[row]
		for j, col := range cols {
			s.squares[col] += square(values[j])
			v := float64(cost * float64(values[j]))
			if v < 0 {
				if s.signed == nil {
					s.signed = make([]bool, p.X.Columns)
				}
				s.signed[col] = true
				continue
			}
			s.cells[int(col)*s.classes+y] += v
		}
	}
}

// logRatios returns for each column and class the logarithm of how much more
// often each of the column's features occurs in the class than in the others,
// given the roots of how many features the columns are. It takes the cells for
// it: nothing can be added any more.
func (s *classSums) logRatios(alpha float64, roots []float32) []float64 {
	k := s.classes
	sums := make([]float64, k)
	all, features := 0.0, 0.0
	for col := range s.squares {
		root := rootOf(roots, col)
		features += float64(root * root)
		for c, own := range s.cells[col*k : (col+1)*k] {
			sums[c] += float64(root * own)
		}
	}
	for _, sum := range sums {
		all += sum
	}
	smooth := float64(alpha * features)
	base := make([]float64, k)
	for c := range base {
		base[c] = log((all - sums[c] + smooth) / (sums[c] + smooth))
	}
	for col := range s.squares {
		cell := s.cells[col*k : (col+1)*k]
		total := 0.0
		for _, own := range cell {
			total += own
		}
		if total == 0 {
			continue
		}
		root := rootOf(roots, col)
		ratio := func(own float64) float64 { return log((own/root + alpha) / ((total-own)/root + alpha)) }
		if k == 2 {
			cell[0] = ratio(cell[0]) + base[0]
			cell[1] = -cell[0]
			continue
		}
		none := 0.0 // the ratio of a class in which the column does not occur, below 0
		for c, own := range cell {
			if own > 0 && own < total {
				cell[c] = ratio(own) + base[c]
				continue
			}
			// Most columns occur in few classes: they are the same to the others.
			if none == 0 {
				none = ratio(0)
			}
			if cell[c] = base[c] + none; own == total {
				cell[c] = base[c] - none
			}
		}
	}
	return s.cells
}

// freedom returns how far the weight of each column and class may go where the
// features are scaled by the power of the absolute log ratios: the square of
// the scale, such that the rows keep their mean square norm. Columns with
// negative values are not scaled. Nil is no scaling.
func (s *classSums) freedom(ratios []float64, power float64) []float32 {
	if power == 0 {
		return nil
	}
	k := s.classes
	free := make([]float32, len(ratios))
	before, after := 0.0, make([]float64, k)
	for col, square := range s.squares {
		before += square
		for c, r := range ratios[col*k : (col+1)*k] {
			switch r = math.Abs(r); {
			case s.signed != nil && s.signed[col]:
				r = 1
			case power == 0.5 || r == 0:
			case power == 1:
				r *= r
			default:
				r = exp(float64(2 * power * log(r)))
			}
			free[col*k+c] = float32(r)
			after[c] += float64(square * r)
		}
	}
	for c := range after {
		after[c] = before / positive(after[c])
	}
	for j, f := range free {
		free[j] = float32(float64(f) * after[j%k])
	}
	return free
}

// weigh turns log ratios into the weights of naive Bayes: it takes the mean over
// the classes from each column's and multiplies them by the column's root.
func (s *classSums) weigh(ratios []float64, roots []float32) {
	for col := range s.squares {
		cell := ratios[col*s.classes : (col+1)*s.classes]
		center(cell)
		root := rootOf(roots, col)
		for c := range cell {
			cell[c] *= root
		}
	}
}

// rootOf returns the root of how many features a column is.
func rootOf(roots []float32, col int) float64 {
	if col < len(roots) {
		return float64(roots[col])
	}
	return 1
}
