package article

// This file finds where reported speech ends.

// stopBefore returns where the speech that cue n reports must end: before a
// later cue that is coordinated with it rather than part of it.
func (s *sentence) stopBefore(cues []cue, n int) int {
	for _, d := range cues[n+1:] {
		start := d.first
		if !d.after && !d.shared && !d.source.empty() && d.source.a < d.first {
			start = min(start, d.source.a)
		}
		if d.first <= cues[n].end || start <= cues[n].end+1 {
			continue
		}
		w := &s.words[start-1]
		switch {
		case d.prefix && (w.comma() || w.dash()):
			return start - 1
		case d.prefix:
			return start
		case d.who:
			if start > 0 && w.comma() && cues[n].frames&clause == 0 {
				return start - 1
			}
		case d.shared && d.source == cues[n].source && (w.is(conjunction) || w.comma()):
			return s.backOver(start)
		case w.is(conjunction) && start > 1 && s.words[start-2].comma():
			return start - 2
		case w.is(conjunction|subordinate) && cues[n].frames&clause == 0:
			return start - 1
		case w.text == ";" || w.dash():
			return start - 1
		}
	}
	return len(s.words)
}

// backOver steps back over ", and" before a clause.
func (s *sentence) backOver(i int) int {
	for i > 0 && (s.words[i-1].is(conjunction) || s.words[i-1].comma()) {
		i--
	}
	return i
}

// firstComma returns where the first comma stands that separates no list.
func (s *sentence) firstComma(i, stop int) int {
	for k := i + 1; k < stop; k++ {
		if s.words[k].comma() && !s.words[k].in && !s.listComma(k, stop) {
			return k
		}
	}
	return stop
}

// trimmed drops marks and conjunctions at the ends of a range.
func (s *sentence) trimmed(p pair) pair {
	p.b = min(p.b, len(s.words))
	for p.a < p.b && s.words[p.a].mark && s.words[p.a].oneOf(", : ; - -- . ) ") {
		p.a++
	}
	for p.a < p.b && (s.words[p.a].comma() || s.words[p.a].dash() || s.words[p.a].mark && s.words[p.a].text == ":") {
		p.a++
	}
	for p.a < p.b {
		w := &s.words[p.b-1]
		if w.mark && (w.text == "," || w.text == "." || w.text == ";" || w.text == "--" || w.text == "-" || w.text == ":") || w.is(conjunction) {
			p.b--
			continue
		}
		break
	}
	return p
}

// clauseEnd returns where a reported clause ends, at the latest at stop.
func (s *sentence) clauseEnd(i, stop int) int {
	for k := i + 1; k < stop; k++ {
		w := &s.words[k]
		if w.mark && w.text == ";" {
			return k
		}
		if w.comma() && k+2 < stop && s.words[k+1].verbal(gerund) && s.words[k+1].reports() && !s.words[k+1].in {
			return k
		}
	}
	return stop
}

// objectEnds lists the words that end a reported object, where they open an
// adverbial or another clause.
var objectEnds = setOf(`after before while when because since although though unless until whereas amid during despite following once but`)

// objectEnd returns where a reported noun phrase or infinitive ends.
func (s *sentence) objectEnd(i, stop int) int {
	for k := i + 1; k < stop; k++ {
		w := &s.words[k]
		next := k+1 < stop
		switch {
		case w.in:
		case w.mark && (w.text == ";" || w.text == ":" || w.dash() || w.text == "("):
			return k
		case w.comma():
			if next && (s.words[k+1].is(determiner|possessive|conjunction|relative|subordinate|preposition|subject|be|have|do|modal) || s.words[k+1].verbal(gerund|past)) || !s.listComma(k, stop) {
				return k
			}
		case objectEnds[w.text] && k > i+1:
			return k
		case w.text == "on" && next && s.words[k+1].is(timeWord), w.is(timeWord) && w.capital && !w.owner && k+1 == stop:
			return k
		case w.oneOf(" last this next ") && next && s.words[k+1].is(timeWord):
			return k
		case w.oneOf(" in at during ") && k+2 < stop && s.words[k+1].is(determiner|possessive) && s.words[k+2].oneOf(" interview statement speech tweet letter news press interviews rally debate "):
			return k
		}
	}
	return stop
}

// listComma reports whether the comma at k separates the items of a list.
func (s *sentence) listComma(k, stop int) bool {
	for x := k + 1; x < min(stop, k+12); x++ {
		w := &s.words[x]
		if w.text == "and" || w.text == "or" {
			return true
		}
		if w.quoted || w.is(be|have|modal|relative|subordinate) {
			return false
		}
	}
	return false
}
