package article

import "slices"

// This file finds whom a pronoun means.

// pronoun finds whom a pronoun means.
func (c *cast) pronoun(word string, s *sentence, p pair, own []pair) reference {
	g := unknown
	switch word {
	case "he", "him", "himself", "he's", "he'd", "he'll":
		g = male
	case "she", "her", "herself", "she's", "she'd", "she'll":
		g = female
	case "it":
		if c.paper.text != "" {
			return c.paper
		}
		return c.group
	case "they", "them":
		return c.group
	default:
		return reference{}
	}
	take := func(id int) bool {
		e := &c.all[id-1]
		if !e.person || id == c.self || opposite(e.gender, g) {
			return false
		}
		e.gender = g
		return true
	}
	// in the sentence before the pronoun, but not in what is said
	for _, h := range c.here {
		if h.b > p.a {
			break
		}
		inside := slices.ContainsFunc(own, func(o pair) bool { return o.a <= h.a && h.b <= o.b })
		if !inside && !s.words[h.b-1].owner && take(h.id) {
			return reference{id: h.id}
		}
	}
	if c.unnamed.text != "" && !opposite(c.unnamed.gender, g) {
		return c.unnamed
	}
	for _, id := range c.salient {
		if take(id) {
			return reference{id: id}
		}
	}
	// "although he agreed, Ruiz …"
	for _, h := range c.here {
		if h.a > p.b && take(h.id) {
			return reference{id: h.id}
		}
	}
	return reference{gender: g}
}

// subjectIs notes whom a sentence without a speaker is about: somebody without
// a name may be the "he" of the next one.
func (c *cast) subjectIs(r reference) {
	switch {
	case r.id == 0 && r.single:
		c.unnamed = r
	case r.id > 0 && c.all[r.id-1].person:
		c.unnamed = reference{}
	}
}

// document notes a document that a sentence ends with, "issued a statement":
// it may be the "it" of the next one.
func (c *cast) document(s *sentence) {
	c.paper = reference{}
	n := len(s.words)
	for n > 0 && s.words[n-1].mark {
		n--
	}
	for n > 2 && s.words[n-1].is(timeWord) && s.words[n-2].is(preposition) {
		n -= 2 // "in May"
	}
	if n < 2 || !documents[s.words[n-1].text] || !s.words[n-1].plain() {
		return
	}
	if a, ok := s.phraseBefore(n-1, 0); ok && s.words[a].oneOf(" a an ") {
		c.paper = reference{text: s.phraseText(pair{a, n})}
	}
}

// after makes the persons of the sentence, and the speakers above all, the
// likeliest referents of what follows.
func (c *cast) after(speakers []reference) {
	c.groupAge++
	for i := len(c.here) - 1; i >= 0; i-- {
		if c.all[c.here[i].id-1].person {
			c.front(c.here[i].id)
		}
	}
	for i := len(speakers) - 1; i >= 0; i-- {
		if id := speakers[i].id; id > 0 && c.all[id-1].person {
			c.front(id)
		}
	}
	if len(speakers) > 0 {
		c.unnamed = reference{}
		if r := speakers[len(speakers)-1]; r.id == 0 && r.single {
			c.unnamed = r
		}
	}
}

func (c *cast) front(id int) {
	if k := slices.Index(c.salient, id); k >= 0 {
		c.salient = slices.Delete(c.salient, k, k+1)
	}
	if len(c.salient) >= maxSalient {
		c.salient = c.salient[:maxSalient-1]
	}
	c.salient = slices.Insert(c.salient, 0, id)
}
