package dataset

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Row is one labelled text. It has the fields of model.Example in the same
// order, so that one converts to the other.
type Row struct {
	// ID names the row; empty where the source names none.
	ID string
	// Text is the text as it stands in the source: neither trimmed nor
	// normalised. It may hold bytes that are not valid UTF-8.
	Text string
	// Class is the label without the white space around it. It is empty only
	// where [Options.NoLabel] allows it.
	Class string
	// Weight is how much the row counts: finite and above 0, and 1 where the
	// source says nothing.
	Weight float64
	// Group names the rows that belong together, those of one article for
	// example; empty where the source names none.
	Group string
}

// DefaultMaxLine is the limit of a row, in bytes, that [Options.MaxLine] zero
// stands for.
const DefaultMaxLine = 16 << 20

// Options says how rows are read. The zero value reads files by their ending,
// with the column names or keys "text", "label", "id", "weight" and "group".
type Options struct {
	// Format is the format of the source; [Auto] takes it from Name.
	Format Format

	// Name is the name of the source in errors. [OpenFile] and [OpenFS] set it.
	Name string

	// Text, Label, ID, Weight and Group are the names of the columns, or the
	// keys of the JSON object; they match exactly. Empty means "text", "label",
	// "id", "weight" and "group". Text must be there, Label too unless NoLabel
	// is set. The others need not be, but a column that is named here and is
	// not in the header is an error. fastText's format has no names.
	Text, Label, ID, Weight, Group string

	// NoLabel reads rows to predict: a row needs no label, and its text may be
	// empty. Labels that are there are read all the same.
	NoLabel bool

	// Comma is the character that splits the fields of CSV: 0 for the comma, ';'
	// for what a spreadsheet writes where the comma is the decimal mark, or any
	// other of ASCII but a quote and a line's end. The other formats have none.
	Comma rune

	// NoHeader reads CSV and TSV without a header. The columns are then given
	// by number, the first being "1". Empty means "1" for Text, "2" for Label
	// (no column with NoLabel) and no column for the others. The first row that
	// has all of these columns says how many fields a row has.
	NoHeader bool

	// MaxLine is the limit of a row, in bytes without the line's end; 0 or less
	// means [DefaultMaxLine]. A longer row is the row error [ErrTooLong], and
	// is not held in memory whole.
	MaxLine int

	// Line, where it is not nil, is set to the line on which a row starts,
	// counted from 1, before the row is yielded: a [Row] holds none.
	Line *int
}

// resolve returns the options with every default filled in.
func (o Options) resolve() (Options, error) {
	if o.Format == Auto {
		f, err := formatOf(o.Name)
		if err != nil {
			return o, err
		}
		o.Format = f
	}
	if o.Format > FastText {
		return o, fmt.Errorf("%w: %v", ErrFormat, o.Format)
	}
	if o.Comma == 0 {
		o.Comma = ','
	}
	if o.Comma < 0 || o.Comma >= utf8.RuneSelf || strings.ContainsRune("\"\r\n", o.Comma) {
		return o, fmt.Errorf("%w: %q", ErrComma, o.Comma)
	}
	if o.MaxLine <= 0 {
		o.MaxLine = DefaultMaxLine
	}
	names := Options{Text: "text", Label: "label", ID: "id", Weight: "weight", Group: "group"}
	if o.NoHeader && (o.Format == CSV || o.Format == TSV) {
		names = Options{Text: "1", Label: "2"}
		if o.NoLabel {
			names.Label = ""
		}
	}
	for _, f := range []struct {
		name    *string
		meaning string
	}{
		{&o.Text, names.Text},
		{&o.Label, names.Label},
		{&o.ID, names.ID},
		{&o.Weight, names.Weight},
		{&o.Group, names.Group},
	} {
		if *f.name == "" {
			*f.name = f.meaning
		}
	}
	return o, nil
}

// check trims the label and says what the row lacks: the field and the error.
func (o *Options) check(row *Row) (field string, err error) {
	row.Class = strings.TrimSpace(row.Class)
	valid, visible := utf8.ValidString(row.Class), strings.IndexFunc(row.Class, invisible) < 0
	if o.NoLabel {
		if !valid || !visible {
			row.Class = ""
		}
		return "", nil
	}
	switch {
	case strings.TrimSpace(row.Text) == "":
		return o.Text, ErrNoText
	case row.Class == "":
		return o.Label, ErrNoLabel
	case !valid:
		return o.Label, fmt.Errorf("%w: %s", ErrEncoding, clip(row.Class))
	case !visible:
		return o.Label, fmt.Errorf("%w: %s", ErrControl, clip(row.Class))
	}
	return "", nil
}

// invisible reports whether a character makes a label that looks like another.
// Joiners are needed to write some languages.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF' || r == '\u200B' || r == '\u00AD' || r == '\u2060'
}

// parseWeight reads a weight.
func parseWeight(s string) (float64, error) {
	w, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsNaN(w) || math.IsInf(w, 0) || w <= 0 {
		return 0, fmt.Errorf("%w: %s", ErrWeight, clip(s))
	}
	return w, nil
}

// blank reports whether the line holds nothing but bytes of space, none of which
// is above the blank.
func blank(line []byte, space string) bool {
	return len(line) == 0 || line[0] <= ' ' && len(bytes.Trim(line, space)) == 0
}

// clip quotes the start of a value for a message.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return strconv.Quote(s)
	}
	n := most
	for n > most-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return strconv.Quote(s[:n]) + "…"
}
