// Package eightbit rounds rows of numbers to eight bits, each row in steps of its
// own: word vectors and the filters of a network are kept so.
package eightbit

import "math"

// Append appends a row to dst in steps of a 127th of its largest number, and
// returns it with the step, 0 for a row of zeros.
func Append[F float32 | float64](dst []int8, row []F) (numbers []int8, step float32) {
	top := 0.0
	for _, x := range row {
		top = max(top, math.Abs(float64(x)))
	}
	step = float32(top / math.MaxInt8)
	for _, x := range row {
		q := 0.0
		if step > 0 {
			q = math.Round(float64(x) / float64(step))
		}
		dst = append(dst, int8(max(-math.MaxInt8, min(q, math.MaxInt8))))
	}
	return dst, step
}
