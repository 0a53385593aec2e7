package features

import (
	"errors"
	"fmt"
)

// ErrSettings is wrapped by the error for settings that no extractor can have.
var ErrSettings = errors.New("bad settings")

// Off turns a part of [Settings] off.
const Off = -1

// Settings says which features are made. The zero value is a good default for
// English: words and pairs of words, stems and pairs of stems, character
// n-grams of 3 to 6 inside words, and words under negation.
type Settings struct {
	// Language of the stemmer, one of [Languages] or [NoLanguage]; empty means
	// "english". Contractions, prefixes and negation are known for English
	// only and are off for the others.
	Language string `json:"language"`
	// Words is the longest n-gram of words and marks, at most 5. 0 means 2,
	// Off none.
	Words int `json:"words"`
	// Stems is the longest n-gram of stems, at most 5. 0 means 2, Off none.
	Stems int `json:"stems"`
	// CharMin and CharMax are the lengths in characters of the n-grams inside
	// a word, its edges counted as one character each, at most 8. 0 means 3
	// and 6; CharMax Off means none.
	CharMin int `json:"char_min"`
	CharMax int `json:"char_max"`
	// Negation is how many words a negation reaches ([Negation]). 0 means
	// DefaultScope, Off none.
	Negation int `json:"negation"`
	// Clusters are word clusters to make n-grams of; nil means none.
	Clusters *Clusters `json:"-"`
	// ClusterGrams is the longest n-gram of clusters, at most 5. 0 means 2.
	ClusterGrams int `json:"cluster_grams,omitempty"`
	// Lookup adds a feature for each word by which a table of words, such as
	// word vectors, is looked up ([LookupID]).
	Lookup bool `json:"lookup,omitempty"`
}

const (
	maxGram = 5
	maxChar = 8
)

// Resolve returns the settings with every zero replaced by what it means and
// what the language rules out turned off; or an error that wraps [ErrSettings]
// or [ErrLanguage]. Resolving twice changes nothing.
func (s Settings) Resolve() (Settings, error) {
	orDefault := func(p *int, d int) {
		if *p == 0 {
			*p = d
		}
	}
	if s.Language == "" {
		s.Language = "english"
	}
	if _, err := NewStemmer(s.Language); err != nil {
		return s, err
	}
	orDefault(&s.Words, 2)
	orDefault(&s.Stems, 2)
	orDefault(&s.CharMin, 3)
	orDefault(&s.CharMax, 6)
	orDefault(&s.Negation, DefaultScope)
	if s.Clusters != nil {
		orDefault(&s.ClusterGrams, 2)
	} else {
		s.ClusterGrams = 0
	}
	if s.Language != "english" {
		s.Negation = Off
	}
	if s.CharMax == Off {
		s.CharMin = Off
	}
	check := func(name string, v, limit int) error {
		if v == Off || 1 <= v && v <= limit {
			return nil
		}
		return fmt.Errorf("features: %w: %s is %d, want 1 to %d, 0 for the default or Off", ErrSettings, name, v, limit)
	}
	if err := errors.Join(
		check("Words", s.Words, maxGram),
		check("Stems", s.Stems, maxGram),
		check("CharMin", s.CharMin, maxChar),
		check("CharMax", s.CharMax, maxChar),
		check("Negation", s.Negation, 1000),
		check("ClusterGrams", max(s.ClusterGrams, 1), maxGram),
	); err != nil {
		return s, err
	}
	if s.CharMin > s.CharMax {
		return s, fmt.Errorf("features: %w: CharMin %d is above CharMax %d", ErrSettings, s.CharMin, s.CharMax)
	}
	return s, nil
}
