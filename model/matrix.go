package model

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
