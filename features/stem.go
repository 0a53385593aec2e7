package features

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/kljensen/snowball"
)

// ErrLanguage is wrapped by the error for a language without a stemmer.
var ErrLanguage = errors.New("unknown language")

// NoLanguage is the setting for text of a language without a stemmer: words
// stand for themselves.
const NoLanguage = "none"

var languages = []string{
	"english", "french", "hungarian", "norwegian", "russian", "spanish", "swedish",
}

// Languages lists the languages that have a stemmer, sorted.
func Languages() []string { return slices.Clone(languages) }

// longWord is the length in bytes from which a word is not language any more
// (a URL, a key, a line of base64): it has no stem and no character n-grams
// beyond this length.
const longWord = 64

// Stemmer reduces words to stems by the Snowball algorithms (Porter 2001). It
// remembers what it has seen, within a bound; it is safe for concurrent use.
type Stemmer struct {
	language string
	cache    *cache[string]
}

// NewStemmer returns the stemmer of a language of [Languages], or the one that
// changes nothing for [NoLanguage]. The error for another name wraps
// [ErrLanguage].
func NewStemmer(language string) (*Stemmer, error) {
	if language != NoLanguage && !slices.Contains(languages, language) {
		return nil, fmt.Errorf("features: %w %q (known: %s, %s)", ErrLanguage, language, strings.Join(languages, ", "), NoLanguage)
	}
	return &Stemmer{language: language, cache: newCache[string](1 << 14)}, nil
}

// Stem returns the stem of a word in normal form.
func (s *Stemmer) Stem(word string) string {
	if s.language == NoLanguage || len(word) > longWord {
		return word
	}
	h := s.cache.hash(word)
	if stem := s.cache.get(word, h); stem != nil {
		return *stem
	}
	stem := s.workOut(word)
	s.cache.put(word, h, &stem)
	return stem
}

// workOut returns the stem of a word without remembering it.
func (s *Stemmer) workOut(word string) string {
	if s.language == NoLanguage || len(word) > longWord {
		return word
	}
	stem, err := snowball.Stem(word, s.language, true)
	if err != nil || stem == "" {
		return word
	}
	return stem
}

// Apply fills the Stem of each token: a word's stem, a number's shape (its
// digits as zeros, so that "1,200" and "3,400" share "0,000"), a mark itself.
func (s *Stemmer) Apply(tokens []Token) {
	for i := range tokens {
		tokens[i].Stem = stemOf(tokens[i].Text, tokens[i].Class, s.Stem)
	}
}

// stemOf returns the stem of a token, where word gives that of a word.
func stemOf(text string, c Class, word func(string) string) string {
	switch c {
	case Word:
		return word(text)
	case Number:
		return shape(text)
	}
	return text
}

// shape writes every digit as 0.
func shape(number string) string {
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return '0'
		}
		return r
	}, number)
}
