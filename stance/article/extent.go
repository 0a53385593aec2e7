package article

// This file finds where reported speech ends.

// stopBefore returns where the speech that cue n reports must end: before a
// later cue that is coordinated with it rather than part of it.
func (s *sentence) stopBefore(cues []cue, n int) int {
	clausal := s.clausal(cues[n])
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
			if start > 0 && w.comma() && !clausal {
				return start - 1
			}
		case d.shared && d.source == cues[n].source && (w.is(conjunction) || w.comma()):
			return s.backOver(start)
		case w.is(conjunction) && start > 1 && s.words[start-2].comma():
			return start - 2
		case w.is(conjunction|subordinate) && !clausal:
			return start - 1
		case w.text == ";" || w.dash():
			return start - 1
		}
	}
	return len(s.words)
}

// resumedStop is the same for speech that goes on behind the speaker, where a
// verb without a subject belongs to the speech: "The talks, she said, were
// opened in May and suspended in June".
func (s *sentence) resumedStop(cues []cue, n int) int {
	k := n + 1
	for k < len(cues) && cues[k].shared && !s.words[cues[k].at].quoted && cues[k].frames&infinite == 0 && s.words[cues[k].first-1].is(conjunction) && cues[k].first > cues[n].end+3 {
		k++
	}
	if k == n+1 {
		return s.stopBefore(cues, n)
	}
	rest := append([]cue{}, cues[:n+1]...)
	return s.stopBefore(append(rest, cues[k:]...), n)
}

// clausal reports whether what the cue reports is a clause, and no noun phrase.
func (s *sentence) clausal(c cue) bool {
	if c.frames&clause != 0 {
		return true
	}
	i := s.skipAdverbials(c.end, c.frames)
	return i < len(s.words) && s.words[i].text == "that"
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
		case w.comma() && next && (s.words[k+1].in || s.words[k+1].quoted && startsLower(s.text, s.words[k+1].Start)):
		case w.comma():
			if next && (s.words[k+1].is(determiner|possessive|conjunction|relative|subordinate|preposition|subject|be|have|do|modal) || s.words[k+1].verbal(gerund|past)) || !s.listComma(k, stop) {
				return k
			}
		case w.is(adverb) && k > i+1 && !w.is(preposition|subordinate|determiner) && s.words[i].text != "to" && s.words[i].text != "that" && s.words[k-1].nominal() && (k+1 >= stop || s.words[k+1].mark && s.words[k+1].text != "%" && !s.words[k+1].in):
			return k // "condemned the attack | unanimously"
		case objectEnds[w.text] && k > i+1 && !(next && s.continues(i, k)):
			return k
		case w.text == "on" && next && s.words[k+1].is(timeWord), w.is(timeWord) && w.capital && !w.owner && k+1 == stop:
			return k
		case w.oneOf(" last this next ") && next && s.words[k+1].is(timeWord):
			return k
		case w.oneOf(" in at during on via ") && s.occasion(k+1, stop):
			return k
		}
	}
	return stop
}

// occasions lists where and how things are said.
var occasions = setOf(`interview interviews statement statements speech speeches tweet tweets letter letters news press rally debate
	post posts message messages e-mail email mail briefing briefings broadcast address testimony telegram communication conference communique communiqué`)

// occasion reports whether the noun phrase at i only tells where something is
// said: "in | a post on social media".
func (s *sentence) occasion(i, stop int) bool {
	if i >= stop || !s.words[i].is(determiner|possessive) || s.words[i].text == "the" && !(i+1 < stop && occasions[s.words[i+1].text]) {
		return false
	}
	for k := i + 1; k < min(stop, i+4); k++ {
		w := &s.words[k]
		if occasions[w.text] {
			return true
		}
		if !w.nominal() {
			return false
		}
	}
	return false
}

// continues reports whether "before" and its like at k go on with what is
// said: in an infinitive, a clause of its own, or with a noun phrase behind
// them: "announced a launch before the end of the month".
func (s *sentence) continues(i, k int) bool {
	w, next := &s.words[k], &s.words[k+1]
	if !w.oneOf(" before until unless ") || next.verbal(gerund) {
		return false
	}
	for x := i; x < k; x++ {
		if s.words[x].text == "to" || s.words[x].text == "that" {
			return true
		}
	}
	return w.text == "before" && next.is(determiner)
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
