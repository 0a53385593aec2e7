package model

// vocabulary maps feature identifiers to columns. The identifiers stand in
// rising order, so that the columns of a block are neighbours and their order
// does not depend on the order of the rows. Identifiers are hashes, hence
// evenly spread: an index on their leading bits leaves about two to look at.
type vocabulary struct {
	ids   []uint64
	index []uint32 // index[b] is the first column whose identifier's leading bits are b or more
	shift uint
}

// newVocabulary indexes identifiers that rise strictly.
func newVocabulary(ids []uint64) *vocabulary {
	bits := uint(1)
	for len(ids)>>(bits+1) > 0 && bits < 28 {
		bits++
	}
	// Few blocks use their share of the identifier space, so the index gets
	// three bits more than the count asks for.
	bits += 2
	v := &vocabulary{ids: ids, shift: 64 - bits}
	v.index = make([]uint32, 1<<bits+1)
	b := 0
	for col, id := range ids {
		for ; b <= int(id>>v.shift); b++ {
			v.index[b] = uint32(col)
		}
	}
	for ; b < len(v.index); b++ {
		v.index[b] = uint32(len(ids))
	}
	return v
}

// column returns the column of an identifier, or -1.
func (v *vocabulary) column(id uint64) int {
	b := id >> v.shift
	for col := v.index[b]; col < v.index[b+1]; col++ {
		if v.ids[col] == id {
			return int(col)
		}
	}
	return -1
}
