package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file decides by the words on both sides whether marks end a sentence.

// endsHere decides whether the marks end a sentence by the words on both
// sides of them.
func endsHere(text string, at int, m marks, b Span, start int) bool {
	before := wordBefore(text, at, start)
	if at > start && (text[at-1] == '[' || text[at-1] == '(') && m.bracketed {
		return false // "[...]"
	}
	next := m.end
	for next < b.End {
		r, n := utf8.DecodeRuneInString(text[next:b.End])
		if !unicode.IsSpace(r) && r > ' ' {
			break
		}
		next += n
	}
	if next == m.end {
		return m.end == m.closed && m.dots == 1 && glued(text, before, m.end, b.End)
	}
	if m.quoted && strings.IndexAny(text[next:min(b.End, next+len("—"))], "—–―") == 0 {
		return false // the name of the speaker follows, or an aside
	}
	after := readOpening(text, next, b.End)
	single := m.dots == 1 && m.shouts+m.queries == 0
	switch {
	case m.dots >= 2 && m.shouts+m.queries == 0: // an ellipsis
		return after.upper && after.word != "i"
	case !single:
		if after.lower {
			return !m.quoted && !m.bracketed && (m.queries > 0 || !startsUpper(before))
		}
		return !(m.quoted && !introduced(text[start:at]) && saysSomebody(text, after, b.End))
	}
	return stopEnds(text, before, after, m, at, start)
}

// stopEnds decides for a single full stop.
func stopEnds(text, before string, after opening, m marks, at, start int) bool {
	word := strings.ToLower(strings.TrimRight(before, ".'’"))
	kind := abbreviations[word]
	if strings.HasSuffix(before, "'s") || strings.HasSuffix(before, "’s") {
		kind = noAbbreviation
	}
	if m.quoted || m.bracketed && kind != inside {
		return !after.lower
	}
	switch {
	case after.lower:
		return kind == noAbbreviation && !after.opened && len(word) > 2 && isLowerWord(before)
	case isInitial(before):
		if word == "i" && at-2 > start && after.opener {
			return true
		}
		return !after.upper && !after.digit || len(before) > 2 && after.opener
	case kind == beforeName:
		return false
	case kind == beforeNumber:
		return !after.digit && (!after.upper || after.opener)
	case kind == inside:
		return false
	case kind == eitherWay, dotted(before):
		return after.opener || after.opened || !after.upper && !after.digit
	}
	return true
}

// introduced reports whether the last quotation of a sentence stands behind a
// verb and a comma or colon, so that nobody needs to be named behind it:
// `asked, "Why?" Ruiz shrugged.`
func introduced(s string) bool {
	i := max(strings.LastIndex(s, " \""), strings.LastIndex(s, " “"))
	return i > 0 && (s[i-1] == ',' || s[i-1] == ':')
}

// opening is the beginning of what follows a possible boundary.
type opening struct {
	word   string // the first word, in lower case
	at     int    // where it starts
	opened bool   // a quotation mark or bracket stands before it
	upper  bool
	lower  bool
	digit  bool
	opener bool // see openers
}

func readOpening(text string, i, end int) opening {
	var o opening
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !strings.ContainsRune("\"'“‘«‹„‚([{¿¡", r) {
			break
		}
		o.opened = true
		i += n
	}
	o.at = i
	stop := i
	for stop < end && stop < i+24 {
		r, n := utf8.DecodeRuneInString(text[stop:end])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		stop += n
	}
	word := text[i:stop]
	r, _ := utf8.DecodeRuneInString(word)
	o.upper, o.lower, o.digit = unicode.IsUpper(r), unicode.IsLower(r), unicode.IsDigit(r)
	o.word = strings.ToLower(word)
	o.opener = o.upper && openers[o.word] && !(len(word) == 1 && word == "A" && stop < end && text[stop] == '.')
	return o
}

// wordBefore returns the word that ends at i, with inner stops: "U.S" of
// "the U.S.".
func wordBefore(text string, i, start int) string {
	j := i
	for j > start && j > i-24 {
		r, n := utf8.DecodeLastRuneInString(text[:j])
		if r != '.' && r != '\'' && r != '’' && r != '@' && r != '/' && r != ':' && r != '°' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		j -= n
	}
	return text[j:i]
}

// glued reports whether a full stop without white space behind it ends a
// sentence: "…the world.Today is…".
func glued(text, before string, i, end int) bool {
	if strings.ContainsAny(before, "@/:") {
		return false
	}
	stop := i
	for stop < end && stop < i+24 && text[stop] > ' ' && !strings.ContainsRune(".,;:!?\"'", rune(text[stop])) {
		stop++
	}
	word := text[i:stop]
	if len(word) < 2 || !startsUpper(word) || !isLowerWord(word[1:]) {
		return false
	}
	last := before[strings.LastIndexByte(before, '.')+1:]
	return len(last) > 2 && isLowerWord(last[1:]) || len(before) > 0 && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// isLowerWord reports whether w holds only lower-case letters.
func isLowerWord(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return w != ""
}

// isInitial reports whether w is one capital letter, or several with stops.
func isInitial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return n > 0 && n == len(w) && unicode.IsUpper(r)
}

// dotted reports whether w is letters with stops between them: "U.N", "p.m".
func dotted(w string) bool {
	letters, stops := 0, 0
	for _, r := range w {
		if r == '.' {
			stops++
		} else if unicode.IsLetter(r) {
			letters++
		} else {
			return false
		}
	}
	return stops > 0 && letters == stops+1
}

// saysSomebody reports whether the clause that follows a closed quotation
// names its speaker, so that the sentence goes on: `"Why?" Ruiz asked.`
func saysSomebody(text string, after opening, end int) bool {
	if after.opened || !after.upper {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(text[after.at:min(end, after.at+120)]) {
		if verb, ok := verbs[strings.Trim(w, ",.;:")]; ok && n > 0 && verb.direct() {
			return true
		}
		if n++; n > 8 || strings.ContainsAny(w, "\"“”!?") || strings.HasSuffix(w, ".") && len(w) > 4 {
			return false
		}
	}
	return false
}
