package model

import (
	"math"
	"slices"
)

// Matrix holds rows of sparse vectors, one after the other (compressed sparse
// rows). Row i has the columns Cols[Start[i]:Start[i+1]], which rise, and their
// Values.
type Matrix struct {
	Start   []int
	Cols    []uint32
	Values  []float32
	Columns int // the number of columns
}

// Rows returns the number of rows.
func (m *Matrix) Rows() int { return len(m.Start) - 1 }

// Row returns the columns and values of row i, not to be changed.
func (m *Matrix) Row(i int) (cols []uint32, values []float32) {
	a, b := m.Start[i], m.Start[i+1]
	return m.Cols[a:b:b], m.Values[a:b:b]
}

// sortRows sorts the columns of each row.
func (m *Matrix) sortRows() {
	var cells []uint64 // a column and the bits of its value
	for i := range m.Rows() {
		cols, values := m.Row(i)
		cells = cells[:0]
		for j, col := range cols {
			cells = append(cells, uint64(col)<<32|uint64(math.Float32bits(values[j])))
		}
		slices.Sort(cells)
		for j, c := range cells {
			cols[j], values[j] = uint32(c>>32), math.Float32frombits(uint32(c))
		}
	}
}
