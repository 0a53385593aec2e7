package dataset

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"syscall"
)

// Read returns the rows of r, one row or one error at a time. Each error is an
// [*Error] and comes with the zero Row. After an error about one row the
// sequence goes on with the next row, if the caller does; any other error is
// the last thing that it yields. A source without rows yields nothing.
//
// It reads as it goes and holds one row at a time, and it reads ahead of the
// row that it yields. The sequence runs once: ranging over it again goes on
// where the last loop stopped, or yields nothing after the end. It is not safe
// for concurrent use.
func Read(r io.Reader, o Options) iter.Seq2[Row, error] {
	var s *stream
	return func(yield func(Row, error) bool) {
		if s == nil {
			s = newStream(r, o)
		}
		s.run(yield)
	}
}

// OpenFile returns the rows of a file, as [Read] does. The file is opened when
// the sequence is ranged over, each time anew, and closed at the end of the
// loop. Where it cannot be opened, the sequence yields that one error, which
// wraps fs.ErrNotExist and the like.
func OpenFile(path string, o Options) iter.Seq2[Row, error] {
	return open(path, o, func() (fs.File, error) { return os.Open(path) })
}

// OpenFS is [OpenFile] for a file of a file system.
func OpenFS(fsys fs.FS, name string, o Options) iter.Seq2[Row, error] {
	return open(name, o, func() (fs.File, error) { return fsys.Open(name) })
}

func open(name string, o Options, file func() (fs.File, error)) iter.Seq2[Row, error] {
	o.Name = name
	return func(yield func(Row, error) bool) {
		f, err := file()
		if err == nil {
			defer f.Close()
			err = notDirectory(f, name)
		}
		if err != nil {
			e := endError(0, "", err)
			e.File = name
			yield(Row{}, e)
			return
		}
		newStream(f, o).run(yield)
	}
}

// notDirectory returns an error for a directory. Reading one fails too, but
// not with the same error on every system.
func notDirectory(f fs.File, name string) error {
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = &fs.PathError{Op: "read", Path: name, Err: syscall.EISDIR}
	}
	return err
}

// source yields rows of one format. The error is io.EOF after the last row, and
// otherwise an *Error that lacks File and Format.
type source interface {
	next() (Row, error)
	// place returns the line where the row starts that next returned last.
	place() int
}

// stream is a source on its way.
type stream struct {
	source source
	name   string
	format Format
	line   *int  // where the caller wants to have the line of a row, or nil
	err    error // of the options
	done   bool
}

func newStream(r io.Reader, given Options) *stream {
	s := &stream{name: given.Name, line: given.Line}
	o, err := given.resolve()
	if err != nil {
		s.err = endError(0, "", err)
		return s
	}
	s.format = o.Format
	l := newLines(r, o.MaxLine)
	switch o.Format {
	case JSONLines:
		s.source = &jsonLines{lines: l, o: o}
	case FastText:
		s.source = &fastText{lines: l, o: o}
	case CSV:
		s.source, s.err = newTable(newCSV(l, o), o, given)
	case TSV:
		s.source, s.err = newTable(&tsvRecords{lines: l}, o, given)
	}
	return s
}

// run yields what is left.
func (s *stream) run(yield func(Row, error) bool) {
	for !s.done {
		var row Row
		err := s.err
		if err == nil {
			row, err = s.source.next()
		}
		if err == io.EOF {
			s.done = true
			return
		}
		if err != nil {
			row = Row{}
			var e *Error
			if errors.As(err, &e) {
				e.File, e.Format = s.name, s.format
				s.done = !e.Skippable()
			}
		} else if s.line != nil {
			*s.line = s.source.place()
		}
		if !yield(row, err) {
			return
		}
	}
}
