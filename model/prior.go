package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// A prior is a model to start from. What is learnt is how far the rows pull the
// weights away from the prior's:
//
//	½ ‖w − w₀‖² + Σ_i c_i loss(y_i (w·x_i + b))
//
// (Chelba and Acero, "Adaptation of Maximum Entropy Capitalizer: Little Data Can
// Help a Lot", EMNLP 2004; for the support vector machine Yang, Yan and
// Hauptmann, "Cross-Domain Video Concept Detection Using Adaptive SVMs", MM
// 2007). In the dual it only means to start at w₀. Features that the prior does
// not know start at zero.

// inherit takes from the prior what must be as it is there.
func (s *Settings) inherit() error {
	p := s.Prior
	fail := func(format string, args ...any) error {
		return fmt.Errorf("model: %w: Prior: "+format, append([]any{ErrSettings}, args...)...)
	}
	switch {
	case p.other != nil:
		return fail("it is not linear")
	case p.table.blocks[features.Looked].size() > 0:
		return fail("it has learnt from word vectors; train it with model.Train without Settings.Vectors")
	case s.Vectors != nil:
		return fail("Vectors cannot be added to it; leave Settings.Vectors nil")
	case len(s.Classes) > 0 && !slices.Equal(s.Classes, p.classes):
		return fail("its classes are %q, not %q", p.classes, s.Classes)
	case s.Features != features.Settings{} && s.Features != p.Features():
		return fail("its features are others; leave Features empty to take them over")
	}
	s.Classes, s.Features = p.classes, p.Features()
	var loss Loss
	switch l := s.Learner.(type) {
	case nil:
	case Blend:
		loss = l.SVM.Loss
	case SVM:
		loss = l.Loss
	default:
		return fail("the learner is %q, want Blend or SVM", s.Learner.Name())
	}
	if loss == Multinomial {
		return fail("the multinomial loss cannot start from one")
	}
	return nil
}

// known reports whether the table has a feature.
func (t *table) known(id uint64) bool {
	_, at := t.find(id)
	return at >= 0
}

// start returns the prior's weights of the encoder's columns, and gives these
// the prior's idf.
func (t *Text) start(e *encoder) *Linear {
	k := len(t.classes)
	l := &Linear{Bias: slices.Clone(t.bias), Weights: make([]float64, e.dims()*k)}
	for f, id := range e.words.ids {
		b, at := t.table.find(id)
		if at < 0 {
			continue
		}
		square, weights := b.number(at)
		idf := math.Sqrt(square)
		col := int(e.column(f))
		e.idf[f], e.weight[col].value = float32(idf), float32(idf)
		if idf > 0 {
			for c, w := range weights {
				l.Weights[col*k+c] = w / idf
			}
		}
	}
	return l
}

// rest calls yield with each feature of the table that is not among ids, and its
// numbers.
func (t *table) rest(ids []uint64, yield func(id uint64, square float64, weights []float64)) {
	for i := range t.blocks {
		b := &t.blocks[i]
		taken := make([]bool, b.places)
		for _, id := range ids {
			if int(features.BlockOf(id)) == i {
				if at := b.find(features.HashOf(id)); at >= 0 {
					taken[at] = true
				}
			}
		}
		for at := range taken {
			if b.holds(at) && !taken[at] {
				square, weights := b.number(at)
				yield(features.OfHash(features.Block(i), b.slots[at*b.width]), square, weights)
			}
		}
	}
}

// sortedColumns sorts columns by identifier.
func sortedColumns(ids []uint64, squares, weights []float32) ([]uint64, []float32, []float32) {
	order := make([]int, len(ids))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(ids[a], ids[b]) })
	k := len(weights) / max(1, len(ids))
	toIDs, toSquares, toWeights := make([]uint64, 0, len(ids)), make([]float32, 0, len(ids)), make([]float32, 0, len(weights))
	for _, i := range order {
		toIDs = append(toIDs, ids[i])
		toSquares = append(toSquares, squares[i])
		toWeights = append(toWeights, weights[i*k:(i+1)*k]...)
	}
	return toIDs, toSquares, toWeights
}
