package article

import "strings"

// This file gives speakers to quotations without a reporting verb of the
// tables: alone in their sentence, behind a colon, or beside an unknown verb.

// loose looks for the quotations of a sentence that no statement holds.
func (r *reader) loose(s *sentence) {
	for k := range s.words {
		w := &s.words[k]
		if !w.quoted || r.held(w.Span) {
			continue
		}
		switch {
		case r.signed(s, k):
		case r.besideVerb(s, k):
		case len(s.words) == 1 || k == 0 && len(s.words) == 2 && s.words[1].mark:
			r.alone(s, k)
		case k > 0:
			r.introduced(s, k)
		}
	}
	r.embedded(s)
}

// held reports whether a statement of this sentence holds the span.
func (r *reader) held(p Span) bool {
	for i := r.first; i < len(r.found); i++ {
		for _, q := range r.found[i].Spans {
			if q.Start < p.End && p.Start < q.End {
				return true
			}
		}
	}
	return false
}

// besideVerb handles `"…," Ruiz thundered`: a name or pronoun and a word in
// lower case behind a quotation.
func (r *reader) besideVerb(s *sentence, k int) bool {
	if k+2 >= len(s.words) {
		return false
	}
	if v := &s.words[k+1]; v.plain() && !v.capital && v.tags == 0 && (strings.HasSuffix(v.text, "ed") || strings.HasSuffix(v.text, "s")) && s.words[k+2].plain() && (s.words[k+2].capital || s.words[k+2].is(determiner|possessive)) {
		if end := s.phraseAfter(k + 2); end > k+2 {
			r.put(s, k, pair{k + 2, end}) // "remembered Ada Ruiz"
			return true
		}
	}
	end := s.phraseAfter(k + 1)
	if end == k+1 || end >= len(s.words) {
		return false
	}
	w := &s.words[end]
	first := &s.words[k+1]
	if !first.capital && !first.is(subject|determiner|possessive) || w.mark || w.capital || w.is(preposition|conjunction) {
		// the verb may have been taken for the end of the phrase
		if !first.is(subject) && !first.capital {
			return false
		}
	}
	r.put(s, k, pair{k + 1, end})
	return true
}

// signed handles a quotation with a name behind a dash, as letters and mottos
// have it: "We will not forget." — Ada Ruiz
func (r *reader) signed(s *sentence, k int) bool {
	if k != 0 || len(s.words) < 3 || !s.words[1].dash() {
		return false
	}
	name, _ := s.nameAt(2)
	end := len(s.words)
	for end > 3 && s.words[end-1].mark {
		end--
	}
	if name.empty() || name.b != end && !s.words[name.b].comma() {
		return false
	}
	r.put(s, k, pair{2, name.b})
	return true
}

// put keeps the quotation at k with a speaker.
func (r *reader) put(s *sentence, k int, source pair) {
	f := r.quoteAt(s, k)
	if !source.empty() {
		f.SpeakerStart, f.SpeakerEnd = s.words[source.a].Start, s.words[source.b-1].End
		f.ref = r.refer(s, source)
	}
	r.keep(f)
}

func (r *reader) quoteAt(s *sentence, k int) found {
	q := &r.quotes[s.words[k].quote]
	f := r.begin(Direct)
	f.open = !q.closed
	r.addSpan(&f, r.speech(q))
	return f
}

// introduced handles a quotation behind a clause without a reporting verb:
// its subject speaks.
func (r *reader) introduced(s *sentence, k int) {
	if p, ok := s.mainSubject(k); ok {
		r.put(s, k, p)
		return
	}
	r.alone(s, k)
}

// alone handles a quotation that is a sentence of its own: it goes on with
// the statement before, or at least has its speaker.
func (r *reader) alone(s *sentence, k int) {
	f := r.quoteAt(s, k)
	if len(f.Spans) == 0 {
		return
	}
	last := r.lastSpoken()
	switch {
	case last != nil && last.Paragraph == r.block && last.unit >= r.unit-1 && last.Kind != Indirect && last.offset+last.End <= r.offset+f.Spans[0].Start,
		last != nil && last.open && r.runsOn && last.through == r.block-1 && r.block-last.Paragraph < maxRunOn:
		r.extend(last, f)
		return
	case r.lastColon:
		f.ref = r.lastSubject
		if m := r.lastMention; m.Len() > 0 {
			f.SpeakerStart, f.SpeakerEnd = m.Start-r.offset, m.End-r.offset
		}
	case last != nil && last.unit >= r.unit-1:
		f.ref = last.ref
	default:
		f.ref = r.lastSubject
	}
	r.keep(f)
}

// extend adds what f says to an earlier statement.
func (r *reader) extend(last *found, f found) {
	shift := r.offset - last.offset
	for _, p := range f.Spans {
		ended := last.through < r.block || endsSentence(r.text[last.End-shift:p.Start])
		last.Text += link(last.Text, ended, p.Of(r.text)) + p.Of(r.text)
		last.Spans = append(last.Spans, Span{p.Start + shift, p.End + shift})
		last.End = p.End + shift
	}
	last.unit, last.open, last.through = r.unit, f.open, r.block
	r.joined = true
}

// lastSpoken returns the last statement that is no narration, of its sentence
// the one that is quoted.
func (r *reader) lastSpoken() *found {
	var last *found
	for i := len(r.found) - 1; i >= 0; i-- {
		f := &r.found[i]
		if f.Kind == Narration || f.Parent >= 0 {
			continue
		}
		if last != nil && f.unit != last.unit {
			break
		}
		if last == nil || f.Kind != Indirect {
			last = f
		}
	}
	return last
}

// embedded keeps the quoted words that stand inside the article's own
// sentence without a reporting verb.
func (r *reader) embedded(s *sentence) {
	for k := 0; k < len(s.words); k++ {
		if !s.words[k].in {
			continue
		}
		end, words, capitals := k, 0, 0
		for end < len(s.words) && s.words[end].in {
			if w := &s.words[end]; !w.mark {
				words++
				if w.capital {
					capitals++
				}
			}
			end++
		}
		p := Span{s.words[k].Start, s.words[end-1].End}
		if words > 2 && capitals*2 < words && !r.held(p) {
			f := r.begin(Mixed)
			if q, ok := s.mainSubject(k); ok {
				f.SpeakerStart, f.SpeakerEnd = s.words[q.a].Start, s.words[q.b-1].End
				f.ref = r.refer(s, q)
			}
			r.addSpan(&f, p)
			r.keep(f)
		}
		k = end
	}
}
