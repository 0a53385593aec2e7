package model

// sieve tells of most features that a block does not hold that it does not: it
// has a bit for each value of the leading bits of a hash.
type sieve struct {
	shift uint
	bits  []uint64
}

// newSieve takes eight to sixteen bits a feature.
func newSieve(b *tableBlock) sieve {
	n := max(b.bits+4, 6)
	s := sieve{shift: 64 - n, bits: make([]uint64, 1<<(n-6))}
	for bucket := range max(len(b.index)-1, 0) {
		first, end := b.columns(bucket)
		for _, tail := range b.tails[first:end] {
			hash := (uint64(bucket)<<32 | uint64(tail)) << (32 - b.bits)
			at := hash >> s.shift
			s.bits[at/64] |= 1 << (at % 64)
		}
	}
	return s
}

// passes reports whether the block may hold the feature of a hash.
func (s *sieve) passes(hash uint64) bool {
	at := hash >> (s.shift & 63)
	return s.bits[at/64]>>(at%64)&1 != 0
}
