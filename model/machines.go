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
	width int // lanes of machines: count, but a multiple of lanes where it is above 1
	// columns holds the weights of a column's machines, width long, and v behind
	// them where the features are scaled, so that both lie in one line of the
	// processor's cache.
	columns []float32
	stride  int       // from one column to the next: width, or twice that
	norms   []float64 // Σ v x² + 1, by position in rows and machine
	bias    []float32
	alpha   []float64 // by position in rows and machine
	scaled  float64   // the cost that the weights of the multinomial loss are of
}

// lanes is how many machines are worked on at a time.
const lanes = 4

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
	m.count, m.width = classes, (classes+lanes-1)/lanes*lanes
	if classes == 2 {
		m.count, m.width = 1, 1 // the second class is the first one's opposite
	}
	m.stride = m.width
	if freedom != nil {
		m.stride *= 2
	}
	m.columns = make([]float32, columns*m.stride)
	if freedom != nil {
		for col := range columns {
			copy(m.columns[col*m.stride+m.width:], freedom[col*classes:col*classes+m.count])
		}
	}
	m.bias = make([]float32, m.width)
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
	case m.stride == m.width:
		sum := 1.0
		for _, v := range values {
			sum += square(v)
		}
		for k := range norms {
			norms[k] = sum
		}
	default:
		for lane := 0; lane < m.count; lane += lanes {
			m.measureLanes(norms[lane:], cols, values, m.width+lane)
		}
	}
	return norms
}

// measureLanes works out the norms of a row for up to four machines, whose v
// begin at a place of each column.
func (m *machines) measureLanes(norms []float64, cols []uint32, values []float32, at int) {
	values = values[:len(cols)]
	if m.width == 1 {
		sum := 1.0
		for j, col := range cols {
			sum += float64(square(values[j]) * float64(m.columns[2*col+1]))
		}
		norms[0] = sum
		return
	}
	sums := [lanes]float64{1, 1, 1, 1}
	for j, col := range cols {
		v2 := square(values[j])
		u := (*[lanes]float32)(m.columns[int(col)*m.stride+at:])
		sums[0] += float64(v2 * float64(u[0]))
		sums[1] += float64(v2 * float64(u[1]))
		sums[2] += float64(v2 * float64(u[2]))
		sums[3] += float64(v2 * float64(u[3]))
	}
	copy(norms, sums[:])
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
	for col := range len(l.Weights) / classes {
		gather(m.columns[col*m.stride:], l.Weights[col*classes:(col+1)*classes])
	}
}

// row returns a row, by its position in rows.
func (m *machines) row(i int) (cols []uint32, values []float32) { return m.x.Row(m.rows[i]) }

// score writes w·x + b of a row for each machine to f, width long.
func (m *machines) score(f []float32, cols []uint32, values []float32) {
	values = values[:len(cols)]
	w, stride := m.columns, m.stride
	if m.width == 1 {
		// Four sums run side by side, since one alone waits for each addition;
		// their order is fixed.
		var a, b, c, d float32
		k := 0
		for ; k+4 <= len(cols); k += 4 {
			a += float32(w[int(cols[k])*stride] * values[k])
			b += float32(w[int(cols[k+1])*stride] * values[k+1])
			c += float32(w[int(cols[k+2])*stride] * values[k+2])
			d += float32(w[int(cols[k+3])*stride] * values[k+3])
		}
		for ; k < len(cols); k++ {
			a += float32(w[int(cols[k])*stride] * values[k])
		}
		f[0] = (a + b) + (c + d) + m.bias[0]
		return
	}
	for lane := 0; lane < m.width; lane += lanes {
		var a, b, c, d float32
		for i, col := range cols {
			v := values[i]
			u := (*[lanes]float32)(w[int(col)*stride+lane:])
			a += float32(u[0] * v)
			b += float32(u[1] * v)
			c += float32(u[2] * v)
			d += float32(u[3] * v)
		}
		g, bias := (*[lanes]float32)(f[lane:]), (*[lanes]float32)(m.bias[lane:])
		g[0], g[1], g[2], g[3] = a+bias[0], b+bias[1], c+bias[2], d+bias[3]
	}
}

// add adds d[k] times a row, its columns multiplied by v, to the weights of each
// machine; d is width long.
func (m *machines) add(d []float32, cols []uint32, values []float32) {
	values = values[:len(cols)]
	w, width, stride := m.columns, m.width, m.stride
	for k, x := range d {
		m.bias[k] += x
	}
	switch {
	case width == 1 && stride == 1:
		for i, col := range cols {
			w[col] += float32(d[0] * values[i])
		}
	case width == 1:
		for i, col := range cols {
			u := (*[2]float32)(w[2*int(col):])
			u[0] += float32(float32(d[0]*values[i]) * u[1])
		}
	default:
		for lane := 0; lane < width; lane += lanes {
			e := *(*[lanes]float32)(d[lane:])
			if e == [lanes]float32{} {
				continue
			}
			for i, col := range cols {
				v := values[i]
				at := int(col)*stride + lane
				u := (*[lanes]float32)(w[at:])
				if stride == width {
					u[0] += float32(e[0] * v)
					u[1] += float32(e[1] * v)
					u[2] += float32(e[2] * v)
					u[3] += float32(e[3] * v)
					continue
				}
				g := (*[lanes]float32)(w[at+width:])
				u[0] += float32(float32(e[0]*v) * g[0])
				u[1] += float32(float32(e[1]*v) * g[1])
				u[2] += float32(float32(e[2]*v) * g[2])
				u[3] += float32(float32(e[3]*v) * g[3])
			}
		}
	}
}

// linear returns the weights of the classes side by side.
func (m *machines) linear() *Linear {
	classes := m.count
	if classes == 1 {
		classes = 2
	}
	l := &Linear{Bias: make([]float64, classes), Weights: make([]float64, len(m.columns)/m.stride*classes)}
	spread := func(dst []float64, src []float32) {
		if m.count == 1 {
			dst[0], dst[1] = float64(src[0]), -float64(src[0])
			return
		}
		for k := range dst {
			dst[k] = float64(src[k])
		}
	}
	spread(l.Bias, m.bias)
	for col := range len(l.Weights) / classes {
		spread(l.Weights[col*classes:(col+1)*classes], m.columns[col*m.stride:])
	}
	return l
}

// scoreRows writes the scores of the classes of rows of x, row by row.
func (m *machines) scoreRows(x *Matrix, scores []float64, rows []int) {
	f := make([]float32, m.width)
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
	for at := 0; at < len(m.columns); at += m.stride {
		for _, w := range m.columns[at : at+m.count] {
			s += square(w)
		}
	}
	if m.count == 1 {
		s *= 2
	}
	return math.Sqrt(s)
}
