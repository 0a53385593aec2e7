//go:build !amd64 || purego

package model

// ahead is of use beside assembly alone.
type ahead struct{}

func (ahead) begin(string) {}

// takeKnown leaves all tokens to [folded.sum].
func (f *folded) takeKnown(_ string, pos int) int { return pos }

func sumRows(sums *[lineLength]uint64, rows []uint64, width int, places []int32) {
	sumRowsGo(sums, rows, width, places)
}

func (b *tableBlock) locate(dst []located, line []uint64) { b.locateGo(dst, line) }

func (b *tableBlock) sumLocated(pairs []located, part int) fieldSums {
	return b.sumLocatedGo(pairs, part)
}

func sumDense(line []groups, level, side int, rows []uint64) fieldSums {
	return sumDenseGo(line, level, side, rows)
}

func sumCells(line []groups, level, side int, cells []uint32, rows []uint64) fieldSums {
	return sumCellsGo(line, level, side, cells, rows)
}
