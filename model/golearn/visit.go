package golearn

import (
	"fmt"

	"github.com/sjwhitworth/golearn/base"
)

// MapOverRows calls f with the cells of each row, in the order of the specs, and
// the number of the row; it ends with f's error, or when f returns false. The
// slice and its cells are used again for the next row: f copies what it keeps.
func (g *Grid) MapOverRows(specs []base.AttributeSpec, f func([][]byte, int) (bool, error)) error {
	v, err := g.visitor(specs)
	if err != nil {
		return err
	}
	_, rows := g.Size()
	for i := range rows {
		if g.ctx != nil && g.ctx.Err() != nil {
			return g.ctx.Err()
		}
		v.fill(g, g.row(i))
		ok, err := f(v.cells, i)
		v.restore()
		if err != nil || !ok {
			return err
		}
	}
	return nil
}

// visitor holds the one row of cells that MapOverRows hands out. Cells that are
// zero in every row so far alias one zero: a row costs as much as it has cells
// that are not.
type visitor struct {
	cells   [][]byte
	place   []int32  // of each column among the cells, -1 for none
	classAt []int    // the places of the class
	again   [][2]int // places that show the column of another place
	zero    []byte
	binary  bool
	touched []int32
	packed  []byte
}

func (g *Grid) visitor(specs []base.AttributeSpec) (*visitor, error) {
	v := &visitor{
		cells: make([][]byte, len(specs)), place: make([]int32, len(g.schema.features)),
		zero: zeroFloat, binary: g.schema.settings.Kind == Binary,
	}
	if v.binary {
		v.zero = zeroBinary
	}
	for i := range v.place {
		v.place[i] = -1
	}
	for i, spec := range specs {
		col, ok := g.schema.resolve(spec.GetAttribute())
		switch {
		case !ok:
			return nil, fmt.Errorf("golearn: %w: no attribute %v", ErrData, spec.GetAttribute())
		case col == len(g.schema.features):
			v.classAt = append(v.classAt, i)
		case v.place[col] >= 0:
			v.again = append(v.again, [2]int{i, int(v.place[col])})
		default:
			v.place[col] = int32(i)
		}
		v.cells[i] = v.zero
	}
	return v, nil
}

func (v *visitor) fill(g *Grid, row int) {
	cols, values := g.x.Row(row)
	v.touched = v.touched[:0]
	if need := 8 * len(cols); !v.binary && cap(v.packed) < need {
		v.packed = make([]byte, 2*need)
	}
	for i, col := range cols {
		at := v.place[col]
		if at < 0 {
			continue
		}
		switch {
		case !v.binary:
			cell := v.packed[8*i : 8*i+8 : 8*i+8]
			base.PackFloatToBytesInline(float64(values[i]), cell)
			v.cells[at] = cell
		case values[i] > 0:
			v.cells[at] = oneBinary
		default:
			continue
		}
		v.touched = append(v.touched, at)
	}
	for _, at := range v.classAt {
		v.cells[at] = g.schema.classCell[g.y[row]]
	}
	for _, p := range v.again {
		v.cells[p[0]] = v.cells[p[1]]
	}
}

// restore puts the zeros back.
func (v *visitor) restore() {
	for _, at := range v.touched {
		v.cells[at] = v.zero
	}
}
