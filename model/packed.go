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

// lineLength is how many numbers a cache line holds, of which rows are made.
const lineLength = 8

// sumRowsGo sums the first line of rows, of so many numbers each, that stand at
// places.
func sumRowsGo(sums *[lineLength]uint64, rows []uint64, width int, places []int32) {
	*sums = [lineLength]uint64{}
	for _, at := range places {
		row := (*[lineLength]uint64)(rows[int(at)*width:])
		for i := range sums {
			sums[i] += row[i]
		}
	}
}

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
	for _, x := range row {
		if x == 0 { // as in blocks of which the text has nothing
			sums = sums[min(packedSums, len(sums)):]
			continue
		}
		// What is taken out borrows from the next sum where it is negative.
		first := lowSum(x)
		x = (x - uint64(first)) >> packedBits
		second := lowSum(x)
		x = (x - uint64(second)) >> packedBits
		if len(sums) < packedSums {
			for i := range sums {
				sums[i] += [...]int64{first, second}[i]
			}
			return
		}
		sums[0] += first
		sums[1] += second
		sums[2] += lowSum(x)
		sums = sums[packedSums:]
	}
}

// lowSum returns the first sum of a number.
func lowSum(x uint64) int64 {
	const top = 64 - packedBits
	return int64(x<<top) >> top
}
