package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// datelineReach is how long a dateline may be: "OSLO, March 3 (Wire) — ".
const datelineReach = 90

// afterDateline returns where the text of a block begins behind its dateline:
// a place in capitals, perhaps with a date and an agency, and a dash.
func afterDateline(text string, b Span) int {
	head := text[b.Start:min(b.End, b.Start+datelineReach)]
	if len(head) < 2 || head[0] != '(' && head[1] >= 'a' && head[1] <= 'z' {
		return b.Start
	}
	for _, dash := range []string{" — ", " – ", " - ", " -- ", "— ", "– "} {
		i := strings.Index(head, dash)
		if i < 0 {
			continue
		}
		if isDateline(head[:i]) {
			return b.Start + i + len(dash)
		}
	}
	return b.Start
}

func isDateline(s string) bool {
	place, _, _ := strings.Cut(s, ",")
	place, _, _ = strings.Cut(place, " (")
	capitals := 0
	for _, r := range place {
		if unicode.IsLower(r) {
			return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
		}
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	if capitals < 3 {
		return false
	}
	for w := range strings.FieldsSeq(s[len(place):]) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "("))
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
