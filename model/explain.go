package model

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/stancekit/stancekit/features"
)

// Explanation tells what in a text spoke for which class.
type Explanation struct {
	Prediction
	// Classes are the classes in their order.
	Classes []string
	// Bias is what speaks for each class before a word is read.
	Bias []float64
	// Words are the tokens of the text in order.
	Words []WordWeight
}

// WordWeight is what one token adds to the score of each class. What a feature
// of several tokens adds is divided evenly among them.
type WordWeight struct {
	Start, End int       // byte offsets into the text
	Text       string    // the token as it stands in the text
	Negated    bool      // it stands under a negation
	Weights    []float64 // by class, against the mean of all classes
}

// Explain classifies a text and divides the scores among its tokens: for each
// class, Bias and the words' Weights sum to its score against the mean score of
// all classes. The error of a model that is not linear wraps [ErrNotLinear].
func (t *Text) Explain(text string) (*Explanation, error) {
	if t.other != nil {
		return nil, fmt.Errorf("model: explain: %w", ErrNotLinear)
	}
	k := len(t.classes)
	var b features.Buffer
	t.extractor.Extract(&b, text)
	sums := make([]int64, int(features.Blocks)*(1+k))
	for _, f := range b.Features {
		t.table.add(sums, f.ID)
	}
	e := &Explanation{Prediction: t.Predict(text), Classes: t.Classes(), Bias: slices.Clone(t.bias)}
	e.Words = make([]WordWeight, len(b.Tokens))
	for i, tok := range b.Tokens {
		e.Words[i] = WordWeight{Start: tok.Start, End: tok.End, Text: text[tok.Start:tok.End], Negated: tok.Negated, Weights: make([]float64, k)}
	}
	for _, f := range b.Features {
		i := int(features.BlockOf(f.ID))
		block, at := t.table.find(f.ID)
		norm := sums[i*(1+k)]
		if at < 0 || norm == 0 {
			continue
		}
		_, weights := block.number(at)
		factor := t.table.factor(i, norm, &t.scale) / float64(f.Last-f.First+1)
		for i := f.First; i <= f.Last; i++ {
			for c, w := range weights {
				e.Words[i].Weights[c] += float64(factor * w)
			}
		}
	}
	center(e.Bias)
	for _, w := range e.Words {
		center(w.Weights)
	}
	return e, nil
}

// center subtracts the mean.
func center(x []float64) {
	mean := 0.0
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for i := range x {
		x[i] -= mean
	}
}

// String returns the answer and a line for each word in the order of the text:
// what it adds to the score of the class decided for, and the class that it speaks
// for most where that is another.
func (e *Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %.3f", e.Class, e.Probability)
	if e.Abstained {
		b.WriteString(", abstained")
	}
	class := slices.Index(e.Classes, e.Class)
	line := func(word string, weights []float64) {
		if class < 0 || len(weights) != len(e.Classes) {
			return // not from Explain
		}
		fmt.Fprintf(&b, "\n%+9.3f  %s", weights[class], word)
		if most := slices.Index(weights, slices.Max(weights)); weights[most] > weights[class] {
			fmt.Fprintf(&b, "  (%q %+.3f)", e.Classes[most], weights[most])
		}
	}
	line("before a word is read", e.Bias)
	for _, w := range e.Words {
		word := strconv.Quote(w.Text)
		if w.Negated {
			word += ", negated"
		}
		line(word, w.Weights)
	}
	return b.String()
}

// Top returns up to n words that spoke most for a class, the strongest first;
// words that spoke against it are left out. It returns nil for a class that
// the model does not know, and for an n below 1.
func (e *Explanation) Top(class string, n int) []WordWeight {
	c := slices.Index(e.Classes, class)
	if c < 0 || n < 1 {
		return nil
	}
	var out []WordWeight
	for _, w := range e.Words {
		if w.Weights[c] > 0 {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b WordWeight) int { return cmp.Compare(b.Weights[c], a.Weights[c]) })
	return out[:min(n, len(out))]
}
