package model

import (
	"fmt"
	"iter"
	"slices"
	"unicode/utf8"
)

// Example is one labelled text.
type Example struct {
	// ID names the row in errors and reports; may be empty.
	ID string
	// Text is what is classified.
	Text string
	// Class is the label, any string of valid UTF-8 but the empty one.
	Class string
	// Weight is how much the row counts, from 1e-9 to 1e9; 0 means 1.
	Weight float64
	// Group names the rows that belong together, such as the sentences of one
	// article: they are never divided between training and testing. Empty
	// stands for a group of its own.
	Group string
}

// Examples converts rows of a type with the fields of [Example], such as
// dataset.Row, as they come.
func Examples[R ~struct {
	ID, Text, Class string
	Weight          float64
	Group           string
}](rows iter.Seq2[R, error]) iter.Seq2[Example, error] {
	return func(yield func(Example, error) bool) {
		for r, err := range rows {
			if !yield(Example(r), err) {
				return
			}
		}
	}
}

// FromSlice yields the examples of a slice.
func FromSlice(examples []Example) iter.Seq2[Example, error] {
	return func(yield func(Example, error) bool) {
		for _, e := range examples {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// Collect returns the examples as a slice, and the first error among them with
// those before it.
func Collect(rows iter.Seq2[Example, error]) ([]Example, error) {
	var out []Example
	for e, err := range rows {
		if err != nil {
			return out, err
		}
		out = append(out, e)
	}
	return out, nil
}

// A weight beyond these bounds is an accident, and sums of such weights or of
// their quotients would be no numbers.
const (
	minWeight = 1e-9
	maxWeight = 1e9
)

// check returns the example at a place among the rows with its weight filled in,
// or what is wrong with it under resolved settings, whose Classes are those
// allowed, or empty for any.
func (e Example) check(row int, s *Settings) (Example, error) {
	if e.Weight == 0 {
		e.Weight = 1
	}
	var err error
	switch {
	case e.Class == "":
		err = fmt.Errorf("%w: it has no class", ErrExample)
	case len(s.Classes) > 0 && !slices.Contains(s.Classes, e.Class):
		err = fmt.Errorf("%w: class %q is not one of %q", ErrExample, e.Class, s.Classes)
		if s.Prior != nil {
			err = fmt.Errorf("%w (the classes of Settings.Prior)", err)
		}
	case !utf8.ValidString(e.Class):
		err = fmt.Errorf("%w: class %q is not valid UTF-8", ErrExample, e.Class)
	case !(e.Weight >= minWeight && e.Weight <= maxWeight):
		err = fmt.Errorf("%w: weight %v, want %g to %g, or 0 for 1", ErrExample, e.Weight, minWeight, maxWeight)
	}
	if err != nil {
		return e, &ExampleError{Row: row, ID: e.ID, Err: err}
	}
	return e, nil
}

// classesOf returns the classes that occur, sorted.
func classesOf(examples []Example) []string {
	seen := map[string]bool{}
	var classes []string
	for _, e := range examples {
		if !seen[e.Class] {
			seen[e.Class] = true
			classes = append(classes, e.Class)
		}
	}
	slices.Sort(classes)
	return classes
}
