//go:build !purego

package model

// The innermost loops over pairs in assembly, as those over words.

// locateAsm does what [tableBlock.locateGo] does. It asks the memory for what
// stands at the places.
//
//go:noescape
func locateAsm(dst *located, b *tableBlock, line []uint64)

//go:noescape
func sumLocatedAsm(b *tableBlock, pairs []located, part int) (even, odd uint64)

//go:noescape
func sumDenseAsm(line []groups, level, side int, rows []uint64) (even, odd uint64)

//go:noescape
func sumCellsAsm(line []groups, level, side int, cells []uint32, rows []uint64) (even, odd uint64)

func (b *tableBlock) locate(dst []located, line []uint64) {
	if len(line) > 1 {
		locateAsm(&dst[:len(line)-1][0], b, line)
	}
}

func (b *tableBlock) sumLocated(pairs []located, part int) fieldSums {
	even, odd := sumLocatedAsm(b, pairs, part)
	return fieldSums{even, odd}
}

func sumDense(line []groups, level, side int, rows []uint64) fieldSums {
	even, odd := sumDenseAsm(line, level, side, rows)
	return fieldSums{even, odd}
}

func sumCells(line []groups, level, side int, cells []uint32, rows []uint64) fieldSums {
	even, odd := sumCellsAsm(line, level, side, cells, rows)
	return fieldSums{even, odd}
}
