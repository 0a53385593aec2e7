package cli

import (
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/stance"
)

// Classify appends the probabilities of the classes to dst and returns them
// with the index of the class decided for, as [model.Text.PredictInto] does.
type Classify func(dst []float64, text string) (probabilities []float64, class int, abstained bool)

// NewClassify returns how texts are classified by a model. Where its classes are
// the stances, in any order, it does as package stance does, which knows that a
// text without a word takes no stance.
func NewClassify(m *model.Text) Classify {
	c, err := stance.New(m)
	if err != nil {
		return m.PredictInto
	}
	var labels [stance.NumLabels]stance.Label // of the classes
	var classes [stance.NumLabels]int         // of the labels
	for class, name := range m.Classes() {
		if labels[class], err = stance.ParseLabel(name); err != nil {
			return m.PredictInto // no model that stance.New has taken
		}
		classes[labels[class]] = class
	}
	return func(dst []float64, text string) ([]float64, int, bool) {
		r := c.Classify(text)
		for _, l := range labels {
			dst = append(dst, r.Probabilities[l])
		}
		return dst, classes[r.Label], r.Abstained
	}
}
