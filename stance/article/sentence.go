package article

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Sentences yields the sentences of text in order, without the white space
// around them. Every character that is neither white space nor an ASCII control
// character belongs to exactly one of them: a headline, a caption or an item of a list is a sentence, too.
func Sentences(text string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for b := range blocks(text) {
			for s := range blockSentences(text, b) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// blockSentences yields the sentences of one block.
func blockSentences(text string, b Span) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		start := b.Start
		list, skip := marker(text[start:b.End])
		for i := start + skip; i < b.End; {
			if list.style == "" {
				if i += nextMark(text[i:b.End]); i == b.End {
					break
				}
			}
			next, isEnd := sentenceEnd(text, i, b, start)
			if !isEnd && list.follows(text[:b.End], i) {
				next, isEnd = i, true
				list = list.next()
				_, skip = marker(text[i:b.End])
			} else if isEnd {
				rest := trim(text, Span{next, b.End}).Start
				var m listMarker
				if m, skip = marker(text[rest:b.End]); m.style != "" {
					list = m
				}
			}
			if !isEnd {
				i = next
				continue
			}
			if s := trim(text, Span{start, next}); s.Len() > 0 && !yield(s) {
				return
			}
			start = next
			for start < b.End && text[start] <= ' ' {
				start++
			}
			i = max(start+skip, next)
			if i == next && skip == 0 && start == next && next < b.End && i == start {
				// a boundary without white space: step over its first rune
				_, n := utf8.DecodeRuneInString(text[i:])
				i += n
			}
		}
		if s := trim(text, Span{start, b.End}); s.Len() > 0 {
			yield(s)
		}
	}
}

// nextMark returns where the next byte stands that may begin a full stop, a
// question or exclamation mark or an ellipsis, or the length of s.
func nextMark(s string) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '.' || c == '!' || c == '?' || c == "…"[0] {
			return i
		}
	}
	return len(s)
}

// sentenceEnd looks at the rune at i. Where a sentence ends with it, or with
// the run of marks that it begins, it returns the end of that run and true;
// else the place to look at next.
func sentenceEnd(text string, i int, b Span, start int) (int, bool) {
	switch c := text[i]; {
	case c == '.' || c == '!' || c == '?' || strings.HasPrefix(text[i:b.End], "…"):
	case c < utf8.RuneSelf:
		return i + 1, false
	default:
		_, n := utf8.DecodeRuneInString(text[i:])
		return i + n, false
	}
	run := readMarks(text, i, b.End)
	if run.split > 0 {
		return run.split, true
	}
	if run.end >= b.End {
		return b.End, true
	}
	if endsHere(text, i, run, b, start) {
		return run.end, true
	}
	return run.end, false
}

// marks is a run of full stops, question and exclamation marks with the
// closing quotes and brackets behind it.
type marks struct {
	dots, shouts, queries int
	closed                int // the start of the closers
	end                   int
	quoted, bracketed     bool // among the closers
	split                 int  // the end of a full stop before a spaced ellipsis
}

const closers = "\"'”’»›)]}"

func readMarks(text string, i, end int) marks {
	var m marks
	first := i
loop:
	for i < end {
		switch {
		case text[i] == '.':
			m.dots++
			i++
		case text[i] == '!':
			m.shouts++
			i++
		case text[i] == '?':
			m.queries++
			i++
		case strings.HasPrefix(text[i:end], "…"):
			m.dots += 3
			i += len("…")
		case m.dots > 0 && strings.HasPrefix(text[i:end], " .") && (i+2 >= end || text[i+2] == ' ' || text[i+2] == '.' || strings.ContainsRune(closers, rune(text[i+2])) || text[i+2] >= utf8.RuneSelf):
			i++
		default:
			break loop
		}
	}
	if text[first:min(i, end)] == ". . . ." && first > 0 && text[first-1] != ' ' && i < end && text[i] == ' ' {
		m.split = first + 1
	}
	m.closed = i
	for i < end {
		for _, late := range []string{" »", " ›", "\u00a0»", "\u202f»"} {
			if strings.HasPrefix(text[i:end], late) {
				i += len(late) // guillemets as the French set them
				m.quoted = true
			}
		}
		if i >= end {
			break
		}
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !strings.ContainsRune(closers, r) {
			break
		}
		if strings.ContainsRune(")]}", r) {
			m.bracketed = true
		} else {
			m.quoted = true
		}
		i += n
	}
	m.end = i
	return m
}
