package model

import (
	"bytes"
	"encoding/binary"
	"unsafe"
)

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// numbers returns a section of the file as numbers, or false where it lies
// outside. They are used where they stand if the machine is little-endian and
// the bytes are aligned, and copied otherwise.
func numbers[T uint16 | uint64 | float32](b []byte, s section) ([]T, bool) {
	width := uint64(unsafe.Sizeof(*new(T)))
	size := uint64(len(b))
	if s.Offset > size || s.Count > (size-s.Offset)/width {
		return nil, false
	}
	if s.Count == 0 {
		return nil, true
	}
	raw := b[s.Offset : s.Offset+s.Count*width]
	if p := unsafe.Pointer(unsafe.SliceData(raw)); littleEndian && uintptr(p)%uintptr(width) == 0 {
		return unsafe.Slice((*T)(p), s.Count), true
	}
	out := make([]T, s.Count)
	if err := binary.Read(bytes.NewReader(raw), binary.LittleEndian, out); err != nil {
		return nil, false
	}
	return out, true
}
