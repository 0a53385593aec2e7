package article

import "slices"

// This file finds who is quoted inside a quotation: `"He told me, 'No,'" Ruiz
// said.`

const (
	nestedWords = 3   // shorter quotations inside a quotation are no speech
	nestedReach = 400 // how far before a quotation its speaker is looked for
)

// inside looks for speech in the quotations that the statements of the present
// sentence hold.
func (r *reader) inside(s *sentence) {
	own := r.words
	for i := r.seen; i < len(r.quotes); i++ {
		q := &r.quotes[i]
		if q.outer.Start >= s.span.End {
			break
		}
		if q.parent < 0 || r.quotes[q.parent].parent >= 0 || !q.closed {
			continue
		}
		outer := r.quotes[q.parent].inner
		if outer.Start < s.span.Start || outer.End > s.span.End || countWords(q.inner.Of(r.text), nestedWords) < nestedWords {
			continue
		}
		host := r.holder(outer)
		if host < 0 {
			continue
		}
		r.quotedWithin(s, q, i, outer, host)
	}
	s.words, r.words = own, own
}

// holder returns which statement of the sentence holds a span, or -1.
func (r *reader) holder(p Span) int {
	for i := r.first; i < len(r.found); i++ {
		for _, x := range r.found[i].Spans {
			if x.Start <= p.End && p.Start <= x.End {
				return i
			}
		}
	}
	return -1
}

// quotedWithin finds the speaker of the quotation q, which stands inside
// another.
func (r *reader) quotedWithin(s *sentence, q *quotation, index int, outer Span, host int) {
	start := outer.Start
	for b := range blockSentences(r.text, Span{max(outer.Start, q.outer.Start-nestedReach), q.outer.Start}) {
		start = b.Start
	}
	end := min(outer.End, q.outer.End+nestedReach/2)
	for b := range blockSentences(r.text, Span{q.outer.End, end}) {
		end = b.End
		break
	}
	sub := sentence{text: s.text, span: Span{start, end}, block: s.block}
	sub.words = appendWords(nil, r.text, Span{start, q.outer.Start}, &r.tokens)
	sub.words = append(sub.words, word{Span: q.outer, quoted: true, quote: index})
	sub.words = appendWords(sub.words, r.text, Span{q.outer.End, end}, &r.tokens)
	for _, x := range sub.statements(sub.cues(nil)) {
		if !sub.holds(x) {
			continue
		}
		c := x.cue
		f := r.begin(Direct)
		f.CueStart, f.CueEnd = sub.words[c.at].Start, sub.words[c.at].End
		if p := c.source; !p.empty() {
			f.SpeakerStart, f.SpeakerEnd = sub.words[p.a].Start, sub.words[p.b-1].End
			outside := slices.Clone(r.cast.here)
			r.cast.meet(&sub)
			f.ref = r.cast.refer(&sub, p, nil)
			r.cast.here = outside
			if sub.words[p.a].oneOf(" i we ") {
				f.ref = r.found[host].ref
			}
		}
		r.addSpan(&f, r.speech(q))
		r.keep(f)
		return
	}
}

// holds reports whether a statement holds the quotation of the sentence.
func (s *sentence) holds(x said) bool {
	for _, p := range x.pieces {
		for k := p.a; k < p.b; k++ {
			if s.words[k].quoted {
				return true
			}
		}
	}
	return false
}
