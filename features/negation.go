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
var emptyAfter = map[string]map[string]bool{
	"not":     wordSet(`only just merely simply least solely`),
	"no":      wordSet(`doubt wonder matter less`),
	"nothing": wordSet(`but less`),
	"none":    wordSet(`other`),
	"without": wordSet(`doubt prejudice`),
}

// Apply sets Negated on the tokens in reach of a negation; the cue itself is
// not under it.
func (n Negation) Apply(tokens []Token) {
	scope := n.Scope
	if scope == 0 {
		scope = DefaultScope
	}
	left := 0
	for i := range tokens {
		t := &tokens[i]
		switch t.role() {
		case roleBoundary:
			left = 0
		case roleCue:
			left = scope
			if i+1 < len(tokens) && emptyAfter[t.Text][tokens[i+1].Text] {
				left = 0
			}
		case roleWord:
			if left > 0 {
				t.Negated = true
				left--
			}
		}
	}
}

// role is the part that a token plays in negation.
type role uint8

const (
	roleWord     role = iota // may stand under a negation
	roleCue                  // begins one
	roleBoundary             // ends one
	roleQuote                // neither: a quotation mark
)

func roleOf(text string, c Class) role {
	switch {
	case c == Mark && (text == `"` || text == "'"):
		return roleQuote
	case c == Mark || clauseWords[text]:
		return roleBoundary
	case negationCues[text]:
		return roleCue
	}
	return roleWord
}

func (t *Token) role() role {
	if t.word != nil {
		return t.word.role
	}
	return roleOf(t.Text, t.Class)
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
