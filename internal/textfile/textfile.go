// Package textfile tells text from what is none.
package textfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// ErrBinary: what is read is not text, or text in UTF-16.
var ErrBinary = errors.New("not a text file")

// sniffed is how many bytes at the start are searched for NUL.
const sniffed = 8 << 10

// NewReader returns a reader that passes r on, fails with [ErrBinary] where it
// starts in UTF-16 or its first 8 KiB hold NUL, and returns nothing after an
// error.
func NewReader(r io.Reader) io.Reader { return &reader{r: r} }

type reader struct {
	r     io.Reader
	seen  int
	first [2]byte
	err   error
}

func (t *reader) Read(p []byte) (int, error) {
	if t.err != nil {
		return 0, t.err
	}
	n, err := t.r.Read(p)
	if t.seen < sniffed {
		if t.err = t.look(p[:n]); t.err != nil {
			return 0, t.err
		}
	}
	t.err = err
	return n, err
}

// look returns an error where what has been read so far is no text.
func (t *reader) look(p []byte) error {
	if t.seen < len(t.first) {
		copy(t.first[t.seen:], p)
	}
	if mark := string(t.first[:]); mark == "\xFE\xFF" || mark == "\xFF\xFE" {
		return fmt.Errorf("%w: it is UTF-16: save it as UTF-8", ErrBinary)
	}
	if bytes.IndexByte(p[:min(len(p), sniffed-t.seen)], 0) >= 0 {
		return fmt.Errorf("%w: it holds NUL bytes", ErrBinary)
	}
	t.seen += len(p)
	return nil
}
