package model

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// coded is a row of counts in bytes: the class, the weight and the group where it
// has them, and the numbers with how often each occurs, small numbers in few
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
	// Those that occur once, then the others, so that reading need not ask.
	more := 0
	for _, t := range r.times {
		if t > 1 {
			more++
		}
	}
	b = binary.AppendUvarint(b, uint64(len(r.numbers)-more))
	for i, n := range r.numbers {
		if r.times[i] == 1 {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	b = binary.AppendUvarint(b, uint64(more))
	for i, n := range r.numbers {
		if t := r.times[i]; t > 1 {
			b = binary.AppendUvarint(b, uint64(n))
			b = binary.AppendUvarint(b, uint64(t))
		}
	}
	return b
}

// next reads the row at the beginning of b, which [coded.append] made, and
// returns what follows.
func (r *coded) next(b []byte) []byte {
	at := 0
	head := uvarint(b, &at)
	r.class, r.weight, r.group = uint32(head>>codedFlags), 1, 0
	if head&codedWeight != 0 {
		r.weight = math.Float64frombits(binary.LittleEndian.Uint64(b[at:]))
		at += 8
	}
	if head&codedGroup != 0 {
		r.group = binary.LittleEndian.Uint64(b[at:])
		at += 8
	}
	once := int(uvarint(b, &at))
	r.numbers, r.times = slices.Grow(r.numbers[:0], once)[:once], slices.Grow(r.times[:0], once)[:once]
	times := r.times
	for i := range r.numbers {
		r.numbers[i], times[i] = uint32(uvarint(b, &at)), 1
	}
	for range uvarint(b, &at) {
		r.numbers = append(r.numbers, uint32(uvarint(b, &at)))
		r.times = append(r.times, uint32(uvarint(b, &at)))
	}
	return b[at:]
}

// uvarint reads the number at a place of b and moves the place behind it. That of
// up to four bytes takes no branch, whose outcome the processor could only guess.
func uvarint(b []byte, at *int) uint64 {
	if *at+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[*at:])
		if ends := ^x & 0x80808080; ends != 0 {
			n := bits.TrailingZeros64(ends) + 1
			*at += n / 8
			x &= 1<<n - 1
			return x&0x7f | x>>1&(0x7f<<7) | x>>2&(0x7f<<14) | x>>3&(0x7f<<21)
		}
	}
	x, n := binary.Uvarint(b[*at:])
	*at += n
	return x
}
