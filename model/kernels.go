package model

// The innermost loops of the solvers: what a row of a sparse matrix and the
// weights of its columns come to. Products are converted so that none is fused
// with a sum, and sums are in a fixed order.

// weight is that of a column and how far it may go.
type weight struct{ w, v float32 }

// quad is the weights of a column for four machines side by side.
type quad struct{ w, v [lanes]float32 }

// lanes is how many machines are worked on at a time.
const lanes = 4

// scoreSingle returns Σ w x.
func scoreSingle(w []weight, cols []uint32, values []float32) float32 {
	// Four sums run side by side, since one alone waits for each addition.
	values = values[:len(cols)]
	var a, b, c, d float32
	k := 0
	for ; k+4 <= len(cols); k += 4 {
		a += float32(w[cols[k]].w * values[k])
		b += float32(w[cols[k+1]].w * values[k+1])
		c += float32(w[cols[k+2]].w * values[k+2])
		d += float32(w[cols[k+3]].w * values[k+3])
	}
	for ; k < len(cols); k++ {
		a += float32(w[cols[k]].w * values[k])
	}
	return (a + b) + (c + d)
}

// scoreQuadsGo returns Σ w x of each machine.
func scoreQuadsGo(w []quad, cols []uint32, values []float32) (f [lanes]float32) {
	values = values[:len(cols)]
	var a, b, c, d, e, g, h, i float32 // of even and odd places
	k := 0
	for ; k+2 <= len(cols); k += 2 {
		u, x := &w[cols[k]].w, values[k]
		a += float32(u[0] * x)
		b += float32(u[1] * x)
		c += float32(u[2] * x)
		d += float32(u[3] * x)
		u, x = &w[cols[k+1]].w, values[k+1]
		e += float32(u[0] * x)
		g += float32(u[1] * x)
		h += float32(u[2] * x)
		i += float32(u[3] * x)
	}
	if k < len(cols) {
		u, x := &w[cols[k]].w, values[k]
		a += float32(u[0] * x)
		b += float32(u[1] * x)
		c += float32(u[2] * x)
		d += float32(u[3] * x)
	}
	return [lanes]float32{a + e, b + g, c + h, d + i}
}

// addSingle adds d v x to each weight.
func addSingle(w []weight, d float32, cols []uint32, values []float32) {
	values = values[:len(cols)]
	for i, col := range cols {
		u := &w[col]
		u.w += float32(float32(d*values[i]) * u.v)
	}
}

// addQuadsGo adds d v x to each weight of each machine.
func addQuadsGo(w []quad, d *[lanes]float32, cols []uint32, values []float32) {
	values = values[:len(cols)]
	d0, d1, d2, d3 := d[0], d[1], d[2], d[3]
	for i, col := range cols {
		u, x := &w[col], values[i]
		u.w[0] += float32(float32(d0*x) * u.v[0])
		u.w[1] += float32(float32(d1*x) * u.v[1])
		u.w[2] += float32(float32(d2*x) * u.v[2])
		u.w[3] += float32(float32(d3*x) * u.v[3])
	}
}

// squareSingle returns Σ v x².
func squareSingle(w []weight, cols []uint32, values []float32) float64 {
	values = values[:len(cols)]
	sum := 0.0
	for i, col := range cols {
		sum += float64(square(values[i]) * float64(w[col].v))
	}
	return sum
}

// squareQuads returns Σ v x² of each machine.
func squareQuads(w []quad, cols []uint32, values []float32) (sums [lanes]float64) {
	values = values[:len(cols)]
	var a, b, c, d float64
	for i, col := range cols {
		u, x := &w[col].v, square(values[i])
		a += float64(x * float64(u[0]))
		b += float64(x * float64(u[1]))
		c += float64(x * float64(u[2]))
		d += float64(x * float64(u[3]))
	}
	return [lanes]float64{a, b, c, d}
}
