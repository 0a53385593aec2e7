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
	// Multinomial is -ln p, where p is the share of the row's class in the
	// softmax of all scores: one problem for all classes.
	Multinomial Loss = "multinomial"
)

// solverSettings say when a solver ends.
type solverSettings struct {
	loss      Loss
	c         float64
	tolerance float64
	maxPasses int
}

// solve minimises each machine's problem by dual coordinate descent, from where
// the last call, maybe with another C, left it. It returns the passes over the
// rows that it took.
func (m *machines) solve(ctx context.Context, set solverSettings) (int, error) {
	switch set.loss {
	case SquaredHinge, Hinge:
		return m.solveHinge(ctx, set)
	case Logistic:
		return m.solveLogistic(ctx, set)
	case Multinomial:
		if m.count == 1 {
			// With opposite weights for the two classes it is the logistic loss
			// of twice the cost.
			set.c *= 2
			return m.solveLogistic(ctx, set)
		}
		return m.solveMultinomial(ctx, set)
	}
	return 0, fmt.Errorf("model: %w: loss %q, want %q, %q, %q or %q", ErrSettings, set.loss, SquaredHinge, Hinge, Logistic, Multinomial)
}

// solveHinge solves for the hinge loss and its square: Hsieh, Chang, Lin,
// Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale
// Linear SVM" (ICML 2008), algorithm 3, rows at their bound set aside. A machine
// ends when its projected gradients lie within the tolerance of each other.
func (m *machines) solveHinge(ctx context.Context, set solverSettings) (int, error) {
	rng := rand.New(rand.NewPCG(m.seed, 0x5eed))
	order := make([]int32, 0, len(m.rows))
	f, d := make([]float32, len(m.bias)), make([]float32, len(m.bias))
	state := make([]shrinking, m.count)
	for k := range state {
		state[k].open()
	}
	resting := make([]bool, len(m.alpha))
	pass, working := 0, m.count
	for working > 0 && pass < set.maxPasses {
		if err := ctx.Err(); err != nil {
			return pass, err
		}
		pass++
		order = order[:0]
		for i := range m.rows {
			for k := range state {
				if !state[k].done && !resting[i*m.count+k] {
					order = append(order, int32(i))
					break
				}
			}
		}
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			row := m.rows[i]
			cols, values := m.row(int(i))
			m.score(f, cols, values)
			norms := m.measured(int(i), cols, values)
			// The square's dual has a diagonal, the plain loss's an upper
			// bound.
			diag, bound := 0.0, math.Inf(1)
			if c := float64(set.c * m.cost[row]); set.loss == Hinge {
				bound = c
			} else {
				diag = 0.5 / c
			}
			moved := false
			for k := range state {
				s, at := &state[k], int(i)*m.count+k
				d[k] = 0
				if s.done || resting[at] {
					continue
				}
				y := -1.0
				if m.y[row] == k {
					y = 1
				}
				// A smaller C than before may leave alpha above its bound.
				old := m.alpha[at]
				alpha := min(old, bound)
				g := float64(y*float64(f[k])) - 1 + float64(alpha*diag)
				pg := g
				switch {
				case alpha == 0:
					resting[at] = g > s.above
					pg = min(g, 0)
				case alpha == bound:
					resting[at] = g < s.below
					pg = max(g, 0)
				}
				if resting[at] {
					s.resting++
				} else {
					s.high, s.low = max(s.high, pg), min(s.low, pg)
					if pg > 1e-12 || pg < -1e-12 {
						alpha = min(max(alpha-g/(norms[k]+diag), 0), bound)
					}
				}
				if alpha != old {
					m.alpha[at] = alpha
					d[k] = float32(float64((alpha - old) * y))
					moved = true
				}
			}
			if moved {
				m.add(d, cols, values)
			}
		}
		for k := range state {
			s := &state[k]
			switch {
			case s.done:
			case s.high-s.low > set.tolerance:
				s.next()
			case s.resting == 0:
				s.done = true
				working--
			default:
				for at := k; at < len(resting); at += m.count {
					resting[at] = false
				}
				s.open()
			}
		}
	}
	return pass, nil
}

// shrinking is where one machine's setting aside of rows stands.
type shrinking struct {
	above, below float64 // gradients beyond which a row at its bound is set aside
	high, low    float64 // the extremes of this pass
	resting      int     // rows set aside
	done         bool
}

// open sets no row aside in the next pass.
func (s *shrinking) open() {
	*s = shrinking{above: math.Inf(1), below: math.Inf(-1), high: math.Inf(-1), low: math.Inf(1)}
}

// next takes the limits from the extremes of the pass that ended.
func (s *shrinking) next() {
	s.above, s.below = s.high, s.low
	if s.above <= 0 {
		s.above = math.Inf(1)
	}
	if s.below >= 0 {
		s.below = math.Inf(-1)
	}
	s.high, s.low = math.Inf(-1), math.Inf(1)
}
