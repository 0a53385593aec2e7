package golearn

import (
	"fmt"
	"math"
	"slices"

	"github.com/sjwhitworth/golearn/base"

	"github.com/stancekit/stancekit/model"
)

// Rows is golearn's data as our sparse rows.
type Rows struct {
	X *model.Matrix
	// Y is the class of each row, an index into Classes, -1 for one that is
	// not among them; nil where the data has no class attribute.
	Y       []int
	Classes []string
	// Names are the names of the columns.
	Names []string
}

// Problem returns the rows that have a class as [model.Learner] takes them, all
// of one weight. It shares X, Y and Classes with the rows.
func (r *Rows) Problem() *model.Problem {
	p := &model.Problem{X: r.X, Y: r.Y, Classes: r.Classes, Cost: make([]float64, len(r.Y)), Workers: 1}
	for i, y := range r.Y {
		p.Cost[i] = 1
		if y >= 0 {
			p.Rows = append(p.Rows, i)
		}
	}
	return p
}

// FromGrid reads golearn's data, of any kind: dense, read by golearn from a CSV
// file, a view, or a [Grid]. The errors are those of [ColumnsOf] and
// [Columns.Read].
func FromGrid(g base.FixedDataGrid) (*Rows, error) {
	c, err := ColumnsOf(g)
	if err != nil {
		return nil, err
	}
	return c.Read(g)
}

// Read reads data with these columns. Attributes are found by name; those that
// have no column are passed over, and so is a categorical value that was not
// there when the columns were made: its columns are 0. The error for an
// attribute that is missing or of another kind, and for a cell that is NaN,
// infinite or beyond what a float32 holds, wraps [ErrData].
func (c *Columns) Read(g base.FixedDataGrid) (*Rows, error) {
	out := &Rows{Classes: slices.Clone(c.classes), Names: slices.Clone(c.names)}
	err := protect("reading rows", func() error {
		var err error
		if sparse, ok := g.(*Grid); ok {
			out.X, err = c.readSparse(sparse)
		} else {
			out.X, err = c.readCells(g)
		}
		if err == nil {
			out.Y, err = c.readClasses(g)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// readCells asks for one cell after the other. (MapOverRows would be quicker,
// but that of golearn's views gives the rows in random order, or other rows.)
func (c *Columns) readCells(g base.FixedDataGrid) (*model.Matrix, error) {
	specs, err := c.specs(g)
	if err != nil {
		return nil, err
	}
	x := &model.Matrix{Start: []int{0}, Columns: len(c.names)}
	_, rows := g.Size()
	for row := range rows {
		for i := range c.attributes {
			a := &c.attributes[i]
			cell := g.Get(specs[i], row)
			col, value := a.first, 1.0
			switch a.Kind {
			case "float":
				value = base.UnpackBytesToFloat(cell)
				if math.IsNaN(value) || math.Abs(value) > math.MaxFloat32 {
					return nil, fmt.Errorf("golearn: %w: row %d: attribute %q is %v", ErrData, row, a.Name, value)
				}
			case "binary":
				value = min(float64(cell[0]), 1)
			default:
				spec := specs[i]
				at := slices.Index(a.Values, spec.GetAttribute().GetStringFromSysVal(cell))
				if at < 0 {
					continue
				}
				col += at
			}
			if v := float32(value); v != 0 {
				x.Cols = append(x.Cols, uint32(col))
				x.Values = append(x.Values, v)
			}
		}
		x.Start = append(x.Start, len(x.Cols))
	}
	return x, nil
}

// specs finds the attributes in a grid by name.
func (c *Columns) specs(g base.FixedDataGrid) ([]base.AttributeSpec, error) {
	byName := map[string]base.Attribute{}
	for _, a := range g.AllAttributes() {
		byName[a.GetName()] = a
	}
	specs := make([]base.AttributeSpec, len(c.attributes))
	for i, want := range c.attributes {
		a, ok := byName[want.Name]
		if !ok {
			return nil, fmt.Errorf("golearn: %w: there is no attribute %q", ErrData, want.Name)
		}
		got, err := attributeOf(a)
		if err != nil {
			return nil, err
		}
		if got.Kind != want.Kind {
			return nil, fmt.Errorf("golearn: %w: attribute %q is %s, want %s", ErrData, want.Name, got.Kind, want.Kind)
		}
		if specs[i], err = g.GetAttribute(a); err != nil {
			return nil, fmt.Errorf("golearn: %w: %w", ErrData, err)
		}
	}
	return specs, nil
}

// readSparse takes the cells that are not zero of a grid of ours.
func (c *Columns) readSparse(g *Grid) (*model.Matrix, error) {
	s := g.schema
	if len(g.class) > 1 || len(g.class) == 1 && g.class[0] != s.class {
		return c.readCells(g) // a feature has been made a class
	}
	to := make([]int, len(s.features)) // our column of each of the grid's
	for i := range to {
		to[i] = -1
	}
	rising := true
	last := -1
	for _, a := range c.attributes {
		col, ok := s.byName[a.Name]
		switch {
		case !ok:
			return nil, fmt.Errorf("golearn: %w: there is no attribute %q", ErrData, a.Name)
		case col == len(s.features):
			return c.readCells(g) // the class has been made a feature
		case a.Kind != s.settings.Kind.String():
			return nil, fmt.Errorf("golearn: %w: attribute %q is %v, want %s", ErrData, a.Name, s.settings.Kind, a.Kind)
		}
		to[col] = a.first
		rising = rising && col > last
		last = col
	}
	x := &model.Matrix{Start: []int{0}, Columns: len(c.names)}
	_, rows := g.Size()
	var order []cell
	for row := range rows {
		cols, values := g.x.Row(g.row(row))
		order = order[:0]
		for i, col := range cols {
			v := values[i]
			if s.settings.Kind == Binary {
				v = 0
				if values[i] > 0 {
					v = 1
				}
			}
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				return nil, fmt.Errorf("golearn: %w: row %d: attribute %q is %v", ErrData, row, s.features[col].GetName(), v)
			}
			if to[col] >= 0 && v != 0 {
				order = append(order, cell{uint32(to[col]), v})
			}
		}
		if !rising {
			slices.SortFunc(order, func(a, b cell) int { return int(a.col) - int(b.col) })
		}
		for _, e := range order {
			x.Cols = append(x.Cols, e.col)
			x.Values = append(x.Values, e.value)
		}
		x.Start = append(x.Start, len(x.Cols))
	}
	return x, nil
}

// cell is a cell that is not zero.
type cell struct {
	col   uint32
	value float32
}

// readClasses returns the class of each row, nil where the grid has none.
func (c *Columns) readClasses(g base.FixedDataGrid) ([]int, error) {
	classes := g.AllClassAttributes()
	if len(classes) == 0 || c.classes == nil {
		return nil, nil
	}
	if len(classes) > 1 {
		return nil, fmt.Errorf("golearn: %w: %d class attributes, want one", ErrData, len(classes))
	}
	class, err := classReader(g, classes[0])
	if err != nil {
		return nil, err
	}
	index := map[string]int{}
	for k, name := range c.classes {
		index[name] = k
	}
	_, rows := g.Size()
	y := make([]int, rows)
	for i := range y {
		k, ok := index[class(i)]
		if !ok {
			k = -1
		}
		y[i] = k
	}
	return y, nil
}
