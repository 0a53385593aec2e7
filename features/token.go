package features

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Class says what a token is made of.
type Class uint8

// The classes of tokens.
const (
	Word   Class = iota // holds a letter
	Number              // begins with a digit and holds no letter
	Mark                // punctuation, symbols, emoji
)

// String returns "word", "number" or "mark".
func (c Class) String() string {
	switch c {
	case Word:
		return "word"
	case Number:
		return "number"
	}
	return "mark"
}

// Token is one word, number or mark of a text.
type Token struct {
	// Start and End are the byte offsets of the token in the text as given.
	Start, End int
	// Text is the normal form ([Normalize]); for a clitic the word that it
	// stands for, as in "not" for the "n't" of "don't".
	Text string
	// Class says what the token is made of.
	Class Class
	// Stem is filled by [Stemmer.Apply].
	Stem string
	// Negated is set by [Negation.Apply].
	Negated bool

	word *Term // what the Extractor knows of the word, if it made the token
}

// Term returns what the features take from the token; nil for a token that no
// [Extractor] made.
func (t *Token) Term() *Term { return t.word }

// Tokenizer cuts text into tokens: Unicode word boundaries (Unicode Standard
// Annex 29) inside runs of non-space. White space is dropped, repeated marks
// ("...", "!!") are one token, of three at the most, the hyphen inside a compound is no token.
// The zero value does nothing that depends on a language.
type Tokenizer struct {
	// English splits contractions ("won't" is "will", "not") and writes
	// prefixed words solid ("co-operation" is "cooperation").
	English bool
}

// Append appends the tokens of text to dst, in order.
func (t Tokenizer) Append(dst []Token, text string) []Token {
	for pos := 0; pos < len(text); {
		start, end := nextChunk(text, pos)
		if start == end {
			break
		}
		n := len(dst)
		dst = t.appendChunk(dst, text[start:end])
		for i := n; i < len(dst); i++ {
			dst[i].Start += start
			dst[i].End += start
		}
		pos = end
	}
	return dst
}

// Tokens yields the tokens of text, in order.
func (t Tokenizer) Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		var buf []Token
		for pos := 0; pos < len(text); {
			start, end := nextChunk(text, pos)
			buf = t.appendChunk(buf[:0], text[start:end])
			for _, k := range buf {
				k.Start += start
				k.End += start
				if !yield(k) {
					return
				}
			}
			pos = end
		}
	}
}

// nextChunk finds the next run of bytes that are not ASCII white space or
// control characters, at or after pos; start == end at the end of the text.
// Chunks are the unit of tokenising: a chunk's tokens depend on it alone.
func nextChunk(text string, pos int) (start, end int) {
	for pos < len(text) && text[pos] <= ' ' {
		pos++
	}
	start = pos
	for pos < len(text) && text[pos] > ' ' {
		pos++
	}
	return start, pos
}

// appendChunk appends the tokens of one chunk, with offsets relative to it.
func (t Tokenizer) appendChunk(dst []Token, chunk string) []Token {
	// Most chunks are a run of letters, with a mark behind it or not.
	_, n := ScanRun(chunk, 0)
	marked := n == len(chunk)-1 && IsEndMark(chunk[n])
	if n == 0 || n > KeyBytes || n < len(chunk) && !marked {
		return t.segment(dst, chunk)
	}
	run := strings.ToLower(chunk[:n])
	if t.Divides(run) {
		return t.segment(dst, chunk)
	}
	dst = append(dst, Token{End: n, Text: run, Class: classOf(run)})
	if marked {
		dst = append(dst, Token{Start: n, End: n + 1, Text: chunk[n:], Class: Mark})
	}
	return dst
}

// segment appends the tokens of any chunk.
func (t Tokenizer) segment(dst []Token, chunk string) []Token {
	first := len(dst)
	seg := words.FromString(chunk)
	for seg.Next() {
		tok := Token{Start: seg.Start(), End: seg.End()}
		raw := chunk[tok.Start:tok.End]
		tok.Text = Normalize(raw)
		if tok.Text == "" || isSpace(tok.Text) {
			continue
		}
		tok.Class = classOf(tok.Text)
		if tok.Class == Mark && len(dst) > first {
			last := &dst[len(dst)-1]
			if last.Class == Mark && last.End == tok.Start && repeats(last.Text, tok.Text) {
				last.End = tok.End
				// A run counts up to a few marks, so that "....." is "..." and a
				// text of nothing else takes no more than its time.
				if len(last.Text) < longRun {
					last.Text = clipRun(Normalize(chunk[last.Start:last.End]))
				}
				continue
			}
		}
		dst = append(dst, tok)
	}
	return t.join(dst, first, chunk)
}

// join drops the hyphens inside compounds and, for English, writes prefixed
// words solid and splits contractions.
func (t Tokenizer) join(dst []Token, first int, chunk string) []Token {
	plain := true
	for _, k := range dst[first:] {
		if k.Class != Number && !isPlain(k.Text) || k.Text == "-" || t.English && k.Class == Word && mayContract(k.Text) {
			plain = false
			break
		}
	}
	if plain {
		return dst
	}
	in := append([]Token(nil), dst[first:]...)
	dst = dst[:first]
	for i := 0; i < len(in); i++ {
		k := in[i]
		inside := k.Text == "-" && i > 0 && i+1 < len(in) &&
			in[i-1].Class != Mark && in[i+1].Class != Mark
		if inside {
			last := &dst[len(dst)-1]
			if t.English && last.End == k.Start && solidPrefix(last.Text) && in[i+1].Class == Word {
				last.Text += in[i+1].Text
				last.End = in[i+1].End
				i++
			}
			continue
		}
		if t.English && k.Class == Word {
			if a, b, ok := splitContraction(k, chunk); ok {
				if a.Text != "" {
					dst = append(dst, a)
				}
				dst = append(dst, b)
				continue
			}
		}
		dst = append(dst, k)
	}
	return dst
}

// longRun is how many marks of a run are told apart.
const longRun = 3

func clipRun(s string) string {
	if isASCII(s) && len(s) > longRun {
		return s[:longRun]
	}
	return s
}

// repeats reports whether the mark b continues the run of marks a.
func repeats(a, b string) bool {
	r, _ := utf8.DecodeLastRuneInString(a)
	q, _ := utf8.DecodeRuneInString(b)
	return r == q
}

func isSpace(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			return false
		}
	}
	return true
}

func classOf(s string) Class {
	first := true
	number := false
	for _, r := range s {
		if r == utf8.RuneError {
			return Mark
		}
		if unicode.IsLetter(r) {
			return Word
		}
		if first {
			number = unicode.IsDigit(r)
			first = false
		}
	}
	if number {
		return Number
	}
	return Mark
}
