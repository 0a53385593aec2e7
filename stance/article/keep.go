package article

import (
	"cmp"
	"slices"
)

// This file keeps what a sentence says as statements.

// shift makes the offsets count from the start of the article.
func (f *found) shift() {
	by := f.offset
	if by == 0 {
		return
	}
	f.Start += by
	f.End += by
	for i := range f.Spans {
		f.Spans[i].Start += by
		f.Spans[i].End += by
	}
	if f.SpeakerStart != -1 { // negative where it stands in the text read before
		f.SpeakerStart += by
		f.SpeakerEnd += by
	}
	if f.CueStart >= 0 {
		f.CueStart += by
		f.CueEnd += by
	}
}

// begin returns a statement of the present sentence without speaker and cue.
func (r *reader) begin(kind Kind) found {
	f := found{unit: r.unit}
	f.Kind, f.Paragraph, f.Parent = kind, r.block, -1
	f.SpeakerStart, f.SpeakerEnd, f.CueStart, f.CueEnd = -1, -1, -1, -1
	return f
}

// add keeps a statement of the sentence.
func (r *reader) add(s *sentence, x said) {
	f := r.begin(Indirect)
	f.CueStart, f.CueEnd = s.words[x.cue.first].Start, s.words[x.cue.tail-1].End
	if p := x.cue.source; !p.empty() {
		f.SpeakerStart, f.SpeakerEnd = s.words[p.a].Start, s.nameEnd(p.b)
		f.ref = r.cast.refer(s, p, x.pieces)
	}
	quoted, own := false, false // what stands in quotation marks, and what does not
	words, more := false, false // words in marks inside a clause, and whether they are more than a name
	for _, p := range x.pieces {
		for k := p.a; k < p.b; k++ {
			w := &s.words[k]
			switch {
			case w.quoted:
				quoted = true
				f.open = !r.quotes[w.quote].closed
			case w.in:
				words, more = true, more || w.plain() && (!w.capital || w.tags != 0) && !w.number
			case !w.mark && !w.is(conjunction):
				own = true
			}
		}
		r.addPieces(&f, s, p)
	}
	if words {
		quoted = quoted || more || !own
		own = true
	}
	switch {
	case quoted && own:
		f.Kind = Mixed
	case quoted:
		f.Kind = Direct
	}
	r.keep(f)
}

// addPieces adds the spans of a range of words: a quotation alone without its
// marks.
func (r *reader) addPieces(f *found, s *sentence, p pair) {
	if p.empty() {
		return
	}
	if p.b == p.a+1 && s.words[p.a].quoted {
		r.addSpan(f, r.speech(&r.quotes[s.words[p.a].quote]))
		return
	}
	r.addSpan(f, Span{s.words[p.a].Start, s.words[p.b-1].End})
	for k := p.a; k < p.b; k++ {
		s.words[k].tags |= covered
	}
}

// covered marks the words that belong to a statement.
const covered tags = 1 << 29

// speech returns what stands between quotation marks without the comma that
// belongs to the sentence around it.
func (r *reader) speech(q *quotation) Span {
	p := trim(r.text, q.inner)
	if p.Len() > 1 && r.text[p.End-1] == ',' {
		p.End--
	}
	return p
}

func (r *reader) addSpan(f *found, p Span) {
	if p.Len() <= 0 {
		return
	}
	f.Spans = append(f.Spans, p)
}

// keep completes a statement and puts it in its place.
func (r *reader) keep(f found) {
	if len(f.Spans) == 0 {
		return
	}
	slices.SortFunc(f.Spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	f.Spans = apart(f.Spans)
	f.Start, f.End = f.Spans[0].Start, f.Spans[len(f.Spans)-1].End
	f.Text, f.offset, f.through = join(r.text, f.Spans), r.offset, f.Paragraph
	f.Modality = f.modality(r.text)
	r.found = append(r.found, f)
}

// apart leaves out, of spans in order, those that overlap one before them.
func apart(spans []Span) []Span {
	out := spans[:1]
	for _, p := range spans[1:] {
		if p.Start >= out[len(out)-1].End {
			out = append(out, p)
		}
	}
	return out
}

// arrange puts the statements of a sentence in the order of the text and tells
// which is part of which.
func (r *reader) arrange(first int) {
	list := r.found[first:]
	slices.SortStableFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	for i := range list {
		for j := i - 1; j >= 0 && j > i-20; j-- {
			if within(list[i].Statement, list[j].Statement) {
				list[i].Parent = r.base + first + j
				break
			}
		}
	}
}

// within reports whether a lies in one of the pieces of b.
func within(a, b Statement) bool {
	for _, p := range b.Spans {
		if p.Start <= a.Start && a.End <= p.End && p.Len() > a.End-a.Start {
			return true
		}
	}
	return false
}

// narrate keeps a sentence that nobody is made to say.
func (r *reader) narrate(s *sentence) {
	f := r.begin(Narration)
	f.Spans = []Span{{s.words[0].Start, s.words[len(s.words)-1].End}}
	r.keep(f)
}
