package article

import (
	"slices"
	"strings"
)

// This file finds names, and the offices beside them.

// particles may stand inside a name.
const particles = " van von de der den del della di da dos bin ibn al el la le ter ten zu "

// ordinary reports whether a word in lower case is most likely a noun or an
// adjective: none of the tables' words and no form of a verb.
func (w *word) ordinary() bool {
	return w.plain() && !w.capital && !w.number && w.tags == 0 && !w.reports() && !w.owner
}

// departments may have an "of" inside the title.
const departments = " secretary minister "

// nameAt returns the name that starts at i with the title before it.
func (s *sentence) nameAt(i int) (name, title pair) {
	w := &s.words[i]
	if !w.capital || !w.plain() || w.is(timeWord) || w.tags != 0 && (i == 0 || w.is(subject|determiner)) && !w.is(modal) {
		return
	}
	end, last := i, i
	for k := i; k < len(s.words) && k < i+12; k++ {
		x := &s.words[k]
		switch {
		case !x.plain() || x.is(timeWord) && k > i:
			k = len(s.words)
			continue
		case x.capital:
			last = k + 1
			if x.owner {
				k = len(s.words)
				continue
			}
		case k > i+1 && s.givenName(k):
			last = k + 1
		case x.oneOf(particles) && k > i && k+1 < len(s.words) && (s.words[k+1].capital || k+2 < len(s.words) && s.words[k+1].oneOf(particles) && s.words[k+2].capital):
		case x.oneOf(" of for and & ") && k > i && k+1 < len(s.words) && s.words[k+1].capital && (bodies[s.words[k-1].text] || x.text == "of" && s.words[k-1].oneOf(departments)):
		default:
			k = len(s.words)
			continue
		}
		end = last
	}
	name = pair{i, end}
	cut := i
	for k := i; k < end-1; k++ {
		x := &s.words[k]
		if offices[x.text] || honorifics[x.text] != 0 {
			cut = k + 1
			if k+3 <= end && s.words[k+1].text == "of" {
				cut = k + 3 // "Secretary of State Holm"
			}
		}
	}
	title = pair{i, cut}
	name.a = cut
	// a title in lower case before the name, or before a rank
	if title.empty() || s.onlyRanks(title) {
		k := i
		for k > 0 && k > i-6 && s.words[k-1].plain() && !s.words[k-1].owner && (offices[s.words[k-1].text] || k < i && (modifiers[s.words[k-1].text] || s.words[k-1].capital && !s.words[k-1].is(timeWord) || s.words[k-1].text == "and" || s.words[k-1].ordinary())) {
			k--
		}
		for k < i && s.words[k].text == "and" {
			k++
		}
		for k > 0 && k < i && s.words[k].Start > 0 && s.text[s.words[k].Start-1] == '-' {
			k-- // "front-runner"
		}
		title.a, title.b = k, max(i, title.b)
	}
	return
}

// suffixes may stand behind a hyphen without being a part of a name.
const suffixes = " based led born wide style run era only like free type made held owned backed "

// givenName reports whether the word at k is the second half of a name such
// as "Seung-ho".
func (s *sentence) givenName(k int) bool {
	w := &s.words[k]
	return !w.capital && !w.number && len(w.text) <= 6 && s.text[w.Start-1] == '-' && s.words[k-1].capital && !s.words[k-1].owner &&
		s.words[k-2].capital && s.words[k-1].End+1 == w.Start && !w.oneOf(suffixes)
}

// onlyRanks reports whether a title is nothing but a military rank.
func (s *sentence) onlyRanks(p pair) bool {
	for k := p.a; k < p.b; k++ {
		if !ranks[s.words[k].text] {
			return false
		}
	}
	return !p.empty()
}

// surnames lists the offices that are surnames as often.
const surnames = " king prince pope bishop marshal dean major judge priest pastor player coach farmer banker "

// onlyOffice reports whether what looks like a name is an office without one:
// "the Security Minister".
func (s *sentence) onlyOffice(p pair) bool {
	w := &s.words[p.b-1]
	return offices[w.text] && !w.oneOf(surnames) && firstNames[s.words[p.a].text] == 0
}

// adjectival reports whether a name only qualifies the noun behind it: "the
// Turkish Cypriot authorities".
func (s *sentence) adjectival(p pair) bool {
	if p.b >= len(s.words) || s.words[p.b-1].owner {
		return false
	}
	w := &s.words[p.b]
	return w.plain() && !w.capital && !w.reports() && (offices[w.text] || bodies[w.text] || offices[strings.TrimSuffix(w.text, "s")] || w.text == "authorities")
}

// nameEnd returns the end of a name before word b, without a possessive.
func (s *sentence) nameEnd(b int) int {
	w := &s.words[b-1]
	end := w.End
	if w.owner {
		for _, tail := range []string{"'s", "’s", "'", "’"} {
			if strings.HasSuffix(s.text[w.Start:end], tail) {
				return end - len(tail)
			}
		}
	}
	return end
}

// compatible reports whether two names with one surname may mean the same: one
// is only the surname, or the first names agree.
func compatible(a, b []string) bool {
	if len(a) == 1 || len(b) == 1 {
		return true
	}
	n := min(len(a), len(b))
	if slices.Equal(a[len(a)-n:], b[len(b)-n:]) {
		return true
	}
	x, y := strings.TrimSuffix(a[0], "."), strings.TrimSuffix(b[0], ".")
	return x == y || len(x) == 1 && strings.HasPrefix(y, x) || len(y) == 1 && strings.HasPrefix(x, y)
}

// apposition looks for an office beside a name: "Ada Ruiz, the mayor of …",
// "the mayor of …, Ada Ruiz".
func (c *cast) apposition(id int, s *sentence, p pair) {
	if k := p.b; k+1 < len(s.words) && s.words[k].comma() && !s.words[p.b-1].owner {
		k++
		if k+1 < len(s.words) && s.words[k].number && s.words[k+1].comma() {
			k += 2 // an age
		}
		if k >= len(s.words) {
			return
		}
		if end := s.officeAfter(k); end > k {
			c.entitle(id, s, pair{k, end}, true)
			return
		}
	}
	if k := p.a; k > 1 && s.words[k-1].comma() {
		if a, ok := s.phraseBefore(k-2, 1); ok {
			if a > 0 && s.words[a-1].text == "in" && s.prefixAt(a-1) > 0 {
				a += s.prefixAt(a-1) - 1 // "in the words of | the mayor, Ada Ruiz"
			}
			for x := a; x < k-1; x++ {
				if offices[s.words[x].text] && s.words[x].plain() && !s.words[x].owner && (s.words[a].is(determiner|possessive) || s.words[a].owner) && (x+1 == k-1 || s.words[x+1].is(preposition)) {
					c.entitle(id, s, pair{a, k - 1}, true)
					return
				}
			}
		}
	}
}

// officeAfter returns where the office ends that starts at i: "the foreign
// minister of Norway".
func (s *sentence) officeAfter(i int) int {
	found := false
	end := i
	for k := i; k < len(s.words) && k < i+14; k++ {
		w := &s.words[k]
		switch {
		case w.quoted || w.mark && !w.nominal():
			k = len(s.words)
			continue
		case w.is(determiner|possessive) && (k == i || s.words[k-1].is(preposition)):
			continue
		case w.is(preposition) && found && w.oneOf(" of for at in to on from near below above "):
			continue
		case w.nominal() && (!w.finite() || w.capital || modifiers[w.text] || s.words[k-1].is(determiner)):
			found = found || offices[w.text]
			end = k + 1
		case w.text == "and" && k > i:
			continue
		default:
			k = len(s.words)
			continue
		}
	}
	if !found {
		return i
	}
	return end
}
