package article

// This file finds what is said: the words on either side of a reporting verb
// that belong to the speech.

// said is what a cue reports, as ranges of words.
type said struct {
	cue    cue
	pieces []pair
}

// statements finds what each cue of the sentence reports. A speaker at the end
// of the sentence ("…, she said", "…, according to Ruiz") rules all before.
func (s *sentence) statements(cues []cue) []said {
	var out []said
	taken := 0                        // words before this belong to earlier statements
	finals := make([]said, len(cues)) // empty where a cue is none
	for n, c := range cues {
		if x, ok := s.final(cues, n, taken); ok {
			finals[n] = x
			taken = max(c.end, x.pieces[len(x.pieces)-1].b)
		}
	}
	for n, c := range cues {
		if len(finals[n].pieces) > 0 {
			out = append(out, finals[n])
			continue
		}
		x, ok := s.reported(cues, n)
		if !ok || c.frames&direct == 0 && (s.nested(out, x) || insideFinal(finals, c)) || c.shared && insideResumed(finals, c) {
			continue
		}
		out = append(out, x)
	}
	return out
}

// insideFinal reports whether a cue is part of what a final speaker says.
func insideFinal(finals []said, c cue) bool {
	for _, f := range finals {
		for _, p := range f.pieces {
			if p.a <= c.at && c.at < p.b {
				return true
			}
		}
	}
	return false
}

// insideResumed reports whether a cue is part of what goes on behind a
// speaker.
func insideResumed(finals []said, c cue) bool {
	for _, f := range finals {
		if len(f.pieces) > 1 && f.pieces[1].a <= c.at && c.at < f.pieces[1].b {
			return true
		}
	}
	return false
}

// final returns what stands before a speaker and verb without anything said
// behind them.
func (s *sentence) final(cues []cue, n, taken int) (said, bool) {
	c := cues[n]
	stop := s.stopBefore(cues, n)
	x := said{cue: c}
	if c.rumour || c.passed || c.frames&(direct|aside) == 0 || !s.behind(c, stop).empty() {
		return x, false
	}
	left := s.left(c, taken)
	if left.empty() {
		return x, false
	}
	x.pieces = append(x.pieces, left)
	if more := s.resumed(c, s.resumedStop(cues, n)); !more.empty() {
		x.pieces = append(x.pieces, more)
	}
	return x, true
}

// behind returns what is said behind the verb.
func (s *sentence) behind(c cue, stop int) pair {
	if c.prefix && c.first > 0 && !s.words[c.first-1].is(conjunction) && !s.words[c.first-1].is(subordinate) {
		return pair{}
	}
	rest := s.right(c, stop)
	if c.noun {
		for k := rest.a + 2; k < rest.b; k++ {
			if s.words[k].finite() && s.words[k-1].plain() && s.words[k-1].nominal() && s.words[rest.a].text != "that" {
				rest.b = k // "the refusal to sign | came as no surprise"
			}
		}
	}
	if !rest.empty() && !c.prefix && s.leftQuoted(c) && !s.words[rest.a].quoted {
		return pair{} // `"…," she said after the talks`
	}
	return rest
}

// reported returns what cue n reports behind the verb, with what stands before
// it where that is part of it.
func (s *sentence) reported(cues []cue, n int) (said, bool) {
	c := cues[n]
	x := said{cue: c}
	stop := s.stopBefore(cues, n)
	switch {
	case c.rumour:
		if n+1 < len(cues) && cues[n+1].first <= c.at {
			return x, false // "is expected to announce": the second verb reports
		}
		rest := s.trimmed(pair{c.end, s.objectEnd(c.end, stop)})
		a, ok := s.phraseBefore(c.first-1, 0)
		x.pieces = append(x.pieces, pair{a, c.first}, rest)
		return x, ok && !rest.empty()
	case c.passed:
		rest := s.passiveContent(c)
		x.pieces = append(x.pieces, rest)
		return x, !rest.empty()
	}
	rest := s.behind(c, stop)
	if rest.empty() {
		return x, false
	}
	if left := s.continued(c, rest, 0); !left.empty() {
		x.pieces = append(x.pieces, left)
	}
	x.pieces = append(x.pieces, rest)
	return x, true
}

// nested reports whether what x reports lies inside an earlier statement.
func (s *sentence) nested(out []said, x said) bool {
	for _, o := range out {
		for _, p := range o.pieces {
			if p.a <= x.pieces[0].a && x.pieces[0].b <= p.b {
				return true
			}
		}
	}
	return false
}

// right returns the speech behind the verb, before stop.
func (s *sentence) right(c cue, stop int) pair {
	i := c.end
	if c.prefix {
		for i < len(s.words) && !s.words[i].comma() && !s.words[i].quoted {
			i++
		}
		if i < len(s.words) && s.words[i].comma() {
			i++
			if i == len(s.words) {
				return pair{}
			}
			if name, _ := s.nameAt(i); !name.empty() && name.b < stop && s.words[name.b].comma() && offices[s.head(c.source).text] {
				i = name.b + 1 // "according to the mayor, Ada Ruiz, …"
			}
		}
		return s.trimmed(pair{i, s.clauseEnd(i, stop)})
	}
	i = s.skipAdverbials(i, c.frames)
	if i >= stop {
		return pair{}
	}
	if s.asComment(c) && s.words[i].comma() {
		return s.trimmed(pair{i + 1, s.clauseEnd(i+1, stop)}) // "as Ruiz put it, …"
	}
	if c.split > 0 {
		stop = min(stop, c.split)
	}
	if s.conditional(c) {
		stop = s.firstComma(i, stop)
	}
	for k := i; k < i+2 && k < stop; k++ {
		w := &s.words[k]
		if w.quoted && (k == i || s.words[i].mark) && c.frames&direct != 0 {
			return s.trimmed(pair{k, s.clauseEnd(k, stop)})
		}
		if !w.mark {
			break
		}
	}
	w := &s.words[i]
	switch {
	case w.mark && w.text == ":" && i+1 < stop && c.frames&(direct|clause) != 0:
		return s.trimmed(pair{i + 1, stop})
	case w.mark && (w.text == "'" || w.text == "\"") && i+1 < stop:
		if c.frames&(clause|object) == 0 {
			return pair{}
		}
	case w.mark && w.text != "$" && w.text != "#" && w.text != "@":
		return pair{}
	case w.text == "nothing" && c.frames&clause != 0:
		return pair{}
	case w.text == "that" && c.frames&that != 0:
		return s.trimmed(pair{i, s.clauseEnd(i, stop)})
	case c.frames&question != 0 && w.oneOf(" whether if why how what who when where which "):
		return s.trimmed(pair{i, s.clauseEnd(i, stop)})
	case w.text == "to":
		if c.frames&addressee != 0 && i > c.end {
			return s.trimmed(pair{c.end, s.objectEnd(i, stop)}) // "told them to leave"
		}
		if c.frames&infinite == 0 {
			return pair{}
		}
		return s.trimmed(pair{i, s.objectEnd(i, stop)})
	case w.oneOf(" of about ") && c.frames&addressee != 0 && i > c.end:
		return s.trimmed(pair{c.end, s.objectEnd(i, stop)}) // "assured Rome of its support"
	case w.is(preposition) && !w.is(determiner) && c.end == c.at+1 && !w.oneOf(" as for about against in after before on at with since like over under up "):
		return pair{}
	case w.is(preposition) && c.frames&clause == 0 && !w.is(determiner|adverb):
		return pair{}
	case w.is(be|have|do|modal) && c.frames&clause == 0:
		return pair{}
	}
	if c.frames&clause != 0 && (c.frames&object == 0 || s.hasFinite(i, stop)) {
		return s.trimmed(pair{i, s.clauseEnd(i, stop)})
	}
	if c.frames&object != 0 {
		if w.oneOf(" me us him them ") && s.words[c.at].verb.lemma == "promise" && i+1 < stop && (s.words[i+1].nominal() || s.words[i+1].is(determiner)) {
			i++ // "promised us | a new draft"
		}
		return s.trimmed(pair{i, s.objectEnd(i, stop)})
	}
	return pair{}
}

// asComment reports whether the speaker and verb open the sentence behind
// "as".
func (s *sentence) asComment(c cue) bool {
	return c.source.a == 1 && !c.source.empty() && s.words[0].text == "as"
}

// conditional reports whether the speaker and verb stand in a clause of their
// own before the main one: "although she said …, the talks …".
func (s *sentence) conditional(c cue) bool {
	a := c.source.a
	return a > 0 && !c.after && !c.source.empty() && s.words[a-1].is(subordinate) && (a == 1 || s.words[a-2].mark) && !s.words[a-1].oneOf(" how why what whether ")
}

// hasFinite reports whether a finite verb stands near the start of a clause.
func (s *sentence) hasFinite(i, stop int) bool {
	for k := i; k < min(stop, i+14); k++ {
		w := &s.words[k]
		if w.mark && w.text != "%" && w.text != "$" {
			return false
		}
		if w.is(be|have|do|modal) && !w.capital || w.is(subject) && !w.is(objective|relative) {
			return true
		}
	}
	return false
}
