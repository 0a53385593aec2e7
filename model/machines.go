package model

import "math"

// machines holds one linear machine a class, that class against the others,
// solved side by side in the dual. Each minimises
//
//	½ Σ_j w_j²/v_j + ½ b² + Σ_i c_i loss(y_i (w·x_i + b))
//
// with c_i the cost of a row, C times its weight, and v_j how far the weight of
// column j may go.
type machines struct {
	x    *Matrix
	rows []int // the rows of x that take part
	y    []int // by row of x
	cost []float64
	seed uint64

	count int // how many machines
	// The weights of a single machine, by column, or of four at a time. Beside
	// each stands its v, so that both lie in one line of the processor's cache.
	single []weight
	quads  [][]quad
	norms  []float64 // Σ v x² + 1, by position in rows and machine, 0 where not known yet
	bias   []float32 // by machine, and a few more
	alpha  []float64 // by position in rows and machine
	scaled float64   // the cost that the weights of the multinomial loss are of
}

// newMachines lays out the machines of a problem; freedom, by column and class,
// may be nil.
func newMachines(p *Problem, freedom []float32) *machines {
	m := &machines{x: p.X, rows: p.Rows, y: p.Y, cost: p.Cost, seed: p.Seed}
	m.layOut(p.X.Columns, len(p.Classes), freedom)
	if p.Start != nil {
		m.begin(p.Start)
	}
	m.fresh()
	return m
}

// layOut makes the weights, all 0.
func (m *machines) layOut(columns, classes int, freedom []float32) {
	m.count = classes
	if classes == 2 {
		m.count = 1 // the second class is the first one's opposite
		m.single = make([]weight, columns)
	} else {
		m.quads = make([][]quad, (classes+lanes-1)/lanes)
		for i := range m.quads {
			m.quads[i] = make([]quad, columns)
		}
	}
	m.bias = make([]float32, max(1, lanes*len(m.quads)))
	for col := range columns {
		for k := range m.count {
			_, v := m.at(col, k)
			*v = 1
			if freedom != nil {
				*v = freedom[col*classes+k]
			}
		}
	}
}

// at returns the weight of a column in a machine, and its v.
func (m *machines) at(col, k int) (w, v *float32) {
	if m.single != nil {
		x := &m.single[col]
		return &x.w, &x.v
	}
	q := &m.quads[k/lanes][col]
	return &q.w[k%lanes], &q.v[k%lanes]
}

// fresh sets the dual variables of rows that are visited for the first time.
func (m *machines) fresh() {
	m.alpha = make([]float64, len(m.rows)*m.count)
	m.norms = make([]float64, len(m.alpha))
	m.scaled = 0
}

// measured returns the norms of a row, worked out at the first visit, when its
// columns are at hand anyway.
func (m *machines) measured(i int, cols []uint32, values []float32) []float64 {
	norms := m.norms[i*m.count : (i+1)*m.count]
	switch {
	case norms[0] > 0:
	case m.single != nil:
		norms[0] = 1 + squareSingle(m.single, cols, values)
	default:
		for g, w := range m.quads {
			sums := squareQuads(w, cols, values)
			for k := range norms[g*lanes : min((g+1)*lanes, m.count)] {
				norms[g*lanes+k] = 1 + sums[k]
			}
		}
	}
	return norms
}

// begin sets the weights to start from.
func (m *machines) begin(l *Linear) {
	gather := func(dst []float32, src []float64) {
		if m.count == 1 {
			dst[0] = float32((src[0] - src[1]) / 2)
			return
		}
		for k, w := range src {
			dst[k] = float32(w)
		}
	}
	classes := len(l.Bias)
	gather(m.bias, l.Bias)
	to := make([]float32, m.count)
	for col := range len(l.Weights) / classes {
		gather(to, l.Weights[col*classes:(col+1)*classes])
		for k, x := range to {
			w, _ := m.at(col, k)
			*w = x
		}
	}
}

// row returns a row, by its position in rows.
func (m *machines) row(i int) (cols []uint32, values []float32) { return m.x.Row(m.rows[i]) }

// score writes w·x + b of a row for each machine to f, as long as bias.
func (m *machines) score(f []float32, cols []uint32, values []float32) {
	if m.single != nil {
		f[0] = scoreSingle(m.single, cols, values) + m.bias[0]
		return
	}
	for g, w := range m.quads {
		s := scoreQuads(w, cols, values)
		for k, x := range s {
			f[g*lanes+k] = x + m.bias[g*lanes+k]
		}
	}
}

// add adds d[k] times a row, its columns multiplied by v, to the weights of each
// machine; d is as long as bias.
func (m *machines) add(d []float32, cols []uint32, values []float32) {
	for k, x := range d {
		m.bias[k] += x
	}
	if m.single != nil {
		addSingle(m.single, d[0], cols, values)
		return
	}
	for g, w := range m.quads {
		if e := [lanes]float32(d[g*lanes:]); e != [lanes]float32{} {
			addQuads(w, &e, cols, values)
		}
	}
}

// linear returns the weights of the classes side by side.
func (m *machines) linear() *Linear {
	columns, classes := len(m.single), 2
	if m.single == nil {
		columns, classes = len(m.quads[0]), m.count
	}
	l := &Linear{Bias: make([]float64, classes), Weights: make([]float64, columns*classes)}
	for k := range m.count {
		l.Bias[k] = float64(m.bias[k])
		for col := range columns {
			w, _ := m.at(col, k)
			l.Weights[col*classes+k] = float64(*w)
		}
	}
	if m.single != nil {
		l.Bias[1] = -l.Bias[0]
		for col := range columns {
			l.Weights[2*col+1] = -l.Weights[2*col]
		}
	}
	return l
}

// scoreRows writes the scores of the classes of rows of x, row by row.
func (m *machines) scoreRows(x *Matrix, scores []float64, rows []int) {
	f := make([]float32, len(m.bias))
	for i, row := range rows {
		cols, values := x.Row(row)
		m.score(f, cols, values)
		if m.count == 1 {
			scores[2*i], scores[2*i+1] = float64(f[0]), -float64(f[0])
			continue
		}
		for k := range m.count {
			scores[i*m.count+k] = float64(f[k])
		}
	}
}

// norm is that of the weights of all classes.
func (m *machines) norm() float64 {
	s := 0.0
	for i := range m.single {
		s += 2 * square(m.single[i].w)
	}
	for _, quads := range m.quads {
		for i := range quads {
			w := &quads[i].w
			s += square(w[0]) + square(w[1]) + square(w[2]) + square(w[3])
		}
	}
	return math.Sqrt(s)
}
