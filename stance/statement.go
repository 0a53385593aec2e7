package stance

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/stancekit/stancekit/stance/article"
)

// Sentence is a sentence of a text with its stance.
type Sentence struct {
	// Start and End are its byte offsets in the text.
	Start int `json:"start"`
	End   int `json:"end"`
	// Text is text[Start:End].
	Text string `json:"text"`
	Result
}

// Statement is something that is said in an article, with its speaker and its
// stance; or a sentence that nobody is made to say, of kind article.Narration.
type Statement struct {
	article.Statement
	// Reported are the words that were judged: Text, or with the verb that reports
	// it, and with a full stop where they have no mark at their end. Classify gives
	// them the same Result.
	Reported string `json:"reported"`
	Result
}

// Sentences yields each sentence of a text with its stance, in order. A
// sentence without a word is left out.
func (c *Classifier) Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		for s := range article.Sentences(text) {
			st := Sentence{Start: s.Start, End: s.End, Text: text[s.Start:s.End]}
			var wordless bool
			if st.Result, wordless = c.classify(st.Text); wordless {
				continue
			}
			if !yield(st) {
				return
			}
		}
	}
}

// Statements yields what is said in a news article, by whom and with what
// stance, and the sentences in between, in order. The stance is that of the
// statement together with the verb that reports it: "rejected the idea" is
// judged as a whole. A statement that ends without a mark, as quotations do before
// "she said", is judged with a full stop, as it would stand alone.
func (c *Classifier) Statements(text string) iter.Seq[Statement] {
	return func(yield func(Statement) bool) {
		for s := range article.All(text) {
			words := ended(s.Reported(text))
			if !yield(Statement{Statement: s, Reported: words, Result: c.Classify(words)}) {
				return
			}
		}
	}
}

// ended returns the words of a statement with a full stop where they have no mark
// at their end, for the classifier has learnt from sentences.
func ended(words string) string {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, "\"'”’»)]"))
	if strings.ContainsRune(".!?…,;:-–—", last) {
		return words
	}
	return words + "."
}
