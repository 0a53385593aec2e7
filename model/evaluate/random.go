package evaluate

import (
	"math/bits"
	"math/rand/v2"
)

// source draws random numbers that are equal on every platform and in every
// release of Go: the generator is PCG-DXSM, which math/rand/v2 fixes for good,
// and all that is made of its 64-bit words is made here, mostly of integers.
type source struct{ pcg *rand.PCG }

// The purposes that numbers are drawn for, so that one seed serves them all
// without the draws being related.
const (
	forFolds uint64 = iota + 1
	forSplit
	forCalibration
	forBootstrap
	forLearningCurve
)

func newSource(seed, purpose uint64) source { return source{rand.NewPCG(seed, purpose)} }

// below returns a number from 0 to n-1. Its bias, n/2^64, is of no account.
func (s source) below(n int) int {
	hi, _ := bits.Mul64(s.pcg.Uint64(), uint64(n))
	return int(hi)
}

// share returns a number from 0 to 1, 1 excluded.
func (s source) share() float64 { return float64(s.pcg.Uint64()>>11) / (1 << 53) }

// shuffle puts the items into a random order (Fisher and Yates 1938; Durstenfeld 1964).
func shuffle[T any](s source, items []T) {
	for i := len(items) - 1; i > 0; i-- {
		j := s.below(i + 1)
		items[i], items[j] = items[j], items[i]
	}
}

// heads returns how many of n fair coins show heads, 64 coins a word.
func (s source) heads(n int) int {
	h := 0
	for ; n >= 64; n -= 64 {
		h += bits.OnesCount64(s.pcg.Uint64())
	}
	if n > 0 {
		h += bits.OnesCount64(s.pcg.Uint64() >> (64 - n))
	}
	return h
}

// binomial returns how many of n uniform numbers from 0 to 1 lie below a/b,
// for a ≤ b. It is exact: all n numbers are compared with a/b at once, binary
// digit by binary digit, a fair coin being the next digit of a number. Half of
// those still undecided are decided by each digit, so that about 2n coins are
// thrown, n/32 words.
func (s source) binomial(n, a, b int) int {
	if a == b {
		return n
	}
	below := 0
	for n > 0 && a > 0 {
		ones := s.heads(n)
		a *= 2
		if a >= b { // the digit of a/b is 1: a number with 0 there lies below
			a -= b
			below += n - ones
			n = ones
		} else { // the digit is 0: a number with 1 there lies above
			n -= ones
		}
	}
	return below
}

// resample deals as many draws as there are rows onto cells in proportion to
// their counts, which is what drawing rows with replacement does to the counts
// of the cells. sums are the running sums of the counts, one longer than out.
func (s source) resample(sums, out []int) {
	s.deal(sums[len(out)]-sums[0], sums, out)
}

// deal deals n draws onto the cells, half the cells against the other half.
func (s source) deal(n int, sums, out []int) {
	if len(out) == 1 || n == 0 {
		clear(out)
		out[0] = n
		return
	}
	half := len(out) / 2
	left := s.binomial(n, sums[half]-sums[0], sums[len(out)]-sums[0])
	s.deal(left, sums[:half+1], out[:half])
	s.deal(n-left, sums[half:], out[half:])
}
