package golearn

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/sjwhitworth/golearn/base"
)

// Kind is the kind of attribute that features become.
type Kind int

// The kinds.
const (
	// Float features are base.FloatAttributes and keep their values.
	Float Kind = iota
	// Binary features are base.BinaryAttributes: 1 where the value is above 0,
	// as golearn reads numbers into them.
	Binary
)

// String returns "float" or "binary".
func (k Kind) String() string {
	switch k {
	case Float:
		return "float"
	case Binary:
		return "binary"
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// SchemaSettings say which attributes a [Schema] has. The zero value gives
// float features and a categorical class attribute named "class".
type SchemaSettings struct {
	// Kind of the features.
	Kind Kind
	// ClassName is the name of the class attribute; empty means "class".
	ClassName string
	// FloatClass makes the class attribute a base.FloatAttribute that holds
	// the number of the class from 0, as golearn's linear models want it.
	FloatClass bool
}

// Schema is what grids have in common that a classifier is to be trained on and
// asked about: one attribute a feature, and the class attribute. Grids of one
// schema share the very attributes, as golearn compares many of them by
// pointer. It is immutable and safe for concurrent use.
type Schema struct {
	settings  SchemaSettings
	features  []base.Attribute
	class     base.Attribute
	classes   []string
	specs     []base.AttributeSpec // of the features, then of the class
	column    map[base.Attribute]int
	byName    map[string]int
	classCell [][]byte // what a cell of each class holds
}

// NewSchema returns the schema of features and classes by name. The error for a
// name that is empty or comes twice wraps [ErrData].
func NewSchema(features, classes []string, s SchemaSettings) (*Schema, error) {
	if s.ClassName == "" {
		s.ClassName = "class"
	}
	if s.Kind != Float && s.Kind != Binary {
		return nil, fmt.Errorf("golearn: %w: %v is no kind of attribute", ErrData, s.Kind)
	}
	n := len(features)
	c := &Schema{
		settings: s, classes: slices.Clone(classes),
		features: make([]base.Attribute, n),
		column:   make(map[base.Attribute]int, n+1), byName: make(map[string]int, n+1),
	}
	for i, name := range features {
		if s.Kind == Binary {
			c.features[i] = base.NewBinaryAttribute(name)
		} else {
			c.features[i] = &base.FloatAttribute{Name: name, Precision: 6}
		}
		c.column[c.features[i]] = i
		if _, twice := c.byName[name]; twice || name == "" || name == s.ClassName {
			return nil, fmt.Errorf("golearn: %w: feature %d has the name %q, which is empty or taken", ErrData, i, name)
		}
		c.byName[name] = i
	}
	if err := c.setClass(); err != nil {
		return nil, err
	}
	c.column[c.class], c.byName[s.ClassName] = n, n
	var err error
	c.specs, err = borrowSpecs(c.features, c.class)
	return c, err
}

func (s *Schema) setClass() error {
	for i, name := range s.classes {
		if name == "" || slices.Contains(s.classes[:i], name) {
			return fmt.Errorf("golearn: %w: class %d has the name %q, which is empty or taken", ErrData, i, name)
		}
	}
	if len(s.classes) == 0 {
		return fmt.Errorf("golearn: %w: there is no class", ErrData)
	}
	if s.settings.FloatClass {
		s.class = &base.FloatAttribute{Name: s.settings.ClassName}
		for i := range s.classes {
			s.classCell = append(s.classCell, base.PackFloatToBytes(float64(i)))
		}
		return nil
	}
	class := base.NewCategoricalAttribute()
	class.SetName(s.settings.ClassName)
	for _, name := range s.classes {
		s.classCell = append(s.classCell, class.GetSysValFromString(name))
	}
	s.class = class
	return nil
}

// specGroup is how many attributes share a group in [borrowSpecs]: adding one
// takes time in proportion to those that are there.
const specGroup = 32

// borrowSpecs returns the places of attributes. A base.AttributeSpec has
// unexported fields only, so a base.DenseInstances without rows, which nobody
// looks at again, has to make them. The class stands in the first group:
// golearn sorts attributes by their places and looks for the class from the
// start, once a row. The features follow in their order.
func borrowSpecs(features []base.Attribute, class base.Attribute) ([]base.AttributeSpec, error) {
	specs := make([]base.AttributeSpec, 0, len(features)+1)
	inst := base.NewDenseInstances()
	add := func(group string, a base.Attribute, first bool) error {
		if first {
			if err := inst.CreateAttributeGroup(group, 8); err != nil {
				return fmt.Errorf("golearn: %w", err)
			}
		}
		spec, err := inst.AddAttributeToAttributeGroup(a, group)
		if err != nil {
			return fmt.Errorf("golearn: %w", err)
		}
		specs = append(specs, spec)
		return nil
	}
	if err := add("class", class, true); err != nil {
		return nil, err
	}
	for i, a := range features {
		if err := add(strconv.Itoa(i/specGroup), a, i%specGroup == 0); err != nil {
			return nil, err
		}
	}
	return append(specs[1:], specs[0]), nil
}

// Kind returns the kind of the features.
func (s *Schema) Kind() Kind { return s.settings.Kind }

// Features returns the names of the features, in the order of the columns.
func (s *Schema) Features() []string {
	names := make([]string, len(s.features))
	for i, a := range s.features {
		names[i] = a.GetName()
	}
	return names
}

// Classes returns the classes in their order.
func (s *Schema) Classes() []string { return slices.Clone(s.classes) }

// With returns the schema of the same features and classes with other settings.
func (s *Schema) With(settings SchemaSettings) (*Schema, error) {
	return NewSchema(s.Features(), s.classes, settings)
}

// resolve returns the column of an attribute, the number of features for the
// class: that of the attribute itself, or of one that is its equal.
func (s *Schema) resolve(a base.Attribute) (int, bool) {
	if a == nil {
		return 0, false
	}
	if col, ok := s.column[a]; ok {
		return col, true
	}
	col, ok := s.byName[a.GetName()]
	return col, ok && s.attribute(col).Equals(a)
}

func (s *Schema) attribute(col int) base.Attribute {
	if col == len(s.features) {
		return s.class
	}
	return s.features[col]
}
