package article

import (
	"strings"
	"unicode/utf8"
)

// This file joins the pieces of an interrupted statement as an editor prints
// them without the interruption.

// join returns the text of a statement of one sentence.
func join(text string, spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Of(text)
	}
	var b strings.Builder
	for i, p := range spans {
		if i > 0 {
			last := spans[i-1]
			b.WriteString(link(last.Of(text), endsSentence(text[last.End:p.Start]), p.Of(text)))
		}
		b.WriteString(p.Of(text))
	}
	return b.String()
}

// link returns what goes between two pieces: a space, and before it a full stop
// where the first ends a sentence whose own mark gave way to the speaker:
// `“We are not afraid,” she said. “We accept.”` Ended says that a sentence ends
// between them.
func link(before string, ended bool, after string) string {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "\"'”’»)"))
	if ended && !startsLower(strings.TrimLeft(after, ".… "), 0) && !strings.ContainsRune(".!?…,;:-–—", last) {
		return ". "
	}
	return " "
}

// endsSentence reports whether a sentence ends in what stands between two
// quotations, or a colon says that another begins.
func endsSentence(between string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(between, " \t\r\n\u00a0\"'“‘”„«»("))
	return strings.ContainsRune(".!?…:", last)
}
