package model

import (
	"context"
	"math"
	"math/rand/v2"
)

// solveLogistic solves for the logistic loss: Yu, Huang and Lin, "Dual
// Coordinate Descent Methods for Logistic Regression and Maximum Entropy
// Models" (Machine Learning 2011), algorithm 5. The dual is
//
//	min over alpha:  ½ αᵀQα + Σ α_i ln α_i + (c_i - α_i) ln(c_i - α_i)
//
// with 0 < α_i < c_i; each variable in turn is set by Newton's method, of the
// two, α and c - α, the one that does not come near its bound. A machine ends
// when none of its gradients exceeds the tolerance.
func (m *machines) solveLogistic(ctx context.Context, set solverSettings) (int, error) {
	m.startLogistic(set.c)
	order := make([]int32, len(m.rows))
	for i := range order {
		order[i] = int32(i)
	}
	rng := rand.New(rand.NewPCG(m.seed, 0x5eed))
	f, d := make([]float32, len(m.bias)), make([]float32, len(m.bias))
	state := make([]newton, m.count)
	for k := range state {
		state[k].inner = 1e-2
	}
	innerLeast := min(1e-8, set.tolerance)
	pass, working := 0, m.count
	for working > 0 && pass < set.maxPasses {
		if err := ctx.Err(); err != nil {
			return pass, err
		}
		pass++
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			row := m.rows[i]
			c := float64(set.c * m.cost[row])
			cols, values := m.row(int(i))
			m.score(f, cols, values)
			norms := m.measured(int(i), cols, values)
			moved := false
			for k := range state {
				d[k] = 0
				if state[k].done {
					continue
				}
				at := int(i)*m.count + k
				y := -1.0
				if m.y[row] == k {
					y = 1
				}
				old := m.alpha[at]
				m.alpha[at] = state[k].minimise(old, norms[k], float64(y*float64(f[k])), c)
				if step := m.alpha[at] - old; step != 0 {
					d[k] = float32(float64(step * y))
					moved = true
				}
			}
			if moved {
				m.add(d, cols, values)
			}
		}
		for k := range state {
			s := &state[k]
			if !s.done && s.largest < set.tolerance {
				s.done = true
				working--
			}
			if s.steps <= len(order)/10 {
				s.inner = max(innerLeast, float64(0.1*s.inner))
			}
			s.largest, s.steps = 0, 0
		}
	}
	return pass, nil
}

// newton is how exactly one machine's variables are solved for, and how far it
// has come in this pass.
type newton struct {
	inner   float64 // the gradient at which the iteration for a variable ends
	largest float64 // the largest gradient met
	steps   int
	done    bool
}

// minimise returns the variable that minimises the dual where all others stay;
// a is the row's norm, b its score times its side, c its cost.
func (s *newton) minimise(alpha, a, b, c float64) float64 {
	// Work on the variable that grows: its start is nearer to 0.
	old, sign := alpha, 1.0
	if float64(0.5*float64(a*(c-2*old)))+b < 0 {
		old, sign = c-old, -1
	}
	z := old
	if c-z < float64(0.5*c) {
		z *= 0.1
	}
	g := gradient(a, z, old, sign, b, c)
	s.largest = max(s.largest, math.Abs(g))
	n := 0
	for ; n < 100 && math.Abs(g) >= s.inner; n++ {
		next := z - g/(a+c/(c-z)/z)
		if next <= 0 {
			z *= 0.1
		} else {
			z = next
		}
		g = gradient(a, z, old, sign, b, c)
	}
	s.steps += n
	switch {
	case n == 0:
		return alpha
	case sign < 0:
		return c - z
	}
	return z
}

// gradient is that of the dual in the one variable z that started at old.
func gradient(a, z, old, sign, b, c float64) float64 {
	return float64(a*(z-old)) + float64(sign*b) + log(z/(c-z))
}

// startLogistic brings each alpha strictly inside its bounds and the weights
// along.
func (m *machines) startLogistic(cost float64) {
	d := make([]float32, len(m.bias))
	for i, row := range m.rows {
		c := float64(cost * m.cost[row])
		moved := false
		for k := range m.count {
			alpha := &m.alpha[i*m.count+k]
			d[k] = 0
			if *alpha > 0 && *alpha < c {
				continue
			}
			at := min(float64(0.001*c), 1e-8)
			if *alpha >= c {
				at = c - at
			}
			d[k] = float32(*alpha - at)
			if m.y[row] == k {
				d[k] = -d[k]
			}
			*alpha = at
			moved = true
		}
		if moved {
			cols, values := m.row(i)
			m.add(d, cols, values)
		}
	}
}
