//go:build !purego

package model

import "unsafe"

// The innermost loops over words in assembly, in half the instructions: what each
// does stands in Go beside it, and both give the same.

// takeKnownAsm takes tokens from text[pos:] on as [folded.sum] does, and returns the
// place where it ends: less than 64 bytes before the end of the text, where the
// line is full, or at a token that is not simple, has more than fifteen bytes, is
// double, or is not remembered. It looks for all of them before it looks at the
// first, so that the memory is asked for many at a time.
//
//go:noescape
func takeKnownAsm(f *folded, text string, pos int) int

//go:noescape
func sumRowsAsm(sums *[lineLength]uint64, rows []uint64, width int, places []int32)

// ahead is working memory of takeKnownAsm: keys and places in the text of tokens
// that it has seen, and the end of a text with so much behind it that a window of the
// text fits wherever one begins.
type ahead struct {
	//lint:ignore U1000 the assembly uses it
	keys [rowsAtOnce][2]uint64
	//lint:ignore U1000 the assembly uses it
	starts [rowsAtOnce]int

	from int // where in the text its end begins
	end  [maxEnd + 2 + window]byte
}

const (
	window = 64
	maxEnd = 400
)

// The assembly counts on these sizes.
var (
	_ [64]byte = [unsafe.Sizeof(word{})]byte{}
	_ [16]byte = [unsafe.Sizeof(groups{})]byte{}
	_ [16]byte = [unsafe.Sizeof(located{})]byte{}
)

// begin says that nothing of the text is copied yet.
func (a *ahead) begin(text string) { a.from = len(text) }

// takeKnown does so up to the end of the text, which it copies in front of a chunk
// that takeKnownAsm does not take.
func (f *folded) takeKnown(text string, pos int) int {
	a := &f.ahead
	if pos < a.from {
		if len(text)-pos > maxEnd {
			if pos = takeKnownAsm(f, text, pos); len(text)-pos > maxEnd {
				return pos
			}
		}
		a.from = pos
		n := copy(a.end[:maxEnd], text[pos:])
		a.end[n], a.end[n+1] = ' ', 0x80
	}
	n := len(text) - a.from
	return a.from + min(n, takeKnownAsm(f, unsafe.String(&a.end[0], n+2+window), pos-a.from))
}

func sumRows(sums *[lineLength]uint64, rows []uint64, width int, places []int32) {
	sumRowsAsm(sums, rows, width, places)
}
