package stance

import (
	"context"
	"fmt"
	"iter"

	"github.com/stancekit/stancekit/model"
)

// Train learns a classifier from labelled statements, as [model.Train] does with
// what [Settings] makes of the settings. A row with another label is an error
// that names it and wraps [ErrLabel]; a label without rows is never given.
// Settings.Classes may put the labels into another order; the error for others,
// and for those of a prior, wraps [ErrClasses].
//
// Rows in the manner of the default model's need fewer of them with that model as
// the Prior, Default().Model(): docs/model-card.md has the figures. What Train
// returns without a Prior cannot be one itself, since it has learnt from [Vectors].
func Train(ctx context.Context, rows iter.Seq2[model.Example, error], s model.Settings) (*Classifier, model.Summary, error) {
	s = Settings(s)
	labels, err := labelsOf(s.Classes)
	if err != nil {
		return nil, model.Summary{}, fmt.Errorf("stance: Settings: %w", err)
	}
	m, sum, err := model.Train(ctx, checked(rows), s)
	if err != nil {
		return nil, sum, err
	}
	return &Classifier{text: m, labels: labels}, sum, nil
}

// Settings returns the settings with what [Train] adds to them, for what trains
// by itself, such as evaluate.CrossValidate. The classes are the labels where
// none are named. And training knows the language of diplomacy beforehand: for
// English texts, and without a Prior, [Clusters] and [Vectors] take the place of
// Features.Clusters and Vectors where these are nil; a network for English texts
// without vectors gets those of the settings, or [Vectors]. To learn without
// them, name the labels in Classes and call [model.Train].
//
// What trains by itself knows classes, not labels: its error for a row with another
// label wraps [model.ErrExample] in place of [ErrLabel], and that of
// evaluate.CrossValidate names the fold, too, in whose training it was met.
//
// A Prior that has seen the rows, or some nearly alike, knows their labels: it
// makes cross-validation and tests report more than it will do on others.
func Settings(s model.Settings) model.Settings {
	language := s.Features.Language
	if s.Prior == nil {
		if len(s.Classes) == 0 {
			s.Classes = labelNames[:]
		}
	} else {
		language = s.Prior.Features().Language
		if len(s.Classes) == 0 {
			s.Classes = s.Prior.Classes()
		}
	}
	if language != "" && language != english {
		return s
	}
	if s.Prior == nil {
		if s.Features.Clusters == nil {
			s.Features.Clusters = Clusters()
		}
		if s.Vectors == nil {
			s.Vectors = Vectors()
		}
	}
	if s.Network != nil && s.Network.Vectors == nil && s.Vectors == nil {
		n := *s.Network
		n.Vectors = Vectors()
		s.Network = &n
	}
	return s
}

// english is the language of Clusters and Vectors in features.Settings.
const english = "english"

// checked refuses rows whose class is no label. Nil stays nil.
func checked(rows iter.Seq2[model.Example, error]) iter.Seq2[model.Example, error] {
	if rows == nil {
		return nil
	}
	return func(yield func(model.Example, error) bool) {
		n := 0
		for e, err := range rows {
			if err == nil {
				if _, bad := ParseLabel(e.Class); bad != nil {
					err = &model.ExampleError{Row: n, ID: e.ID, Err: bad}
				}
				n++
			}
			if !yield(e, err) {
				return
			}
		}
	}
}
