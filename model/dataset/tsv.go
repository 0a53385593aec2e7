package dataset

import "bytes"

// tsvRecords splits lines at tabs. Nothing is quoted or escaped.
type tsvRecords struct {
	lines  *lines
	fields []field
}

func (t *tsvRecords) next() (record, error) {
	for {
		line, err := t.lines.next()
		if err != nil {
			return record{}, err
		}
		if blank(line, " ") {
			continue
		}
		t.fields = t.fields[:0]
		for column := 1; ; {
			value, rest, more := bytes.Cut(line, []byte("\t"))
			t.fields = append(t.fields, field{value, column})
			if !more {
				return record{t.lines.line, t.fields}, nil
			}
			column += len(value) + 1
			line = rest
		}
	}
}
