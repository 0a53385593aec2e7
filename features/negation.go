package features

import "strings"

// DefaultScope is how many words a negation reaches where the settings say
// nothing.
const DefaultScope = 5

// Negation marks the English words under a negation: those that follow a cue
// (not, no, never, nor, neither, without, nobody, …) up to the next mark of
// punctuation, the next clause word (but, because, unless, …), or Scope words.
// "Not only", "no doubt" and their like negate nothing. The method is that of
// Das and Chen (2001) and Pang, Lee and Vaithyanathan (2002), with a bound on
// the length as in Taboada et al. (2011).
type Negation struct {
	// Scope is the number of words in reach of a cue. 0 means DefaultScope.
	Scope int
}

var negationCues = wordSet(`not no never nor neither none nobody nothing nowhere without hardly scarcely barely`)

// The words after which a negation no longer holds.
var clauseWords = wordSet(`but however although though yet except unless because while whereas`)

// What follows a cue and takes its force away.
var emptyAfter = [...]struct {
	cue   string
	after map[string]bool
}{
	{"not", wordSet(`only just merely simply least solely`)},
	{"no", wordSet(`doubt wonder matter less`)},
	{"nothing", wordSet(`but less`)},
	{"none", wordSet(`other`)},
	{"without", wordSet(`doubt prejudice`)},
}

// Apply sets Negated on the tokens in reach of a negation; the cue itself is
// not under it.
func (n Negation) Apply(tokens []Token) {
	scope := n.Scope
	if scope == 0 {
		scope = DefaultScope
	}
	r := NewReach(scope)
	for i := range tokens {
		if r.Next(tokens[i].traits()) {
			tokens[i].Negated = true
		}
	}
}

// Traits is the part that a token plays in negation. The zero value is that of
// a word that may stand under one.
type Traits uint16

const (
	traitCue      Traits = 1 << iota // begins a negation
	traitBoundary                    // ends one
	traitQuote                       // neither: a quotation mark
	// traitEmpties stands for five bits: the token takes the force away from
	// the cue of that place in emptyAfter, if it follows it.
	traitEmpties
	// traitEmptied stands for five bits: the token is the cue of that place.
	traitEmptied = traitEmpties << len(emptyAfter)
)

const (
	allEmpties = traitEmptied - traitEmpties
	allEmptied = allEmpties << len(emptyAfter)
)

// Cue reports whether the token begins a negation.
func (t Traits) Cue() bool { return t&traitCue != 0 }

func traitsOf(text string, c Class) Traits {
	var t Traits
	switch {
	case c == Mark && (text == `"` || text == "'"):
		t = traitQuote
	case c == Mark || clauseWords[text]:
		t = traitBoundary
	case negationCues[text]:
		t = traitCue
	}
	for i, e := range emptyAfter {
		if e.after[text] {
			t |= traitEmpties << i
		}
		if e.cue == text {
			t |= traitEmptied << i
		}
	}
	return t
}

func (t *Token) traits() Traits {
	if t.word != nil {
		return t.word.traits
	}
	return traitsOf(t.Text, t.Class)
}

// Reach follows negation along the tokens of a text.
type Reach struct {
	scope int
	left  int    // words still in reach
	cue   Traits // what would take the force away from the cue just before
}

// NewReach returns the state before the first token of a text, for negations
// that reach scope words; [Off] for none at all.
func NewReach(scope int) Reach { return Reach{scope: scope} }

// Closed reports that no token stands under a negation before another one begins.
func (r *Reach) Closed() bool { return r.left == 0 }

// Next takes the next token and reports whether it stands under a negation.
func (r *Reach) Next(t Traits) bool {
	// Without a word in reach there is no cue just before either.
	return (t != 0 || r.left != 0) && r.step(t)
}

func (r *Reach) step(t Traits) bool {
	if t&r.cue != 0 {
		r.left = 0
	}
	r.cue = 0
	switch {
	case r.scope <= 0:
	case t&traitBoundary != 0:
		r.left = 0
	case t&traitCue != 0:
		r.left = r.scope
		r.cue = t & allEmptied >> len(emptyAfter)
	case t&traitQuote != 0:
	case r.left > 0:
		r.left--
		return true
	}
	return false
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
