//go:build !purego

package model

import (
	"unsafe"

	"github.com/stancekit/stancekit/features"
)

// The innermost loops of a prediction in assembly, which does them in half the
// instructions: what each does stands in Go beside it, and both give the same.

// takeKnownAsm takes the tokens from text[pos:] on and returns the place where it
// ends: at the end of the text or less than twenty bytes before it, where the line is full, or
// at a chunk that is not a run of up to fifteen ASCII letters and digits, alone or
// with a mark behind, or not remembered.
//
//go:noescape
func takeKnownAsm(f *folded, text string, pos int) int

//go:noescape
func sumRowsAsm(sums *[lineLength]uint64, rows []uint64, width int, places []int32)

//go:noescape
func locateAsm(dst *located, b *tableBlock, line []uint64)

//go:noescape
func sumLocatedAsm(b *tableBlock, pairs []located, part int) (even, odd uint64)

// endMarks has the bytes that are end marks.
var endMarks = func() (is [256]bool) {
	for c := range is {
		is[c] = c < 0x80 && features.IsEndMark(byte(c))
	}
	return is
}()

const tagTops = tagOnes << (tagBits - 1)

// takeKnown does so to the end of the text, which it copies in front of a chunk
// that takeKnownAsm does not take.
func (f *folded) takeKnown(text string, pos int) int {
	if len(text)-pos > maxTail {
		if pos = takeKnownAsm(f, text, pos); len(text)-pos > maxTail {
			return pos
		}
	}
	n := copy(f.tail[:maxTail], text[pos:])
	f.tail[n], f.tail[n+1] = ' ', 0x80
	return pos + min(n, takeKnownAsm(f, unsafe.String(&f.tail[0], n+2+window), 0))
}

func sumRows(sums *[lineLength]uint64, rows []uint64, width int, places []int32) {
	sumRowsAsm(sums, rows, width, places)
}

func (b *tableBlock) locate(dst *[rowsAtOnce]located, line []uint64) []located {
	locateAsm(&dst[0], b, line)
	return dst[:len(line)-1]
}

func (b *tableBlock) sumLocated(pairs []located, part int) fieldSums {
	even, odd := sumLocatedAsm(b, pairs, part)
	return fieldSums{even, odd}
}

//go:noescape
func sumDenseAsm(line []groups, level, side int, rows []uint64) (even, odd uint64)

//go:noescape
func sumCellsAsm(line []groups, level, side int, cells []uint32, rows []uint64) (even, odd uint64)

func sumDense(line []groups, level, side int, rows []uint64) fieldSums {
	even, odd := sumDenseAsm(line, level, side, rows)
	return fieldSums{even, odd}
}

func sumCells(line []groups, level, side int, cells []uint32, rows []uint64) fieldSums {
	even, odd := sumCellsAsm(line, level, side, cells, rows)
	return fieldSums{even, odd}
}
