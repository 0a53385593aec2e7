package features

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStem(t *testing.T) {
	for language, words := range map[string]map[string]string{
		"english":  {"negotiations": "negoti", "refused": "refus", "not": "not", "guarantees": "guarante", "'s": "'s"},
		"french":   {"négociations": "négoci"},
		"spanish":  {"negociaciones": "negoci"},
		"russian":  {"переговоры": "переговор"},
		"swedish":  {"förhandlingar": "förhandling"},
		NoLanguage: {"negotiations": "negotiations"},
	} {
		s, err := NewStemmer(language)
		require.NoError(t, err)
		for word, want := range words {
			assert.Equal(t, want, s.Stem(word), language)
			assert.Equal(t, want, s.Stem(word), "from the cache")
		}
	}
}

func TestStemmerLanguages(t *testing.T) {
	for _, l := range Languages() {
		s, err := NewStemmer(l)
		require.NoError(t, err)
		assert.NotEmpty(t, s.Stem("nation"))
	}
	_, err := NewStemmer("klingon")
	require.ErrorIs(t, err, ErrLanguage)
	assert.Contains(t, err.Error(), "klingon")
	assert.Contains(t, err.Error(), "swedish")
}

func TestStemApply(t *testing.T) {
	s, err := NewStemmer("english")
	require.NoError(t, err)
	tokens := Tokenizer{}.Append(nil, "Signed 1,250 pledges!")
	s.Apply(tokens)
	var stems []string
	for _, k := range tokens {
		stems = append(stems, k.Stem)
	}
	assert.Equal(t, []string{"sign", "0,000", "pledg", "!"}, stems)
}

func TestStemLongWord(t *testing.T) {
	s, err := NewStemmer("english")
	require.NoError(t, err)
	long := strings.Repeat("nations", 1<<16)
	assert.Equal(t, long, s.Stem(long))
}

// More words than the cache has slots, from many goroutines.
func TestStemConcurrent(t *testing.T) {
	s, err := NewStemmer("english")
	require.NoError(t, err)
	small := &Stemmer{language: "english", cache: newCache[string](16)}
	words := strings.Fields("talking talks talked walking walks walked signing signs signed refusing refuses refused accepting accepts accepted calling calls called")
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				for _, w := range words {
					assert.Equal(t, s.Stem(w), small.Stem(w))
				}
			}
		}()
	}
	wg.Wait()
}

func FuzzStemmer(f *testing.F) {
	for _, w := range []string{"", "talks", "'s", "é", "ying", "\u0301", strings.Repeat("a", 70)} {
		f.Add(w)
	}
	var all []*Stemmer
	for _, l := range Languages() {
		s, err := NewStemmer(l)
		require.NoError(f, err)
		all = append(all, s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		word = Normalize(word)
		for _, s := range all {
			first := s.Stem(word)
			require.Equal(t, first, s.Stem(word), s.language)
			if word != "" {
				require.NotEmpty(t, first, s.language)
			}
		}
	})
}
