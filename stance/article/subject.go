package article

import "strings"

// This file finds the subject of a reporting verb.

// findSource finds the subject of a finite verb whose group starts behind j.
func (s *sentence) findSource(c cue, j int, before []cue) (cue, bool) {
	inverts := c.frames&(direct|aside) != 0 && c.first == c.at && (c.frames&addressee == 0 || s.words[c.at].verb.lemma == "ask")
	if j < 0 {
		if end := s.phraseAfter(c.end); inverts && s.words[c.at].verbal(past|third) && end > c.end && end < len(s.words) && s.words[end].text == ":" {
			c.source, c.after, c.end = pair{c.end, end}, true, end
			return c, true // "Said Ruiz: …"
		}
		return c, false
	}
	w := &s.words[j]
	opened := w.quoted || w.comma() || w.dash() && !w.in || w.mark && (w.text == "?" || w.text == "!" || w.text == "'" || w.text == "\"")
	if w.comma() && inverts {
		// "…," Ruiz, a lawyer, said on Monday
		if a, b, ok := s.apposed(j); ok && (a == 0 || s.words[a-1].quoted) {
			c.source = pair{a, b}
			return c, true
		}
	}
	if opened && inverts && c.end < len(s.words) {
		if end := s.phraseAfter(c.end); end > c.end && s.invertedSubject(c.end, end) {
			end = s.sourceAfter(c.end)
			c.source, c.after = pair{c.end, end}, true
			c.end = end
			return c, true
		}
	}
	switch {
	case w.quoted:
		return c, false
	case w.comma() || w.dash():
		if a, b, ok := s.apposed(j); ok {
			c.source = pair{a, b}
			return c, true
		}
		return s.shareSource(c, before)
	case w.is(conjunction) || w.comma() && j > 0 && s.words[j-1].is(conjunction):
		return s.shareSource(c, before)
	case w.is(relative) && !w.is(determiner):
		c.source, c.who = pair{j, j + 1}, true
		return c, true
	case w.text == "that":
		if a, ok := s.phraseBefore(j-1, 0); ok && j > 0 && s.words[j-1].nominal() {
			c.source = pair{a, j}
			return c, true
		}
		return c, false
	case w.is(preposition) && !w.is(adverb):
		return c, false
	}
	j = s.overOccasion(j)
	a, ok := s.phraseBefore(j, 0)
	if !ok || a == j && w.is(nobody) || w.text == "one" && a == j-1 && s.words[a].text == "no" {
		return c, false
	}
	if s.words[a].text == "whose" || c.frames&weak != 0 && !s.speaks(a, j+1) {
		return c, false
	}
	c.source = pair{s.overRelative(a), j + 1}
	return c, true
}

// invertedSubject reports whether the words after "said" are its subject, and
// not what was said.
func (s *sentence) invertedSubject(a, b int) bool {
	w := &s.words[a]
	if w.is(relative) || w.is(timeWord) && !w.owner || b == a+1 && w.is(determiner) {
		return false
	}
	if w.is(subject) || s.words[a-1].verb.form == base {
		return b < len(s.words) && s.words[b].mark || b == len(s.words)
	}
	if w.is(possessive|determiner) || w.capital {
		return b >= len(s.words) || !s.words[b].is(be|have|do|modal) && !s.words[b].finite()
	}
	return b >= len(s.words) || s.words[b].mark || s.words[b].is(relative|preposition|conjunction) || s.words[b-1].capital
}

// speaks reports whether a noun phrase may name somebody or something that
// says: a name, a pronoun, a document.
func (s *sentence) speaks(a, b int) bool {
	for k := a; k < b; k++ {
		w := &s.words[k]
		if documents[w.text] {
			return true
		}
	}
	return false
}

// shareSource gives a coordinated verb the subject of the cue before it, or of
// the sentence.
func (s *sentence) shareSource(c cue, before []cue) (cue, bool) {
	c.bare, c.shared = true, true
	for k := len(before) - 1; k >= 0; k-- {
		if !before[k].source.empty() && !before[k].prefix && !(before[k].who && c.at > before[k].end+8) {
			c.source, c.who = before[k].source, before[k].who
			return c, true
		}
	}
	if p, ok := s.mainSubject(c.at); ok {
		c.source = p
		return c, true
	}
	return c, false
}

// participial handles "…, saying that" and "after calling for".
func (s *sentence) participial(c cue, j int, before []cue) (cue, bool) {
	if j < 0 {
		// "Calling it a mistake, she …": the subject of what follows
		for k := c.end; k < len(s.words); k++ {
			if s.words[k].comma() {
				if end := s.phraseAfter(k + 1); end > k+1 {
					c.source, c.bare = pair{k + 1, end}, true
					return c, true
				}
			}
		}
		return c, false
	}
	w := &s.words[j]
	if w.is(determiner|possessive) || w.owner {
		return c, false
	}
	if w.comma() || w.is(conjunction) || w.dash() || w.quoted {
		return s.shareSource(c, before)
	}
	if w.text == "as" {
		if p, ok := s.quotedAs(j); ok {
			c.source = p
			return c, true
		}
	}
	if w.is(preposition | subordinate) {
		if !w.oneOf(" after before while by when without in for ") {
			return c, false
		}
		return s.shareSource(c, before)
	}
	if w.nominal() && c.frames&nounLike == 0 {
		a, ok := s.phraseBefore(j, 0)
		if !ok || a > 0 && !s.speaks(a, j+1) {
			return s.shareSource(c, before)
		}
		c.source, c.bare = pair{a, j + 1}, true
		return c, ok
	}
	return c, false
}

// quotedAs finds the speaker of "quoted Ruiz as saying" and "Ruiz was quoted
// as saying", with "as" at j.
func (s *sentence) quotedAs(j int) (pair, bool) {
	for k := j - 1; k >= 0 && k > j-10; k-- {
		w := &s.words[k]
		if w.verb.lemma != "quote" && w.verb.lemma != "cite" {
			continue
		}
		if k < j-1 {
			return pair{k + 1, j}, true
		}
		if i, aux := s.verbGroup(k); aux&be != 0 && i >= 0 {
			a, ok := s.phraseBefore(i, 0)
			return pair{a, i + 1}, ok
		}
	}
	return pair{}, false
}

// passive handles "was criticised by".
func (s *sentence) passive(c cue) (cue, bool) {
	if hearsay[s.words[c.at].text] && c.end+1 < len(s.words) && s.words[c.end].text == "to" {
		c.rumour = true
		return c, true
	}
	if c.frames&addressee != 0 && c.end < len(s.words) && (s.words[c.end].oneOf(" that whether if ") || s.words[c.end].comma() && c.end+1 < len(s.words) && s.words[c.end+1].quoted) {
		c.passed = false
		return c, true // "ministers were told that": nobody says by whom
	}
	for k := c.end; k < len(s.words) && k < c.end+6; k++ {
		if s.words[k].mark || s.words[k].quoted {
			break
		}
		if s.words[k].text == "by" {
			if end := s.phraseAfter(k + 1); end > k+1 {
				c.source, c.after, c.end = pair{k + 1, end}, true, end
				return c, true
			}
		}
	}
	return c, false
}

// mainSubject returns the first noun phrase of the sentence before i, or what
// stands before its first auxiliary where an adverbial opens the sentence.
func (s *sentence) mainSubject(i int) (pair, bool) {
	if p, ok := s.firstPhrase(i); ok {
		return p, ok
	}
	for k := 1; k < min(i, maxPhrase); k++ {
		if w := &s.words[k]; w.is(be|have|modal) && !w.capital {
			a, ok := s.phraseBefore(k-1, 0)
			return pair{a, k}, ok
		}
	}
	return pair{}, false
}

func (s *sentence) firstPhrase(i int) (pair, bool) {
	for k := 0; k < min(i, maxPhrase); k++ {
		w := &s.words[k]
		if w.quoted {
			continue
		}
		if w.is(preposition|subordinate) && !w.is(adverb) {
			for k < i && !s.words[k].comma() {
				k++
			}
			continue
		}
		if w.mark || w.is(conjunction|adverb) && !w.is(determiner) {
			continue
		}
		if k == 0 && w.tags == 0 && strings.HasSuffix(w.text, "ly") && len(w.text) > 5 && firstNames[w.text] == 0 {
			continue // "Shortly after the talks, …"
		}
		if k == 0 && (w.verbal(gerund) || w.verbal(participle) || strings.HasSuffix(w.text, "ing")) {
			for k < i && !s.words[k].comma() {
				k++
			}
			continue
		}
		if end := s.phraseAfter(k); end > k && end <= i {
			return pair{k, end}, true
		}
	}
	return pair{}, false
}
