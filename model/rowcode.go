package model

import (
	"encoding/binary"
	"math"
)

// coded is a row of counts in bytes: the class, the weight and the group where it
// has them, and number by number how often each occurs, small numbers in few
// bytes.
type coded struct {
	class   uint32
	weight  float64
	group   uint64 // a hash, 0 for none
	numbers []uint32
	times   []uint32
}

const (
	codedWeight = 1 << iota
	codedGroup
	codedFlags = iota
)

// append appends the row to b.
func (r *coded) append(b []byte) []byte {
	head := uint64(r.class) << codedFlags
	if r.weight != 1 {
		head |= codedWeight
	}
	if r.group != 0 {
		head |= codedGroup
	}
	b = binary.AppendUvarint(b, head)
	if r.weight != 1 {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.weight))
	}
	if r.group != 0 {
		b = binary.LittleEndian.AppendUint64(b, r.group)
	}
	b = binary.AppendUvarint(b, uint64(len(r.numbers)))
	for i, n := range r.numbers {
		if r.times[i] == 1 {
			b = binary.AppendUvarint(b, uint64(n)<<1)
			continue
		}
		b = binary.AppendUvarint(b, uint64(n)<<1|1)
		b = binary.AppendUvarint(b, uint64(r.times[i]))
	}
	return b
}

// next reads the row at the beginning of b, which [coded.append] made, and
// returns what follows.
func (r *coded) next(b []byte) []byte {
	head, b := uvarint(b)
	r.class, r.weight, r.group = uint32(head>>codedFlags), 1, 0
	if head&codedWeight != 0 {
		r.weight = math.Float64frombits(binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	if head&codedGroup != 0 {
		r.group = binary.LittleEndian.Uint64(b)
		b = b[8:]
	}
	n, b := uvarint(b)
	r.numbers, r.times = r.numbers[:0], r.times[:0]
	for range n {
		var x uint64
		times := uint64(1)
		x, b = uvarint(b)
		if x&1 != 0 {
			times, b = uvarint(b)
		}
		r.numbers, r.times = append(r.numbers, uint32(x>>1)), append(r.times, uint32(times))
	}
	return b
}

// uvarint reads a number that is there; that of one or two bytes quickly.
func uvarint(b []byte) (uint64, []byte) {
	if x := b[0]; x < 0x80 {
		return uint64(x), b[1:]
	}
	if x := b[1]; x < 0x80 {
		return uint64(b[0]&0x7f) | uint64(x)<<7, b[2:]
	}
	x, n := binary.Uvarint(b)
	return x, b[n:]
}
