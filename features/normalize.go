package features

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the spelling of a word that features are made from: NFKC
// (Unicode Standard Annex 15), lower case, one form of apostrophe ('), of
// double quote ("), of hyphen (-) and of dash (--), without soft hyphens,
// joiners, byte-order marks, bidirectional controls and other format
// characters. Invalid UTF-8 becomes U+FFFD. Straight and curly spellings give
// equal results, and normalising twice changes nothing.
func Normalize(s string) string {
	if isPlain(s) {
		return s
	}
	if isASCII(s) {
		return strings.ToLower(straighten(s))
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	// Lower-casing and compatibility forms can each undo the other's work
	// ("İ", "㎒"), so both run until nothing changes; two rounds suffice for
	// every assigned character, the bound is for those to come.
	for range 4 {
		t := nfkc(s)
		t = strings.ToLower(t)
		t = straighten(t)
		if t == s {
			break
		}
		s = t
	}
	return s
}

func nfkc(s string) string {
	if norm.NFKC.IsNormalString(s) {
		return s
	}
	return norm.NFKC.String(s)
}

// straighten maps the variants of quotes, hyphens and dashes to one form and
// drops format characters.
func straighten(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && r != '`' {
			return r
		}
		switch r {
		case '`', '\u2018', '\u2019', '\u201A', '\u201B', '\u2032', '\u02BC', '\u02B9', '\u2039', '\u203A', '\u00B4':
			return '\''
		case '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB', '\u2033', '\u301D', '\u301E', '\u301F':
			return '"'
		case '\u2010', '\u2011', '\u2212', '\u00AD':
			if r == '\u00AD' {
				return -1
			}
			return '-'
		case '\u2012', '\u2013', '\u2014', '\u2015':
			return '\u2014'
		}
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	if strings.IndexByte(s, '\'') >= 0 {
		s = strings.ReplaceAll(s, "''", `"`)
	}
	if strings.Contains(s, "\u2014") {
		s = strings.ReplaceAll(s, "\u2014", "--")
	}
	return s
}

// isPlain reports whether s is its own normal form for the commonest reason:
// lower-case ASCII letters, digits and single apostrophes only.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == ',' {
			continue
		}
		return false
	}
	return true
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
