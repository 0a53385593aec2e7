package article

import "github.com/stancekit/stancekit/features"

// found is a statement before its speaker is resolved.
type found struct {
	Statement
	ref    reference
	open   bool // its last quotation runs on into the next block
	unit   int  // the sentence that it stands in
	offset int  // of the text that its offsets count from

	headline Span   // the whole of it, where a label in it names the speaker
	whole    string // its text
	through  int    // the last paragraph that it reaches into
	turn     bool   // it is the turn of an interview
}

// reader goes over an article block by block.
type reader struct {
	text   string // a whole article, or a part of a longer one
	offset int    // where text starts in the article
	cast   cast
	block  int // number of the present block
	unit   int // number of the present sentence
	quotes []quotation
	next   int // the first quotation that may reach into the present sentence
	seen   int // the first quotation that does not start before it
	first  int // the first of its statements in found
	words  []word
	tokens []features.Token
	cues   []cue
	found  []found // in the order of the text, not yet yielded
	base   int     // the index of found[0] among all statements

	speakers    []reference // of the present sentence
	lastSubject reference   // of the sentence before
	lastMention Span        // where it stands in the article
	lastColon   bool        // it ended with a colon
	joined      bool        // the sentence only continues a statement
	runsOn      bool        // the last block ended inside a quotation

	dialogue bool            // there has been a turn with a label
	labelled int             // the last block that began with one
	turn     int             // the last block that belonged to a turn
	asks     map[string]bool // labels of those who ask
}

// lag is how many blocks later a speaker is resolved, so that a headline may
// name somebody whom only the lead introduces.
const lag = 4

// maxRunOn is how many paragraphs a quotation or a turn may go on over.
const maxRunOn = 16

// read finds the statements of text, which stands at offset, and yields those
// that are complete.
func (r *reader) read(text string, offset int, yield func(Statement) bool) bool {
	r.text, r.offset = text, offset
	for b := range blocks(text) {
		r.readBlock(b)
		r.block++
		if !r.flush(r.block-lag, yield) {
			return false
		}
	}
	return true
}

// flush yields the statements of the blocks before limit.
func (r *reader) flush(limit int, yield func(Statement) bool) bool {
	n := 0
	for n < len(r.found) && r.found[n].through < limit {
		n++
	}
	if n == 0 {
		return true
	}
	for i := range r.found[:n] {
		f := &r.found[i]
		r.settle(f)
		f.Speaker, f.Person = r.cast.name(f.ref)
		f.shift()
		if !yield(f.Statement) {
			return false
		}
	}
	r.found = append(r.found[:0], r.found[n:]...)
	r.base += n
	return true
}

func (r *reader) readBlock(b Span) {
	if clutter(r.text, b) {
		return
	}
	r.quotes = readQuotes(r.quotes[:0], r.text, b)
	r.cap()
	r.next, r.seen = 0, 0
	b.Start = afterDateline(r.text, b)
	if !(r.block == 0 && r.readHeadline(b)) && !r.readTurn(b) && !r.readOn(b) {
		r.readProse(b)
	}
	r.runsOn = false
	for _, q := range r.quotes {
		if !q.closed && q.parent < 0 && !q.single {
			r.runsOn = true
		}
	}
}

// readProse reads the sentences of a block.
func (r *reader) readProse(b Span) {
	unit := Span{b.Start, b.Start}
	for s := range blockSentences(r.text, b) {
		if unit.End == unit.Start {
			unit.Start = s.Start
		}
		unit.End = s.End
		if r.insideQuote(s.End) {
			continue
		}
		r.readUnit(unit, b)
		unit = Span{s.End, s.End}
	}
	if unit.End > unit.Start {
		r.readUnit(unit, b)
	}
}

// cap ends quotations that nobody closes with the one around them, and at
// most one of them reaches the end of the block.
func (r *reader) cap() {
	for i := range r.quotes {
		q := &r.quotes[i]
		if q.parent < 0 || q.closed {
			continue
		}
		p := r.quotes[q.parent]
		q.outer.End, q.inner.End = min(q.outer.End, p.inner.End), min(q.inner.End, p.inner.End)
	}
}

// insideQuote reports whether an outermost quotation reaches over pos.
func (r *reader) insideQuote(pos int) bool {
	for r.next < len(r.quotes) {
		q := &r.quotes[r.next]
		if q.outer.Start >= pos {
			return false
		}
		if q.parent < 0 && q.outer.End > pos {
			return !q.single || q.inner.Len() < 1000
		}
		if q.parent < 0 || q.outer.End <= pos {
			r.next++
			continue
		}
		r.next++
	}
	return false
}
