package dataset

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// records yields the rows of a table as fields.
type records interface {
	// next returns the next row; its fields are valid until the next call.
	// The errors are those of a source.
	next() (record, error)
}

// record is a row of a table.
type record struct {
	line   int // where it starts
	fields []field
}

// field is one field, with its place as in [Error.Column].
type field struct {
	value  []byte
	column int
}

// table makes rows of records, by a header or by column numbers.
type table struct {
	records records
	o       Options
	given   Options // the options without defaults

	text, label, id, weight, group int // indexes of the columns, or -1

	ready bool // the columns are known
	need  int  // how many fields a row has
	open  bool // need is only the least; the first row with so many sets it
}

// newTable returns a table. The error is about column numbers.
func newTable(r records, o, given Options) (*table, error) {
	t := &table{records: r, o: o, given: given}
	if !o.NoHeader {
		return t, nil
	}
	t.ready, t.open = true, true
	for _, c := range t.columns() {
		*c.index = -1
		if c.name == "" {
			continue
		}
		n, err := strconv.Atoi(c.name)
		if err != nil || n < 1 {
			return t, endError(0, c.name, fmt.Errorf("%w: without a header, columns are numbers from 1", ErrMissingColumn))
		}
		*c.index = n - 1
		if c.required {
			t.need = max(t.need, n)
		}
	}
	return t, nil
}

// column is a column to look for.
type column struct {
	name     string
	required bool
	index    *int
}

func (t *table) columns() []column {
	return []column{
		{t.o.Text, true, &t.text},
		{t.o.Label, !t.o.NoLabel, &t.label},
		{t.o.ID, t.given.ID != "", &t.id},
		{t.o.Weight, t.given.Weight != "", &t.weight},
		{t.o.Group, t.given.Group != "", &t.group},
	}
}

// header finds the columns.
func (t *table) header() error {
	head, err := t.records.next()
	if err == io.EOF {
		return err
	}
	var e *Error
	if errors.As(err, &e) && e.Skippable() {
		return endError(e.Line, "", fmt.Errorf("%w: %v", ErrHeader, e.Err))
	}
	if err != nil {
		return err
	}
	t.need = len(head.fields)
	for _, c := range t.columns() {
		*c.index = -1
		for i, f := range head.fields {
			if strings.TrimSpace(string(f.value)) != c.name {
				continue
			}
			if *c.index >= 0 {
				return endError(head.line, c.name, fmt.Errorf("%w: the column stands there twice", ErrHeader))
			}
			*c.index = i
		}
		if *c.index < 0 && c.required {
			return endError(head.line, c.name, fmt.Errorf("%w: there are %s", ErrMissingColumn, list(head.fields)))
		}
	}
	t.ready = true
	return nil
}

// list returns the names of columns for a message.
func list(fields []field) string {
	const most = 20
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteString(", ")
		}
		if i == most {
			fmt.Fprintf(&b, "%d more", len(fields)-most)
			break
		}
		b.WriteString(clip(strings.TrimSpace(string(f.value))))
	}
	return b.String()
}

func (t *table) next() (Row, error) {
	if !t.ready {
		if err := t.header(); err != nil {
			return Row{}, err
		}
	}
	rec, err := t.records.next()
	if err != nil {
		return Row{}, err
	}
	if err := t.fits(rec); err != nil {
		return Row{}, err
	}
	row := Row{
		ID:     rec.value(t.id),
		Text:   rec.value(t.text),
		Class:  rec.value(t.label),
		Weight: 1,
		Group:  rec.value(t.group),
	}
	if name, err := t.o.check(&row); err != nil {
		at := t.text
		if !errors.Is(err, ErrNoText) {
			at = t.label
		}
		return Row{}, rowError(rec.line, rec.fields[at].column, name, err)
	}
	if w := rec.value(t.weight); strings.TrimSpace(w) != "" {
		if row.Weight, err = parseWeight(w); err != nil {
			return Row{}, rowError(rec.line, rec.fields[t.weight].column, t.o.Weight, err)
		}
	}
	return row, nil
}

// fits checks the number of fields. Too many are an error as well, since mostly
// a text holds a comma or a tab that splits it.
func (t *table) fits(rec record) error {
	n := len(rec.fields)
	if t.open && n >= t.need {
		t.open, t.need = false, n
	}
	if n != t.need {
		return rowError(rec.line, 0, "", fmt.Errorf("%w: %d fields, want %d", ErrSyntax, n, t.need))
	}
	return nil
}

// value returns a copy of a field, or nothing where there is none.
func (r *record) value(i int) string {
	if i < 0 || i >= len(r.fields) {
		return ""
	}
	return string(r.fields[i].value)
}
