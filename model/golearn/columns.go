package golearn

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/sjwhitworth/golearn/base"
)

// Columns says how the attributes of golearn's data become our columns. They
// are bound by name, so that data with the same attributes in another order, or
// with more of them, reads the same. It is immutable and safe for concurrent
// use.
type Columns struct {
	attributes []attribute
	names      []string
	class      string
	classes    []string
}

// attribute is one attribute of golearn's and the columns that it becomes: one,
// or for a categorical attribute one a value, 1 where the row has it.
type attribute struct {
	Name   string   `json:"name"`
	Kind   string   `json:"kind"` // "float", "binary" or "categorical"
	Values []string `json:"values,omitempty"`
	first  int
}

// ColumnsOf reads the attributes of a grid. A float or binary attribute becomes
// a column of its name, a categorical one a column for each value, named
// "attribute=value". The class attribute, of which there may be none but not
// two, gives the classes: the values of a categorical attribute in its order,
// "0" and "1" for a binary one, and those that occur, in rising order, for a
// float. The errors wrap [ErrData], or [ErrPanic] where the grid panics.
func ColumnsOf(g base.FixedDataGrid) (*Columns, error) {
	c := &Columns{}
	err := protect("reading attributes", func() error {
		classes := g.AllClassAttributes()
		if len(classes) > 1 {
			return fmt.Errorf("golearn: %w: %d class attributes, want one", ErrData, len(classes))
		}
		for _, a := range g.AllAttributes() {
			if len(classes) == 1 && (a == classes[0] || a.Equals(classes[0])) {
				continue
			}
			at, err := attributeOf(a)
			if err != nil {
				return err
			}
			c.attributes = append(c.attributes, at)
		}
		if err := c.number(); err != nil || len(classes) == 0 {
			return err
		}
		c.class = classes[0].GetName()
		var err error
		c.classes, err = classesOf(g, classes[0])
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

func attributeOf(a base.Attribute) (attribute, error) {
	out := attribute{Name: a.GetName()}
	switch a := a.(type) {
	case *base.FloatAttribute:
		out.Kind = "float"
	case *base.BinaryAttribute:
		out.Kind = "binary"
	case *base.CategoricalAttribute:
		out.Kind, out.Values = "categorical", slices.Clone(a.GetValues())
	default:
		return out, fmt.Errorf("golearn: %w: attribute %q is of the unknown type %T", ErrData, a.GetName(), a)
	}
	return out, nil
}

// number gives each attribute its columns, and names them.
func (c *Columns) number() error {
	c.names = nil
	attributes := map[string]bool{}
	for i := range c.attributes {
		a := &c.attributes[i]
		if attributes[a.Name] {
			return fmt.Errorf("golearn: %w: two attributes have the name %q", ErrData, a.Name)
		}
		attributes[a.Name] = true
		a.first = len(c.names)
		switch a.Kind {
		case "float", "binary":
			c.names = append(c.names, a.Name)
		case "categorical":
			for _, v := range a.Values {
				c.names = append(c.names, a.Name+"="+v)
			}
		default:
			return fmt.Errorf("golearn: %w: attribute %q is of the unknown kind %q", ErrData, a.Name, a.Kind)
		}
	}
	return nil
}

// Names returns the names of the columns.
func (c *Columns) Names() []string { return slices.Clone(c.names) }

// Classes returns the classes in their order, nil where the data has none.
func (c *Columns) Classes() []string { return slices.Clone(c.classes) }

// classesOf returns the classes of a class attribute.
func classesOf(g base.FixedDataGrid, a base.Attribute) ([]string, error) {
	switch a := a.(type) {
	case *base.CategoricalAttribute:
		return slices.Clone(a.GetValues()), nil
	case *base.BinaryAttribute:
		return []string{"0", "1"}, nil
	case *base.FloatAttribute:
	default:
		return nil, fmt.Errorf("golearn: %w: class attribute %q is of the unknown type %T", ErrData, a.GetName(), a)
	}
	spec, err := g.GetAttribute(a)
	if err != nil {
		return nil, fmt.Errorf("golearn: %w: %w", ErrData, err)
	}
	var values []float64
	_, rows := g.Size()
	for i := range rows {
		v := base.UnpackBytesToFloat(g.Get(spec, i))
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("golearn: %w: the class of row %d is %v", ErrData, i, v)
		}
		values = append(values, v)
	}
	slices.Sort(values)
	var out []string
	for _, v := range slices.Compact(values) {
		out = append(out, formatClass(v))
	}
	return out, nil
}

func formatClass(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// classReader returns the class of a row by name, of any kind of attribute.
func classReader(g base.FixedDataGrid, a base.Attribute) (func(row int) string, error) {
	spec, err := g.GetAttribute(a)
	if err != nil {
		return nil, fmt.Errorf("golearn: %w: %w", ErrData, err)
	}
	return func(row int) string {
		cell := g.Get(spec, row)
		if _, ok := a.(*base.FloatAttribute); ok {
			return formatClass(base.UnpackBytesToFloat(cell))
		}
		return a.GetStringFromSysVal(cell)
	}, nil
}
