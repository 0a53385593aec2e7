package model

import "github.com/stancekit/stancekit/features"

// line is some neighbouring tokens: the places of their rows in the memo, and what
// their pairs need: the hashes of all, the stems and clusters of those that are no
// marks. The first of either is the last of the tokens before.
type line struct {
	n, unmarked int  // tokens, and how many stems stand here
	kinds       kind // of any token
	first       int  // 0 where a token stands before the line, or 1
	before      int  // tokens that are no marks before this line

	places [rowsAtOnce]int32
	words  [1 + rowsAtOnce]uint64 // hashes
	stems  [1 + rowsAtOnce]uint64 // hashes
	groups [1 + rowsAtOnce]groups

	// Working memory.
	wordPairs, stemPairs   [rowsAtOnce + 1]located
	pairs                  int                // of stems
	negated, lookedNegated [rowsAtOnce]uint64 // identifiers
}

// begin empties the line for a text: before its first stem stands what marks its
// start.
func (l *line) begin(g *grid) {
	l.n, l.unmarked, l.kinds, l.first, l.before = 0, 1, 0, 1, 0
	l.stems[0], l.groups[0] = features.StartOfText, g.none
}

// full reports whether the line has no room for one more token.
func (l *line) full() bool { return l.n >= rowsAtOnce }

// append appends a token to a line that is not full.
func (l *line) append(at int, w *word) {
	l.places[l.n] = int32(at)
	l.n++
	l.words[l.n] = w.hash
	l.stems[l.unmarked], l.groups[l.unmarked] = w.stem, w.groups
	l.unmarked += int(w.unmarked)
	l.kinds |= w.kind
}

// next empties the line for the tokens that follow.
func (l *line) next() {
	l.words[0], l.first = l.words[l.n], 0
	m := l.unmarked - 1
	l.stems[0], l.groups[0] = l.stems[m], l.groups[m]
	l.before += m
	l.n, l.unmarked, l.kinds = 0, 1, 0
}

// locatePairs finds where the pairs of words and stems of a line stand. What stands
// there is asked for long before it is added.
func (f *folded) locatePairs() {
	l := &f.line
	if f.words >= 2 {
		f.table.blocks[features.Words].locate(l.wordPairs[:], l.words[l.first:l.n+1])
	}
	stems, line := &f.table.blocks[features.Stems], l.stems[:l.unmarked]
	// At the start of a text n-grams of stems stand once more as such. The one of
	// the first stem is its pair with what stands before it.
	start := 1 - l.before
	switch l.pairs = 0; {
	case f.stems >= 2:
		l.pairs = len(line) - 1
		stems.locate(l.stemPairs[:], line)
		if start >= 0 && len(line) > start+1 {
			stems.locate(l.stemPairs[l.pairs:], []uint64{features.StartHash(line[start]), line[start+1]})
			l.pairs++
		}
	case f.stems == 1 && start == 1 && len(line) > 1:
		stems.locate(l.stemPairs[:], line[:2])
		l.pairs = 1
	}
}

// addPairs adds what the pairs of a line add to the sums.
func (f *folded) addPairs() {
	l := &f.line
	for part := range rowWidth(f.table.classes) {
		first := part * rowClasses
		f.grid.add(f.table.part(f.sums, features.Similar), l.groups[:l.unmarked], part)
		if f.words >= 2 {
			s := f.table.blocks[features.Words].sumLocated(l.wordPairs[:l.n-l.first], part)
			s.to(f.table.part(f.sums, features.Words), first)
		}
		s := f.table.blocks[features.Stems].sumLocated(l.stemPairs[:l.pairs], part)
		s.to(f.table.part(f.sums, features.Stems), first)
	}
}

// located is the hash of a feature and where in the slots of its block it stands, if
// the block holds it.
type located struct {
	hash uint64
	at   int
}

// locateGo finds the pairs of neighbours in a line.
func (b *tableBlock) locateGo(dst []located, line []uint64) {
	before := line[0]
	for i, h := range line[1:] {
		hash := idPart(features.PairHash(before, h))
		dst[i] = located{hash, b.place(hash) * b.width}
		before = h
	}
}

// sumLocatedGo sums numbers of the rows of features, as [tableBlock.row] finds them.
func (b *tableBlock) sumLocatedGo(features []located, part int) fieldSums {
	var even, odd uint64
	for _, f := range features {
		x := b.slots[f.at+1+part]
		if b.slots[f.at] != f.hash {
			x = 0
		}
		even, odd = addRow(even, odd, x)
	}
	return fieldSums{even, odd}
}
