package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// jsonLines reads one JSON object a line.
type jsonLines struct {
	lines *lines
	o     Options
	keys  object // of one row after the other
	begun bool   // a line has been read
}

// object is one row. A map, since encoding/json matches the fields of a struct
// in either case, and lets the last of equal keys win, too.
type object map[string]json.RawMessage

func (j *jsonLines) next() (Row, error) {
	for {
		line, err := j.lines.next()
		if err != nil {
			return Row{}, err
		}
		if blank(line, space) {
			continue
		}
		if line[len(line)-1] <= ' ' {
			line = bytes.TrimRight(line, space)
		}
		row, column, field, err := j.parse(line)
		j.begun = true
		if err == ErrArray {
			return Row{}, endError(j.lines.line, "", err)
		}
		if err != nil {
			return Row{}, rowError(j.lines.line, column, field, err)
		}
		return row, nil
	}
}

func (j *jsonLines) place() int { return j.lines.line }

// parse returns the row of a line, or what is wrong with it and where.
func (j *jsonLines) parse(line []byte) (row Row, column int, field string, err error) {
	start := 0
	if line[0] <= ' ' {
		start = len(line) - len(bytes.TrimLeft(line, space))
	}
	if line[start] == '[' && !j.begun {
		return row, 0, "", ErrArray
	}
	if line[start] != '{' {
		return row, start + 1, "", fmt.Errorf("%w: want one JSON object a line", ErrSyntax)
	}
	if j.keys == nil {
		j.keys = object{}
	}
	if !j.keys.plain(line[start:]) {
		clear(j.keys)
		if err := json.Unmarshal(line, &j.keys); err != nil {
			var at *json.SyntaxError
			if errors.As(err, &at) {
				column = int(at.Offset)
			}
			return row, column, "", fmt.Errorf("%w: %w", ErrSyntax, err)
		}
	}
	if row, field, err = j.row(j.keys); err != nil {
		return row, valueColumn(line, field), field, j.keys.lacks(field, err)
	}
	return row, 0, "", nil
}

// plain reads an object, without white space behind it, whose keys are ASCII and
// whose values are strings, numbers and the like, no string with an escape, and
// shares its memory. It reports false for any other, maybe a good one, which it
// reads in part.
func (o object) plain(line []byte) bool {
	clear(o)
	skip := func(at int) int {
		for at < len(line) && (line[at] == ' ' || line[at] == '\t') {
			at++
		}
		return at
	}
	// quoted returns where the string that begins at a place ends, 0 where it
	// is not plain.
	quoted := func(at int) int {
		if at >= len(line) || line[at] != '"' {
			return 0
		}
		for at++; at < len(line) && line[at] >= ' ' && line[at] != '\\'; at++ {
			if line[at] == '"' {
				return at + 1
			}
		}
		return 0
	}
	for at := 0; ; {
		at = skip(at + 1) // behind the brace or the comma
		end := quoted(at)
		if end == 0 {
			return false
		}
		key := line[at+1 : end-1]
		if bytes.ContainsFunc(key, func(r rune) bool { return r >= utf8.RuneSelf }) {
			return false
		}
		if at = skip(end); at >= len(line) || line[at] != ':' {
			return false
		}
		at = skip(at + 1)
		if end = quoted(at); end == 0 {
			n := bytes.IndexAny(line[at:], " \t\r\n,}")
			if end = at + n; n < 0 || !json.Valid(line[at:end]) {
				return false
			}
		}
		o[string(key)] = line[at:end:end]
		if at = skip(end); at >= len(line) || line[at] != ',' {
			return at == len(line)-1 && line[at] == '}'
		}
	}
}

// row returns the row of an object, or what is wrong with it and in which key.
func (j *jsonLines) row(keys object) (row Row, field string, err error) {
	text := keys[j.o.Text]
	if len(text) == 0 || text[0] != '"' {
		return row, j.o.Text, ErrNoText
	}
	row.Text = unquote(text)
	row.Class, err = keys.scalar(j.o.Label)
	if err != nil && !j.o.NoLabel {
		return row, j.o.Label, fmt.Errorf("%w: %w", ErrNoLabel, err)
	}
	if field, err = j.o.check(&row); err != nil {
		return row, field, err
	}
	row.Weight = 1
	if w := keys[j.o.Weight]; !null(w) {
		if row.Weight, err = parseWeight(string(w)); err != nil {
			return row, j.o.Weight, err
		}
	}
	if row.ID, err = keys.scalar(j.o.ID); err != nil {
		return row, j.o.ID, err
	}
	if row.Group, err = keys.scalar(j.o.Group); err != nil {
		return row, j.o.Group, err
	}
	return row, "", nil
}

// lacks adds to the error about a key the keys that there are, where it is not
// one of them.
func (o object) lacks(key string, err error) error {
	if _, ok := o[key]; ok || len(o) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s", err, thereAre(slices.Sorted(maps.Keys(o))))
}

// valueColumn returns where the value of a key starts in the line of a valid
// object, the last one as [object] has it, counted from 1; 0 where the key is
// missing.
func valueColumn(line []byte, key string) (column int) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.Token() // the brace
	for d.More() {
		name, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			break
		}
		if name == key {
			column = int(d.InputOffset()) - len(value) + 1
		}
	}
	return column
}

// scalar returns a string, and a number or a bool as it is written. A key that
// is null or missing is empty, an array or an object an error.
func (o object) scalar(key string) (string, error) {
	v := o[key]
	switch {
	case null(v):
		return "", nil
	case v[0] == '"':
		return unquote(v), nil
	case v[0] == '[':
		return "", fmt.Errorf("%w: an array", ErrType)
	case v[0] == '{':
		return "", fmt.Errorf("%w: an object", ErrType)
	}
	return string(v), nil
}

// null reports whether a value is missing or null.
func null(v json.RawMessage) bool { return len(v) == 0 || v[0] == 'n' }

// unquote returns the string that a valid JSON string stands for. Bytes that
// are not valid UTF-8 stay, where encoding/json puts U+FFFD.
func unquote(quoted []byte) string {
	var s string
	if in := quoted[1 : len(quoted)-1]; bytes.IndexByte(in, '\\') < 0 {
		return string(in)
	}
	if utf8.Valid(quoted) {
		json.Unmarshal(quoted, &s)
		return s
	}
	var b strings.Builder
	in := quoted[1 : len(quoted)-1]
	for len(in) > 0 {
		n := 0
		for n < len(in) {
			r, size := utf8.DecodeRune(in[n:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			n += size
		}
		// No escape holds an invalid byte, so none is cut in two here.
		json.Unmarshal([]byte(`"`+string(in[:n])+`"`), &s)
		b.WriteString(s)
		if n < len(in) {
			b.WriteByte(in[n])
			n++
		}
		in = in[n:]
	}
	return b.String()
}
