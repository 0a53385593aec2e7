package dataset

import (
	"errors"
	"io/fs"
	"iter"
	"strconv"
	"strings"

	"github.com/stancekit/stancekit/internal/textfile"
)

// What can be wrong with one row. The errors that are handed out are of type
// [*Error] and wrap these.
var (
	// ErrNoText: the text is missing, only white space or, in JSON, not a
	// string. With [Options.NoLabel] it may be white space or empty.
	ErrNoText = errors.New("no text")
	// ErrNoLabel: the label is missing, only white space or, in JSON, neither
	// a string nor a number nor a bool.
	ErrNoLabel = errors.New("no label")
	// ErrWeight: the weight is not a number, not finite, or not above 0.
	ErrWeight = errors.New("weight is not a finite number above 0")
	// ErrEncoding: the label is not valid UTF-8. Texts may hold any bytes.
	ErrEncoding = errors.New("label is not valid UTF-8")
	// ErrControl: the label holds a character that nobody sees: a control
	// character, a bidirectional one, a byte order mark, a space without width.
	// It would be a class of its own that looks like another.
	ErrControl = errors.New("label holds an invisible character")
	// ErrType: an identifier or a group in JSON is an array or an object.
	ErrType = errors.New("neither a string nor a number nor a bool")
	// ErrSyntax: the row does not follow the format, or has more or fewer
	// fields than the header, often since a text with a comma lacks its quotes.
	ErrSyntax = errors.New("malformed row")
	// ErrTooLong: the row is longer than [Options.MaxLine]. In CSV a quote may
	// have been left open.
	ErrTooLong = errors.New("row too long")
)

// What can be wrong with a whole source. These end the reading, as any error
// of the reader or the file system does.
var (
	// ErrFormat: the format is unknown, mostly by the file's name.
	ErrFormat = errors.New("unknown format")
	// ErrMissingColumn: the header lacks a column, and the error names those
	// that it has; it wraps ErrDelimiter, too, where that seems to be why. Or,
	// without a header, a column is not given by its number.
	ErrMissingColumn = errors.New("no such column")
	// ErrHeader: the header cannot be read, which ErrSyntax or ErrTooLong then
	// explains, or it names a column twice.
	ErrHeader = errors.New("bad header")
	// ErrDelimiter: the header is one column with a semicolon, a comma, a bar or
	// a tab in its name, so that the fields seem to be split by that. See
	// [Options.Comma].
	ErrDelimiter = errors.New("the fields seem to be split by another character")
	// ErrComma: [Options.Comma] is not in ASCII, a quote or a line's end.
	ErrComma = errors.New("the fields cannot be split by this character")
	// ErrArray: what is to be JSON lines starts with an array. Each line wants
	// an object, without brackets and commas around them.
	ErrArray = errors.New("a JSON array, want one JSON object a line")
	// ErrBinary: the source is not text, or text in UTF-16.
	ErrBinary = textfile.ErrBinary
)

// Error is an error with its place. Every error that a sequence of this
// package yields is an *Error.
type Error struct {
	// File is the name of the source, as in [Options.Name].
	File string
	// Format is the format that the source is read as; [Auto] where that is
	// unknown or the source could not be opened.
	Format Format
	// Line is the line where the row starts, counted from 1; 0 where the error
	// is not about one line.
	Line int
	// Column is the byte of that line where the trouble starts, counted from
	// 1; 0 where that is unknown, on a later line of the row, or nowhere since
	// something is missing.
	Column int
	// Field is the name of the column or key, as in [Options]; it may be empty.
	Field string
	// Err is what is wrong.
	Err error

	ends bool
}

// Error returns the place and what is wrong there, in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("dataset: ")
	var path *fs.PathError
	if e.File != "" && !(errors.As(e.Err, &path) && path.Path == e.File) {
		b.WriteString(e.File)
		if e.Line > 0 {
			b.WriteString(":" + strconv.Itoa(e.Line))
			if e.Column > 0 {
				b.WriteString(":" + strconv.Itoa(e.Column))
			}
		}
		b.WriteString(": ")
	} else if e.Line > 0 {
		b.WriteString("line " + strconv.Itoa(e.Line))
		if e.Column > 0 {
			b.WriteString(", column " + strconv.Itoa(e.Column))
		}
		b.WriteString(": ")
	}
	if e.Field != "" {
		b.WriteString("field " + strconv.Quote(e.Field) + ": ")
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// Skippable reports whether the error is about one row alone, so that the
// reading can go on with the next. An error that is not ends the sequence.
func (e *Error) Skippable() bool { return !e.ends }

// Skip returns the rows without those that are in error: each row error goes
// to report, which may be nil. The errors that end the reading still come
// through, and so does any error that is not an [*Error].
func Skip(rows iter.Seq2[Row, error], report func(error)) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range rows {
			var e *Error
			if errors.As(err, &e) && e.Skippable() {
				if report != nil {
					report(err)
				}
				continue
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// rowError returns an error about the row that starts at the line.
func rowError(line, column int, field string, err error) *Error {
	return &Error{Line: line, Column: column, Field: field, Err: err}
}

// endError returns an error that ends the reading.
func endError(line int, field string, err error) *Error {
	return &Error{Line: line, Field: field, Err: err, ends: true}
}
