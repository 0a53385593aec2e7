package golearn

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/sjwhitworth/golearn/base"

	"github.com/stancekit/stancekit/model"
)

// Grid is our sparse rows as golearn's data: a base.FixedDataGrid that answers
// cell for cell as a dense copy would, in memory that grows with the cells that
// are not zero. AllAttributes gives the features in the order of their columns,
// then the class.
//
// It cannot be written to. Any number of goroutines may read it, as long as
// none changes which attributes are classes.
type Grid struct {
	schema *Schema
	x      *model.Matrix
	y      []int // by row of x
	rows   []int // the rows of x that the grid shows; nil means all
	class  []base.Attribute
	ctx    context.Context // ends MapOverRows early; may be nil
}

var _ base.FixedDataGrid = (*Grid)(nil)

// The cells of features that are zero, shared by all grids.
var (
	zeroFloat  = make([]byte, 8)
	zeroBinary = []byte{0}
	oneBinary  = []byte{1}
)

// Grid returns rows as a grid. y holds the class of each row, an index into
// the classes of the schema. x and y must not change any more. The error for
// rows that do not fit the schema wraps [ErrData].
func (s *Schema) Grid(x *model.Matrix, y []int) (*Grid, error) {
	switch {
	case x == nil || len(x.Start) == 0:
		return nil, fmt.Errorf("golearn: %w: the matrix has no row starts, not even the one of an empty matrix", ErrData)
	case x.Columns != len(s.features):
		return nil, fmt.Errorf("golearn: %w: %d columns for %d features", ErrData, x.Columns, len(s.features))
	case x.Rows() != len(y):
		return nil, fmt.Errorf("golearn: %w: %d rows for %d classes", ErrData, x.Rows(), len(y))
	}
	for i, k := range y {
		if k < 0 || k >= len(s.classes) {
			return nil, fmt.Errorf("golearn: %w: row %d has class %d of %d", ErrData, i, k, len(s.classes))
		}
		cols, _ := x.Row(i)
		for j, col := range cols {
			if int(col) >= x.Columns || j > 0 && cols[j-1] >= col {
				return nil, fmt.Errorf("golearn: %w: the columns of row %d do not rise or are too great", ErrData, i)
			}
		}
	}
	return s.grid(x, y), nil
}

func (s *Schema) grid(x *model.Matrix, y []int) *Grid {
	return &Grid{schema: s, x: x, y: y, class: []base.Attribute{s.class}}
}

// Schema returns what the grid shares with others.
func (g *Grid) Schema() *Schema { return g.schema }

// Subset returns a grid of some of the rows, in the order given; a row may come
// more than once. Use it in place of base.NewInstancesViewFromVisible, which
// takes time quadratic in the attributes and gives the rows in random order.
// The error for a row that is not there wraps [ErrData].
func (g *Grid) Subset(rows []int) (*Grid, error) {
	_, n := g.Size()
	out := make([]int, len(rows))
	for i, row := range rows {
		if row < 0 || row >= n {
			return nil, fmt.Errorf("golearn: %w: no row %d among %d", ErrData, row, n)
		}
		out[i] = g.row(row)
	}
	sub := *g
	sub.rows, sub.class = out, slices.Clone(g.class)
	return &sub, nil
}

// With returns the same rows with other kinds of attributes.
func (g *Grid) With(settings SchemaSettings) (*Grid, error) {
	s, err := g.schema.With(settings)
	if err != nil {
		return nil, err
	}
	out := s.grid(g.x, g.y)
	out.rows = g.rows
	return out, nil
}

// row returns the row of x that stands at a row of the grid.
func (g *Grid) row(i int) int {
	if g.rows == nil {
		return i
	}
	return g.rows[i]
}

// Class returns the class of a row.
func (g *Grid) Class(row int) string { return g.schema.classes[g.y[g.row(row)]] }

// GetAttribute returns the place of an attribute: of the grid's own, or of the
// one that equals it.
func (g *Grid) GetAttribute(a base.Attribute) (base.AttributeSpec, error) {
	if col, ok := g.schema.resolve(a); ok {
		return g.schema.specs[col], nil
	}
	return base.AttributeSpec{}, fmt.Errorf("golearn: %w: no attribute %v", ErrData, a)
}

// AllAttributes returns the features in the order of their columns, then the
// class.
func (g *Grid) AllAttributes() []base.Attribute {
	out := make([]base.Attribute, 0, len(g.schema.features)+1)
	return append(append(out, g.schema.features...), g.schema.class)
}

// AddClassAttribute makes an attribute a class, in this grid alone.
func (g *Grid) AddClassAttribute(a base.Attribute) error {
	col, ok := g.schema.resolve(a)
	if !ok {
		return fmt.Errorf("golearn: %w: no attribute %v", ErrData, a)
	}
	if a := g.schema.attribute(col); !slices.Contains(g.class, a) {
		g.class = append(g.class, a)
	}
	return nil
}

// RemoveClassAttribute makes a class a mere attribute, in this grid alone.
func (g *Grid) RemoveClassAttribute(a base.Attribute) error {
	col, ok := g.schema.resolve(a)
	if !ok {
		return fmt.Errorf("golearn: %w: no attribute %v", ErrData, a)
	}
	a = g.schema.attribute(col)
	g.class = slices.DeleteFunc(g.class, func(c base.Attribute) bool { return c == a })
	return nil
}

// AllClassAttributes returns the class attributes.
func (g *Grid) AllClassAttributes() []base.Attribute { return slices.Clone(g.class) }

// Size returns the number of attributes, the class among them, and of rows.
func (g *Grid) Size() (attributes, rows int) {
	attributes = len(g.schema.features) + 1
	if g.rows != nil {
		return attributes, len(g.rows)
	}
	return attributes, g.x.Rows()
}

// Get returns a cell, not to be written to. As with golearn's own grids a row
// or attribute that is not there makes it panic.
func (g *Grid) Get(spec base.AttributeSpec, row int) []byte {
	col, ok := g.schema.resolve(spec.GetAttribute())
	if !ok {
		panic(fmt.Sprintf("golearn: no attribute %v", spec.GetAttribute()))
	}
	row = g.row(row)
	if col == len(g.schema.features) {
		return g.schema.classCell[g.y[row]]
	}
	cols, values := g.x.Row(row)
	i, found := slices.BinarySearch(cols, uint32(col))
	switch {
	case g.schema.settings.Kind == Binary && found && values[i] > 0:
		return oneBinary
	case g.schema.settings.Kind == Binary:
		return zeroBinary
	case found:
		return base.PackFloatToBytes(float64(values[i]))
	}
	return zeroFloat
}

// String says how large the grid is. (golearn prints grids into errors.)
func (g *Grid) String() string {
	n, rows := g.Size()
	return fmt.Sprintf("sparse grid of %d rows, %d %v features and the class %q", rows, n-1, g.schema.settings.Kind, g.schema.class.GetName())
}

// RowString returns the values of a row, parted by spaces, in the order of
// AllAttributes.
func (g *Grid) RowString(row int) string {
	var b strings.Builder
	for i, spec := range g.schema.specs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.schema.attribute(i).GetStringFromSysVal(g.Get(spec, row)))
	}
	return b.String()
}
