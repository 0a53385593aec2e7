package article

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A block is what white space sets apart: a paragraph, a headline, an item of
// a list. Newlines inside a block only wrap its lines.

// Lines of a hard-wrapped paragraph are at most maxWrap bytes wide, and the
// widest is at least minWrap.
const (
	minWrap = 40
	maxWrap = 130
)

// blocks yields the blocks of text, trimmed.
func blocks(text string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		var lines []Span // of the present run of lines without a blank one
		for pos := 0; pos < len(text); {
			line := trim(text, Span{pos, lineEnd(text, pos)})
			pos = nextLine(text, pos)
			if line.Len() > 0 {
				lines = append(lines, line)
			}
			if line.Len() > 0 && pos < len(text) {
				continue
			}
			for len(lines) > 0 {
				n := wrapped(text, lines)
				if !yield(Span{lines[0].Start, lines[n-1].End}) {
					return
				}
				lines = lines[n:]
			}
			lines = lines[:0]
		}
	}
}

func lineEnd(text string, pos int) int {
	if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
		return pos + i
	}
	return len(text)
}

func nextLine(text string, pos int) int { return min(lineEnd(text, pos)+1, len(text)) }

// wrapped returns how many of the lines belong to one block. It looks at a
// screenful of lines for the width that they were wrapped at.
func wrapped(text string, lines []Span) int {
	width := 0
	for _, l := range lines[:min(len(lines), 60)] {
		width = max(width, l.Len())
	}
	for i := 1; i < len(lines); i++ {
		if !softBreak(text, lines[i-1], lines[i], width) {
			return i
		}
	}
	return len(lines)
}

// softBreak reports whether the newline between two lines only wraps them:
// the next word did not fit, or the sentence plainly goes on.
func softBreak(text string, a, b Span, width int) bool {
	if isBullet(text[b.Start:b.End]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[b.Start:])
	lower := unicode.IsLower(first)
	if width > maxWrap {
		return false
	}
	word := strings.IndexAny(text[b.Start:b.End], " \t")
	if word < 0 {
		word = b.Len()
	}
	if width >= minWrap && a.Len()+1+word > width-2 {
		return true
	}
	if !lower {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(text[a.Start:a.End])
	return a.Len() >= minWrap || end == ',' || text[a.End] == ' ' && a.Len() > 10
}

// isBullet reports whether a line is an item of a list.
func isBullet(line string) bool {
	r, n := utf8.DecodeRuneInString(line)
	if strings.ContainsRune("•⁃‣◦▪●*·–—-", r) {
		rest := line[n:]
		return rest == "" || rest[0] == ' ' || rest[0] == '\t' || r == '•' || r == '⁃'
	}
	_, m := marker(line)
	return m > 0
}

// trim returns the span without the white space at its ends.
func trim(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != '\uFEFF' && r != '\u200B' {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != '\uFEFF' && r != '\u200B' {
			break
		}
		s.End -= n
	}
	return s
}
