package article

import (
	"slices"
	"strings"
)

// This file finds the speech before a speaker, and where it goes on behind
// one.

// left returns the speech before the speaker and the verb, not before word
// taken.
func (s *sentence) left(c cue, taken int) pair {
	end := c.first
	if !c.after && !c.source.empty() && !c.shared {
		end = min(end, c.source.a)
	}
	if end == 0 {
		return pair{}
	}
	w := &s.words[end-1]
	if w.quoted {
		start := s.leftStart(end-1, taken)
		if k := end - 2; k >= start && s.words[k].mark && (s.words[k].text == ":" || s.words[k].comma() && !startsLower(s.text, s.words[end-1].Start) && s.adverbial(pair{start, k})) {
			start = end - 1 // what introduces a quotation is no part of it
		}
		return s.trimmed(pair{start, end})
	}
	if w.is(subordinate) && w.text == "as" && end > 1 {
		w = &s.words[end-2]
		end--
	}
	ended := c.prefix || w.comma() || w.dash() || w.mark && (w.text == "?" || w.text == "!" || w.text == "'" || w.text == "\"")
	if !ended || w.comma() && end < 3 && !s.goesOn(c) && !s.words[0].quoted {
		return pair{}
	}
	if c.bare && c.shared {
		return pair{}
	}
	p := s.trimmed(pair{s.leftStart(end-1, taken), end})
	if p.b-p.a < 2 && (p.empty() || !s.words[p.a].quoted) && !s.goesOn(c) {
		return pair{}
	}
	return p
}

// goesOn reports whether the sentence goes on behind the speaker: "Oslo, she
// said, needs a bridge".
func (s *sentence) goesOn(c cue) bool {
	return c.end+2 < len(s.words) && s.words[c.end].comma()
}

// leftStart returns where the clause that ends at i starts.
func (s *sentence) leftStart(i, taken int) int {
	start := taken
	for k := i - 1; k >= taken; k-- {
		if s.words[k].mark && (s.words[k].text == ";" || s.words[k].text == ":" && slices.ContainsFunc(s.words[taken:k], func(w word) bool { return w.finite() })) {
			start = k + 1
			break
		}
	}
	for start < i && (s.words[start].comma() || start > 0 && s.words[start].is(conjunction)) {
		start++
	}
	return start
}

// continued returns the speech before the speaker where the speech behind the
// verb only continues it: "Whether it works, he said, "is another matter"".
func (s *sentence) continued(c cue, rest pair, taken int) pair {
	if c.prefix || c.bare || c.source.empty() || c.frames&direct == 0 {
		return pair{}
	}
	left := s.left(c, taken)
	if left.empty() {
		return left
	}
	if s.words[left.b-1].quoted {
		return left
	}
	first := &s.words[rest.a]
	if first.quoted && s.words[rest.a-1].mark && startsLower(s.text, first.Start) && !s.adverbial(left) {
		return left
	}
	return pair{}
}

// adverbial reports whether a phrase only says when or where.
func (s *sentence) adverbial(p pair) bool {
	w := &s.words[p.a]
	return w.is(preposition) && !w.is(subordinate) || w.is(timeWord) || w.oneOf(" after before when while asked earlier later ") || w.verbal(gerund|participle)
}

// resumed returns the speech that goes on behind the speaker.
func (s *sentence) resumed(c cue, stop int) pair {
	i := c.end
	if !c.after && !c.prefix {
		i = min(stop, s.skipAdverbials(i, c.frames))
		if i < stop && !s.words[i].comma() {
			i = c.end
		}
	}
	open := i
	for i < stop && !s.words[i].comma() && !s.words[i].dash() {
		if s.words[i].quoted {
			return s.trimmed(pair{i, stop})
		}
		if i > c.end+12 {
			return pair{}
		}
		i++
	}
	i++
	if i+1 >= stop && !(i < stop && s.words[i].quoted) {
		return pair{}
	}
	w := &s.words[i]
	if w.quoted {
		return s.trimmed(pair{i, stop})
	}
	if w.is(determiner) && c.prefix && !s.words[c.first-2].is(be|have|modal) && s.verbless(i, stop) {
		return pair{} // only tells more of the source
	}
	if c.after && !w.is(be|have|modal) || i != open+1 || c.first > 0 && s.leftQuoted(c) || strings.HasSuffix(w.text, "ing") || w.is(conjunction|subordinate) && !s.goesOnWithAnd(i, stop) || w.verbal(gerund) || w.is(relative) || w.comma() {
		return pair{}
	}
	return s.trimmed(pair{i, s.clauseEnd(i, stop)})
}

// goesOnWithAnd reports whether speech goes on at i with "and" and a subject of
// its own: "prices, he said, would rise, and wages …".
func (s *sentence) goesOnWithAnd(i, stop int) bool {
	if s.words[i].oneOf(" if when unless until because provided ") {
		return i+2 < stop // "it would open, he said, when …"
	}
	if s.words[i].text != "and" || stop < len(s.words) || i+2 >= stop {
		return false
	}
	w := &s.words[i+1]
	return w.in || w.plain() && (w.capital || w.is(determiner|subject|be|have|modal|nobody) && !w.is(relative))
}

// leftQuoted reports whether a quotation stands right before the speaker.
func (s *sentence) leftQuoted(c cue) bool {
	k := c.first
	if !c.source.empty() && !c.after {
		k = min(k, c.source.a)
	}
	return k > 0 && s.words[k-1].quoted || k > 1 && s.words[k-1].comma() && s.words[k-2].quoted
}

// passiveContent returns the subject of a passive verb as what is said.
func (s *sentence) passiveContent(c cue) pair {
	j := c.first - 1
	if j < 0 || c.source.empty() {
		return pair{}
	}
	a, ok := s.phraseBefore(j, 0)
	if !ok {
		return pair{}
	}
	return s.trimmed(pair{a, j + 1})
}
