package cli

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

// maxShown is how many refused rows are shown one by one.
const maxShown = 20

// Reader reads labelled rows from files, one file after the other. It leaves
// out the rows that cannot be used, and says so.
type Reader struct {
	Files   []string
	Options dataset.Options
	// Log is where refused rows are reported, the first ones with file and
	// line.
	Log io.Writer
	// Read is the number of rows taken from each file so far, Refused that of
	// the rows left out.
	Read    []int
	Refused int

	refused refusals
	runs    []run // of the rows taken
}

// run is rows that stand on lines one after the other: the first and its line.
type run struct{ row, line int }

// Rows yields the good rows, for model.Train or stance.Train. Whatever ends the
// reading of a file, such as a missing file, ends the sequence.
func (r *Reader) Rows() iter.Seq2[model.Example, error] {
	return func(yield func(model.Example, error) bool) {
		r.Read, r.Refused = make([]int, len(r.Files)), 0
		r.refused, r.runs = refusals{}, r.runs[:0]
		line, next, n := 0, 0, 0
		o := r.Options
		o.Line = &line
		for i, file := range r.Files {
			for e, err := range model.Examples(dataset.Skip(dataset.OpenFile(file, o), r.refuse)) {
				if err == nil {
					r.Read[i]++
					if line != next {
						r.runs = append(r.runs, run{row: n, line: line})
					}
					next, n = line+1, n+1
				}
				if !yield(e, err) {
					return
				}
			}
		}
	}
}

// Slice returns the good rows, or the error that ended the reading. No row at
// all is an error, too.
func (r *Reader) Slice() ([]model.Example, error) {
	var out []model.Example
	for e, err := range r.Rows() {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	if len(out) == 0 {
		return nil, r.Empty()
	}
	return out, nil
}

func (r *Reader) refuse(err error) {
	r.Refused++
	r.refused.add(err)
	switch {
	case r.Refused <= maxShown:
		fmt.Fprintf(r.Log, "refused  %s\n", Message(err))
	case r.Refused == maxShown+1:
		fmt.Fprintln(r.Log, "refused  and more, counted below")
	}
}

// Total returns the number of rows read.
func (r *Reader) Total() int {
	n := 0
	for _, read := range r.Read {
		n += read
	}
	return n
}

// String says what was read: "1,200 rows from 2 files, 3 refused".
func (r *Reader) String() string {
	return fmt.Sprintf("%s from %s, %d refused", Count(r.Total(), "row"), Count(len(r.Files), "file"), r.Refused)
}

// Empty returns the error for files without a good row.
func (r *Reader) Empty() error {
	if r.Refused > 0 {
		err := fmt.Errorf("%s: %w: %s refused, none left", r.Source(), model.ErrNoExamples, Count(r.Refused, "row"))
		if h := hint(r.refused.commonest()); h != "" {
			err = fmt.Errorf("%w; %s", err, h)
		}
		return err
	}
	return fmt.Errorf("%s: %w: there is no row in it", r.Source(), model.ErrNoExamples)
}

// Source names the file, or counts the files where there are several.
func (r *Reader) Source() string {
	if n := len(r.Files); n != 1 {
		return Count(n, "file")
	}
	return r.Files[0]
}

// Place adds to an error about one of the rows where the row stands.
func (r *Reader) Place(err error) error {
	var bad *model.ExampleError
	if !errors.As(err, &bad) || bad.Row >= r.Total() {
		return err
	}
	id := ""
	if bad.ID != "" {
		id = fmt.Sprintf(" (id %q)", bad.ID)
	}
	return fmt.Errorf("%s%s: %w", r.Where(bad.Row), id, bad.Err)
}

// Where returns the file and the line of a row, counted from 0 over all files
// among the good rows: "rows.csv:7".
func (r *Reader) Where(row int) string {
	at, _ := slices.BinarySearchFunc(r.runs, row+1, func(a run, row int) int { return a.row - row })
	line, file := r.runs[at-1].line+row-r.runs[at-1].row, 0
	for ; row >= r.Read[file]; file++ {
		row -= r.Read[file]
	}
	return fmt.Sprintf("%s:%d", r.Files[file], line)
}

// Count returns a number with its noun: "1 row", "2 rows", "12,345 rows".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Thousands(n) + " " + noun
}

// Thousands writes a number with commas.
func Thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", Thousands(n/1000), n%1000)
}
