package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stancekit/stancekit/features"
)

// word is a token of a sentence with what the tables know of it. A quotation
// that stands as speech is one word, whatever it holds.
type word struct {
	Span
	text    string // in normal form, without a possessive ending
	mark    bool
	number  bool
	quoted  bool // a whole quotation
	in      bool // inside a quotation that is no word of its own
	owner   bool // with a possessive ending
	capital bool
	tags    tags
	verb    verb
	quote   int // the index of the quotation, if quoted
}

func (w *word) is(t tags) bool      { return w.tags&t != 0 }
func (w *word) plain() bool         { return !w.mark && !w.quoted }
func (w *word) reports() bool       { return w.verb.lemma != "" }
func (w *word) comma() bool         { return w.mark && w.text == "," }
func (w *word) dash() bool          { return w.mark && (w.text == "--" || w.text == "-") }
func (w *word) verbal(f form) bool  { return w.verb.form&f != 0 }
func (w *word) takes(f frame) bool  { return w.verb.frames&f != 0 }
func (w *word) oneOf(s string) bool { return strings.Contains(s, " "+w.text+" ") }

const (
	// maxUnit bounds what is looked at as one sentence, so that the work on a
	// text without full stops stays linear.
	maxUnit = 4 << 10
	// maxWords is the same in words.
	maxWords = 600
	// maxRun bounds a run without white space.
	maxRun = 96
)

var tokenizer features.Tokenizer

// appendWords appends the words of text[s.Start:s.End].
func appendWords(dst []word, text string, s Span, buf *[]features.Token) []word {
	for pos := s.Start; pos < s.End; {
		for pos < s.End && text[pos] <= ' ' {
			pos++
		}
		end := pos
		for end < s.End && text[end] > ' ' && end-pos < maxRun {
			end++
		}
		for end > pos && end < s.End && !utf8.RuneStart(text[end]) {
			end--
		}
		if end == pos {
			break
		}
		*buf = tokenizer.Append((*buf)[:0], text[pos:end])
		for _, t := range *buf {
			dst = appendWord(dst, text, t, pos, end == s.End)
		}
		pos = end
	}
	return dst
}

func appendWord(dst []word, text string, t features.Token, at int, last bool) []word {
	w := word{Span: Span{t.Start + at, t.End + at}, text: t.Text, mark: t.Class == features.Mark, number: t.Class == features.Number}
	if n := len(dst); w.mark && n > 0 && dst[n-1].plain() && dst[n-1].End == w.Start {
		p := &dst[n-1]
		switch {
		case w.text == "'" && strings.HasSuffix(p.text, "s"):
			p.owner = true
			return dst
		case w.text == "." && !last:
			p.End = w.End // an abbreviation: sentences end elsewhere
			if p.capital && len(p.text) == 1 {
				p.tags = 0 // "A. Jensen"
			}
			return dst
		}
	}
	if !w.mark {
		r, _ := utf8.DecodeRuneInString(text[w.Start:])
		w.capital = unicode.IsUpper(r)
		known := lexicon[w.text]
		w.tags, w.verb = known.tags, known.verb
		if base, ok := strings.CutSuffix(w.text, "'s"); ok && w.tags == 0 {
			if t := tagOf[base]; t&subject != 0 || base == "that" || base == "what" {
				w.tags = t // "he's": a subject with its verb
			} else {
				w.text, w.owner, w.verb = base, true, verbs[base]
			}
		}
		if w.tags == 0 && strings.HasSuffix(w.text, "ly") && len(w.text) > 4 && !w.capital {
			w.tags = adverb
		}
		if w.tags == 0 && len(w.text) > 3 {
			for _, end := range []string{"'ll", "'re", "'ve", "'d"} {
				if base, ok := strings.CutSuffix(w.text, end); ok {
					w.tags = tagOf[base]
				}
			}
		}
	}
	return append(dst, w)
}

// headline takes the capitals off the verbs of a headline in title case.
func (s *sentence) headline() {
	long, capitals := 0, 0
	for i := range s.words {
		if w := &s.words[i]; w.plain() && len(w.text) > 3 {
			long++
			if w.capital {
				capitals++
			}
		}
	}
	if long < 4 || capitals*5 < long*4 || len(s.words) > 25 {
		return
	}
	for i := range s.words {
		if w := &s.words[i]; i > 0 && w.reports() && w.verb.form&(third|past|gerund) != 0 {
			w.capital = false
		}
	}
}
