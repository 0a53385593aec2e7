package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

// named are the features of a model that its rows name.
type named struct {
	Rows    int            `json:"rows"`
	Found   int            `json:"found"` // how many features of the model the rows hold
	Classes []classFeature `json:"classes"`

	least int // rows that a feature shown occurs in
}

// classFeature holds the strongest features of a class.
type classFeature struct {
	Class string    `json:"class"`
	Top   []feature `json:"top"`
}

// feature is one that the rows name.
type feature struct {
	Name   string  `json:"name"`
	Block  string  `json:"block"`
	Weight float64 `json:"weight"` // for the class, against the mean of all
	Rows   int     `json:"rows"`   // that hold it

	weights []float64
	last    int // the row that held it last
}

// nameFeatures looks the features of the texts up in the model and returns the
// top ones of each class that occur in at least minRows texts.
func nameFeatures(ctx context.Context, m *model.Text, texts []string, top, minRows int) (*named, error) {
	ex, err := features.New(m.Features())
	if err != nil {
		return nil, err
	}
	found := map[uint64]*feature{}
	var order []*feature // as they were found, so that ties have an order
	var b features.Buffer
	for row, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		ex.Extract(&b, text)
		n := namer{settings: ex.Settings(), tokens: b.Tokens}
		for _, f := range b.Features {
			name := n.name(f)
			k := found[f.ID]
			if k == nil {
				k = &feature{Name: name, Block: features.BlockOf(f.ID).String(), weights: m.Weights(f.ID), last: -1}
				found[f.ID] = k
				if k.weights != nil {
					order = append(order, k)
				}
			}
			if k.last != row {
				k.last = row
				k.Rows++
			}
		}
	}
	out := &named{Rows: len(texts), Found: len(order), least: minRows}
	for c, class := range m.Classes() {
		var list []feature
		for _, f := range order {
			if f.Rows >= minRows && f.weights[c] > 0 {
				one := *f
				one.Weight = f.weights[c]
				list = append(list, one)
			}
		}
		slices.SortStableFunc(list, func(a, b feature) int { return cmp.Compare(b.Weight, a.Weight) })
		out.Classes = append(out.Classes, classFeature{class, list[:min(top, len(list))]})
	}
	return out, nil
}

// namer names the features of a text, which must be asked for in their order.
type namer struct {
	settings features.Settings
	tokens   []features.Token
	grams    []string // the n-grams of characters of the token before
	token    uint32
	next     int // the one that comes next
	line     int // features of stems so far that begin at the first word
}

func (n *namer) name(f features.Feature) string {
	tokens := n.tokens[f.First : f.Last+1]
	var parts []string
	switch block := features.BlockOf(f.ID); block {
	case features.Chars:
		if n.grams == nil || n.token != f.First {
			n.token, n.next = f.First, 0
			n.grams = slices.Collect(features.CharNGrams(tokens[0].Text, n.settings.CharMin, n.settings.CharMax))
		}
		n.next++
		// Of a very long word only the start has n-grams, which its whole does not
		// list in the same order.
		if n.next > len(n.grams) || len(tokens[0].Text) > longWord {
			return "…" + tokens[0].Text[:min(len(tokens[0].Text), 10)] + "…"
		}
		return strings.ReplaceAll(n.grams[n.next-1], " ", "_")
	case features.Stems, features.Negated, features.Similar:
		for _, k := range tokens {
			switch {
			case k.Class == features.Mark: // passed over
			case block == features.Similar:
				parts = append(parts, "~"+k.Text)
			default:
				parts = append(parts, k.Stem)
			}
		}
		name := strings.Join(parts, " ")
		if block == features.Stems && n.beginsText(f) {
			name = "^" + name
		}
		return name
	default:
		for _, k := range tokens {
			parts = append(parts, k.Text)
		}
		return strings.Join(parts, " ")
	}
}

// longWord is the length in bytes from which package features looks at the start
// of a word alone.
const longWord = 64

// beginsText reports whether the feature is one of those that the first word
// makes once more, as the beginning of the text: they follow the plain ones.
func (n *namer) beginsText(f features.Feature) bool {
	for _, k := range n.tokens[:f.First] {
		if k.Class != features.Mark {
			return false
		}
	}
	n.line++
	words := 0
	for _, k := range n.tokens {
		if k.Class != features.Mark {
			words++
		}
	}
	return n.line > min(words, n.settings.Stems)
}
