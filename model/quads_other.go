//go:build !amd64 || purego

package model

func scoreQuads(w []quad, cols []uint32, values []float32) [lanes]float32 {
	return scoreQuadsGo(w, cols, values)
}

func addQuads(w []quad, d *[lanes]float32, cols []uint32, values []float32) {
	addQuadsGo(w, d, cols, values)
}
