package stance

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

// Hundreds of goroutines ask one classifier by each of its methods.
func TestClassifierByHundreds(t *testing.T) {
	c := Default()
	text := "“We accept the offer,” Foreign Minister Lena Varga said on Monday. General Tomas Ruhl won't lift the embargo."
	want := c.Classify(text)
	var sentences []Sentence
	for s := range c.Sentences(text) {
		sentences = append(sentences, s)
	}
	var statements []Statement
	for s := range c.Statements(text) {
		statements = append(statements, s)
	}
	var wg sync.WaitGroup
	errs := make(chan string, 200)
	for g := range 200 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 20 {
				c.Classify(fmt.Sprintf("Nobody saw word%dx%d before.", g, i))
				if got := c.Classify(text); got != want {
					errs <- fmt.Sprintf("Classify: %v", got)
				}
				n := 0
				for s := range c.Sentences(text) {
					if s != sentences[n] {
						errs <- fmt.Sprintf("Sentences: %v", s)
					}
					n++
				}
				n = 0
				for s := range c.Statements(text) {
					if s.Result != statements[n].Result || s.Speaker != statements[n].Speaker {
						errs <- fmt.Sprintf("Statements: %v", s)
					}
					n++
				}
				if e, err := c.Explain(text); err != nil || e.Class != want.Label.String() {
					errs <- fmt.Sprintf("Explain: %v, %v", e, err)
				}
			}
		}()
	}
	wg.Wait()
	close(errs)
	for e := range errs {
		t.Error(e)
	}
}

// Whatever the text, the answer is a distribution over the labels.
func TestClassifyHostile(t *testing.T) {
	c := Default()
	for _, text := range hostileTexts() {
		r := c.Classify(text)
		sum := 0.0
		for _, p := range r.Probabilities {
			require.True(t, p >= 0 && p <= 1, "%.40q", text)
			sum += p
		}
		require.InDelta(t, 1, sum, 1e-9, "%.40q", text)
		require.Equal(t, r.Probabilities[r.Label], r.Probability)
		require.Equal(t, r, c.Classify(text))
		for s := range c.Sentences(text) {
			require.Equal(t, text[s.Start:s.End], s.Text)
			require.False(t, math.IsNaN(s.Probability))
		}
		for s := range c.Statements(text) {
			require.False(t, math.IsNaN(s.Probability))
		}
	}
}

// hostileTexts are texts that nobody writes in good faith.
func hostileTexts() []string {
	n := 1000
	if testing.Short() {
		n = 50
	}
	texts := []string{
		"", "\x00", "\x00We refuse.\x00", "\uFEFFWe refuse.", "We refuse.\r\nWe agree.\r\n", "\xff\xfeWe refuse.",
		"\u202eesufer eW\u202c", "\u2066We\u2069 refuse", "W\u200be r\u00adefuse", "e" + strings.Repeat("\u0301", 5*n),
	}
	for _, unit := range []string{"“", "(", "said ", "no ", "\n", "A. ", "\"He said, \"", "ﷺ", "İ", "\U0001F468\u200d", "n't ", "-"} {
		texts = append(texts, strings.Repeat(unit, 2*n))
	}
	var words strings.Builder
	for i := range 10 * n {
		fmt.Fprintf(&words, "w%d ", i)
	}
	return append(texts, strings.Repeat("a", 500*n), words.String())
}

// An own model, too, takes what is thrown at it.
func TestTrainHostile(t *testing.T) {
	var rows []model.Example
	for i, text := range hostileTexts() {
		rows = append(rows, model.Example{Text: text[:min(len(text), 10_000)], Class: labelNames[i%NumLabels]})
	}
	c, _, err := Train(t.Context(), model.FromSlice(rows), model.Settings{})
	require.NoError(t, err)
	for _, text := range hostileTexts() {
		r := c.Classify(text)
		require.True(t, r.Probability >= 0 && r.Probability <= 1)
	}
}
