package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
	"github.com/stancekit/stancekit/stance"
)

// predict lets a model predict rows that it has not seen.
func (j *job) predict(ctx context.Context) (*outcome, error) {
	if len(j.data.Files) > 0 {
		return j.crossValidate(ctx)
	}
	// Both sets of files are read before the training, which may take long.
	rows, err := j.test.Slice()
	if err != nil {
		return nil, err
	}
	var m *model.Text
	var train []model.Example
	var method string
	switch {
	case len(j.train.Files) > 0:
		if train, err = j.train.Slice(); err != nil {
			return nil, err
		}
		cli.WarnColumns(j.train.Log, cli.CountClasses(train))
		var sum model.Summary
		if m, sum, err = model.Train(ctx, model.FromSlice(train), j.settings); err != nil {
			return nil, j.train.Place(err)
		}
		method = fmt.Sprintf("%s, trained on %s", sum.Learner, &j.train)
	case j.model != "":
		if m, err = model.Open(j.model); err != nil {
			return nil, err
		}
		method = "the model in " + j.model
	default:
		m = stance.Default().Model()
		method = "the default model of stances, version " + stance.DefaultVersion
	}
	if j.network {
		if m, err = m.WithNetwork(true); err != nil {
			return nil, cli.NetworkError(err)
		}
		method += ", with its network"
	}
	o := newOutcome(m.Classes(), rows, &j.test)
	if err := cli.SharedLabel(&j.test, rows, m.Classes()); err != nil {
		return nil, err
	}
	o.method, o.model, o.train = method, m, train
	classify := cli.NewClassify(m)
	for i, e := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, class, _ := classify(make([]float64, 0, len(o.classes)), e.Text)
		o.predicted[i] = o.classes[class]
		o.probabilities[i] = p[:len(o.classes)] // 0 for unknown classes
	}
	return o, nil
}

// crossValidate lets each row be predicted by a model that has seen neither it
// nor a row that is nearly alike.
func (j *job) crossValidate(ctx context.Context) (*outcome, error) {
	rows, err := j.data.Slice()
	if err != nil {
		return nil, err
	}
	cli.WarnColumns(j.data.Log, cli.CountClasses(rows))
	given := rows
	if rows, err = j.group(ctx, rows); err != nil {
		return nil, err
	}
	var runs *evaluate.Repeated
	var cv *evaluate.CrossValidation
	if j.repeat > 1 {
		if runs, err = evaluate.RepeatCrossValidation(ctx, rows, j.settings, j.folds, j.repeat); err == nil {
			cv = runs.Runs[0]
		}
	} else {
		cv, err = evaluate.CrossValidate(ctx, rows, j.settings, j.folds)
	}
	if err != nil {
		return nil, j.data.Place(j.tooFew(rows, err))
	}
	o := newOutcome(cv.Classes, given, &j.data)
	o.method = fmt.Sprintf("cross-validated in %d folds", j.folds)
	o.predicted, o.probabilities, o.train, o.runs = cv.Predicted, cv.Probabilities, rows, runs
	// The model that one would use, for its words and what it is unsure of.
	o.model, _, err = model.Train(ctx, model.FromSlice(rows), j.settings)
	return o, err
}

// group returns the rows with those that are nearly alike in one group, beside
// the groups that they have.
func (j *job) group(ctx context.Context, rows []model.Example) ([]model.Example, error) {
	if j.similar == 0 {
		return rows, nil
	}
	groups := make([]string, len(rows))
	for i, e := range rows {
		groups[i] = e.Group
	}
	groups, err := evaluate.DuplicateGroups(ctx, texts(rows), groups, j.similar)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(rows)
	for i := range out {
		out[i].Group = groups[i]
	}
	return out, nil
}

func texts(rows []model.Example) []string {
	out := make([]string, len(rows))
	for i, e := range rows {
		out[i] = e.Text
	}
	return out
}
