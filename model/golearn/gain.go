package golearn

import (
	"math"
	"slices"
)

// gainSearch finds the column whose presence tells most of the class: one pass
// over the cells that are there, and one over the columns.
type gainSearch struct {
	g       *Grid
	k       int
	present []int32   // by column and class, of the rows of one search
	touched []uint32  // the columns that have counts
	nlogn   []float64 // n·ln n
}

func newGainSearch(g *Grid) *gainSearch {
	k := len(g.schema.classes)
	_, rows := g.Size()
	s := &gainSearch{g: g, k: k, present: make([]int32, len(g.schema.features)*k), nlogn: make([]float64, rows+1)}
	for n := 2; n <= rows; n++ {
		s.nlogn[n] = float64(float64(n) * ln(float64(n)))
	}
	return s
}

// has reports whether a row of the matrix holds the column.
func (s *gainSearch) has(row, col int) bool {
	cols, values := s.g.x.Row(row)
	i, found := slices.BinarySearch(cols, uint32(col))
	return found && values[i] > 0
}

// best returns the column with the greatest information gain among rows of the
// matrix, the first of equal ones, or -1 where none gains anything.
func (s *gainSearch) best(rows []int) int {
	s.touched = s.touched[:0]
	class := make([]int32, s.k)
	for _, row := range rows {
		y := s.g.y[row]
		class[y]++
		cols, values := s.g.x.Row(row)
		for i, col := range cols {
			if values[i] <= 0 {
				continue
			}
			counts := s.present[int(col)*s.k : (int(col)+1)*s.k]
			if !slices.ContainsFunc(counts, func(n int32) bool { return n > 0 }) {
				s.touched = append(s.touched, col)
			}
			counts[y]++
		}
	}
	slices.Sort(s.touched)
	// With H the entropy, rows·H(class | column) is the sum of n·ln n over the
	// two sides less that over their classes.
	least := s.nlogn[len(rows)]
	for _, n := range class {
		least -= s.nlogn[n]
	}
	least -= float64(1e-9 * float64(len(rows))) // a gain that is rounding is none
	best := -1
	for _, col := range s.touched {
		counts := s.present[int(col)*s.k : (int(col)+1)*s.k]
		with, rest := int32(0), 0.0
		for y, n := range counts {
			with += n
			rest -= s.nlogn[n] + s.nlogn[class[y]-n]
		}
		rest += s.nlogn[with] + s.nlogn[int32(len(rows))-with]
		if rest < least-1e-9 {
			best, least = int(col), rest
		}
		clear(counts)
	}
	return best
}

// ln returns the natural logarithm of x >= 1 in plain Go: that of package math
// is assembly on some processors and differs there in the last bit, which can
// decide between two columns. x = m·2^e with m around 1, and ln m =
// 2 artanh((m-1)/(m+1)) by its series.
func ln(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	t := (m - 1) / (m + 1)
	t2 := float64(t * t)
	sum := 0.0
	for n := 23.0; n >= 1; n -= 2 {
		sum = float64(sum*t2) + 1/n
	}
	return float64(float64(e)*math.Ln2) + float64(2*float64(t*sum))
}
