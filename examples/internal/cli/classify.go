package cli

import (
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/stance"
)

// Classify appends the probabilities of the classes to dst and returns them
// with the index of the class decided for, as [model.Text.PredictInto] does.
type Classify func(dst []float64, text string) (probabilities []float64, class int, abstained bool)

// NewClassify returns how texts are classified by a model. Where its classes are
// the stances it does as package stance does, which knows that a text without a
// word takes no stance.
func NewClassify(m *model.Text) Classify {
	c, err := stance.New(m)
	if err != nil {
		return m.PredictInto
	}
	return func(dst []float64, text string) ([]float64, int, bool) {
		r := c.Classify(text)
		return append(dst, r.Probabilities[:]...), int(r.Label), r.Abstained
	}
}
