package main

import (
	"context"
	"errors"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// pair is a class taken for another, with some of the rows on which it was.
type pair struct {
	Gold      string    `json:"gold"`
	Predicted string    `json:"predicted"`
	Count     int       `json:"count"`
	Share     float64   `json:"share"` // of the rows of Gold
	Rows      []mistake `json:"rows"`  // the most confident first
}

type mistake struct {
	row
	Probability     float64 `json:"probability"` // of Predicted
	GoldProbability float64 `json:"gold_probability"`
}

// suspects are the rows whose label looks wrong.
type suspects struct {
	NoiseRate float64   `json:"noise_rate"` // estimated share of wrong labels
	Count     int       `json:"count"`
	Rows      []suspect `json:"rows"` // the worst first
}

type suspect struct {
	row
	Label       string  `json:"label"`
	Suggested   string  `json:"suggested"`
	Probability float64 `json:"probability"` // of Label
	Rather      float64 `json:"rather"`      // of Suggested
}

// candidate is a row to label.
type candidate struct {
	row
	Uncertainty float64 `json:"uncertainty"`
	Similarity  float64 `json:"similarity"`
}

// curvePoint is how good models are that learn from so many rows.
type curvePoint struct {
	Rows     int               `json:"rows"`
	Accuracy evaluate.Interval `json:"accuracy"`
	MacroF1  evaluate.Interval `json:"macro_f1"`
}

// find adds to the report what there is to find in the rows.
func (j *job) find(ctx context.Context, o *outcome, r *report) error {
	var err error
	if r.Pairs, err = o.confused(j.show); err != nil {
		return err
	}
	if r.Suspects, err = o.suspects(j.show); err != nil {
		return err
	}
	if j.similar > 0 {
		if r.Alike, err = j.alike(ctx, o); err != nil {
			return err
		}
	}
	if r.Words, err = tellingWords(ctx, o.model, o.rows, j.show); err != nil {
		return err
	}
	if len(j.unlabelled.Files) > 0 {
		if r.Next, err = j.next(ctx, o); err != nil {
			return err
		}
	}
	if j.curve {
		r.aside = len(j.data.Files) == 0
		r.Curve, err = j.learningCurve(ctx, o.train)
	}
	return err
}

func (o *outcome) confused(show int) ([]pair, error) {
	found, err := evaluate.ConfusedPairs(o.classes, o.gold, o.predicted, o.probabilities)
	if err != nil {
		return nil, err
	}
	var out []pair
	for _, f := range found[:min(len(found), show)] {
		p := pair{Gold: f.Gold, Predicted: f.Predicted, Count: len(f.Mistakes), Share: f.Share}
		for _, m := range f.Mistakes[:min(len(f.Mistakes), show)] {
			p.Rows = append(p.Rows, mistake{o.row(m.Row), m.Probability, m.GoldProbability})
		}
		out = append(out, p)
	}
	return out, nil
}

// suspects looks for wrong labels among the rows of the classes that the
// classifier knows.
func (o *outcome) suspects(show int) (*suspects, error) {
	known := o.classes[:len(o.classes)-len(o.unknown)]
	probabilities := o.probabilities
	if o.runs != nil {
		probabilities = o.runs.Probabilities()
	}
	var rows []int
	var labels []string
	var p [][]float64
	for i, class := range o.gold {
		if slices.Contains(known, class) {
			rows, labels, p = append(rows, i), append(labels, class), append(p, probabilities[i][:len(known)])
		}
	}
	found, err := evaluate.LabelIssues(known, labels, p)
	if err != nil {
		return nil, err
	}
	out := &suspects{NoiseRate: found.NoiseRate, Count: len(found.Issues)}
	for _, f := range found.Issues[:min(len(found.Issues), show)] {
		out.Rows = append(out.Rows, suspect{o.row(rows[f.Row]), f.Label, f.Suggested, f.SelfConfidence, f.SelfConfidence + f.Margin})
	}
	return out, nil
}

// next chooses rows to label.
func (j *job) next(ctx context.Context, o *outcome) ([]candidate, error) {
	rows, err := j.unlabelled.Slice()
	if err != nil {
		return nil, err
	}
	classify := cli.NewClassify(o.model)
	p := make([][]float64, len(rows))
	for i, e := range rows {
		p[i], _, _ = classify(nil, e.Text)
	}
	settings := evaluate.NextSettings{Labelled: texts(o.train), Features: j.settings.Features}
	found, err := evaluate.LabelNext(ctx, texts(rows), p, j.show, settings)
	if err != nil {
		return nil, err
	}
	var out []candidate
	for _, f := range found {
		out = append(out, candidate{newRow(rows, &j.unlabelled, f.Row), f.Uncertainty, f.Similarity})
	}
	return out, nil
}

// learningCurve cross-validates within the rows that the model learnt from.
// There is no curve of rows too few for folds.
func (j *job) learningCurve(ctx context.Context, train []model.Example) ([]curvePoint, error) {
	train, err := j.group(ctx, train)
	if err != nil {
		return nil, err
	}
	curve, err := evaluate.LearningCurve(ctx, train, j.settings, evaluate.CurveSettings{})
	if errors.Is(err, evaluate.ErrFolds) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []curvePoint
	for _, p := range curve.Points {
		i, err := evaluate.Bootstrap(curve.Classes, curve.Gold, p.Predicted, evaluate.BootstrapSettings{Seed: j.settings.Seed})
		if err != nil {
			return nil, err
		}
		out = append(out, curvePoint{p.Rows, i.Accuracy, i.MacroF1})
	}
	return out, nil
}

// alike tells which rows are nearly alike.
type alike struct {
	Similar float64      `json:"similar"` // how alike rows of a group are at least
	Rows    int          `json:"rows"`    // in groups of two and more
	Groups  int          `json:"groups"`
	Differ  int          `json:"differently_labelled"` // groups with several labels
	Largest []alikeGroup `json:"largest"`              // differently labelled ones first
	// Seen is the number of test rows that are nearly alike to a training row;
	// Unseen scores the others.
	Seen   int              `json:"seen,omitempty"`
	Unseen *evaluate.Report `json:"unseen,omitempty"`
}

type alikeGroup struct {
	Labels []string `json:"labels"` // of the rows, in their order
	Rows   []row    `json:"rows"`
}

func (j *job) alike(ctx context.Context, o *outcome) (*alike, error) {
	all := texts(o.rows)
	if len(j.train.Files) > 0 {
		all = append(all, texts(o.train)...)
	}
	names, err := evaluate.DuplicateGroups(ctx, all, nil, j.similar)
	if err != nil {
		return nil, err
	}
	members := make(map[string][]int) // test rows
	var order []string
	for i, name := range names[:len(o.rows)] {
		if name == "" {
			continue
		}
		if members[name] == nil {
			order = append(order, name)
		}
		members[name] = append(members[name], i)
	}
	a := &alike{Similar: j.similar}
	for _, name := range order {
		rows := members[name]
		if len(rows) < 2 {
			continue
		}
		a.Groups++
		a.Rows += len(rows)
		var g alikeGroup
		for _, i := range rows {
			g.Rows = append(g.Rows, o.row(i))
			g.Labels = append(g.Labels, o.gold[i])
		}
		if g.differ() {
			a.Differ++
		}
		a.Largest = append(a.Largest, g)
	}
	slices.SortStableFunc(a.Largest, func(g, h alikeGroup) int {
		if g.differ() != h.differ() {
			return map[bool]int{true: -1, false: 1}[g.differ()]
		}
		return len(h.Rows) - len(g.Rows)
	})
	a.Largest = a.Largest[:min(len(a.Largest), j.show)]
	return a, a.unseen(o, names)
}

func (g alikeGroup) differ() bool {
	return slices.ContainsFunc(g.Labels, func(l string) bool { return l != g.Labels[0] })
}

// unseen scores the rows without those that are nearly alike to a row of
// training. names are the groups of the test rows and of the training rows.
func (a *alike) unseen(o *outcome, names []string) (err error) {
	learnt := make(map[string]bool)
	for _, name := range names[len(o.rows):] {
		learnt[name] = name != ""
	}
	var gold, predicted []string
	for i, name := range names[:len(o.rows)] {
		if learnt[name] {
			a.Seen++
			continue
		}
		gold, predicted = append(gold, o.gold[i]), append(predicted, o.predicted[i])
	}
	if a.Seen > 0 && len(gold) > 0 {
		a.Unseen, err = evaluate.Score(o.classes, gold, predicted)
	}
	return err
}
