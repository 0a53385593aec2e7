package model

import (
	"context"
	"math/rand/v2"
)

// solveMultinomial solves for the loss of maximum entropy, -ln p(y) with
// p = softmax of the scores, in the dual:
//
//	min over q:  ½ Σ_k w_k²/v_k + Σ_i c_i Σ_k q_ik ln q_ik
//	w_k = v_k Σ_i c_i ([y_i = k] - q_ik) x_i,  q_i a distribution over the classes
//
// Each row in turn moves its q toward p, its value at the solution, by the step
// of Shalev-Shwartz and Zhang, "Accelerated Proximal Stochastic Dual Coordinate
// Ascent" (Mathematical Programming 2016). alpha holds q. It ends when the
// duality gap, on the mean of the rows, lies below a tenth of the tolerance.
func (m *machines) solveMultinomial(ctx context.Context, set solverSettings) (int, error) {
	m.startMultinomial(set.c)
	order := make([]int32, len(m.rows))
	total := 0.0
	for i, row := range m.rows {
		order[i] = int32(i)
		total += m.cost[row]
	}
	rng := rand.New(rand.NewPCG(m.seed, 0x5eed))
	f, d := make([]float32, len(m.bias)), make([]float32, len(m.bias))
	p := make([]float64, m.count)
	pass := 0
	for pass < set.maxPasses {
		if err := ctx.Err(); err != nil {
			return pass, err
		}
		pass++
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		gaps := 0.0
		for _, i := range order {
			row := m.rows[i]
			cols, values := m.row(int(i))
			m.score(f, cols, values)
			for k := range p {
				p[k] = float64(f[k])
			}
			softmax(p)
			c := float64(set.c * m.cost[row])
			q := m.alpha[int(i)*m.count : (int(i)+1)*m.count]
			norms := m.measured(int(i), cols, values)
			gap, distance, curve := 0.0, 0.0, 0.0
			for k, qk := range q {
				if qk > 0 {
					gap += float64(qk * log(qk/positive(p[k])))
				}
				d2 := float64((p[k] - qk) * (p[k] - qk))
				distance += d2
				curve += float64(norms[k] * d2)
			}
			gaps += float64(m.cost[row] * gap)
			if distance < 1e-16 {
				continue
			}
			step := min(1, (gap+float64(0.5*distance))/(distance+float64(c*curve)))
			for k := range q {
				move := float64(step * (p[k] - q[k]))
				q[k] += move
				d[k] = float32(-float64(c * move))
			}
			m.add(d, cols, values)
		}
		if gaps < float64(float64(0.1*set.tolerance)*total) {
			break
		}
	}
	return pass, nil
}

// startMultinomial begins with each row's q at its class, where all weights are
// 0, or scales the weights of another cost.
func (m *machines) startMultinomial(cost float64) {
	if m.scaled == 0 {
		for i, row := range m.rows {
			m.alpha[i*m.count+m.y[row]] = 1
		}
	} else {
		by := float32(cost / m.scaled)
		for _, quads := range m.quads {
			for i := range quads {
				for k := range quads[i].w {
					quads[i].w[k] *= by
				}
			}
		}
		for k := range m.bias {
			m.bias[k] *= by
		}
	}
	m.scaled = cost
}
