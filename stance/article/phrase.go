package article

import "strings"

// This file finds noun phrases: who speaks, to the left or the right of a
// reporting verb.

// sentence is a unit of analysis: the words of one sentence, in which a
// quotation that stands as speech is one word.
type sentence struct {
	text  string
	words []word
	span  Span
	block int
}

// nominal reports whether a word may stand inside a noun phrase.
func (w *word) nominal() bool {
	if !w.plain() {
		return w.mark && (w.text == "%" || w.text == "$" || w.text == "&" || w.text == "/" || w.text == "#" || w.text == "@")
	}
	if w.capital && !w.is(preposition|conjunction|subordinate|determiner|subject|be|have|do|modal|adverb) {
		return true
	}
	return !w.is(determiner|possessive|subject|objective|relative|preposition|conjunction|subordinate|be|have|do|modal|negation|adverb) || w.oneOf(quantities)
}

const quantities = " some many all both most several few each another others much more half other one those these such last first second "

// finite reports whether a word is most likely a verb with a subject.
func (w *word) finite() bool {
	return w.plain() && !w.capital && !w.owner && (w.is(be|have|do|modal) || w.reports() && w.verb.form&(base|gerund) == 0 && (!w.takes(nounLike) || w.verbal(past)))
}

// maxPhrase is how many words a noun phrase may have.
const maxPhrase = 40

// phraseBefore returns where the noun phrase starts whose last word is at j;
// ok is false where there is none.
func (s *sentence) phraseBefore(j, depth int) (a int, ok bool) {
	a = j + 1
	for k := j; k >= max(0, j-maxPhrase); k-- {
		w := &s.words[k]
		switch {
		case w.mark && w.text == ")":
			open := k - 1
			for open > 0 && k-open < 8 && s.words[open].text != "(" {
				open--
			}
			if open <= 0 || s.words[open].text != "(" {
				return a, a <= j
			}
			k = open
			continue
		case w.in && k < j && !s.words[k+1].in, !w.in && k < j && s.words[k+1].in && w.mark:
			// the border of a title or nickname in quotation marks
		case w.quoted || !w.plain() && !w.nominal():
			return a, a <= j
		case w.is(timeWord) && k == j && !w.owner:
			return a, false
		case w.is(timeWord) && !w.owner && k < j && (w.capital || s.words[k+1].capital):
			return a, true // "every month | New Delhi"
		case w.is(subject|objective) && !w.is(relative|possessive):
			if k == j && w.is(objective) && k > 1 && s.words[k-1].is(preposition) && s.attaches(k-1) {
				a = k // "people briefed on it"
				continue
			}
			if k == j && w.is(subject) {
				return k, true
			}
			return a, a <= j
		case w.is(determiner|possessive) && !w.oneOf(" no ") || w.text == "no":
			if k == j && !w.oneOf(" that this these those all both some many most several few each another others ") {
				return a, false
			}
			if w.text == "that" && k < j && k > 0 && s.words[k-1].plain() && !s.words[k-1].is(preposition|conjunction) {
				return a, true // "a step that Egypt called …"
			}
			a = k
			if k > 0 && (s.words[k-1].is(determiner|possessive) && !s.words[k-1].is(relative)) {
				continue
			}
			if k > 1 && s.words[k-1].is(preposition) && s.attaches(k-1) {
				k--
				continue
			}
			if k > 1 && s.words[k-1].text == "and" && depth < 3 {
				return s.coordinated(k-1, a, depth)
			}
			return a, true
		case w.text == "and" || w.text == "or":
			if k == j || depth >= 3 {
				return a, a <= j
			}
			return s.coordinated(k, a, depth)
		case w.is(preposition) && !w.is(adverb):
			if k == j || !s.attaches(k) {
				return a, a <= j
			}
		case w.nominal():
			if k < j && w.finite() && !(k > 0 && s.words[k-1].is(determiner|possessive)) {
				return a, true
			}
			a = k
		default:
			return a, a <= j
		}
	}
	return a, a <= j
}

// coordinated extends a noun phrase that starts at a over the "and" at k,
// if what stands before is a noun phrase at the start of its clause.
func (s *sentence) coordinated(k, a, depth int) (int, bool) {
	if k == 0 {
		return a, true
	}
	if s.words[k-1].comma() {
		return a, true
	}
	left, ok := s.phraseBefore(k-1, depth+1)
	for n := 0; ok && n < 6 && left > 1 && s.words[left-1].comma() && s.words[left].capital && s.words[left-2].capital; n++ {
		more, found := s.phraseBefore(left-2, depth+2) // "France, Germany and Britain"
		if !found || more > 0 && !s.words[more-1].mark {
			break
		}
		left = more
	}
	if ok && (left == 0 || s.words[left-1].mark || s.words[left-1].quoted || s.words[left-1].is(subordinate|relative|conjunction)) {
		return left, true
	}
	return a, true
}

// attaches reports whether the preposition at k belongs to the noun before it:
// "a spokesman for the ministry", but not "in Oslo officials".
func (s *sentence) attaches(k int) bool {
	if k == 0 {
		return false
	}
	w, before := &s.words[k], &s.words[k-1]
	if w.text == "of" {
		return before.nominal() || before.is(determiner)
	}
	if !w.oneOf(" for at in from on to with inside within behind against near under about around between among outside ") {
		return false
	}
	return before.plain() && before.nominal() && !before.is(timeWord|adverb) && !before.finite() && !before.number && k >= 1
}

// phraseAfter returns where the noun phrase ends that starts at i.
func (s *sentence) phraseAfter(i int) int {
	end := i
	lower := false
	for k := i; k < len(s.words) && k < i+16; k++ {
		w := &s.words[k]
		switch {
		case w.mark && w.text == "(" && k > i:
			shut := k + 1
			for shut < len(s.words) && shut-k < 8 && s.words[shut].text != ")" {
				shut++
			}
			if shut >= len(s.words) || s.words[shut].text != ")" {
				return end
			}
			k = shut
			continue
		case w.quoted || w.mark && !w.nominal():
			return end
		case w.is(subject) && !w.is(objective|relative):
			if k == i {
				return k + 1
			}
			return end
		case w.is(objective) && !w.is(possessive) && (k == i || s.words[k-1].is(preposition)):
			return k + 1
		case w.is(timeWord) && !w.owner:
			return end
		case w.is(adverb) && k > i && k+1 < len(s.words) && s.words[k+1].nominal() && !s.words[k-1].capital && !w.is(subordinate|preposition|timeWord):
		case w.text == "and" && k > i && k+1 < len(s.words) && (s.words[k+1].capital || s.words[k+1].text == "others"):
		case w.is(determiner|possessive) && (!w.is(relative|subordinate) || k == i):
			if k > i && !s.words[k-1].is(preposition|determiner) && s.words[k-1].text != "and" {
				return end
			}
			end = k + 1
		case w.text == "of" && k > i:
		case w.is(preposition) && !w.is(adverb):
			if k == i || !lower || !w.oneOf(" for at in from with on to ") || k+1 < len(s.words) && (s.words[k+1].is(timeWord) || s.words[k+1].oneOf(" interview statement speech an his her ") || s.occasion(k+1, len(s.words))) {
				return end
			}
			lower = false
		case w.nominal():
			if k > i && (w.finite() && !s.reduced(k) || w.reports() && w.verbal(base) && !w.capital && !w.takes(nounLike) && s.words[k-1].tags == 0 && strings.HasSuffix(s.words[k-1].text, "s")) && !s.words[k-1].is(determiner) {
				return end
			}
			end = k + 1
			lower = !w.capital
		default:
			return end
		}
	}
	return end
}

// reduced reports whether the verb at k only shortens a relative clause: "a
// diplomat involved in the talks".
func (s *sentence) reduced(k int) bool {
	return s.words[k].verbal(participle) && !settled[s.words[k].verb.lemma] && !s.words[k].is(be|have|do|modal) && !s.words[k-1].capital && k+2 < len(s.words) && s.words[k+1].oneOf(" in with by of on ") && !s.words[k+2].is(timeWord)
}

// settled lists verbs whose participle never shortens a relative clause.
var settled = setOf(`stand sit lie stay sleep live remain arrive return come go run fall rise meet begin`)

// apposed returns the noun phrase before the comma at j, over the appositions
// between: for "Ruiz, a lawyer from Leiria, said" the phrase "Ruiz".
func (s *sentence) apposed(j int) (a, b int, ok bool) {
	limit := max(0, j-45)
	k := j - 1
	for tries := 0; k > limit && tries < 5; k-- {
		w := &s.words[k]
		if w.quoted {
			return
		}
		if !w.comma() && !w.dash() {
			continue
		}
		tries++
		left, found := s.phraseBefore(k-1, 1)
		if !found || s.words[k+1].is(conjunction|subordinate) && !s.words[k+1].is(relative) {
			if found || s.words[k-1].is(timeWord) || s.words[k-1].number {
				continue
			}
			return
		}
		if s.words[k-1].number && k-1 == left { // an age
			continue
		}
		if left == 0 && strings.HasSuffix(s.words[0].text, "ing") && s.words[0].reports() {
			return // "Speaking in Oslo, Berg, without naming her, said …"
		}
		starts := left == 0 || s.words[left-1].mark || s.words[left-1].quoted || s.words[left-1].is(subordinate|conjunction|relative)
		named := false
		for x := left; x < k; x++ {
			named = named || s.words[x].capital && x > 0 || s.words[x].is(determiner|possessive)
		}
		named = named || left == 0 && s.words[0].capital
		if starts && named && s.verbless(k+1, j) {
			a, b, ok = left, k, true
			if left == 0 || !s.words[left-1].comma() || s.words[left].is(determiner) && !s.words[left].capital {
				if left > 0 && s.words[left-1].comma() {
					continue // itself an apposition
				}
				return
			}
		} else if ok {
			return
		}
	}
	return
}

// verbless reports whether the words from a to b hold no verb of a main
// clause, so that they may be an apposition.
func (s *sentence) verbless(a, b int) bool {
	clause := false
	for k := a; k < b; k++ {
		w := &s.words[k]
		switch {
		case w.comma():
			clause = false
		case w.is(relative) && !w.is(determiner):
			clause = true
		case w.is(modal|be|have|do) && !w.capital && !clause && k == a:
			return false
		case w.is(modal|be) && !w.capital && !clause:
			return false
		}
	}
	return true
}

// person reports whether a noun phrase may be a speaker: a pronoun or a name.
func (s *sentence) person(p pair) bool {
	w := &s.words[p.a]
	if w.oneOf(" he she they we i ") {
		return true
	}
	for k := p.a; k < p.b; k++ {
		if x := &s.words[k]; x.capital && !x.owner && (k > 0 || tagOf[x.text] == 0) {
			return true
		}
	}
	return false
}
