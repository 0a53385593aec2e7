package features

import (
	"math/bits"
	"strings"
)

// Key is a short text as three numbers: its bytes in order, the first one the
// lowest, filled up with zeros. Texts without a zero byte have equal keys only
// if they are equal.
type Key struct{ A, B, C uint64 }

// KeyBytes is the longest text that has a key.
const KeyBytes = 24

// KeyOf returns the key of a text, and false where it is too long or holds a
// zero byte.
func KeyOf(text string) (k Key, ok bool) {
	if len(text) > KeyBytes || strings.IndexByte(text, 0) >= 0 {
		return k, false
	}
	return Key{eightBytes(text, 0), eightBytes(text, 8), eightBytes(text, 16)}, true
}

// String returns the text.
func (k Key) String() string {
	b := make([]byte, 0, KeyBytes)
	for _, part := range [...]uint64{k.A, k.B, k.C} {
		for ; part != 0; part >>= 8 {
			b = append(b, byte(part))
		}
	}
	return string(b)
}

// ScanRun reads the ASCII letters and digits at text[pos:] up to the first
// other byte and returns how many there are, KeyBytes+1 where they are more
// than a key holds, and the key of the lower-cased run. A run that is a chunk
// by itself, or before a mark that ends the chunk, is one token in normal form,
// but for the contractions that hold no apostrophe.
func ScanRun(text string, pos int) (k Key, n int) {
	k.A, n = scanEight(eightBytes(text, pos))
	if n < 8 {
		return k, n
	}
	k.B, n = scanEight(eightBytes(text, pos+8))
	if n < 8 {
		return k, 8 + n
	}
	k.C, n = scanEight(eightBytes(text, pos+16))
	if n == 8 {
		if _, more := scanEight(eightBytes(text, pos+24)); more > 0 {
			return k, KeyBytes + 1
		}
	}
	return k, 16 + n
}

const (
	ones = 0x0101010101010101
	tops = 0x80 * ones
)

// scanEight does so for eight bytes, all of them at once: a byte of the
// sums has its top bit set where the byte of the text is at least the one asked
// for (Lamport, "Multiple Byte Processing with Full-Word Instructions", 1975).
func scanEight(x uint64) (word uint64, n int) {
	seven := x &^ tops
	lower := seven | 0x20*ones
	letter := (lower + (0x80-'a')*ones) &^ (lower + (0x80-'z'-1)*ones)
	digit := (seven + (0x80-'0')*ones) &^ (seven + (0x80-'9'-1)*ones)
	other := (^(letter | digit) | x) & tops
	// The bytes before the first other one.
	n = bits.TrailingZeros64(other) >> 3
	return lower & (other&-other>>7 - 1), n
}

// eightBytes returns text[pos:pos+8] as a number, the first byte the lowest,
// with zeros behind the end of the text.
func eightBytes(text string, pos int) uint64 {
	if pos+8 <= len(text) {
		s := text[pos : pos+8]
		return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	}
	return lastBytes(text, pos)
}

// lastBytes does so where fewer than eight are left.
func lastBytes(text string, pos int) (x uint64) {
	if len(text) >= 8 && pos < len(text) {
		return eightBytes(text, len(text)-8) >> ((pos + 8 - len(text)) * 8)
	}
	for i := len(text) - 1; i >= pos; i-- {
		x = x<<8 | uint64(text[i])
	}
	return x
}

// IsEndMark reports whether an ASCII byte at the end of a chunk, behind a run of
// letters and digits, is a token of its own.
func IsEndMark(c byte) bool {
	switch c {
	case '.', ',', ';', ':', '!', '?', ')', ']', '"':
		return true
	}
	return false
}
