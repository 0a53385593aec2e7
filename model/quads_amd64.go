//go:build !purego

package model

// The loops over quads in assembly: one instruction works on all four machines.
// They do what those in Go do, in the same order, and return how many columns
// they came through: all, or up to one that is none of w.

//go:noescape
func scoreQuadsAsm(f *[lanes]float32, w []quad, cols []uint32, values []float32) int

//go:noescape
func addQuadsAsm(w []quad, d *[lanes]float32, cols []uint32, values []float32) int

func scoreQuads(w []quad, cols []uint32, values []float32) (f [lanes]float32) {
	values = values[:len(cols)]
	if n := scoreQuadsAsm(&f, w, cols, values); n < len(cols) {
		return scoreQuadsGo(w, cols[n:], values[n:]) // panics
	}
	return f
}

func addQuads(w []quad, d *[lanes]float32, cols []uint32, values []float32) {
	values = values[:len(cols)]
	if n := addQuadsAsm(w, d, cols, values); n < len(cols) {
		addQuadsGo(w, d, cols[n:], values[n:]) // panics
	}
}
