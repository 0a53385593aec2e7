package model

import "github.com/stancekit/stancekit/features"

// folding is what all predictions of a model share beside its table, made before
// the first one: where the sums of the blocks stand in the row of a word, and the
// grid of the clusters. Immutable.
type folding struct {
	extractor *features.Extractor
	table     *table
	width     int // packed numbers a block
	// block is where the sums of a block begin in the row of a word, -1 where it
	// has none there. The numbers up to always are those of any token, up to size
	// those besides of a token under no negation; both are whole cache lines of eight.
	block        [features.Blocks]int
	packed       []features.Block // those in the row
	always, size int

	scope        int
	words, stems int  // the longest n-grams
	looks        bool // words are looked up
	grid         *grid
}

// newFolding returns nil where features stand on more than two tokens or there
// are too many clusters.
func newFolding(e *features.Extractor, t *table) *folding {
	grid, ok := newGrid(e, t)
	if !ok || !e.Pairwise() {
		return nil
	}
	f := &folding{extractor: e, table: t, width: packedWidth(t.classes), grid: grid}
	for b := range f.block {
		f.block[b] = -1
	}
	place := func(blocks ...features.Block) int {
		for _, b := range blocks {
			if t.blocks[b].size() > 0 {
				f.block[b] = f.size
				f.packed = append(f.packed, b)
				f.size += f.width
			}
		}
		f.size = (f.size + lineLength - 1) / lineLength * lineLength
		return f.size
	}
	f.always = place(features.Words, features.Stems, features.Chars, features.Similar)
	place(features.Looked)
	s := e.Settings()
	f.scope = s.Negation
	f.words, f.stems, f.looks = s.Words, s.Stems, s.Lookup
	return f
}

// pack adds sums, block by block, to a row.
func (f *folding) pack(row []uint64, sums []int64) {
	for _, b := range f.packed {
		at := f.block[b]
		pack(row[at:at+f.width], f.table.part(sums, b))
	}
}

// unpack adds a row to sums.
func (f *folding) unpack(sums []int64, row []uint64) {
	for _, b := range f.packed {
		at := f.block[b]
		unpack(f.table.part(sums, b), row[at:at+f.width])
	}
}
