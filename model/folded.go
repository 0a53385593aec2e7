package model

import "github.com/stancekit/stancekit/features"

// folded sums what the features of a text add, without making them one by one:
// all that a word adds by itself is one row of numbers wherever the word stands,
// worked out from the table at first sight and remembered within a bound. Words
// are found one after the other and added some at a time ([folded.add]), so that
// no step waits for the memory that another asked for. Since the numbers are
// integers, the sums are those of [Text.plainSum] to the last bit, whatever is
// remembered. One goroutine at a time uses it.
type folded struct {
	*folding
	memo memo

	// The text at hand.
	sums  []int64
	reach features.Reach
	line  line

	// Working memory.
	tail   [maxTail + 2 + window]byte
	keys   [rowsAtOnce][2]uint64
	starts [rowsAtOnce]int
	acc    []uint64
	parts  []features.Token
	ids    []uint64
	row    []int64
	unkept *features.Term // what stands at the memo's spare place
}

const (
	memoBytes = 16 << 20
	window    = 64
	maxTail   = 400
)

func newFolded(f *folding) *folded {
	if f == nil {
		return nil
	}
	return &folded{
		folding: f, memo: newMemo(f.size, memoBytes), acc: make([]uint64, f.size),
		row: make([]int64, int(features.Blocks)*(1+f.table.classes)),
	}
}

// sum fills s.sums.
func (f *folded) sum(s *predictScratch, text string) {
	f.sums = s.sums
	clear(f.sums)
	f.reach = features.NewReach(f.scope)
	f.line.begin(f.grid)
	for pos := 0; pos < len(text); {
		if pos = f.takeKnown(text, pos); pos >= len(text) {
			break
		}
		if f.line.full() {
			f.add()
			continue
		}
		// Most chunks are a run of letters, many with a mark behind, which is a token
		// of its own.
		key, n := features.ScanRun(text, pos)
		end := pos + n
		switch {
		case n == 0:
			c := text[pos]
			if c <= ' ' {
				pos++
				continue
			}
			end++
			if !features.IsEndMark(c) || end < len(text) && text[end] > ' ' {
				pos = f.chunk(text, pos)
				continue
			}
			key = features.Key{A: uint64(c)}
		case n > features.KeyBytes:
			pos = f.chunk(text, pos)
			continue
		case end < len(text) && text[end] > ' ':
			if !features.IsEndMark(text[end]) || end+1 < len(text) && text[end+1] > ' ' {
				pos = f.chunk(text, pos)
				continue
			}
			end--
		}
		pos = end + 1
		at := f.memo.find(key)
		w := &f.memo.words[at]
		if w.key != key {
			at = f.learn(key)
			w = &f.memo.words[at]
		}
		if w.kind&isDouble != 0 {
			f.double(key)
			continue
		}
		if f.line.append(at, w); f.line.full() {
			f.add()
		}
	}
	f.add()
	s.empty = f.line.first == 1
}

// chunk takes a chunk of any kind, and returns where it ends.
func (f *folded) chunk(text string, pos int) int {
	end := pos
	for end < len(text) && text[end] > ' ' {
		end++
	}
	f.parts = f.extractor.AppendChunk(f.parts[:0], text[pos:end])
	for i := range f.parts {
		f.part(&f.parts[i])
	}
	return end
}

// double takes a run of letters that is more than one token.
func (f *folded) double(run features.Key) {
	f.parts = f.extractor.AppendChunk(f.parts[:0], run.String())
	for i := range f.parts {
		f.part(&f.parts[i])
	}
}

// part takes a token of a chunk.
func (f *folded) part(t *features.Token) {
	key, ok := features.KeyOf(t.Text)
	if !ok {
		f.unkept = t.Term()
		f.add()
		at := f.memo.spare()
		f.work(at, f.unkept)
		f.line.append(at, &f.memo.words[at])
		f.add()
		return
	}
	at := f.learn(key)
	if f.line.append(at, &f.memo.words[at]); f.line.full() {
		f.add()
	}
}

// learn returns the place of a word in the memo, which it gives it where it has
// none. The words at hand are added before, since one of them may lose its own.
func (f *folded) learn(k features.Key) int {
	if at := f.memo.find(k); f.memo.words[at].key == k {
		return at
	}
	f.add()
	text := k.String()
	at := f.memo.place(k)
	f.work(at, f.extractor.Term(text))
	if f.extractor.Divides(text) {
		f.memo.words[at].kind |= isDouble
	}
	return at
}

// work writes what is remembered of a token to a place of the memo. Where its row
// does not fit, which is that of a token of hundreds of strong features, the token
// is loose: its features are added one by one.
func (f *folded) work(at int, t *features.Term) {
	w, row := &f.memo.words[at], f.memo.row(at)
	w.hash, w.stem = t.WordHash(), t.StemHash()
	w.traits, w.kind, w.unmarked = t.Traits(), 0, 1
	if t.Mark() {
		w.unmarked = 0
	}
	if w.traits.Cue() {
		w.kind = isCue
	}
	w.groups = f.grid.none
	copy(w.groups[:len(f.grid.levels)], t.Clusters())
	f.ids = f.extractor.AppendAlone(f.ids[:0], t)
	f.ids = f.extractor.AppendUnnegated(f.ids, t)
	clear(f.row)
	f.table.addAll(f.row, f.ids)
	clear(row)
	if fits(f.row) {
		f.pack(row, f.row)
	} else {
		w.kind |= isLoose
	}
}

// add adds what the words at hand add, alone and in pairs.
func (f *folded) add() {
	if f.line.n == 0 {
		return
	}
	f.addRows()
	if !f.reach.Closed() || f.line.kinds&(isCue|isLoose) != 0 {
		f.negate()
	}
	f.unpack(f.sums, f.acc)
	f.addPairs()
	f.line.next()
}

// addRows sums the rows of the words at hand, as if none stood under a negation.
func (f *folded) addRows() {
	clear(f.acc)
	rows, width := f.memo.rows, f.memo.width
	for line := 0; line < f.size; line += lineLength {
		sumRows((*[lineLength]uint64)(f.acc[line:]), rows[line:], width, f.line.places[:f.line.n])
	}
}

// negate puts right what addRows does for words under a negation, and adds what
// loose words add.
func (f *folded) negate() {
	for _, at := range f.line.places[:f.line.n] {
		w := &f.memo.words[at]
		negated := f.reach.Next(w.traits)
		if negated {
			f.addNegated(features.Negated, w.stem)
			f.addNegated(features.LookedNegated, w.hash)
			row := f.memo.row(int(at))
			for i := f.always; i < f.size; i++ {
				f.acc[i] -= row[i]
			}
		}
		if w.kind&isLoose != 0 {
			f.addLoose(int(at), negated)
		}
	}
}

// addNegated adds a feature of a word under a negation.
func (f *folded) addNegated(block features.Block, hash uint64) {
	for part := range rowWidth(f.table.classes) {
		var s fieldSums
		s.add(f.table.blocks[block].row(hash, part))
		s.to(f.table.part(f.sums, block), part*rowClasses)
	}
}

// addLoose adds what a token adds whose row has no sums.
func (f *folded) addLoose(at int, negated bool) {
	t := f.unkept
	if at != f.memo.spare() {
		t = f.extractor.Term(f.memo.words[at].key.String())
	}
	f.ids = f.extractor.AppendAlone(f.ids[:0], t)
	if !negated {
		f.ids = f.extractor.AppendUnnegated(f.ids, t)
	}
	f.table.addAll(f.sums, f.ids)
}
