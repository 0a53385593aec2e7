package article

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Kind says how something is said.
type Kind uint8

// The kinds of statements.
const (
	// Narration is a sentence that nobody is made to say.
	Narration Kind = iota
	// Direct speech stands in quotation marks.
	Direct
	// Indirect speech is told in the article's own words.
	Indirect
	// Mixed speech is both.
	Mixed
)

var kindNames = [...]string{"narration", "direct", "indirect", "mixed"}

// String returns "narration", "direct", "indirect" or "mixed".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// MarshalText returns the name; also for JSON.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// ErrKind is wrapped by the error for a name that is no kind.
var ErrKind = errors.New("unknown kind")

// UnmarshalText sets the kind of a name; also for JSON.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kindNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("article: %w %q", ErrKind, text)
	}
	*k = Kind(i)
	return nil
}

// Statement is something that is said in an article, or a sentence of its own.
// All offsets are bytes of the article.
type Statement struct {
	// Start and End are the hull of what is said, without the quotation marks
	// around it.
	Start int `json:"start"`
	End   int `json:"end"`
	// Spans are its pieces, where the speaker or somebody else interrupts it.
	Spans []Span `json:"spans"`
	// Text is the pieces as they read without the interruption: joined by a
	// space, with a full stop before it where the next piece begins a sentence
	// and the one before ends without a mark.
	Text string `json:"text"`
	Kind Kind   `json:"kind"`
	// Speaker is the full name with title, as far as the article gives it, or
	// empty where the article names nobody.
	Speaker string `json:"speaker"`
	// Person says that the speaker is known to be a person, by a title or a
	// common given name.
	Person bool `json:"person"`
	// SpeakerStart and SpeakerEnd are the mention beside the statement ("he",
	// "the minister"), -1 where there is none.
	SpeakerStart int `json:"speaker_start"`
	SpeakerEnd   int `json:"speaker_end"`
	// CueStart and CueEnd are the reporting verb, -1 where there is none.
	CueStart int `json:"cue_start"`
	CueEnd   int `json:"cue_end"`
	// Modality says whether it is really said, by the words around the verb.
	Modality Modality `json:"modality"`
	// Paragraph is the number of the paragraph, from 0.
	Paragraph int `json:"paragraph"`
	// Parent is the index of the statement that this one is part of, or -1.
	Parent int `json:"parent"`
}

// Reported returns the words to judge the statement by: where the verb stands
// close before what is said in the article's own words, it belongs to it, for
// in "rejected the offer" the verb is the message. Text is the article; of another
// text, which the offsets leave, it returns the statement's own Text.
func (s *Statement) Reported(text string) string {
	if s.Kind == Direct || s.Kind == Narration || s.CueStart < 0 || len(s.Spans) != 1 || s.CueEnd > s.Start || s.Start-s.CueEnd > maxGap ||
		s.CueStart > s.End || s.End > len(text) {
		return s.Text
	}
	return text[s.CueStart:s.End]
}

// maxGap is how far the verb may stand from what it reports.
const maxGap = 60

// Statements returns the statements of an article in the order of the text:
// what somebody is made to say, and between them the sentences that nobody is
// made to say. Web clutter is left out. It never fails, whatever the text.
func Statements(text string) []Statement {
	return slices.AppendSeq([]Statement{}, All(text))
}

// All yields what [Statements] returns, one by one.
func All(text string) iter.Seq[Statement] {
	return func(yield func(Statement) bool) {
		var r reader
		if r.read(text, 0, yield) {
			r.flush(r.block+1, yield)
		}
	}
}

const (
	chunk    = 64 << 10 // what Read looks at at once ends at a blank line behind it
	maxChunk = 1 << 20  // or at the latest here
	maxIdle  = 100      // how often a reader may give nothing
)

// Read yields the statements of an article of any length as it is read, with
// offsets from its start. After an error of the reader it yields that error
// and ends; a reader that gives nothing many times over is io.ErrNoProgress.
func Read(in io.Reader) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		var r reader
		pass := func(s Statement) bool { return yield(s, nil) }
		buf := make([]byte, 0, 2*chunk)
		offset, idle := 0, 0
		for {
			n, err := in.Read(buf[len(buf):cap(buf)])
			if idle++; n > 0 {
				idle = 0
			} else if err == nil && idle == maxIdle {
				err = io.ErrNoProgress
			}
			buf = buf[:len(buf)+n]
			if err != nil {
				if !r.read(string(buf), offset, pass) || !r.flush(r.block+1, pass) {
					return
				}
				if err != io.EOF {
					yield(Statement{}, fmt.Errorf("article: %w", err))
				}
				return
			}
			if cut := chunkEnd(buf); cut > 0 {
				if !r.read(string(buf[:cut]), offset, pass) {
					return
				}
				offset += cut
				buf = append(buf[:0], buf[cut:]...)
			}
			if len(buf) == cap(buf) {
				buf = slices.Grow(buf, len(buf))
			}
		}
	}
}

// chunkEnd returns where to cut what has been read, or 0 to read on.
func chunkEnd(buf []byte) int {
	if len(buf) < chunk {
		return 0
	}
	if i := bytes.LastIndex(buf, []byte("\n\n")); i > 0 {
		return i + 2
	}
	if len(buf) < maxChunk {
		return 0
	}
	if i := bytes.LastIndexAny(buf, "\n "); i > 0 {
		return i + 1
	}
	return len(buf)
}

func startsLower(text string, i int) bool {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
		if unicode.IsSpace(r) {
			return false
		}
		i += n
	}
	return false
}
