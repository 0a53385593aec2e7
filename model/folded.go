package model

import "github.com/stancekit/stancekit/features"

// folded sums what the features of a text add, without making them one by one:
// all that a word adds by itself is one row of numbers wherever the word stands,
// worked out from the table at first sight and remembered within a bound; what
// its pairs add is found for some words at a time ([folded.takePairs]), so that the
// memory is asked for all of them at once. Since the numbers are integers, the
// sums are those of [Text.plainSum] to the last bit, whatever is remembered. One
// goroutine at a time uses it.
type folded struct {
	*folding
	memo memo

	// The text at hand.
	sums  []int64
	acc   []uint64 // packed, added to sums in the end
	reach features.Reach
	line  line
	empty bool
	waiting

	// Working memory.
	parts, halves []features.Token
	ids           []uint64
	row           []int64
	unkept        *features.Term // what stands at the memo's spare place
	asked         uint64         // of no use, but that it keeps reading from being left out
}

const memoBytes = 16 << 20

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
	f.empty = true
	for pos := 0; pos < len(text); {
		if text[pos] <= ' ' {
			pos++
			continue
		}
		if f.n > rowsAtOnce-2 {
			f.takeWaiting()
		}
		// Most chunks are a run of letters, many with a mark behind.
		key, n := features.ScanRun(text, pos)
		end := pos + n
		if 0 < n && n <= features.KeyBytes {
			if end == len(text) || text[end] <= ' ' {
				f.wait(key, true)
				pos = end + 1
				continue
			}
			if features.IsEndMark(text[end]) && (end+1 == len(text) || text[end+1] <= ' ') {
				f.wait(key, true)
				f.wait(features.Key{A: uint64(text[end])}, false)
				pos = end + 2
				continue
			}
		}
		for end < len(text) && text[end] > ' ' {
			end++
		}
		f.chunk(text[pos:end])
		pos = end
	}
	f.takeWaiting()
	f.takeLine()
	s.empty = f.empty
}

// chunk takes a chunk of any kind.
func (f *folded) chunk(text string) {
	f.parts = f.extractor.AppendChunk(f.parts[:0], text)
	for i := range f.parts {
		t := &f.parts[i]
		key, ok := features.KeyOf(t.Text)
		if !ok || f.n == rowsAtOnce {
			f.takeWaiting()
		}
		if ok {
			f.wait(key, false)
			continue
		}
		f.unkept = t.Term()
		f.work(f.memo.spare(), f.unkept)
		f.token(f.memo.spare())
	}
}

// waiting are words and marks in the order of the text whose rows are still to be
// found.
type waiting struct {
	keys   [rowsAtOnce]features.Key
	run    [rowsAtOnce]bool // it is a run of letters, which may be more than one token
	places [rowsAtOnce]int32
	n      int
}

// wait takes a token by its key, or a run of letters. There must be room.
func (w *waiting) wait(k features.Key, run bool) {
	w.keys[w.n], w.run[w.n] = k, run
	w.n++
}

// takeWaiting takes the tokens that wait. It first asks the memory for all that is
// remembered of them, so that it comes while the first ones are taken.
func (f *folded) takeWaiting() {
	w, m := &f.waiting, &f.memo
	asked := uint64(0)
	for i, k := range w.keys[:w.n] {
		at := m.guess(k)
		w.places[i] = int32(at)
		asked += m.words[at].key.A + m.rows[at*m.width]
	}
	f.asked = asked
	for i, k := range w.keys[:w.n] {
		at := int(w.places[i])
		if !m.has(at, k) {
			at = f.find(k)
		}
		if m.words[at].divides && w.run[i] {
			f.divided(k.String())
		} else {
			f.token(at)
		}
	}
	w.n = 0
}

// divided takes a run of letters that is more than one token.
func (f *folded) divided(run string) {
	f.halves = f.extractor.AppendChunk(f.halves[:0], run)
	for i := range f.halves {
		key, _ := features.KeyOf(f.halves[i].Text) // it is shorter than the run's
		f.token(f.find(key))
	}
}

// find returns the place of a word in the memo, where it is not what it was
// guessed to be, or learns it.
func (f *folded) find(k features.Key) int {
	if at := f.memo.guess(k); f.memo.has(at, k) {
		return at
	}
	text := k.String()
	at := f.memo.place(k)
	f.work(at, f.extractor.Term(text))
	f.memo.words[at].divides = f.extractor.Divides(text)
	return at
}

// work writes what is remembered of a token to a place of the memo. Where its row
// does not fit, which is that of a token of hundreds of strong features, the token
// is loose: its features are added one by one.
func (f *folded) work(at int, t *features.Term) {
	w, row := &f.memo.words[at], f.memo.row(at)
	w.hash, w.stem = t.WordHash(), t.StemHash()
	w.traits, w.mark, w.divides = t.Traits(), t.Mark(), false
	w.groups = f.grid.none
	copy(w.groups[:len(f.grid.levels)], t.Clusters())
	f.ids = f.extractor.AppendAlone(f.ids[:0], t)
	f.ids = f.extractor.AppendUnnegated(f.ids, t)
	f.ids = f.extractor.AppendNegated(f.ids, t)
	clear(f.row)
	f.table.addAll(f.row, f.ids)
	clear(row)
	if w.loose = !fits(f.row); !w.loose {
		f.pack(row, f.row)
	}
}

// token takes the token at a place of the memo.
func (f *folded) token(at int) {
	w, row := &f.memo.words[at], f.memo.row(at)
	if f.line.full() {
		f.takeLine()
	}
	f.empty = false
	addLines(f.acc, row[:f.always])
	negated := f.reach.Next(w.traits)
	if negated {
		addLines(f.acc[f.unnegated:], row[f.unnegated:])
	} else if f.unnegated > f.always {
		addLines(f.acc[f.always:], row[f.always:f.unnegated])
	}
	if w.loose {
		t := f.unkept
		if at != f.memo.spare() {
			t = f.extractor.Term(w.key.String())
		}
		f.addLoose(t, negated)
	}
	f.line.append(w)
}

// addLoose adds what a token adds whose row has no sums.
func (f *folded) addLoose(t *features.Term, negated bool) {
	f.ids = f.extractor.AppendAlone(f.ids[:0], t)
	if negated {
		f.ids = f.extractor.AppendNegated(f.ids, t)
	} else {
		f.ids = f.extractor.AppendUnnegated(f.ids, t)
	}
	f.table.addAll(f.sums, f.ids)
}

// takeLine adds up what was gathered of the tokens at hand.
func (f *folded) takeLine() {
	f.unpack(f.sums, f.acc)
	clear(f.acc)
	f.takePairs()
	f.line.next()
}
