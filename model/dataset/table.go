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

	line  int  // of the last row
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
		return endError(e.Line, "", fmt.Errorf("%w: %w", ErrHeader, e.Err))
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
			return endError(head.line, c.name, t.missing(head.fields))
		}
	}
	t.ready = true
	return nil
}

// missing returns the error for a header without a column that must be there. A
// single column whose name holds a delimiter is a header that another one splits.
func (t *table) missing(fields []field) error {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = strings.TrimSpace(string(f.value))
	}
	err := fmt.Errorf("%w: %s", ErrMissingColumn, thereAre(names))
	if len(names) == 1 {
		own := t.o.Comma
		if t.o.Format == TSV {
			own = '\t'
		}
		other := func(r rune) bool { return r != own && strings.ContainsRune(",;|\t", r) }
		if i := strings.IndexFunc(names[0], other); i >= 0 {
			return fmt.Errorf("%w: %w: %q", err, ErrDelimiter, names[0][i])
		}
	}
	return err
}

// thereAre lists names for a message.
func thereAre(names []string) string {
	const most = 20
	var b strings.Builder
	b.WriteString("there are ")
	if len(names) == 1 {
		b.Reset()
		b.WriteString("there is only ")
	}
	for i, name := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		if i == most {
			fmt.Fprintf(&b, "%d more", len(names)-most)
			break
		}
		b.WriteString(clip(name))
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
	t.line = rec.line
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

func (t *table) place() int { return t.line }

// fits checks the number of fields. Too many are an error as well, since mostly
// a text holds a comma or a tab that splits it.
func (t *table) fits(rec record) error {
	n := len(rec.fields)
	if t.open && n >= t.need {
		t.open, t.need = false, n
	}
	if n != t.need {
		noun := "fields"
		if n == 1 {
			noun = "field"
		}
		return rowError(rec.line, 0, "", fmt.Errorf("%w: %d %s, want %d", ErrSyntax, n, noun, t.need))
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
