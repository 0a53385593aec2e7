package model

import (
	"github.com/stancekit/stancekit/features"
)

// folded sums what the features of a text add, without making them one by one:
// all that a word adds by itself is one row of numbers wherever the word stands,
// worked out from the table at first sight and remembered within a bound; what
// the clusters of two neighbours add stands in a grid. Since the numbers are
// integers, the sums are those of [Text.plainSum] to the last bit, whatever is
// remembered. One goroutine at a time uses it.
type folded struct {
	*folding
	memo    memo
	pairs   memo
	serials uint64 // how many were given

	// The text at hand.
	ahead           []uint64 // the row of a token that was found and not yet taken
	sums            []int64
	acc             []uint64 // packed, added to sums in the end
	rows            int      // how many rows were added to acc
	reach           features.Reach
	tokens, stemmed int    // the tokens so far, and those of them that are no marks
	lastWord        uint64 // hash of the last token
	across          bool   // the last token is a mark
	last            neighbour
	places          gridPlaces // its

	// Working memory.
	parts, whole []features.Token
	ids          []uint64
	row          []int64
	loose        *features.Term // that of the last row worked out with metaLoose
	spare        []uint64
}

// A row that is remembered begins with these numbers; the sums follow.
const (
	rowKey    = 0 // three numbers
	rowMeta   = 3 // the traits, and the following
	rowWord   = 4 // hashes
	rowStem   = 5
	rowFirst  = 6 // places in the grid
	rowSecond = rowFirst + len(gridPlaces{})
	rowSums   = rowSecond + len(gridPlaces{})

	metaMark    = 1 << 16
	metaGrouped = 1 << 17
	metaLoose   = 1 << 19 // its sums are too large
	metaSplit   = 1 << 18 // it is a run of letters of more than one token ("cannot")

	metaSerial = 32

	lastSerial = 1<<31 - 1

	memoBytes  = 8 << 20
	pairsBytes = 4 << 20
)

func newFolded(f *folding) *folded {
	if f == nil {
		return nil
	}
	return &folded{
		folding: f, memo: newMemo(rowSums+f.size, memoBytes), pairs: newMemo(max(f.pair, 1), pairsBytes), acc: make([]uint64, f.size),
		row: make([]int64, int(features.Blocks)*(1+f.table.classes)), spare: make([]uint64, rowSums+f.size),
	}
}

// sum fills s.sums.
func (f *folded) sum(s *predictScratch, text string) {
	f.sums = s.sums
	clear(f.sums)
	f.reach = features.NewReach(f.scope)
	f.tokens, f.stemmed = 0, 0
	for pos := 0; pos < len(text); {
		if text[pos] <= ' ' {
			pos++
			continue
		}
		// Most chunks are a run of letters, many with a mark behind.
		key, n := features.ScanRun(text, pos)
		end := pos + n
		if 0 < n && n <= features.KeyBytes {
			if end == len(text) || text[end] <= ' ' {
				if row := f.find(key); row[rowMeta]&metaSplit == 0 {
					f.ahead = row
					pos = end + 1
					continue
				}
			} else if features.IsEndMark(text[end]) && (end+1 == len(text) || text[end+1] <= ' ') {
				if row := f.find(key); row[rowMeta]&metaSplit == 0 {
					f.ahead = row
					f.ahead = f.find(features.Key{A: uint64(text[end])})
					pos = end + 2
					continue
				}
			}
		}
		for end < len(text) && text[end] > ' ' {
			end++
		}
		f.chunk(text[pos:end])
		pos = end
	}
	f.settle()
	f.flush()
	s.empty = f.tokens == 0
}

// chunk takes a chunk of any kind.
func (f *folded) chunk(text string) {
	f.parts = f.extractor.AppendChunk(f.parts[:0], text)
	for i := range f.parts {
		t := &f.parts[i]
		if key, ok := features.KeyOf(t.Text); ok {
			f.ahead = f.find(key)
		} else {
			f.settle()
			f.ahead = f.work(f.spare, t.Term())
		}
	}
}

// settle takes the token that was found and not yet taken.
func (f *folded) settle() {
	if row := f.ahead; row != nil {
		f.ahead = nil
		f.token(row)
	}
}

// find returns the row of a word, and takes the token ahead, which so is taken
// while the row is on its way from memory.
func (f *folded) find(k features.Key) []uint64 {
	// That this is 0, the memo's sign for no key, or that of another word, costs
	// a word its place and nothing else.
	hash := k.A ^ k.B*0x9e3779b97f4a7c15 ^ k.C*0xbf58476d1ce4e5b9
	if row, ok := f.memo.find(hash); ok && row[rowKey] == k.A && row[rowKey+1] == k.B && row[rowKey+2] == k.C {
		f.settle()
		return row
	}
	f.settle() // the row ahead may have to make room
	return f.learn(hash, k)
}

// learn works out the row of a word and remembers it.
func (f *folded) learn(hash uint64, k features.Key) []uint64 {
	text := k.String()
	f.whole = f.extractor.AppendChunk(f.whole[:0], text)
	row := f.work(f.spare, f.extractor.Term(text))
	if len(f.whole) != 1 || f.whole[0].Text != text {
		row[rowMeta] |= metaSplit
	}
	if row[rowMeta]&metaLoose != 0 {
		return row
	}
	if f.serials == lastSerial {
		f.memo.reset()
		f.pairs.reset()
		f.serials = 0
		f.last.serial = 0
	}
	f.serials++
	row[rowMeta] |= f.serials << metaSerial
	to := f.memo.place(hash)
	copy(to, row)
	to[rowKey], to[rowKey+1], to[rowKey+2] = k.A, k.B, k.C
	return to
}

// work writes the row of a token.
func (f *folded) work(row []uint64, t *features.Term) []uint64 {
	clear(row)
	row[rowMeta] = uint64(t.Traits())
	row[rowWord], row[rowStem] = t.WordHash(), t.StemHash()
	if t.Mark() {
		row[rowMeta] |= metaMark
	}
	if c := t.Clusters(); c != nil {
		row[rowMeta] |= metaGrouped
		first, second := f.grid.places(c)
		copy(row[rowFirst:], first[:])
		copy(row[rowSecond:], second[:])
	}
	f.ids = f.extractor.AppendAlone(f.ids[:0], t)
	f.ids = f.extractor.AppendUnnegated(f.ids, t)
	f.ids = f.extractor.AppendNegated(f.ids, t)
	clear(f.row)
	for _, id := range f.ids {
		f.table.add(f.row, id)
	}
	if fits(f.row) {
		f.pack(row[rowSums:][:f.size], f.row)
	} else {
		row[rowMeta] |= metaLoose
		f.loose = t
	}
	return row
}

// token takes the token of a row, with the pairs that it makes with those
// before it.
func (f *folded) token(row []uint64) {
	meta := row[rowMeta]
	negated := f.reach.Next(features.Traits(meta))
	switch sums := row[rowSums:][:f.size]; {
	case meta&metaLoose != 0:
		f.addLoose(negated)
	case negated:
		f.add(0, sums[:f.always])
		f.add(f.unnegated, sums[f.unnegated:])
	default:
		f.add(0, sums[:f.unnegated])
	}
	t := neighbour{word: row[rowWord], stem: row[rowStem], serial: meta >> metaSerial, grouped: meta&metaGrouped != 0}
	adjoining := f.tokens > 0
	f.tokens++
	if meta&metaMark != 0 {
		if adjoining {
			f.wordPair(f.sums, t.word)
		}
		f.lastWord, f.across = t.word, true
		return
	}
	second := (*gridPlaces)(row[rowSecond:])
	switch {
	case f.stemmed == 0:
		if f.stems >= 1 {
			f.table.addHash(f.sums, features.Stems, features.StartHash(t.stem))
		}
		if adjoining {
			f.wordPair(f.sums, t.word)
		}
	case f.last.grouped && t.grouped && f.last.serial != 0 && t.serial != 0:
		f.rememberedPair(&t, second)
	default:
		f.wordPair(f.sums, t.word)
		f.stemPair(f.sums, t.stem)
		if f.last.grouped && t.grouped {
			f.clusterPair(f.acc, second)
			f.count()
		}
	}
	if f.stemmed == 1 && f.stems >= 2 {
		f.table.addHash(f.sums, features.Stems, features.PairHash(features.StartHash(f.last.stem), t.stem))
	}
	f.lastWord, f.across = t.word, false
	f.last = t
	if t.grouped {
		f.places = gridPlaces(row[rowFirst:])
	}
	f.stemmed++
}

// neighbour is a token that is no mark, as its pairs need it.
type neighbour struct {
	word, stem uint64 // hashes
	// serial names the word as long as it is remembered and is not given again;
	// 0 is a word that is not remembered.
	serial  uint64
	grouped bool // it has clusters
}

// rememberedPair takes the last token that was no mark and the next, two words
// that have clusters and so are common ones.
func (f *folded) rememberedPair(t *neighbour, second *gridPlaces) {
	key := f.last.serial<<32 | t.serial
	if f.across {
		f.wordPair(f.sums, t.word)
		key |= 1 << 63
	}
	row, ok := f.pairs.find(key)
	if !ok {
		clear(f.row)
		row = f.pairs.place(key)
		clear(row)
		if !f.across {
			f.wordPair(f.row, t.word)
		}
		f.stemPair(f.row, t.stem)
		f.clusterPair(row, second)
		f.pack(row[:f.pair], f.row)
	}
	f.add(0, row[:f.pair])
}

// wordPair adds to sums what the last word or mark and the next add.
func (f *folded) wordPair(sums []int64, word uint64) {
	if f.words < 2 {
		return
	}
	hash := features.PairHash(f.lastWord, word)
	if f.wordSieve.passes(hash) {
		f.table.addHash(sums, features.Words, hash)
	}
}

// stemPair adds to sums what the last stem and the next add.
func (f *folded) stemPair(sums []int64, stem uint64) {
	if f.stems < 2 {
		return
	}
	hash := features.PairHash(f.last.stem, stem)
	if f.stemSieve.passes(hash) {
		f.table.addHash(sums, features.Stems, hash)
	}
}

// clusterPair adds to a row what the clusters of the last token that was no mark
// and those of the next add.
func (f *folded) clusterPair(row []uint64, second *gridPlaces) {
	g := f.grid
	if len(g.start) == 0 {
		return
	}
	acc := row[f.block[features.Similar]:][:f.width]
	for level := range g.start {
		place := uint32((f.places[level/2] + second[level/2]) >> (level % 2 * 32))
		for i, x := range g.rows[g.row(place):][:f.width] {
			acc[i] += x
		}
	}
}

// addLoose adds what a token adds whose row has no sums.
func (f *folded) addLoose(negated bool) {
	f.ids = f.extractor.AppendAlone(f.ids[:0], f.loose)
	if negated {
		f.ids = f.extractor.AppendNegated(f.ids, f.loose)
	} else {
		f.ids = f.extractor.AppendUnnegated(f.ids, f.loose)
	}
	for _, id := range f.ids {
		f.table.add(f.sums, id)
	}
}

// add adds a row, from the given number on, to the packed sums.
func (f *folded) add(from int, row []uint64) {
	acc := f.acc[from:][:len(row)]
	for i, x := range row {
		acc[i] += x
	}
	f.count()
}

// count counts the rows that were added, and moves the packed sums before they
// are too many.
func (f *folded) count() {
	if f.rows++; f.rows == rowsAtOnce {
		f.flush()
	}
}

// flush moves the packed sums.
func (f *folded) flush() {
	f.unpack(f.sums, f.acc)
	clear(f.acc)
	f.rows = 0
}
