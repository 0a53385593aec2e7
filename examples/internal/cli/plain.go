package cli

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain returns a text as [Line] does, of at most so many characters.
func Plain(text string, characters int) string {
	text = Line(text)
	if r := []rune(text); len(r) > characters {
		return strings.TrimRight(string(r[:characters-1]), " ") + "…"
	}
	return text
}

// Line returns a text in one line, without the characters that could upset a
// terminal or turn the direction of what follows: control and format characters.
func Line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// Wrap breaks a text into lines of at most width characters, between words.
func Wrap(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		n := len(lines) - 1
		if n >= 0 && utf8.RuneCountInString(lines[n])+1+utf8.RuneCountInString(word) <= width {
			lines[n] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
