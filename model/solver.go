package model

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
)

// Loss is what a row costs whose score f lies on the wrong side, or not far
// enough on the right one; y is 1 or -1.
type Loss string

// The losses.
const (
	SquaredHinge Loss = "squared hinge" // max(0, 1 - y f)²
	Hinge        Loss = "hinge"         // max(0, 1 - y f)
	Logistic     Loss = "logistic"      // ln(1 + exp(-y f))
)

// binaryProblem is one class against the others.
//
//	min over w, b:  ½ w·w + ½ b² + Σ c_i loss(y_i (w·x_i + b))
//
// with c_i the cost of a row: C times its weight.
type binaryProblem struct {
	x     *Matrix
	rows  []int     // the rows of x that take part
	y     []int     // by row of x
	class int       // the class against the others
	cost  []float64 // by row of x, without C
	// normSquares holds x_i·x_i + 1, by row of x.
	normSquares []float64
}

func (p *binaryProblem) sign(row int) float64 {
	if p.y[row] == p.class {
		return 1
	}
	return -1
}

// dualState is where the solver stands; a later call with another C goes on
// from it.
type dualState struct {
	w     []float64
	bias  float64
	alpha []float64 // by position in rows
}

// score returns w·x + b of a row. Four sums run side by side, since one alone
// waits for each addition; their order is fixed.
func (s *dualState) score(cols []uint32, values []float32) float64 {
	w := s.w
	values = values[:len(cols)]
	var a, b, c, d float64
	k := 0
	for ; k+4 <= len(cols); k += 4 {
		a += float64(w[cols[k]] * float64(values[k]))
		b += float64(w[cols[k+1]] * float64(values[k+1]))
		c += float64(w[cols[k+2]] * float64(values[k+2]))
		d += float64(w[cols[k+3]] * float64(values[k+3]))
	}
	for ; k < len(cols); k++ {
		a += float64(w[cols[k]] * float64(values[k]))
	}
	return (a + b) + (c + d) + s.bias
}

// add adds d times a row to the weights.
func (s *dualState) add(d float64, cols []uint32, values []float32) {
	w := s.w
	values = values[:len(cols)]
	s.bias += d
	for k, col := range cols {
		w[col] += float64(d * float64(values[k]))
	}
}

// solverSettings say when a solver ends.
type solverSettings struct {
	loss      Loss
	c         float64
	tolerance float64
	maxPasses int
	seed      uint64
}

// solve minimises the problem by dual coordinate descent and returns the passes
// over the rows that it took.
func (p *binaryProblem) solve(ctx context.Context, s *dualState, set solverSettings) (int, error) {
	if s.alpha == nil {
		s.alpha = make([]float64, len(p.rows))
		s.w = make([]float64, p.x.Columns)
	}
	switch set.loss {
	case SquaredHinge, Hinge:
		return p.solveHinge(ctx, s, set)
	case Logistic:
		return p.solveLogistic(ctx, s, set)
	}
	return 0, fmt.Errorf("model: %w: loss %q, want %q, %q or %q", ErrSettings, set.loss, SquaredHinge, Hinge, Logistic)
}

// solveHinge solves for the hinge loss and its square: Hsieh, Chang, Lin,
// Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale
// Linear SVM" (ICML 2008), algorithm 3, rows at their bound set aside. It ends
// when the projected gradients lie within the tolerance of each other.
func (p *binaryProblem) solveHinge(ctx context.Context, s *dualState, set solverSettings) (int, error) {
	alpha := s.alpha
	order := identity(len(p.rows))
	rng := rand.New(rand.NewPCG(set.seed, 0x5eed))
	active := len(order)
	above, below := math.Inf(1), math.Inf(-1)
	pass := 0
	for pass < set.maxPasses {
		if err := ctx.Err(); err != nil {
			return pass, err
		}
		pass++
		high, low := math.Inf(-1), math.Inf(1)
		rng.Shuffle(active, func(i, j int) { order[i], order[j] = order[j], order[i] })
		for a := 0; a < active; a++ {
			i := order[a]
			row := p.rows[i]
			y := p.sign(row)
			cols, values := p.x.Row(row)
			// The square's dual has a diagonal, the plain loss's an upper
			// bound.
			diag, bound := 0.0, math.Inf(1)
			if c := float64(set.c * p.cost[row]); set.loss == Hinge {
				bound = c
			} else {
				diag = 0.5 / c
			}
			// A smaller C than before may leave alpha above its bound.
			old := alpha[i]
			alpha[i] = min(old, bound)
			g := float64(y*s.score(cols, values)) - 1 + float64(alpha[i]*diag)
			pg := g
			switch {
			case alpha[i] == 0:
				if g > above {
					active--
					order[a], order[active] = order[active], order[a]
					a--
					continue
				}
				pg = min(g, 0)
			case alpha[i] == bound:
				if g < below {
					active--
					order[a], order[active] = order[active], order[a]
					a--
					continue
				}
				pg = max(g, 0)
			}
			high, low = max(high, pg), min(low, pg)
			if pg > 1e-12 || pg < -1e-12 {
				alpha[i] = min(max(alpha[i]-g/(p.normSquares[row]+diag), 0), bound)
			}
			if d := float64((alpha[i] - old) * y); d != 0 {
				s.add(d, cols, values)
			}
		}
		if high-low <= set.tolerance {
			if active == len(order) {
				break
			}
			active = len(order)
			above, below = math.Inf(1), math.Inf(-1)
			continue
		}
		above, below = high, low
		if above <= 0 {
			above = math.Inf(1)
		}
		if below >= 0 {
			below = math.Inf(-1)
		}
	}
	return pass, nil
}

func identity(n int) []int32 {
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	return order
}
