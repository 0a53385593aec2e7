package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotation is a pair of quotation marks with what stands between them.
type quotation struct {
	outer  Span // with the marks
	inner  Span
	parent int  // the quotation around it, or -1
	closed bool // false where the marks are opened only
	single bool
	low    bool // „German“
}

// quoteMarks lists the marks and what each may do.
var quoteMarks = []struct {
	mark   string
	family byte // marks of one family close each other
	open   bool
	close  bool
}{
	{"\"", 's', true, true},
	{"''", 's', true, true},
	{"``", 's', true, false},
	{"“", 's', true, true}, // closes „
	{"”", 's', false, true},
	{"„", 's', true, false},
	{"‟", 's', true, false},
	{"«", 'g', true, true},
	{"»", 'g', true, true},
	{"‹", 'h', true, true},
	{"›", 'h', true, true},
	{"‘", 'k', true, true}, // closes ‚
	{"‚", 'k', true, false},
	{"’", 'k', false, true},
	{"'", 'q', true, true},
}

const (
	maxDepth  = 6   // deeper quotations are part of their parent
	lookAhead = 240 // how far a single mark's partner is looked for
)

// openMark is a mark that waits for its partner.
type openMark struct {
	index  int // in the list of quotations
	family byte
	single bool
}

// readQuotes returns the quotations of a block in order of their starts.
// Marks that nobody closes reach to the end of the block; single ones count
// only in pairs.
func readQuotes(dst []quotation, text string, b Span) []quotation {
	var stack []openMark
	for i := b.Start; i < b.End; {
		c := text[i]
		if c != '"' && c != '\'' && c != '`' && c != 0xE2 && c != 0xC2 {
			i++
			continue
		}
		k := markAt(text[i:b.End])
		if k < 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		m := quoteMarks[k]
		end := i + len(m.mark)
		single := m.family == 'q' || m.family == 'k'
		opens, closes := roles(text, Span{i, end}, b, single)
		top := -1
		for j := len(stack) - 1; j >= 0; j-- {
			if stack[j].family == m.family {
				top = j
				break
			}
		}
		switch {
		case top >= 0 && m.close && (m.mark != "“" || dst[stack[top].index].low) && (closes || m.mark == "”" || !opens && !single) && !(single && apostrophe(text, i, end, b)):
			q := &dst[stack[top].index]
			q.outer.End, q.inner.End, q.closed = end, i, true
			stack = stack[:top]
		case m.mark == "“" && opens && top == 0 && !dst[stack[0].index].low:
			// the one before was never closed
			q := &dst[stack[0].index]
			q.outer.End, q.inner.End = i, i
			stack = append(stack[:0], openMark{len(dst), m.family, false})
			dst = append(dst, quotation{outer: Span{i, b.End}, inner: Span{end, b.End}, parent: -1})
		case m.mark == "”" && top < 0 && opens && len(stack) < maxDepth,
			m.open && opens && (top < 0 || m.family == 'g') && len(stack) < maxDepth && (!single || m.mark == "‚" || hasPartner(text, end, b, m.family)):
			parent := -1
			if len(stack) > 0 {
				parent = stack[len(stack)-1].index
			}
			stack = append(stack, openMark{len(dst), m.family, single})
			dst = append(dst, quotation{outer: Span{i, b.End}, inner: Span{end, b.End}, parent: parent, single: single, low: m.mark == "„" || m.mark == "‚"})
		}
		i = end
	}
	return dst
}

func markAt(s string) int {
	for k, m := range quoteMarks {
		if k != 0 && strings.HasPrefix(s, m.mark) {
			return k
		}
	}
	if s[0] == '"' {
		return 0
	}
	return -1
}

// roles tells by the runes on both sides whether a mark may open or close.
func roles(text string, m, b Span, single bool) (opens, closes bool) {
	before, after := ' ', ' '
	if m.Start > b.Start {
		before, _ = utf8.DecodeLastRuneInString(text[b.Start:m.Start])
	}
	if m.End < b.End {
		after, _ = utf8.DecodeRuneInString(text[m.End:b.End])
	}
	open := unicode.IsSpace(before) || strings.ContainsRune("([{—–-\"“„‘'«‹/", before)
	solid := !unicode.IsSpace(after) && !strings.ContainsRune(",.;:!?)", after)
	opens = open && solid || open && after == '.' && strings.HasPrefix(text[m.End:b.End], "..")
	if single {
		opens = opens && (unicode.IsLetter(after) || after == '"' || after == '“' || after == '[')
		return opens, !unicode.IsLetter(after) && !unicode.IsDigit(after) && !unicode.IsSpace(before)
	}
	return opens, !unicode.IsSpace(before) && !(opens && before != '"' && before != '\'') || !solid
}

// apostrophe reports whether a single mark that could close is more likely
// the end of a plural possessive: "the allies’ plan’".
func apostrophe(text string, i, end int, b Span) bool {
	if i == 0 || text[i-1] != 's' || end >= b.End || text[end] != ' ' {
		return false
	}
	mark := text[i:end]
	for at := end; at < min(b.End, end+lookAhead); {
		j := strings.IndexAny(text[at:min(b.End, end+lookAhead)], "'‘’")
		if j < 0 {
			return false
		}
		at += j
		next := Span{at, at + 1}
		if text[at] != '\'' {
			next.End = at + len("’")
		}
		if opens, _ := roles(text, next, b, true); opens && next.Of(text) != "’" {
			return false // another quotation begins: this one has ended
		}
		if next.Of(text) == mark && strings.IndexByte(".,!?", text[at-1]) >= 0 {
			return true
		}
		at = next.End
	}
	return false
}

// hasPartner reports whether a single mark that could open is closed soon.
func hasPartner(text string, i int, b Span, family byte) bool {
	mark := "'"
	if family == 'k' {
		mark = "’"
	}
	limit := Span{b.Start, min(b.End, i+4*lookAhead)}
	for n := 0; n < 40; n++ {
		j := strings.Index(text[i:limit.End], mark)
		if j < 0 {
			return false
		}
		i += j
		if _, closes := roles(text, Span{i, i + len(mark)}, b, true); closes {
			return true
		}
		i += len(mark)
	}
	return false
}
