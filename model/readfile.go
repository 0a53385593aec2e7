package model

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
)

// readFile reads a model file and not much more: what does not begin as one is
// not read on, and of what does no more than the length that it states and one
// byte, to see that it ends there. What is wrong with the bytes is left to
// [Parse]; the error is the reader's.
//
// Memory is taken as the bytes come, so that a length that lies costs nothing;
// likely is how many will come, where that is known.
func readFile(r io.Reader, likely int64) ([]byte, error) {
	head := make([]byte, fileFixed)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return head[:n], nil
	}
	if err != nil {
		return nil, err
	}
	if string(head[:len(fileMagic)]) != fileMagic {
		return head, nil
	}
	size := int64(min(binary.LittleEndian.Uint64(head[16:]), math.MaxInt64-1))
	if size < fileFixed {
		return head, nil
	}
	var b bytes.Buffer
	// A buffer that is full grows before it finds that nothing more comes.
	b.Grow(int(min(size, max(likely, 64<<10))) + bytes.MinRead + 1)
	b.Write(head)
	if _, err := io.CopyN(&b, r, size-fileFixed+1); err != nil && err != io.EOF {
		return nil, err
	}
	return b.Bytes(), nil
}
