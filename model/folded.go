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
	memo   memo
	chunks map[features.Key][]features.Key // the tokens of some chunks

	// The text at hand.
	sums  []int64
	reach features.Reach
	line  line

	// Working memory.
	ahead  ahead
	acc    []uint64
	parts  []features.Token
	ids    []uint64
	row    []int64
	unkept *features.Term // what stands at the memo's spare place
}

const (
	firstBytes = 1 << 20 // of the memo
	mostBytes  = 16 << 20
	maxChunks  = 1 << 15 // about four megabytes
)

func newFolded(f *folding) *folded {
	if f == nil {
		return nil
	}
	memo := newMemo(f.size, firstBytes)
	memo.limit = mostBytes / firstBytes * len(memo.words)
	return &folded{
		folding: f, memo: memo,
		chunks: map[features.Key][]features.Key{},
		acc:    make([]uint64, f.size),
		row:    make([]int64, int(features.Blocks)*(1+f.table.classes)),
	}
}

// sum fills s.sums.
func (f *folded) sum(s *predictScratch, text string) {
	f.sums = s.sums
	clear(f.sums)
	f.reach = features.NewReach(f.scope)
	f.line.begin(f.grid)
	f.ahead.begin(text)
	for pos := 0; pos < len(text); {
		if pos = f.takeKnown(text, pos); pos >= len(text) {
			break
		}
		if f.line.full() {
			f.add()
		}
		if text[pos] <= ' ' {
			pos++
		} else if key, end, ok := simple(text, pos); ok {
			f.takeRun(key)
			pos = end
		} else {
			pos = f.chunk(text, pos)
		}
	}
	f.add()
	s.empty = f.line.first == 1
}

// simple returns the key of a token that is easily found, and where it ends: a run of letters
// and digits that is a chunk, or all of it but a mark behind; or that mark. The token may be
// two ([isDouble]).
func simple(text string, pos int) (key features.Key, end int, ok bool) {
	key, n := features.ScanRun(text, pos)
	end = pos + n
	if n == 0 {
		end++
		return features.Key{A: uint64(text[pos])}, end, endMarks[text[pos]] && endsChunk(text, end)
	}
	return key, end, n <= features.KeyBytes &&
		(endsChunk(text, end) || endMarks[text[end]] && endsChunk(text, end+1))
}

// endMarks has the bytes that are end marks.
var endMarks = func() (is [256]bool) {
	for c := range is {
		is[c] = features.IsEndMark(byte(c))
	}
	return is
}()

// endsChunk reports whether no chunk goes on at a place.
func endsChunk(text string, pos int) bool { return pos >= len(text) || text[pos] <= ' ' }

// takeRun takes a run of letters and digits, or a mark.
func (f *folded) takeRun(k features.Key) {
	at := f.learn(k)
	w := &f.memo.words[at]
	if w.kind&isDouble == 0 {
		f.append(at)
	} else if !f.takeChunk(k) {
		f.cut(k.String())
	}
}

// append appends the token at a place of the memo to the line.
func (f *folded) append(at int) {
	if f.line.append(at, &f.memo.words[at]); f.line.full() {
		f.add()
	}
}

// chunk takes a chunk of any kind, and returns where it ends.
func (f *folded) chunk(text string, pos int) int {
	end := pos
	for end < len(text) && text[end] > ' ' {
		end++
	}
	chunk := text[pos:end]
	if whole, ok := features.KeyOf(chunk); !ok || !f.takeChunk(whole) {
		f.cut(chunk)
	}
	return end
}

// takeChunk takes a chunk if its tokens are remembered.
func (f *folded) takeChunk(whole features.Key) bool {
	keys, ok := f.chunks[whole]
	for _, k := range keys {
		f.append(f.learn(k))
	}
	return ok
}

// cut takes a chunk whose tokens are not remembered, and remembers them where it
// and they have keys.
func (f *folded) cut(chunk string) {
	f.parts = f.extractor.AppendChunk(f.parts[:0], chunk)
	whole, short := features.KeyOf(chunk)
	keys := make([]features.Key, 0, len(f.parts))
	for i := range f.parts {
		t := &f.parts[i]
		if k, ok := features.KeyOf(t.Text); ok {
			keys = append(keys, k)
			f.append(f.learn(k))
		} else {
			short = false
			f.appendUnkept(t.Term())
		}
	}
	if short {
		if len(f.chunks) >= maxChunks {
			clear(f.chunks)
		}
		f.chunks[whole] = keys
	}
}

// appendUnkept appends a token that has no key. There is one place for such ones.
func (f *folded) appendUnkept(t *features.Term) {
	f.add()
	f.unkept = t
	f.work(f.memo.spare(), t)
	f.append(f.memo.spare())
	f.add()
}

// learn returns the place of a word in the memo, which it gives it where it has
// none. If it is another's, which may be one of the words at hand, these are added
// before.
func (f *folded) learn(k features.Key) int {
	at := f.memo.find(k)
	if f.memo.words[at].key == k {
		return at
	}
	text := k.String()
	at, taken := f.memo.place(k)
	if taken {
		f.add()
		if f.memo.crowded() {
			f.memo.grow()
			at, _ = f.memo.place(k)
		}
	}
	f.memo.words[at].key = k
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
	f.locatePairs()
	f.addRows()
	if !f.reach.Closed() || f.line.kinds&(isCue|isLoose) != 0 {
		f.negate()
	}
	f.addPairs()
	f.unpack(f.sums, f.acc)
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
	l, n := &f.line, 0
	for _, at := range l.places[:l.n] {
		w := &f.memo.words[at]
		negated := f.reach.Next(w.traits)
		if negated {
			l.negated[n] = features.OfHash(features.Negated, w.stem)
			l.lookedNegated[n] = features.OfHash(features.LookedNegated, w.hash)
			n++
			row := f.memo.row(int(at))
			for i := f.always; i < f.size; i++ {
				f.acc[i] -= row[i]
			}
		}
		if w.kind&isLoose != 0 {
			f.addLoose(int(at), negated)
		}
	}
	f.table.addAll(f.sums, l.negated[:n])
	if f.looks {
		f.table.addAll(f.sums, l.lookedNegated[:n])
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
