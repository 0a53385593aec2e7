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
// two, α and c - α, the one that does not come near its bound. It ends when no
// gradient exceeds the tolerance.
func (p *binaryProblem) solveLogistic(ctx context.Context, s *dualState, set solverSettings) (int, error) {
	p.startLogistic(s, set.c)
	alpha := s.alpha
	order := identity(len(p.rows))
	rng := rand.New(rand.NewPCG(set.seed, 0x5eed))
	inner := 1e-2
	innerLeast := min(1e-8, set.tolerance)
	pass := 0
	for pass < set.maxPasses {
		if err := ctx.Err(); err != nil {
			return pass, err
		}
		pass++
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		largest, steps := 0.0, 0
		for _, i := range order {
			row := p.rows[i]
			c := float64(set.c * p.cost[row])
			y := p.sign(row)
			cols, values := p.x.Row(row)
			b := float64(y * s.score(cols, values))
			a := p.normSquares[row]
			// Work on the variable that grows: its start is nearer to 0.
			old, sign := alpha[i], 1.0
			if float64(0.5*float64(a*(c-2*old)))+b < 0 {
				old, sign = c-old, -1
			}
			z := old
			if c-z < float64(0.5*c) {
				z *= 0.1
			}
			g := gradient(a, z, old, sign, b, c)
			largest = max(largest, math.Abs(g))
			n := 0
			for ; n < 100 && math.Abs(g) >= inner; n++ {
				next := z - g/(a+c/(c-z)/z)
				if next <= 0 {
					z *= 0.1
				} else {
					z = next
				}
				g = gradient(a, z, old, sign, b, c)
			}
			steps += n
			if n > 0 {
				if sign < 0 {
					alpha[i] = c - z
				} else {
					alpha[i] = z
				}
				s.add(float64(float64(sign*(z-old))*y), cols, values)
			}
		}
		if largest < set.tolerance {
			break
		}
		if steps <= len(order)/10 {
			inner = max(innerLeast, float64(0.1*inner))
		}
	}
	return pass, nil
}

// gradient is that of the dual in the one variable z that started at old.
func gradient(a, z, old, sign, b, c float64) float64 {
	return float64(a*(z-old)) + float64(sign*b) + log(z/(c-z))
}

// startLogistic brings each alpha strictly inside its bounds and the weights
// along.
func (p *binaryProblem) startLogistic(s *dualState, cost float64) {
	for i, row := range p.rows {
		c := float64(cost * p.cost[row])
		if s.alpha[i] > 0 && s.alpha[i] < c {
			continue
		}
		at := min(float64(0.001*c), 1e-8)
		if s.alpha[i] >= c {
			at = c - at
		}
		cols, values := p.x.Row(row)
		s.add(float64((at-s.alpha[i])*p.sign(row)), cols, values)
		s.alpha[i] = at
	}
}
