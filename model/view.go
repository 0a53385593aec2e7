package model

import (
	"bytes"
	"encoding/binary"
	"unsafe"
)

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// number is what a section may hold.
type number interface {
	uint8 | int8 | int16 | uint16 | uint32 | uint64 | float32
}

// numbers returns a section of the file as numbers, or false where it lies
// outside. They are used where they stand if the machine is little-endian and
// the bytes are aligned, and copied otherwise.
func numbers[T number](b []byte, s section) ([]T, bool) {
	width := uint64(unsafe.Sizeof(*new(T)))
	size := uint64(len(b))
	if s.Offset > size || s.Count > (size-s.Offset)/width {
		return nil, false
	}
	if s.Count == 0 {
		return nil, true
	}
	raw := b[s.Offset : s.Offset+s.Count*width]
	p := unsafe.Pointer(unsafe.SliceData(raw))
	if (littleEndian || width == 1) && uintptr(p)%uintptr(width) == 0 {
		return unsafe.Slice((*T)(p), s.Count), true
	}
	out := make([]T, s.Count)
	if err := binary.Read(bytes.NewReader(raw), binary.LittleEndian, out); err != nil {
		return nil, false
	}
	return out, true
}

// sections are the arrays of a file to write.
type sections []sectionWriter

type sectionWriter struct {
	at    *section
	size  int // in bytes
	write func(dst []byte)
}

// add adds an array, which will stand where at says; an empty one stands nowhere.
func add[T number](w *sections, at *section, x []T) {
	if len(x) == 0 {
		return
	}
	at.Count = uint64(len(x))
	*w = append(*w, sectionWriter{at, len(x) * int(unsafe.Sizeof(x[0])), func(dst []byte) {
		// It fails for a dst too short and for types of no fixed size alone.
		_, _ = binary.Encode(dst, binary.LittleEndian, x)
	}})
}

// place says where the arrays stand behind the first size bytes, and returns the
// size of all.
func (w sections) place(size int) int {
	for _, s := range w {
		size = (size + fileAlign - 1) / fileAlign * fileAlign
		s.at.Offset = uint64(size)
		size += s.size
	}
	return size
}
