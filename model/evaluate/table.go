package evaluate

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longName   = 40  // characters of a class at the head of a row
	longColumn = 14  // characters of a class over a column
	wideTable  = 120 // characters of a line, beyond which columns get numbers
)

// String returns what [Report.WriteText] writes.
func (r *Report) String() string {
	var b strings.Builder
	_ = r.WriteText(&b) // a Builder never fails
	return b.String()
}

// WriteText writes the report as tables for people: the classes, the averages,
// one line of figures, the confusion matrix. Long class names are shortened
// and stay distinct; where the matrix would be too wide its columns carry the
// numbers of the classes. The form may change; programs read the JSON.
func (r *Report) WriteText(w io.Writer) error {
	names := make([]string, len(r.Classes))
	for i, c := range r.Classes {
		names[i] = c.Class
	}
	names = shorten(names, longName)
	scores := table{{"class", "precision", "recall", "f1", "rows"}}
	line := func(name string, p, r, f1 float64, rows int) {
		scores = append(scores, []string{name, fixed(p), fixed(r), fixed(f1), strconv.Itoa(rows)})
	}
	for i, c := range r.Classes {
		line(names[i], c.Precision, c.Recall, c.F1, c.Support)
	}
	scores = append(scores, nil)
	line("macro", r.Macro.Precision, r.Macro.Recall, r.Macro.F1, r.Rows)
	line("micro", r.Micro.Precision, r.Micro.Recall, r.Micro.F1, r.Rows)
	line("weighted", r.Weighted.Precision, r.Weighted.Recall, r.Weighted.F1, r.Rows)

	var b strings.Builder
	scores.write(&b)
	fmt.Fprintf(&b, "\naccuracy %s, kappa %s, Matthews correlation %s\n", fixed(r.Accuracy), fixed(r.Kappa), fixed(r.MCC))
	if total(r.Confusion.Other) > 0 {
		fmt.Fprintf(&b, "coverage %s, accuracy on the covered rows %s\n", fixed(r.Coverage), fixed(r.CoveredAccuracy))
	}
	b.WriteByte('\n')
	r.Confusion.table().write(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// String returns the matrix as a table, gold classes in rows.
func (c Confusion) String() string {
	var b strings.Builder
	c.table().write(&b)
	return b.String()
}

// table lays the matrix out; the column "other" is there where it counts
// something.
func (c Confusion) table() table {
	names := shorten(c.Classes, longName)
	heads := shorten(c.Classes, longColumn)
	t := c.fill(names, heads)
	if t.width() > wideTable {
		for i := range names {
			heads[i] = strconv.Itoa(i + 1)
			names[i] = heads[i] + " " + names[i]
		}
		t = c.fill(names, heads)
	}
	return t
}

func (c Confusion) fill(names, heads []string) table {
	other := total(c.Other) > 0
	head := append([]string{`gold \ predicted`}, heads...)
	if other {
		head = append(head, "other")
	}
	t := table{head}
	for g, name := range names {
		row := []string{name}
		for _, n := range c.Counts[g] {
			row = append(row, strconv.Itoa(n))
		}
		if other {
			row = append(row, strconv.Itoa(c.Other[g]))
		}
		t = append(t, row)
	}
	return t
}

// table is lines of cells: the first column flush left, the others right. A
// nil line is blank.
type table [][]string

const columnGap = 2

func (t table) widths() []int {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	return widths
}

func (t table) width() int {
	widths := t.widths()
	return total(widths) + columnGap*(len(widths)-1)
}

func (t table) write(b *strings.Builder) {
	widths := t.widths()
	for _, row := range t {
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				b.WriteString(cell)
				b.WriteString(pad)
				continue
			}
			b.WriteString(strings.Repeat(" ", columnGap))
			b.WriteString(pad)
			b.WriteString(cell)
		}
		b.WriteByte('\n')
	}
}

// fixed writes a score with three decimals.
func fixed(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// shorten returns names of at most width characters, without characters that
// do not print, and distinct: it keeps the beginnings; where these are alike,
// beginnings and ends; where these are too, numbers.
func shorten(names []string, width int) []string {
	clean := make([]string, len(names))
	for i, name := range names {
		clean[i] = strings.Map(func(r rune) rune {
			if !unicode.IsPrint(r) {
				return '?'
			}
			return r
		}, name)
	}
	for _, tail := range []int{0, width / 2} {
		short := make([]string, len(clean))
		seen := make(map[string]bool, len(clean))
		for i, name := range clean {
			short[i] = cut(name, width, tail)
			seen[short[i]] = true
		}
		if len(seen) == len(short) {
			return short
		}
	}
	for i, name := range clean {
		number := "#" + strconv.Itoa(i+1)
		clean[i] = cut(name, width-len(number), 0) + number
	}
	return clean
}

// cut shortens a name to width characters, of which the last tail are its end.
func cut(name string, width, tail int) string {
	runes := []rune(name)
	if len(runes) <= width {
		return name
	}
	return string(runes[:width-tail-1]) + "…" + string(runes[len(runes)-tail:])
}
