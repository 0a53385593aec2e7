package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"strconv"
	"time"

	"github.com/stancekit/stancekit/model/dataset"
)

// Article is an article as a program reads it.
type Article struct {
	// ID names it: the value of the key "id", else file and line.
	ID   string
	Text string
	// Date is the value of the key "date"; zero where it was not asked for.
	Date time.Time
}

// OpenInput opens a file, or takes stdin where the name is "-".
func OpenInput(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	return os.Open(name)
}

// ArticleLines yields the articles of JSON lines, an object each. What is wrong
// with one is a [*dataset.Error] with file and line, after which the next one
// comes where it is skippable; any other error ends it. A date is wanted only if
// dated is set.
func ArticleLines(name string, in io.Reader, dated bool) iter.Seq2[Article, error] {
	line := 0
	o := dataset.Options{
		Format: dataset.JSONLines, Name: name, Line: &line,
		NoLabel: true, Label: unread, Weight: unread, Group: unread,
	}
	if dated {
		o.Group = "date"
	}
	return func(yield func(Article, error) bool) {
		for row, err := range dataset.Read(in, o) {
			a := Article{ID: row.ID, Text: row.Text}
			if a.ID == "" {
				a.ID = name + ":" + strconv.Itoa(line)
			}
			if err == nil && dated {
				if a.Date, err = parseDate(row.Group); err != nil {
					err = &dataset.Error{File: name, Line: line, Field: "date", Err: err}
				}
			}
			if err != nil {
				a = Article{}
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// unread is the key for what an article has not.
const unread = "\x00"

// dates are the ways to write a date. Without a zone it is UTC.
var dates = []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04"}

func parseDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, errors.New("no date")
	}
	for _, layout := range dates {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date such as 2024-03-05 or 2024-03-05T14:30:00Z", Plain(s, 40))
}

// PlainText returns the text of a file that is an article, or a
// [*dataset.Error] that says why it is none.
func PlainText(name string, in io.Reader) (string, error) {
	const sniffed = 8 << 10 // as package dataset does
	raw, err := io.ReadAll(in)
	if err != nil {
		return "", readError(name, err)
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))
	switch {
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")) || bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		err = fmt.Errorf("%w: it is UTF-16: save it as UTF-8", dataset.ErrBinary)
	case bytes.IndexByte(raw[:min(len(raw), sniffed)], 0) >= 0:
		err = fmt.Errorf("%w: it holds NUL bytes", dataset.ErrBinary)
	case len(text) == 0:
		err = fmt.Errorf("%w in it", dataset.ErrNoText)
	case text[0] == '{' && bytes.HasPrefix(bytes.TrimSpace(text[1:]), []byte(`"`)):
		err = errors.New("it is JSON, not the text of an article; -jsonl reads one article a line")
	}
	if err != nil {
		return "", &dataset.Error{File: name, Err: err}
	}
	return string(raw), nil
}

// readError adds the file's name to an error of reading that has none.
func readError(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// SkipArticles leaves out the articles that are in error and reports each of
// them to log. The errors that end the reading come through.
func SkipArticles[T any](articles iter.Seq2[T, error], log io.Writer) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for a, err := range articles {
			if skippable(err) {
				fmt.Fprintln(log, "skipped ", Message(err))
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// skippable reports whether an error is about one article alone.
func skippable(err error) bool {
	var bad *dataset.Error
	return errors.As(err, &bad) && bad.Skippable()
}
