package model

import "github.com/stancekit/stancekit/features"

// line is some neighbouring tokens, as their pairs need them: the words and
// marks, and apart from them those that are no marks. The first of either is the
// last of the tokens before.
type line struct {
	words  []uint64 // hashes
	stems  []uint64 // hashes
	groups []groups
	before int // tokens that are no marks before this line

	room struct {
		words, stems [1 + rowsAtOnce]uint64
		groups       [1 + rowsAtOnce]groups
	}
	rows [maxLevels * rowsAtOnce]uint32 // of the grid
}

// begin empties the line for a text: before its first stem stands what marks its
// start.
func (l *line) begin(g *grid) {
	l.words = l.room.words[:0]
	l.stems = append(l.room.stems[:0], features.StartOfText)
	l.groups = append(l.room.groups[:0], g.none())
	l.before = 0
}

// full reports whether the line has no room for one more token.
func (l *line) full() bool { return len(l.words) == rowsAtOnce }

func (l *line) append(w *word) {
	l.words = append(l.words, w.hash)
	if !w.mark {
		l.stems = append(l.stems, w.stem)
		l.groups = append(l.groups, w.groups)
	}
}

// next empties the line for the tokens that follow.
func (l *line) next() {
	n := len(l.stems) - 1
	l.before += n
	l.words = append(l.room.words[:0], l.words[max(len(l.words)-1, 0):]...)
	l.stems = append(l.room.stems[:0], l.stems[n])
	l.groups = append(l.room.groups[:0], l.groups[n])
}

// takePairs adds what the pairs of a line add to the sums.
func (f *folded) takePairs() {
	l := &f.line
	clusterRows := f.grid.find(&l.rows, l.groups)
	for part := range rowWidth(f.table.classes) {
		first := part * rowClasses
		if f.words >= 2 && len(l.words) > 1 {
			s := f.table.blocks[features.Words].sumPairs(l.words, part)
			s.to(f.table.part(f.sums, features.Words), first)
		}
		if f.stems >= 1 {
			s := f.startSums(part)
			if f.stems >= 2 {
				s.join(f.table.blocks[features.Stems].sumPairs(l.stems, part))
			}
			s.to(f.table.part(f.sums, features.Stems), first)
		}
		s := sumRows(f.grid.rows[part], l.rows[:clusterRows])
		s.to(f.table.part(f.sums, features.Similar), first)
	}
}

// startSums sums what the stems at the start of the text add that is no pair of
// the line.
func (f *folded) startSums(part int) (s fieldSums) {
	l, b := &f.line, &f.table.blocks[features.Stems]
	if at := 1 - l.before; f.stems == 1 && at == 1 && len(l.stems) > 1 {
		s.add(b.row(features.StartHash(l.stems[1]), part))
	} else if f.stems >= 2 && at >= 0 && len(l.stems) > at+1 {
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
