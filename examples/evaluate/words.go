package main

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/model"
)

// classWords are the words that speak most for a class.
type classWords struct {
	Class string `json:"class"`
	Words []word `json:"words"`
}

// word is a word with what it adds to the score of a class.
type word struct {
	Text    string  `json:"text"` // in lower case
	Negated bool    `json:"negated,omitempty"`
	Rows    int     `json:"rows"`   // that hold it
	Weight  float64 `json:"weight"` // mean over its occurrences
	rank    float64
}

// tellingWords adds up what the words of the rows say for each class. A word
// ranks by its mean weight times the logarithm of how often it occurs, so that neither
// a frequent word that says little nor a rare one is chosen for that alone; those
// chosen come in order of their weight. A model that cannot be explained has none.
func tellingWords(ctx context.Context, m *model.Text, rows []model.Example, show int) ([]classWords, error) {
	type key struct {
		text    string
		negated bool
	}
	type sums struct {
		weights          []float64
		count, rows, row int
	}
	found := make(map[key]*sums)
	var order []key
	for i, e := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		x, err := m.Explain(e.Text)
		if errors.Is(err, model.ErrNotLinear) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		for _, w := range x.Words {
			k := key{strings.ToLower(w.Text), w.Negated}
			s := found[k]
			if s == nil {
				s = &sums{weights: make([]float64, len(w.Weights)), row: -1}
				found[k] = s
				order = append(order, k)
			}
			for c, v := range w.Weights {
				s.weights[c] += v
			}
			s.count++
			if s.row != i {
				s.rows, s.row = s.rows+1, i
			}
		}
	}
	least := 1 // rows that a word must occur in
	if len(rows) >= 100 {
		least = 2
	}
	var out []classWords
	for c, class := range m.Classes() {
		var words []word
		for _, k := range order {
			s := found[k]
			if mean := s.weights[c] / float64(s.count); mean > 0 && s.rows >= least {
				words = append(words, word{k.text, k.negated, s.rows, mean, mean * math.Log1p(float64(s.count))})
			}
		}
		slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(b.rank, a.rank) })
		words = words[:min(len(words), show)]
		slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(b.Weight, a.Weight) })
		out = append(out, classWords{class, words})
	}
	return out, nil
}
