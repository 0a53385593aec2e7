package features

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"Talks":             "talks",
		"WON\u2019T":        "won't",
		"won't":             "won't",
		"won`t":             "won't",
		"\u201Chello\u201D": `"hello"`,
		"«non»":             `"non"`,
		"„ja“":              `"ja"`,
		"''":                `"`,
		"cease\u00ADfire":   "ceasefire",
		"\uFEFFtext":        "text",
		"a\u200Db":          "ab",
		"\u202Eabc\u202C":   "abc",
		"co\u2011operate":   "co-operate",
		"\u2212":            "-",
		"\u2014":            "--",
		"\u2013":            "--",
		"\u2026":            "...",
		"ﬁnal":              "final",
		"Ｔｏｋｙｏ":             "tokyo",
		"e\u0301t\u00e9":    "\u00e9t\u00e9",
		"ÉTÉ":               "été",
		"ΣΊΣΥΦΟΣ":           "σίσυφοσ",
		"Россия":            "россия",
		"a\xffb":            "a\uFFFDb",
	} {
		assert.Equal(t, want, Normalize(in), "%q", in)
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"", "Won’t", "«x»", "ﬁ", "İ", "\xff", "a\u0301", "''", "———", "㎒", "ŉ", "ᾈ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normalize(s)
		assert.True(t, utf8.ValidString(n))
		assert.Equal(t, n, Normalize(n), "normalising twice changes nothing")
	})
}
