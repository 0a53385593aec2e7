package article

import "strings"

// The rules of this package live in tables: lists of words, separated by
// white space, in lower case. These functions read them.

// setOf reads one list.
func setOf(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// tableOf reads lists of words by kind. Where a word stands in two lists the
// kind that comes first in its type's order wins.
func tableOf[K ~uint8](lists map[K]string) map[string]K {
	m := make(map[string]K)
	for kind, list := range lists {
		for w := range strings.FieldsSeq(list) {
			if old, ok := m[w]; !ok || kind < old {
				m[w] = kind
			}
		}
	}
	return m
}

// lines reads one entry a line, for entries of several words.
func lines(list string) []string {
	var out []string
	for l := range strings.Lines(list) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
