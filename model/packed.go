package model

// Packed sums: a number holds three of them, x + y·2²¹ + z·2⁴², so that adding
// two numbers adds all three sums at once, as long as none leaves 21 bits. The
// sums of a block, its norm and its classes, take packedWidth numbers.

const (
	packedSums = 3
	packedBits = 64 / packedSums

	// The sums of a packed row lie below rowLimit in size, so that rowsAtOnce of
	// them do not leave 20 bits and the sign.
	rowLimit   = 1 << 15
	rowsAtOnce = 31
)

func packedWidth(classes int) int { return (1 + classes + packedSums - 1) / packedSums }

// fits reports whether sums are small enough to be packed.
func fits(sums []int64) bool {
	for _, s := range sums {
		if s >= rowLimit || s <= -rowLimit {
			return false
		}
	}
	return true
}

// pack adds the sums of a block to a row.
func pack(row []uint64, sums []int64) {
	for i, s := range sums {
		row[i/packedSums] += uint64(s) << (i % packedSums * packedBits)
	}
}

// unpack adds the sums of a row to those of a block.
func unpack(sums []int64, row []uint64) {
	for i, x := range row {
		for j := packedSums * i; j < min(packedSums*(i+1), len(sums)); j++ {
			s := int64(x<<(64-packedBits)) >> (64 - packedBits)
			sums[j] += s
			x = (x - uint64(s)) >> packedBits
		}
	}
}
