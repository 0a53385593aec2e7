package features

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNegation(t *testing.T) {
	for text, want := range map[string]string{
		"We will not accept this draft":                  "accept this draft",
		"We won't accept it, and we will sign nothing":   "accept it",
		"Nobody here refuses to talk":                    "here refuses to talk",
		"There is no doubt that they agree":              "",
		"not only the truce but the talks":               "",
		"They do not agree but we do":                    "agree",
		"without guarantees, no":                         "guarantees",
		"never again shall we sign a paper in this city": "again shall we sign a",
		"He did not say “yes” to us":                     "say yes to us",
		"we no longer trust them":                        "longer trust them",
		"Not us. They agree.":                            "us",
	} {
		tokens := Tokenizer{English: true}.Append(nil, text)
		Negation{}.Apply(tokens)
		var got []string
		for _, k := range tokens {
			if k.Negated {
				got = append(got, k.Text)
			}
		}
		assert.Equal(t, want, strings.Join(got, " "), text)
	}
}

func TestNegationScope(t *testing.T) {
	tokens := Tokenizer{English: true}.Append(nil, "not one two three four")
	Negation{Scope: 2}.Apply(tokens)
	assert.True(t, tokens[2].Negated)
	assert.False(t, tokens[3].Negated)
}
