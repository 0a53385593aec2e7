package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// csvRecords reads CSV as in RFC 4180, with any delimiter and quoted fields
// that may run over several lines. It does what encoding/csv does and two
// things that it cannot: it holds no more than a bounded row, and after a bad
// row it goes on with the line after the one where that row starts, so that a
// quote left open costs one row and not the rest of the file. That stays
// linear: a line that leaves a quote open also ends any quote that was open
// before it.
//
// Quotes are taken strictly: a field that holds one is quoted, and the quote in
// it written twice, as every CSV writer does. Reading on where they are not
// would swallow rows, or make rows of the rest of a bad one.
type csvRecords struct {
	lines *lines
	max   int
	comma byte
	space string // what a blank line is made of

	raw  []byte // lines that were read, each ending in LF
	pos  int    // where the next row starts in raw
	line int    // number of the line before pos
	long *Error // a line that was too long follows raw

	fields []field
	values []byte // values of quoted fields
}

func newCSV(l *lines, o Options) *csvRecords {
	space := strings.ReplaceAll(" \t", string(o.Comma), "")
	return &csvRecords{lines: l, max: o.MaxLine, comma: byte(o.Comma), space: space}
}

func (c *csvRecords) next() (record, error) {
	var eol int
	for {
		if c.pos == len(c.raw) {
			c.raw, c.pos = c.raw[:0], 0
			if err := c.more(); err != nil {
				if c.long != nil {
					c.long = nil
					c.line++
				}
				return record{}, err
			}
		}
		c.line++
		eol = c.eol(c.pos)
		if !blank(c.raw[c.pos:eol], c.space) {
			break
		}
		c.pos = eol + 1
	}
	start, line := c.pos, c.line
	c.pos = eol + 1
	end, err := c.parse(start, eol)
	if err != nil {
		return record{}, err
	}
	c.line += bytes.Count(c.raw[c.pos:end], []byte("\n"))
	c.pos = end
	return record{line, c.fields}, nil
}

// more appends a line to raw. The errors are those of [lines.next].
func (c *csvRecords) more() error {
	if c.long != nil {
		return c.long
	}
	line, err := c.lines.next()
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Skippable() {
			c.long = e
		}
		return err
	}
	c.raw = append(append(c.raw, line...), '\n')
	return nil
}

// eol returns where the line that holds pos ends.
func (c *csvRecords) eol(pos int) int {
	return pos + bytes.IndexByte(c.raw[pos:], '\n')
}

// parse splits the row that starts at start, where the first line ends at eol,
// and returns where the row ends.
func (c *csvRecords) parse(start, eol int) (end int, err error) {
	c.fields, c.values = c.fields[:0], c.values[:0]
	first := eol
	for pos := start; ; pos++ {
		f := field{}
		if pos <= first {
			f.column = pos - start + 1
		}
		if c.raw[pos] == '"' {
			from := len(c.values)
			if pos, eol, err = c.quoted(start, pos, eol); err != nil {
				var e *Error
				if errors.As(err, &e) && e.Column > first-start+1 {
					e.Column = 0 // on a later line
				}
				return 0, err
			}
			f.value = c.values[from:]
		} else {
			n := bytes.IndexByte(c.raw[pos:eol], c.comma)
			if n < 0 {
				n = eol - pos
			}
			f.value = c.raw[pos : pos+n]
			if i := bytes.IndexByte(f.value, '"'); i >= 0 {
				column := 0
				if f.column > 0 {
					column = f.column + i
				}
				return 0, c.malformed(column, "a quote in a field that is not quoted")
			}
			pos += n
		}
		c.fields = append(c.fields, f)
		if c.raw[pos] == '\n' {
			if pos-start > c.max {
				return 0, c.tooLong()
			}
			return pos + 1, nil
		}
	}
}

// quoted appends the value of the quoted field at pos to values, and returns
// the place behind its last quote and the end of the line there.
func (c *csvRecords) quoted(start, pos, eol int) (int, int, error) {
	open := pos
	pos++
	for {
		n := bytes.IndexByte(c.raw[pos:eol], '"')
		if n < 0 { // the field goes on in the next line
			c.values = append(c.values, c.raw[pos:eol+1]...)
			pos = eol + 1
			if pos-start > c.max {
				return 0, 0, c.tooLong()
			}
			if pos == len(c.raw) {
				if err := c.more(); err == io.EOF {
					return 0, 0, c.malformed(open-start+1, "a quote is never closed")
				} else if c.long != nil {
					return 0, 0, c.tooLong()
				} else if err != nil {
					return 0, 0, err
				}
			}
			eol = c.eol(pos)
			continue
		}
		c.values = append(c.values, c.raw[pos:pos+n]...)
		pos += n + 1
		switch c.raw[pos] {
		case '"':
			c.values = append(c.values, '"')
			pos++
		case c.comma, '\n':
			return pos, eol, nil
		default:
			return 0, 0, c.malformed(pos-start, "a lone quote in a quoted field")
		}
	}
}

// tooLong returns the error of the row that starts at the current line.
func (c *csvRecords) tooLong() *Error {
	return rowError(c.line, 0, "", fmt.Errorf("%w: more than %d bytes", ErrTooLong, c.max))
}

// malformed does the same for bad syntax.
func (c *csvRecords) malformed(column int, why string) *Error {
	return rowError(c.line, column, "", fmt.Errorf("%w: %s", ErrSyntax, why))
}
