package model

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
)

// spill keeps records of bytes: in memory up to a limit, beyond it all of them in
// a temporary file, which ends with it. Where the system can, the file loses its
// name as soon as it is open, so that a process that is killed leaves none.
type spill struct {
	create  func() (tempFile, error)
	limit   int // bytes in memory
	held    int // bytes in memory now
	records []record
	file    tempFile // nil while all is in memory
	end     int64    // of the file
}

// record is one of a spill.
type record struct {
	data []byte // nil where it is in the file
	at   int64
	size int
}

// tempFile is what a spill needs of a file.
type tempFile interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
}

// add appends a copy of b and returns its number, from 0.
func (s *spill) add(b []byte) (int, error) {
	n := len(s.records)
	if s.file == nil && s.held+len(b) <= s.limit {
		s.held += len(b)
		s.records = append(s.records, record{data: append([]byte(nil), b...), size: len(b)})
		return n, nil
	}
	if err := s.moveOut(); err != nil {
		return 0, err
	}
	s.records = append(s.records, record{size: len(b)})
	return n, s.put(&s.records[n], b)
}

// moveOut moves what is in memory to the file.
func (s *spill) moveOut() (err error) {
	if s.file != nil {
		return nil
	}
	if s.file, err = s.create(); err != nil {
		s.file = nil
		return fmt.Errorf("model: %w: %w", ErrTemporary, err)
	}
	for i := range s.records {
		r := &s.records[i]
		if r.data == nil {
			continue
		}
		if err := s.put(r, r.data); err != nil {
			return err
		}
		r.data = nil
	}
	s.held = 0
	return nil
}

// put writes a record to the end of the file.
func (s *spill) put(r *record, b []byte) error {
	r.at = s.end
	s.end += int64(len(b))
	if _, err := s.file.WriteAt(b, r.at); err != nil {
		return fmt.Errorf("model: %w: %w", ErrTemporary, err)
	}
	return nil
}

// read returns a record, valid until buf is used again; not to be changed.
func (s *spill) read(n int, buf []byte) ([]byte, error) {
	r := &s.records[n]
	if r.data != nil {
		return r.data, nil
	}
	if cap(buf) < r.size {
		buf = make([]byte, r.size)
	}
	buf = buf[:r.size]
	if _, err := s.file.ReadAt(buf, r.at); err != nil {
		return nil, fmt.Errorf("model: %w: %w", ErrTemporary, err)
	}
	return buf, nil
}

// rewrite replaces a record by one of the same size.
func (s *spill) rewrite(n int, b []byte) error {
	r := &s.records[n]
	if r.data != nil {
		copy(r.data, b)
		return nil
	}
	if _, err := s.file.WriteAt(b, r.at); err != nil {
		return fmt.Errorf("model: %w: %w", ErrTemporary, err)
	}
	return nil
}

// drop gives up the memory of a record that is not read any more.
func (s *spill) drop(n int) {
	s.held -= len(s.records[n].data)
	s.records[n].data = nil
}

// close gives up all records.
func (s *spill) close() error {
	s.records = nil
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file = nil
	if err != nil {
		return fmt.Errorf("model: %w: %w", ErrTemporary, err)
	}
	return nil
}

// createSpill creates a temporary file in dir, the system's folder for them where
// dir is empty.
func createSpill(dir string) (tempFile, error) {
	f, err := os.CreateTemp(dir, "stancekit-rows-*")
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && os.Remove(f.Name()) == nil {
		return f, nil
	}
	return named{f}, nil
}

// named is a temporary file that goes when it is closed.
type named struct{ *os.File }

// Close closes and removes the file.
func (n named) Close() error {
	return errors.Join(n.File.Close(), os.Remove(n.Name()))
}
