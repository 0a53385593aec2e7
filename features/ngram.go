package features

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// WordNGrams yields the n-grams of the words, joined by one space, in order of
// their first word and then of length: for lengths 1 to 2, "a", "a b", "b".
func WordNGrams(words []string, minN, maxN int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range words {
			for n := max(minN, 1); n <= maxN && i+n <= len(words); n++ {
				if !yield(strings.Join(words[i:i+n], " ")) {
					return
				}
			}
		}
	}
}

// CharNGrams yields the n-grams of minN to maxN characters of a word with its
// edges, each edge written as a space and counted as one character: for "no"
// and 3, " no" and "no ". A word shorter than an n-gram yields none of that
// length.
func CharNGrams(word string, minN, maxN int) iter.Seq[string] {
	return func(yield func(string) bool) {
		eachCharNGram(word, minN, maxN, func(s string, before, after bool) bool {
			if before {
				s = " " + s
			}
			if after {
				s += " "
			}
			return yield(s)
		})
	}
}

// eachCharNGram calls f with the n-grams of the word in order of their start
// and then of length; before and after tell whether an edge of the word
// belongs to the n-gram. It ends when f returns false.
func eachCharNGram(word string, minN, maxN int, f func(s string, before, after bool) bool) {
	var buf [longWord + 1]int
	cuts := appendCuts(buf[:0], word)
	runes := len(cuts) - 1
	for start := -1; start <= runes; start++ {
		for n := max(minN, 1); n <= maxN; n++ {
			end := start + n // in characters, exclusive; runes+1 includes the edge
			if end > runes+1 {
				break
			}
			before, after := start < 0, end > runes
			s := word[cuts[max(start, 0)]:cuts[min(end, runes)]]
			if s == "" {
				continue // an edge alone
			}
			if !f(s, before, after) {
				return
			}
		}
	}
}

// appendCuts appends the byte offsets between the characters of a word, its ends
// included. Character -1 and the one behind the last are the edges.
func appendCuts(dst []int, word string) []int {
	for i := range word {
		dst = append(dst, i)
	}
	return append(dst, len(word))
}

// appendCharGrams appends the identifiers of the n-grams that eachCharNGram finds,
// in its order; the hash of each goes on from that of the one a character shorter.
func appendCharGrams(dst []uint64, word string, minN, maxN int) []uint64 {
	var buf [longWord + 1]int
	cuts := appendCuts(buf[:0], word)
	runes := len(cuts) - 1
	for start := -1; start < runes; start++ {
		h := uint64(fnvOffset)
		for at := start; at < min(start+maxN, runes+1); at++ { // character by character, the edges included
			if at < 0 || at == runes {
				h = (h ^ boundary) * fnvPrime
			} else {
				for i := cuts[at]; i < cuts[at+1]; i++ {
					h = (h ^ uint64(word[i])) * fnvPrime
				}
			}
			if at-start+1 >= minN && at >= 0 && runes > 0 {
				dst = append(dst, featureID(Chars, mix(h)))
			}
		}
	}
	return dst
}

// clip cuts a word to the length up to which it has character n-grams.
func clip(word string) string {
	if len(word) <= longWord {
		return word
	}
	n := longWord
	for n > 0 && !utf8.RuneStart(word[n]) {
		n--
	}
	return word[:n]
}
