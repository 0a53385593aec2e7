package article

import "strings"

// cue is a reporting verb (or "according to") with its speaker.
type cue struct {
	at     int // the verb
	first  int // where the verb group starts: "has also | said"
	end    int // behind the verb and what belongs to it, the speaker too
	tail   int // behind the verb and what belongs to it alone
	frames frame
	source pair // the speaker's words; empty where nobody is named
	who    bool // the source is a relative pronoun
	after  bool // the speaker stands behind the verb
	shared bool // the source is that of the verb before
	bare   bool // a participle or a coordinated verb
	passed bool // passive
	prefix bool // "according to"
	rumour bool // "is expected to": nobody is named
	noun   bool // a noun that reports
	split  int  // where its particle stands behind the object, or 0
}

// pair is a range of words.
type pair struct{ a, b int }

func (p pair) empty() bool { return p.b <= p.a }

// cues finds the reporting verbs of a sentence outside its quotations.
func (s *sentence) cues(dst []cue) []cue {
	for i := range s.words {
		w := &s.words[i]
		if w.mark || w.quoted || w.in {
			continue
		}
		if n := s.prefixAt(i); n > 0 {
			end := s.sourceAfter(i + n)
			if end > i+n {
				dst = append(dst, cue{at: i, first: i, end: end, tail: i + n, source: pair{i + n, end}, prefix: true, frames: clause | direct | aside})
			}
			continue
		}
		if owner := s.viewOf(i); !owner.empty() {
			dst = append(dst, cue{at: i, first: i, end: owner.b + 1, tail: owner.b + 1, source: owner, prefix: true, frames: clause | direct | aside})
			continue
		}
		if w.owner {
			continue
		}
		if c, ok := s.nounCue(i, dst); ok {
			dst = append(dst, c)
			continue
		}
		if !w.reports() {
			continue
		}
		if c, ok := s.cueAt(i, dst); ok {
			dst = append(dst, c)
		}
	}
	return dst
}

// prefixes lists what stands before a speaker instead of a verb.
var prefixes = lines(`
	according to
	in the words of
	in the view of
	in the opinion of`)

// prefixAt returns how many words a prefix at i has, 0 for none.
func (s *sentence) prefixAt(i int) int {
	if t := s.words[i].text; t != "according" && t != "in" {
		return 0
	}
	return s.oneAt(i, prefixes)
}

// oneAt returns how many words the phrase of the list has that stands at i, 0
// for none.
func (s *sentence) oneAt(i int, list []string) int {
	for _, p := range list {
		n := 0
		for w := range strings.FieldsSeq(p) {
			if i+n >= len(s.words) || s.words[i+n].text != w {
				n = 0
				break
			}
			n++
		}
		if n > 0 {
			return n
		}
	}
	return 0
}

// viewOf returns whose view "in his estimate" and "in Oslo's view" give at i.
func (s *sentence) viewOf(i int) pair {
	if s.words[i].text != "in" || i+2 >= len(s.words) {
		return pair{}
	}
	k := i + 1
	if !s.words[k].is(possessive) {
		for k < min(len(s.words)-1, i+7) && s.words[k].plain() && !s.words[k].owner {
			k++
		}
		if !s.words[k].owner {
			return pair{}
		}
	}
	if k+1 < len(s.words) && s.words[k+1].oneOf(" view opinion estimate estimation words judgment judgement telling reading account ") {
		return pair{i + 1, k + 1}
	}
	return pair{}
}

// nounCue handles nouns with an owner and adjectives behind "be" that report.
func (s *sentence) nounCue(i int, before []cue) (cue, bool) {
	w := &s.words[i]
	c := cue{at: i, first: i, end: i + 1, tail: i + 1, frames: that | infinite | object}
	if i == 0 || i+2 >= len(s.words) || w.capital {
		return c, false
	}
	follows := func(nexts []string) bool {
		for _, n := range nexts {
			if s.words[i+1].text == n {
				if n != "that" && n != "to" || s.words[i+1].text == "to" && s.words[i+2].is(determiner|possessive) {
					c.end++
				}
				return true
			}
		}
		return false
	}
	if nexts := reportingNouns[w.text]; nexts != nil && follows(nexts) {
		c.noun = true
		if i > 2 && s.words[i-1].oneOf(" the a ") && s.words[i-2].text == "with" && s.words[i+1].text == "that" {
			p, ok := s.mainSubject(i - 2) // "sent a note with the demand that"
			c.source, c.bare = p, true
			return c, ok
		}
		for k := i - 1; k >= 0 && k > i-4; k-- {
			x := &s.words[k]
			switch {
			case x.is(possessive) && !x.is(relative):
				c.source, c.bare = pair{k, k + 1}, true
				return c, true
			case x.owner:
				a, ok := s.phraseBefore(k, 0)
				c.source, c.bare = pair{a, k + 1}, true
				return c, ok
			case !x.nominal() || x.is(preposition):
				return cue{}, false
			}
		}
		return cue{}, false
	}
	if nexts := reportingAdjectives[w.text]; nexts != nil && follows(nexts) {
		j, aux := s.verbGroup(i)
		if aux&be == 0 || j < 0 {
			return cue{}, false
		}
		c.first = j + 1
		return s.findSource(c, j, before)
	}
	return cue{}, false
}

// maxSplit is how many words may stand between a verb and its particle.
const maxSplit = 8

// splitAt returns where the particle of the verb at i stands behind its
// object, or 0: "turned the request | down".
func (s *sentence) splitAt(i int) int {
	if i+2 >= len(s.words) || !s.words[i+1].is(determiner|possessive|objective) && !s.words[i+1].capital {
		return 0
	}
	for k := i + 2; k < min(len(s.words), i+maxSplit); k++ {
		w := &s.words[k]
		if w.mark || w.quoted || w.finite() || w.verbal(gerund) {
			return 0
		}
		if !w.oneOf(" down out aside off away ") || k+1 < len(s.words) && s.words[k+1].oneOf(" of to ") {
			continue
		}
		for _, p := range phrases[s.words[i].verb.lemma] {
			if len(p.words) == 1 && p.words[0] == w.text && p.frames&object != 0 {
				return k
			}
		}
	}
	return 0
}

// matchPhrase looks for the longest phrase that starts with the verb at i.
func (s *sentence) matchPhrase(i int) (frame, int) {
	w := &s.words[i]
	frames, end := w.verb.frames, i+1
	for _, p := range phrases[w.verb.lemma] {
		k := i + 1
		for _, x := range p.words {
			if k < len(s.words) && s.words[k].is(adverb) && s.words[k].text != x {
				k++
			}
			if k >= len(s.words) || s.words[k].text != x {
				k = -1
				break
			}
			k++
		}
		if k > end && w.takes(infinite) && s.words[k-1].text == "to" && k < len(s.words) && !s.words[k].is(determiner|possessive) {
			continue // "agreed to go", not "agreed to the plan"
		}
		if k > end {
			frames, end = p.frames, k
		}
	}
	return frames, end
}

// cueAt decides whether the word at i is used as a reporting verb, by the
// words before it, and finds its speaker.
func (s *sentence) cueAt(i int, before []cue) (cue, bool) {
	w := &s.words[i]
	c := cue{at: i, source: pair{}}
	c.frames, c.end = s.matchPhrase(i)
	c.tail = c.end
	if c.split = s.splitAt(i); c.split > 0 {
		c.frames = object
	}
	if c.frames&^(nounLike|weak|addressee) == 0 || w.capital && i > 0 {
		return c, false
	}
	j, aux := s.verbGroup(i)
	c.first = j + 1
	switch {
	case aux&be != 0 && w.verbal(participle) && !w.verbal(gerund):
		c.passed = true
	case aux&(modal|do) != 0 || aux&tagTo != 0:
		if !w.verbal(base) {
			return c, false
		}
	case aux&be != 0 && w.verbal(gerund), aux&have != 0 && w.verbal(participle):
	case aux&(be|have) != 0:
		return c, false
	case w.verbal(gerund):
		return s.participial(c, j, before)
	case !w.verbal(base | third | past):
		return c, false // "written guarantees"
	case w.verbal(base) && !w.verbal(past):
		if !s.pluralAt(j) || w.takes(nounLike) && !s.verbFollows(c.end) {
			return c, false
		}
	case w.verbal(third) && !w.verbal(past) && w.takes(nounLike):
		if c.frames&clause == 0 && c.end < len(s.words) && s.words[c.end].is(subject) && !s.words[c.end].is(objective) {
			return c, false // "the insults he utters"
		}
		if !s.verbFollows(c.end) || j >= 0 && !s.singularAt(j) {
			return c, false
		}
	}
	if c.passed {
		return s.passive(c)
	}
	return s.findSource(c, j, before)
}
