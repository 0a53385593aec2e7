package article

import (
	"slices"
	"strings"
)

// refer tells whom the noun phrase p of the present sentence means. Words in
// own belong to what is said, where a pronoun does not look first.
func (c *cast) refer(s *sentence, p pair, own []pair) reference {
	if p.empty() {
		return reference{}
	}
	first := &s.words[p.a]
	if first.is(relative) && p.b == p.a+1 && first.text != "that" {
		if p.a > 0 {
			end := p.a
			if s.words[end-1].comma() {
				end--
			}
			if end > 0 {
				if a, ok := s.phraseBefore(end-1, 0); ok {
					return c.refer(s, pair{a, end}, own)
				}
			}
		}
		return reference{text: ""}
	}
	if p.b == p.a+1 && !first.mark && first.is(subject|objective) && !(first.capital && p.a > 0 && first.text == "us") {
		return c.pronoun(first.text, s, p, own)
	}
	if p.b == p.a+1 && first.is(possessive) {
		switch first.text {
		case "his":
			return c.pronoun("he", s, p, own)
		case "her":
			return c.pronoun("she", s, p, own)
		case "their":
			return c.pronoun("they", s, p, own)
		case "its":
			return c.pronoun("it", s, p, own)
		}
		return reference{}
	}
	// a name that the phrase ends with, or that stands at its head
	var named int
	for _, h := range c.here {
		if h.a >= p.a-6 && h.b <= p.b && h.b > p.a {
			if h.b == p.b && !s.behindPreposition(h.a, p) || named == 0 && c.all[h.id-1].person && !s.ownedAt(h.b-1, p) && !s.behindPreposition(h.a, p) {
				named = h.id
			}
		}
	}
	if named > 0 && s.adjectival(c.spanOf(named)) && c.spanOf(named).b < p.b {
		named = 0
	}
	if named > 0 && (c.all[named-1].person || s.onlyName(named, c, p)) && !s.behindPreposition(c.spanOf(named).a, p) && !s.manyHeads(p) {
		r := reference{id: named, text: s.phraseText(p)}
		if !c.all[named-1].person {
			c.group, c.groupAge = r, 0
		}
		return r
	}
	if p.b+1 < len(s.words) && s.words[p.b].comma() && (offices[s.head(p).text] || s.owned(p)) {
		for _, h := range c.here { // "the foreign minister, Ola Berg,"
			if h.a == p.b+1 && c.all[h.id-1].person {
				return reference{id: h.id, text: s.phraseText(p)}
			}
		}
	}
	r := reference{text: s.phraseText(p)}
	for k := p.a; k < p.b && !(k > p.a && s.words[k].is(preposition)); k++ {
		r.single = r.single || (offices[s.words[k].text] || people[s.words[k].text]) && !s.words[k].owner
	}
	if head := s.head(p); first.is(determiner) && first.oneOf(" the this that ") || first.capital && offices[head.text] && head.capital {
		if head.is(determiner) {
			return r
		}
		if p.b == p.a+2 && c.unnamed.text != "" && (offices[head.text] || people[head.text]) && slices.Contains(strings.Fields(c.unnamed.text), head.text) {
			return c.unnamed
		}
		if offices[head.text] || bodies[head.text] {
			r.role = head.text
			if femaleOffices[head.text] {
				r.gender = female
			} else if maleOffices[head.text] && head.text != "chairman" {
				r.gender = male
			}
			r.id = c.byOffice(s, p, head.text, r.gender)
			if r.id == 0 && groups[head.text] && p.b == p.a+2 && (startsUpper(c.group.text) || strings.HasPrefix(c.group.text, head.text+" ")) && c.groupAge <= maxGroupAge {
				return c.group
			}
		}
	}
	if r.id == 0 && r.role != "" && strings.Contains(c.unnamed.text, r.role) {
		return c.unnamed
	}
	if head := s.head(p); (r.id == 0 || !c.all[r.id-1].person) && !first.oneOf(quantities+" neither either no ") && !r.single &&
		(startsUpper(r.text) || bodies[head.text] || groups[head.text] || strings.HasSuffix(head.text, "s")) {
		c.group, c.groupAge = r, 0
	}
	return r
}

// spanOf returns where an entity stands in the present sentence.
func (c *cast) spanOf(id int) pair {
	for _, h := range c.here {
		if h.id == id {
			return h.pair
		}
	}
	return pair{}
}

// manyHeads reports whether the phrase joins several people: "Ruiz and Berg".
func (s *sentence) manyHeads(p pair) bool {
	for k := p.a; k < p.b; k++ {
		if s.words[k].text == "and" && k+1 < p.b && s.words[k+1].capital && k > p.a && s.words[k-1].capital {
			return true
		}
	}
	return false
}

func (s *sentence) ownedAt(k int, p pair) bool { return s.words[k].owner && k+1 < p.b }

// behindPreposition reports whether k is not part of the head of the phrase.
func (s *sentence) behindPreposition(k int, p pair) bool {
	for x := p.a; x < k; x++ {
		if s.words[x].is(preposition) || s.words[x].owner {
			return true
		}
	}
	return false
}

// owned reports whether a phrase begins with an owner: "the bank's".
func (s *sentence) owned(p pair) bool {
	for k := p.a; k < p.b-1; k++ {
		if s.words[k].owner || k == p.a && s.words[k].is(possessive) {
			return true
		}
	}
	return false
}

// onlyName reports whether a phrase is nothing but the name of a body.
func (s *sentence) onlyName(id int, c *cast, p pair) bool {
	h := c.spanOf(id)
	return h.b == p.b && (h.a <= p.a || h.a == p.a+1 && s.words[p.a].is(determiner))
}

// head returns the head noun of a phrase: the last word before a preposition.
func (s *sentence) head(p pair) *word {
	for k := p.a + 1; k < p.b; k++ {
		if s.words[k].is(preposition) && !s.words[k].capital || s.words[k].mark && s.words[k].text == "(" {
			return &s.words[k-1]
		}
	}
	return &s.words[p.b-1]
}

// phraseText returns the text of a phrase without its article and possessive.
func (s *sentence) phraseText(p pair) string {
	if p.b > p.a+1 && s.words[p.a].oneOf(" the a an ") {
		p.a++
	}
	return strings.Join(strings.Fields(s.text[s.words[p.a].Start:s.nameEnd(p.b)]), " ")
}

// byOffice finds whom "the minister" means: the likeliest person with that
// office, and with the words before it if there are some.
func (c *cast) byOffice(s *sentence, p pair, role string, g gender) int {
	list := c.byRole[role]
	list = list[max(0, len(list)-maxNamesake):]
	best, score := 0, -1
	for i := len(list) - 1; i >= 0; i-- {
		e := &c.all[list[i]-1]
		if g != 0 && opposite(e.gender, g) {
			continue
		}
		points := 0
		title := strings.ToLower(e.title)
		if !e.person {
			title = strings.ToLower(e.full)
		}
		for k := p.a + 1; k < p.b; k++ {
			w := &s.words[k]
			if w.tags == 0 && w.text != role && !(role == "head" && w.oneOf(" state government ")) {
				if strings.Contains(title, w.text) {
					points += 20
				} else if modifiers[w.text] || w.capital {
					points -= 30
				}
			}
		}
		if k := slices.Index(c.salient, list[i]); k >= 0 {
			points += max(0, 10-k)
		}
		if points > score {
			best, score = list[i], points
		}
	}
	return best
}

// name returns the name of whom a reference means, with title, and whether that
// is surely a person.
func (c *cast) name(r reference) (name string, person bool) {
	if r.id == 0 && r.role != "" {
		for _, id := range c.byRole[r.role] {
			if !opposite(c.all[id-1].gender, r.gender) {
				r.id = id // introduced later
				break
			}
		}
	}
	if r.id == 0 {
		return r.text, false
	}
	e := &c.all[r.id-1]
	full := e.full
	if e.rank != "" && (e.behind || !strings.Contains(e.title, e.rank)) {
		full = e.rank + " " + full
	}
	switch {
	case !e.person && r.text == r.role && r.text != "":
		return e.full, false // "the committee"
	case !e.person && r.text != "":
		return r.text, false
	}
	person = e.person && (e.title != "" || e.rank != "" || firstNames[e.names[0]] != 0)
	switch {
	case e.title == "":
		return full, person
	case e.behind:
		return full + ", " + e.title, person
	}
	return e.title + " " + full, person
}
