package model

import "github.com/stancekit/stancekit/features"

// wordCounter counts the features of rows in a tally. It remembers the numbers of
// what a word makes by itself, so that it need not look for them again.
type wordCounter struct {
	*tally
	counts
	extractor *features.Extractor
	known     map[*features.Term][]uint32
	ids       []uint64
}

// mostKnown is how many words are remembered before all are forgotten.
const mostKnown = 1 << 16

// count counts the features of a row: those of its tokens, and its joint ones.
func (w *wordCounter) count(terms []*features.Term, joint []uint64) {
	w.numbers, w.times = w.numbers[:0], w.times[:0]
	for _, term := range terms {
		numbers, ok := w.known[term]
		if !ok {
			if len(w.known) >= mostKnown {
				w.forget()
			}
			numbers = w.learn(term)
		}
		w.tally.add(&w.counts, numbers)
	}
	w.found = w.tally.number(w.found[:0], joint)
	w.tally.add(&w.counts, w.found)
}

// learn returns the numbers of a word and remembers them.
func (w *wordCounter) learn(term *features.Term) []uint32 {
	w.ids = w.extractor.AppendAlone(w.ids[:0], term)
	numbers := w.tally.number(make([]uint32, 0, len(w.ids)), w.ids)
	if w.known == nil {
		w.known = map[*features.Term][]uint32{}
	}
	w.known[term] = numbers
	return numbers
}

// forget forgets the words, whose numbers end with an epoch of the tally.
func (w *wordCounter) forget() { clear(w.known) }
