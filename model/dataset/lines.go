package dataset

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/stancekit/stancekit/internal/textfile"
)

// lines reads lines of bounded length.
type lines struct {
	r    *bufio.Reader
	max  int    // longest line
	line int    // number of the line that next returned last
	buf  []byte // a line that is longer than the buffer of r
}

func newLines(r io.Reader, most int) *lines {
	return &lines{r: bufio.NewReaderSize(textfile.NewReader(r), 64<<10), max: most}
}

// next returns the next line without its end, LF or CRLF; it is valid until
// the next call. A line that is too long is read to its end and not kept: the
// error is then a row error. The error is io.EOF after the last line, and an
// error that ends the reading where the reader fails.
func (l *lines) next() ([]byte, error) {
	if l.line == 0 {
		l.start()
	}
	l.line++
	l.buf = l.buf[:0]
	some, long := false, false
	for {
		part, err := l.r.ReadSlice('\n')
		some = some || len(part) > 0
		switch {
		case err == bufio.ErrBufferFull:
			// The two bytes may be the line's end.
			if long = long || len(l.buf)+len(part)-2 > l.max; !long {
				l.buf = append(l.buf, part...)
			}
			continue
		case err == io.EOF && !some:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, l.fail(err)
		}
		line := part
		if !long && len(l.buf) > 0 {
			if len(l.buf)+len(part)-2 <= l.max {
				l.buf = append(l.buf, part...)
				line = l.buf
			} else {
				long = true
			}
		}
		line = bytes.TrimSuffix(line, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if long || len(line) > l.max {
			return nil, rowError(l.line, 0, "", fmt.Errorf("%w: more than %d bytes", ErrTooLong, l.max))
		}
		return line, nil
	}
}

// start skips the byte order mark. It never waits for more bytes than it must,
// so that rows can be read from a terminal or a pipe as they come.
func (l *lines) start() {
	if first, _ := l.r.Peek(1); len(first) == 0 || first[0] != 0xEF {
		return
	}
	if mark, _ := l.r.Peek(3); string(mark) == "\xEF\xBB\xBF" {
		l.r.Discard(3)
	}
}

// fail returns the error that ends the reading.
func (l *lines) fail(err error) *Error {
	if errors.Is(err, ErrBinary) {
		return endError(0, "", err)
	}
	return endError(l.line, "", err)
}
