package cli

import (
	"encoding/json"
	"errors"

	"github.com/stancekit/stancekit/model/dataset"
)

// advise returns an error as [Message] does, with the flag that may help where it
// is about rows that do not fit.
func advise(err error) string {
	text := Message(err)
	if h := hint(err); h != "" {
		text += "; " + h
	}
	return text
}

// hint says what to do about rows that cannot be used, by what is wrong with one of
// them and the format that it is read as; it is empty where nothing is known.
func hint(err error) string {
	var e *dataset.Error
	var article articleError
	if !errors.As(err, &e) || errors.As(err, &article) {
		return ""
	}
	var broken *json.SyntaxError // of a row that does begin as an object
	object := errors.As(err, &broken)
	for _, h := range []struct {
		cause error
		fits  bool
		text  string
	}{
		{dataset.ErrDelimiter, true, "see -delimiter and -format"},
		{dataset.ErrMissingColumn, e.Line > 0, "columns are named with -text-column and, for labels, -label-column; for a file without a header there is -no-header"},
		{dataset.ErrEncoding, true, "save the file as UTF-8"},
		{dataset.ErrSyntax, e.Format == dataset.JSONLines && object, "each line is to hold one JSON object, whole"},
		{dataset.ErrSyntax, e.Format == dataset.JSONLines, "rows that are no JSON lines want -format csv, tsv or txt"},
		{dataset.ErrSyntax, e.Format == dataset.CSV, "is a text with a comma or a quote not quoted, or are the fields split by another character (-delimiter)?"},
		{dataset.ErrSyntax, e.Format == dataset.TSV, "is there a tab in the text, or is it CSV (-format csv)?"},
		{dataset.ErrNoLabel, e.Format == dataset.FastText, "lines of fastText's format begin with __label__ and the label; for others there is -format"},
		{dataset.ErrNoLabel, true, "is -label-column right?"},
		{dataset.ErrNoText, e.Format != dataset.FastText, "is -text-column right?"},
	} {
		if h.fits && errors.Is(err, h.cause) {
			return h.text
		}
	}
	return ""
}

// refusals counts rows that cannot be used by what is wrong with them.
type refusals struct {
	count [len(causes) + 1]int // the last is any other cause
	first [len(causes) + 1]error
}

// causes are what can be wrong with a row.
var causes = [...]error{
	dataset.ErrNoText, dataset.ErrNoLabel, dataset.ErrSyntax, dataset.ErrEncoding, dataset.ErrControl,
	dataset.ErrWeight, dataset.ErrTooLong, dataset.ErrType,
}

func (r *refusals) add(err error) {
	i := 0
	for i < len(causes) && !errors.Is(err, causes[i]) {
		i++
	}
	if r.count[i] == 0 {
		r.first[i] = err
	}
	r.count[i]++
}

// commonest returns the first error of the cause that most rows share.
func (r *refusals) commonest() error {
	most := 0
	for i, n := range r.count {
		if n > r.count[most] {
			most = i
		}
	}
	return r.first[most]
}
