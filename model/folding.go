package model

import "github.com/stancekit/stancekit/features"

// folding is what all predictions of a model share beside its table, made before
// the first one: where the sums of the blocks stand in a row, and what tells of a
// pair of neighbours quickly what it adds. Immutable.
type folding struct {
	extractor *features.Extractor
	table     *table
	width     int // packed numbers a block
	// block is where the sums of a block begin, -1 where it has no features.
	// A row's numbers up to pair are those of n-grams, up to always those of any token, up to unnegated those
	// besides of a token under no negation, up to size those of one under a
	// negation.
	block                         [features.Blocks]int
	pair, always, unnegated, size int

	scope        int
	words, stems int // the longest n-grams
	wordSieve    sieve
	stemSieve    sieve
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
	place := func(blocks ...features.Block) int {
		for _, b := range blocks {
			f.block[b] = -1
			if len(t.blocks[b].tails) > 0 {
				f.block[b] = f.size
				f.size += f.width
			}
		}
		return f.size
	}
	f.pair = place(features.Words, features.Stems, features.Similar)
	f.always = place(features.Chars)
	f.unnegated = place(features.Looked)
	place(features.Negated, features.LookedNegated)
	s := e.Settings()
	f.scope = s.Negation
	f.words, f.stems = s.Words, s.Stems
	f.wordSieve = newSieve(&t.blocks[features.Words])
	f.stemSieve = newSieve(&t.blocks[features.Stems])
	return f
}

// pack adds sums, block by block, to a row, those that it has a place for.
func (f *folding) pack(row []uint64, sums []int64) {
	k := 1 + f.table.classes
	for b, at := range f.block {
		if at >= 0 && at < len(row) {
			pack(row[at:at+f.width], sums[b*k:b*k+k])
		}
	}
}

// unpack adds a row to sums.
func (f *folding) unpack(sums []int64, row []uint64) {
	k := 1 + f.table.classes
	for b, at := range f.block {
		if at >= 0 {
			unpack(sums[b*k:b*k+k], row[at:at+f.width])
		}
	}
}
