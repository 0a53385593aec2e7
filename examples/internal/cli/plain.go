package cli

import (
	"strings"
	"unicode"
)

// Plain returns a text in one line of at most so many characters, without the
// characters that could upset a terminal or turn the direction of what follows:
// control and format characters.
func Plain(text string, characters int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > characters {
		return strings.TrimRight(string(r[:characters-1]), " ") + "…"
	}
	return text
}
