package article

// This file tells verbs from nouns by the words around them.

// tagTo marks the infinitive's "to" in the word classes that verbGroup
// gathers.
const tagTo tags = 1 << 30

// verbGroup walks left from the verb at i over its auxiliaries, adverbs and
// the verbs that it depends on, and returns the word before them.
func (s *sentence) verbGroup(i int) (j int, aux tags) {
	j = i - 1
	nearest := true
	for j >= 0 {
		w := &s.words[j]
		switch {
		case w.mark || w.quoted || w.capital && !(j == 0 && w.is(adverb)):
			if w.is(timeWord) && j > 0 && s.words[j-1].text == "on" {
				j -= 2
				continue
			}
			return j, aux
		case w.is(be | have | do | modal):
			if nearest {
				aux |= w.tags & (be | have | do | modal)
				nearest = false
			}
		case w.is(reflexive) && nearest || w.oneOf(" both each ") && j > 0 && (s.words[j-1].nominal() || s.words[j-1].is(be|have|modal)):
		case w.is(timeWord) && !w.owner && j > 1 && s.words[j-1].oneOf(" last this "):
			j-- // "a poll last month | showed"
		case w.text == "since" && j > 0 && s.words[j-1].is(have):
		case w.is(negation) || w.is(adverb) && !w.is(subordinate|preposition):
		case w.text == "to" && j > 0 && s.catenative(j-1):
			if nearest {
				aux |= tagTo
				nearest = false
			}
			j--
			if j >= 0 && s.words[j].is(be|have) {
				j++
			}
		default:
			return j, aux
		}
		j--
	}
	return j, aux
}

// catenative reports whether the verb or adjective at j takes another verb
// with "to" and the same subject.
func (s *sentence) catenative(j int) bool {
	w := &s.words[j]
	return w.plain() && !w.capital && w.is(catenative|be|have)
}

// pluralAt reports whether the word before a verb in its base form may be its
// subject.
func (s *sentence) pluralAt(j int) bool {
	if j < 0 {
		return false
	}
	w := &s.words[j]
	if w.comma() {
		return true
	}
	if w.mark {
		return w.text == "%" || w.text == ")"
	}
	if w.quoted {
		return false
	}
	if w.oneOf(" i we they you who percent people police data media some many most all both others several few men women voters those ") {
		return true
	}
	if w.is(conjunction) {
		return true
	}
	if a, ok := s.phraseBefore(j, 0); ok && a < j && s.manyHeads(pair{a, j + 1}) {
		return true // "Ruiz and Berg say"
	}
	n := len(w.text)
	return !w.owner && w.nominal() && n > 3 && w.text[n-1] == 's' && w.text[n-2] != 's' && !w.is(timeWord)
}

// verbFollows reports whether the word at i is more likely behind a verb than
// behind a noun.
func (s *sentence) verbFollows(i int) bool {
	if i >= len(s.words) {
		return true
	}
	w := &s.words[i]
	return w.mark && !w.dash() || w.quoted || w.capital || w.is(determiner|possessive|objective|subject|adverb|timeWord) || w.oneOf(" that to whether if how why what ") || !w.is(preposition|conjunction|be|have|do|modal|subordinate)
}

// singularAt reports whether the word before a verb in its third person may be
// its subject.
func (s *sentence) singularAt(j int) bool {
	w := &s.words[j]
	if !w.plain() {
		return true
	}
	if w.is(determiner|possessive|preposition|be|have|do|modal) && !w.is(subject|relative|timeWord) || w.owner || w.number {
		return false
	}
	if w.is(subject|conjunction|relative) || w.capital {
		return true
	}
	a, ok := s.phraseBefore(j, 0)
	return ok && a < j && s.words[a].is(determiner|possessive)
}
