package evaluate

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/stancekit/stancekit/model"
)

// Curve is what [LearningCurve] finds.
type Curve struct {
	// Classes are the classes in their order, Gold the class of each row.
	Classes []string `json:"-"`
	Gold    []string `json:"-"`
	// Points are the shares of the training rows, rising.
	Points []CurvePoint `json:"points"`
}

// CurvePoint is how well models do that learn from a share of the training rows.
type CurvePoint struct {
	// Share of the training rows, as asked for.
	Share float64 `json:"share"`
	// Rows is how many rows a model learnt from, the rounded mean over the folds.
	Rows int `json:"rows"`
	// Predicted is the class given to each row by the model that did not learn
	// from its fold. With the curve's Classes and Gold it goes into [Bootstrap];
	// [Compare] tells one point from another.
	Predicted []string `json:"-"`
	// Report compares Predicted with Gold, all folds taken together.
	Report *Report `json:"report"`
}

// CurveSettings are the settings of [LearningCurve]. The zero value is the
// default.
type CurveSettings struct {
	// Folds is the number of folds. 0 means 5.
	Folds int
	// Shares of the training rows to learn from, rising, above 0 and at most 1.
	// Nil means 0.1, 0.25, 0.5, 0.75 and 1.
	Shares []float64
}

func (s *CurveSettings) resolve() error {
	if s.Folds == 0 {
		s.Folds = 5
	}
	if len(s.Shares) == 0 {
		s.Shares = []float64{0.1, 0.25, 0.5, 0.75, 1}
	}
	last := 0.0
	for _, share := range s.Shares {
		if !(share > last && share <= 1) {
			return errorf(ErrSettings, "a share of %v after %v", share, last)
		}
		last = share
	}
	return nil
}

// LearningCurve tells what more rows would bring: it scores models that learn
// from growing shares of the rows. The rows are dealt into folds as in
// [CrossValidate], the same for every share, and each fold is predicted by
// models that learn from a share of the others. So all points are scored on all
// rows, and the point of share 1 is what CrossValidate finds.
//
// The rows of a smaller share are among those of a greater one. Each class gives
// its share of rows, rounded up, so none is lost; a group comes whole, as more
// data would, and may bring more.
//
// s.Progress is called with the stage "learning-curve" and the number of models
// trained. Equal arguments give equal results. Errors: [ErrSettings] and those
// of [CrossValidate].
func LearningCurve(ctx context.Context, examples []model.Example, s model.Settings, settings CurveSettings) (*Curve, error) {
	if err := settings.resolve(); err != nil {
		return nil, err
	}
	gold, groups, err := readExamples(examples, &s)
	if err != nil {
		return nil, err
	}
	folds, err := Folds(gold, groups, settings.Folds, s.Seed)
	if err != nil {
		return nil, err
	}
	curve := &Curve{Classes: slices.Clone(s.Classes), Gold: gold}
	for _, share := range settings.Shares {
		curve.Points = append(curve.Points, CurvePoint{Share: share, Predicted: make([]string, len(examples))})
	}

	progress, done := s.Progress, 0
	s.Progress = nil
	report := func() {
		if progress != nil {
			progress(model.Progress{Stage: "learning-curve", Done: done, Total: len(folds) * len(curve.Points)})
		}
	}
	report()
	random := newSource(s.Seed, forLearningCurve)
	for f, held := range folds {
		parts := newParts(others(len(examples), held), gold, groups, random)
		for i := range curve.Points {
			p := &curve.Points[i]
			train := parts.share(p.Share)
			p.Rows += len(train)
			err := trainAndPredict(ctx, examples, train, held, s, func(row int, answer model.Prediction) {
				p.Predicted[row] = answer.Class
			})
			if err != nil {
				return nil, fmt.Errorf("evaluate: share %v of fold %d of %d: %w", p.Share, f+1, len(folds), err)
			}
			done++
			report()
		}
	}
	for i := range curve.Points {
		p := &curve.Points[i]
		p.Rows = (p.Rows + len(folds)/2) / len(folds)
		if p.Report, err = Score(curve.Classes, gold, p.Predicted); err != nil {
			return nil, err
		}
	}
	return curve, nil
}

// parts are rows that shares can be taken of.
type parts struct {
	units [][]int // rows of one group or single rows, in a random order
	gold  []string
	size  map[string]int // rows of each class
}

func newParts(rows []int, gold, groups []string, random source) parts {
	names := make([]string, len(rows))
	p := parts{gold: gold, size: make(map[string]int)}
	for i, row := range rows {
		names[i] = groups[row]
		p.size[gold[row]]++
	}
	p.units = unite(len(rows), names)
	for _, unit := range p.units {
		for i := range unit {
			unit[i] = rows[unit[i]]
		}
	}
	shuffle(random, p.units)
	return p
}

// share returns a share of the rows, rising. A unit is taken if one of its
// classes still lacks rows. The shares are nested: as long as a class lacks rows
// every unit that holds it is taken, so whatever a smaller share lacks at some
// unit a greater one lacks there too.
func (p parts) share(share float64) []int {
	lacks := make(map[string]int, len(p.size))
	for class, n := range p.size {
		lacks[class] = int(math.Ceil(share * float64(n)))
	}
	var rows []int
	for _, unit := range p.units {
		if !slices.ContainsFunc(unit, func(row int) bool { return lacks[p.gold[row]] > 0 }) {
			continue
		}
		for _, row := range unit {
			lacks[p.gold[row]]--
		}
		rows = append(rows, unit...)
	}
	slices.Sort(rows)
	return rows
}
