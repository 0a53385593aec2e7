package article

// This file steps over what may stand between a reporting verb and the speech.

// skipAdverbials steps over what may stand between the verb and the speech:
// adverbs, times, "in a statement", and the person spoken to.
func (s *sentence) skipAdverbials(i int, f frame) int {
	n := len(s.words)
	told := f&addressee == 0
	for i < n {
		w := &s.words[i]
		switch {
		case told && f&addressee != 0 && w.oneOf(" of about "):
			return i // "assured Rome | of its support"
		case w.quoted || w.text == "to" && (f&infinite != 0 || told && f&addressee != 0 && i+1 < n && s.words[i+1].plain() && !s.words[i+1].capital && !s.words[i+1].is(determiner|possessive)):
			return i
		case w.is(timeWord) && !w.owner:
			i++
		case w.text == "on" && i+2 < n && s.words[i+1].is(timeWord) && !s.words[i+1].owner && (s.words[i+2].text == "to" || !s.words[i+2].is(preposition|subordinate)):
			i += 2
		case w.is(preposition) && s.idiomAt(i) > 0:
			i += s.idiomAt(i)
		case w.oneOf(" last next this late early ") && i+1 < n && s.words[i+1].is(timeWord):
			i += 2
		case w.is(adverb) && !w.is(subordinate|preposition|determiner|conjunction) && (f&object == 0 || !s.nounFollows(i)) && !w.oneOf(" only even "):
			i++
		case !told && (w.nominal() || w.is(objective|determiner|possessive)) && w.text != "that":
			end := s.addresseeEnd(i)
			if end == i {
				return i
			}
			i = end
			told = true
		case f&that != 0 && w.is(preposition|subordinate) && s.thatAfter(i) > 0:
			return s.thatAfter(i)
		case f&(clause|direct) != 0 && f&object == 0 && w.is(preposition) && !w.is(subordinate) && w.text != "like":
			end := s.adverbialEnd(i)
			if end == i {
				return i
			}
			i = end
		case f&(clause|direct) != 0 && w.oneOf(" in on at during to via ") && i+1 < n && !s.words[i+1].is(be):
			end := s.adverbialEnd(i)
			if end == i {
				return i
			}
			i = end
		case w.comma() && i+1 < n && i > 0 && f&that != 0 && s.words[i+1].text == "that":
			i++
		case w.comma() && i+1 < n && f&that != 0 && s.words[i+1].is(preposition|subordinate):
			end := s.asideEnd(i + 1)
			if end < 0 {
				return i
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// idioms lists what may stand between any verb and its object.
var idioms = lines(`
	at the same time
	at once
	at last
	at least
	in turn
	in public
	in private
	in writing
	for the first time
	for his part
	for her part
	for their part
	for its part`)

// idiomAt returns how many words the idiom at i has, 0 for none.
func (s *sentence) idiomAt(i int) int { return s.oneAt(i, idioms) }

// thatAfter returns where "that" opens a clause behind the prepositional
// phrase at i, or 0: "said after a call with Oslo | that …".
func (s *sentence) thatAfter(i int) int {
	for k := i + 1; k+1 < len(s.words) && k < i+14; k++ {
		w := &s.words[k]
		if w.text == "that" && k > i+1 {
			if next := &s.words[k+1]; next.is(be|have|do|modal) || next.reports() && next.verbal(past|third) {
				return 0 // "after talks that ended in a quarrel"
			}
			return k
		}
		if w.mark && !w.nominal() || w.quoted || w.is(be|have|do|modal|relative) && !w.is(determiner) || w.is(subject) && !w.is(objective) || w.finite() && !s.words[k-1].is(determiner) {
			return 0
		}
	}
	return 0
}

// asideEnd returns where a parenthesis between commas ends before "that", or
// -1.
func (s *sentence) asideEnd(i int) int {
	for k := i; k+1 < len(s.words) && k < i+20; k++ {
		if s.words[k].comma() {
			if s.words[k+1].text == "that" {
				return k + 1
			}
			return -1
		}
	}
	return -1
}

func (s *sentence) nounFollows(i int) bool {
	return i+1 < len(s.words) && s.words[i+1].nominal()
}

// addresseeEnd returns where the person spoken to ends: "reporters", "CNN's
// Ada Holt", "the council".
func (s *sentence) addresseeEnd(i int) int {
	w := &s.words[i]
	if w.is(objective) && !w.is(possessive) {
		return i + 1
	}
	k := i
	for k < len(s.words) && k < i+10 {
		x := &s.words[k]
		switch {
		case x.text == "of" && k > i && s.words[k-1].capital && k+1 < len(s.words) && s.words[k+1].is(possessive):
			return k // "assured Rome | of its support"
		case x.is(determiner|possessive) && (k == i || s.words[k-1].is(preposition)):
		case x.is(subject|relative|determiner|possessive) || x.is(be|have|do|modal):
			return k
		case x.is(timeWord) || x.mark && !x.nominal() || x.quoted || x.is(preposition) && x.text != "of" || x.is(adverb|subordinate):
			return k
		case k > i && w.capital && !x.capital && x.text != "of" && x.text != "and" && !s.words[k-1].owner:
			return k
		case k > i && !s.words[k-1].capital && x.capital && !s.words[k-1].is(preposition|determiner) && !s.words[k-1].owner && !media[s.words[k-1].text]:
			return k
		}
		k++
		if s.words[k-1].plain() && s.words[k-1].text == "reporters" {
			return k
		}
	}
	return k
}

// adverbialEnd returns where a prepositional phrase between verb and speech
// ends: "in an interview with the paper".
func (s *sentence) adverbialEnd(i int) int {
	k := i + 1
	for k < len(s.words) && k < i+14 {
		w := &s.words[k]
		first := k == i+1 || s.words[k-1].is(preposition|possessive|determiner) || s.words[k-1].owner
		switch {
		case w.text == "that" && k+1 < len(s.words) && s.words[k+1].finite():
			for k < len(s.words) && !s.words[k].mark && !s.words[k].quoted {
				k++ // "after talks that ended in a quarrel"
			}
			return k
		case w.text == "that" || w.quoted || w.text == "to" && s.words[k-1].is(timeWord):
			return k
		case w.mark && !w.nominal():
			return k
		case w.is(subject) && !w.is(objective) || w.is(be|have|do|modal):
			return k
		case w.oneOf(" it you ") && k+1 < len(s.words) && (s.words[k+1].is(be|have|do|modal) || s.words[k+1].finite()):
			return k
		case w.is(relative|subordinate) && !w.is(preposition):
			return k
		case w.is(determiner|possessive) && !first:
			return k
		case w.is(preposition) || first:
		case w.is(adverb):
			return k
		case w.capital && s.words[k-1].plain() && !s.words[k-1].capital && !first:
			return k
		case w.is(timeWord):
		case !w.capital && s.words[k-1].capital && !s.words[k-1].owner:
			return k
		}
		k++
	}
	return k
}
