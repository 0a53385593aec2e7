package model

// A row of the table is one number for every four classes: five fields of twelve
// bits, the weights and, in the first number of a row, the square of the idf; and
// a bit that tells it from no row. fieldSums adds rows without taking them apart.
//
//	bit   0  12  24  36  48      60
//	      w₀ w₁  w₂  w₃  square  1
const (
	rowClasses = 4
	fieldBits  = 12
	fieldMask  = 1<<fieldBits - 1
	maxSquare  = 1<<8 - 1
	// fieldBias is added to a weight, so that none is negative.
	fieldBias  = 1 << (fieldBits - 2)
	squareAt   = rowClasses * fieldBits
	presentAt  = squareAt + fieldBits
	rowPresent = 1 << presentAt
)

// rowWidth is how many numbers a row has for so many classes.
func rowWidth(classes int) int { return (classes + rowClasses - 1) / rowClasses }

// fieldsOf returns a number of a row: up to four weights, and a square.
func fieldsOf(square int, weights []int) uint64 {
	x := rowPresent | uint64(square)<<squareAt
	for i := range rowClasses {
		w := 0
		if i < len(weights) {
			w = weights[i]
		}
		x |= uint64(w+fieldBias) << (i * fieldBits)
	}
	return x
}

// fieldSums is a sum of rows: every other field in one number, so that each has
// the room of two. It holds maxFieldRows rows.
type fieldSums struct{ even, odd uint64 }

const (
	evenFields   = fieldMask | fieldMask<<(2*fieldBits) | maxSquare<<(4*fieldBits)
	oddFields    = fieldMask | fieldMask<<(2*fieldBits) | 1<<(4*fieldBits)
	maxFieldRows = 1<<(64-squareAt)/(maxSquare+1) - 1 // a square of eight bits has 16
)

func (s *fieldSums) add(row uint64) { s.even, s.odd = addRow(s.even, s.odd, row) }

// addRow adds a row to sums that are held apart, in registers.
func addRow(even, odd, row uint64) (uint64, uint64) {
	return even + row&evenFields, odd + row>>fieldBits&oddFields
}

func (s *fieldSums) join(o fieldSums) {
	s.even += o.even
	s.odd += o.odd
}

// to adds the sums to those of a block, its norm and its classes, of which these
// are the first and those from number first on.
func (s *fieldSums) to(sums []int64, first int) {
	const room = 1<<(2*fieldBits) - 1
	bias := int64(s.odd>>squareAt) * fieldBias
	sums[0] += int64(s.even >> squareAt)
	w := sums[1+first:]
	w = w[:min(len(w), rowClasses)]
	for i := range w {
		x := s.even
		if i%2 == 1 {
			x = s.odd
		}
		w[i] += int64(x>>(i/2*2*fieldBits)&room) - bias
	}
}
