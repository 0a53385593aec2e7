package model

import "github.com/stancekit/stancekit/features"

// line is some neighbouring tokens, as their pairs need them: the words and
// marks, and apart from them those that are no marks. The first of either is the
// last of the tokens before.
type line struct {
	tokens, unmarked int // how many of them
	before           int // tokens that are no marks before this line

	words  [1 + rowsAtOnce]uint64 // hashes
	stems  [1 + rowsAtOnce]uint64 // hashes
	groups [1 + rowsAtOnce]groups
	rows   [maxLevels * rowsAtOnce]uint32 // of the grid, working memory
}

// begin empties the line for a text: before its first stem stands what marks its
// start.
func (l *line) begin(g *grid) {
	l.tokens, l.unmarked, l.before = 0, 1, 0
	l.stems[0], l.groups[0] = features.StartOfText, g.none
}

// full reports whether the line has no room for one more token.
func (l *line) full() bool { return l.tokens >= rowsAtOnce }

// append appends a token to a line that is not full.
func (l *line) append(w *word) {
	l.words[l.tokens] = w.hash
	l.tokens++
	if !w.mark {
		l.stems[l.unmarked], l.groups[l.unmarked] = w.stem, w.groups
		l.unmarked++
	}
}

// next empties the line for the tokens that follow.
func (l *line) next() {
	if l.tokens > 0 {
		l.words[0] = l.words[l.tokens-1]
		l.tokens = 1
	}
	n := l.unmarked - 1
	l.stems[0], l.groups[0] = l.stems[n], l.groups[n]
	l.before += n
	l.unmarked = 1
}

// takePairs adds what the pairs of a line add to the sums.
func (f *folded) takePairs() {
	l := &f.line
	found := f.grid.find(&l.rows, l.groups[:l.unmarked])
	for part := range rowWidth(f.table.classes) {
		first := part * rowClasses
		if f.words >= 2 && l.tokens > 1 {
			s := f.table.blocks[features.Words].sumPairs(l.words[:l.tokens], part)
			s.to(f.table.part(f.sums, features.Words), first)
		}
		if f.stems >= 1 {
			s := f.startSums(part)
			if f.stems >= 2 {
				s.join(f.table.blocks[features.Stems].sumPairs(l.stems[:l.unmarked], part))
			}
			s.to(f.table.part(f.sums, features.Stems), first)
		}
		s := sumRows(f.grid.rows[part], l.rows[:found])
		s.to(f.table.part(f.sums, features.Similar), first)
	}
}

// startSums sums what the stems at the start of the text add that is no pair of
// the line.
func (f *folded) startSums(part int) (s fieldSums) {
	l, b := &f.line, &f.table.blocks[features.Stems]
	if at := 1 - l.before; f.stems == 1 && at == 1 && l.unmarked > 1 {
		s.add(b.row(features.StartHash(l.stems[1]), part))
	} else if f.stems >= 2 && at >= 0 && l.unmarked > at+1 {
		s.add(b.row(features.PairHash(features.StartHash(l.stems[at]), l.stems[at+1]), part))
	}
	return s
}

// sumPairs sums numbers of the rows of the pairs of neighbours in a line, as
// [tableBlock.row] finds them.
func (b *tableBlock) sumPairs(line []uint64, part int) fieldSums {
	var hashes [rowsAtOnce]uint64
	var places [rowsAtOnce]int
	n := len(line) - 1
	d, width := b.displaced, b.width
	before := line[0]
	for i, h := range line[1:] {
		hash := idPart(features.PairHash(before, h))
		before = h
		hashes[i], places[i] = hash, d.place(hash)*width
	}
	var even, odd uint64
	slots := b.slots
	for i, at := range places[:n] {
		x := slots[at+1+part]
		if slots[at] != hashes[i] {
			x = 0
		}
		even, odd = addRow(even, odd, x)
	}
	return fieldSums{even, odd}
}
