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

	"github.com/stancekit/stancekit/internal/textfile"
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

// ArticleError returns an error about a file that is one article, a
// [*dataset.Error].
func ArticleError(name string, err error) error {
	return articleError{&dataset.Error{File: name, Err: err}}
}

// articleError is about an article, to which no flag of [RowFlags] applies.
type articleError struct{ error }

// Unwrap returns what is wrong.
func (e articleError) Unwrap() error { return e.error }

// openInput opens a file, or takes stdin where the name is "-".
func openInput(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	return os.Open(name)
}

// Articles yields the articles of files of JSON lines, an object each; "-" is
// stdin. What is wrong with one article is a [*dataset.Error] with file and line,
// after which the next one comes where it is skippable; any other error ends it.
// A date is wanted only if dated is set.
func Articles(files []string, stdin io.Reader, dated bool) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		for _, name := range files {
			if !readArticles(name, stdin, dated, yield) {
				return
			}
		}
	}
}

// readArticles yields the articles of a file, and reports whether to go on.
func readArticles(name string, stdin io.Reader, dated bool, yield func(Article, error) bool) bool {
	in, err := openInput(name, stdin)
	if err != nil {
		yield(Article{}, err)
		return false
	}
	defer in.Close()
	for a, err := range articleLines(name, in, dated) {
		if !yield(a, err) || err != nil && !skippable(err) {
			return false
		}
	}
	return true
}

// articleLines does the work of [Articles] for one file.
func articleLines(name string, in io.Reader, dated bool) iter.Seq2[Article, error] {
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
					err = &dataset.Error{File: name, Format: o.Format, Line: line, Field: "date", Err: err}
				}
			}
			if err != nil {
				a, err = Article{}, articleError{err}
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
// [*dataset.Error] that says why it is none; "-" is stdin.
func PlainText(name string, stdin io.Reader) (string, error) {
	in, err := openInput(name, stdin)
	if err != nil {
		return "", err
	}
	defer in.Close()
	raw, err := io.ReadAll(textfile.NewReader(in))
	if err != nil && !errors.Is(err, dataset.ErrBinary) {
		return "", readError(name, err)
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))
	switch {
	case err != nil:
	case len(text) == 0:
		err = fmt.Errorf("%w in it", dataset.ErrNoText)
	case text[0] == '{' && bytes.HasPrefix(bytes.TrimSpace(text[1:]), []byte(`"`)):
		err = errors.New("it is JSON, not the text of an article; -jsonl reads one article a line")
	}
	if err != nil {
		return "", ArticleError(name, err)
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
