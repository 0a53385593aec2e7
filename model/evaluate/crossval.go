package evaluate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/stancekit/stancekit/model"
)

// CrossValidation is what [CrossValidate] finds. Its slices follow the rows.
type CrossValidation struct {
	// Classes are the classes in their order.
	Classes []string
	// Gold is the class that each row has, Predicted the one it was given by
	// the model that did not learn from it.
	Gold, Predicted []string
	// Probabilities holds for each row those of the classes, in their order.
	Probabilities [][]float64
	// Fold is the fold, from 0, in which each row was held out.
	Fold []int
	// Report compares Predicted with Gold, all folds taken together.
	Report *Report
}

// CrossValidate says how good the models are that these settings and as many
// rows give: it deals the rows into k folds ([Folds], by class, group and
// s.Seed), trains k models, each on all folds but one, and lets each predict
// the rows of the fold that it has not seen.
//
// What training chooses, such as the cost, it chooses anew from the rows of
// each training part, so nothing about a held-out row reaches its prediction.
// Every model knows the same classes: s.Classes, or those that occur. A class
// that a training part lacks is predicted for none of its held-out rows.
//
// s.Progress is called with the stage "cross-validate" and the number of folds
// done. All rows count alike in the report, whatever their weights. Equal
// arguments give equal results.
//
// Errors: [ErrEmpty]; [ErrFolds]; those of [model.Train], where the row of a
// [*model.ExampleError] is its place in examples; the context's.
func CrossValidate(ctx context.Context, examples []model.Example, s model.Settings, k int) (*CrossValidation, error) {
	gold, groups, err := readExamples(examples, &s)
	if err != nil {
		return nil, err
	}
	folds, err := Folds(gold, groups, k, s.Seed)
	if err != nil {
		return nil, err
	}
	cv := &CrossValidation{
		Classes:       slices.Clone(s.Classes),
		Gold:          gold,
		Predicted:     make([]string, len(examples)),
		Probabilities: make([][]float64, len(examples)),
		Fold:          make([]int, len(examples)),
	}
	report := s.Progress
	s.Progress = nil
	for f, held := range folds {
		if report != nil {
			report(model.Progress{Stage: "cross-validate", Done: f, Total: k})
		}
		err := trainAndPredict(ctx, examples, others(len(examples), held), held, s, func(row int, p model.Prediction) {
			cv.Fold[row], cv.Predicted[row], cv.Probabilities[row] = f, p.Class, p.Probabilities
		})
		if err != nil {
			return nil, fmt.Errorf("evaluate: fold %d of %d: %w", f+1, k, err)
		}
	}
	if report != nil {
		report(model.Progress{Stage: "cross-validate", Done: k, Total: k})
	}
	cv.Report, err = Score(cv.Classes, cv.Gold, cv.Predicted)
	return cv, err
}

// readExamples returns the class and the group of each row, and sets s.Classes
// to those that occur where none are declared.
func readExamples(examples []model.Example, s *model.Settings) (gold, groups []string, err error) {
	if len(examples) == 0 {
		return nil, nil, fmt.Errorf("evaluate: %w", ErrEmpty)
	}
	gold = make([]string, len(examples))
	groups = make([]string, len(examples))
	for i, e := range examples {
		if e.Class == "" {
			// Training would name it too, but by its place in a training part,
			// and the classes could not be listed.
			return nil, nil, &model.ExampleError{Row: i, ID: e.ID, Err: fmt.Errorf("%w: it has no class", model.ErrExample)}
		}
		gold[i], groups[i] = e.Class, e.Group
	}
	if len(s.Classes) == 0 {
		s.Classes = slices.Compact(slices.Sorted(slices.Values(gold)))
		if len(s.Classes) == 1 {
			return nil, nil, fmt.Errorf("evaluate: %w, %q, in all of %d rows: nothing to tell apart", model.ErrOneClass, s.Classes[0], len(examples))
		}
	}
	return gold, groups, nil
}

// others returns the indexes of all rows but those held out; both rise.
func others(rows int, held []int) []int {
	train := make([]int, 0, rows-len(held))
	for i := range rows {
		if len(held) > 0 && held[0] == i {
			held = held[1:]
			continue
		}
		train = append(train, i)
	}
	return train
}

// trainAndPredict trains on some rows and calls put with the prediction of each
// row held out.
func trainAndPredict(ctx context.Context, examples []model.Example, train, held []int, s model.Settings, put func(row int, p model.Prediction)) error {
	part := make([]model.Example, len(train))
	for i, row := range train {
		part[i] = examples[row]
	}
	m, _, err := model.Train(ctx, model.FromSlice(part), s)
	if err != nil {
		var bad *model.ExampleError
		if errors.As(err, &bad) {
			return &model.ExampleError{Row: train[bad.Row], ID: bad.ID, Err: bad.Err}
		}
		return err
	}
	for _, row := range held {
		if err := ctx.Err(); err != nil {
			return err
		}
		put(row, m.Predict(examples[row].Text))
	}
	return nil
}
