package golearn

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/sjwhitworth/golearn/base"

	"github.com/stancekit/stancekit/model"
)

// Classifier is our learner as golearn's: a base.Classifier over any of its
// data, dense, sparse or a view, with any number of classes and with float,
// binary and categorical attributes. Attributes are bound by name, in whatever
// order they come. The zero value is ready to Fit.
//
// Once fitted it is safe for concurrent use; Fit, Load and LoadWithPrefix are
// not, and may be called again. It never panics.
type Classifier struct {
	// Learner learns; nil means a linear support vector machine
	// ([model.SVM]). Of one that has a path to choose from
	// ([model.PathLearner]) the best is chosen by cross-validated macro-F1.
	Learner model.Learner
	// Unbalanced lets all rows weigh the same. By default all classes do.
	Unbalanced bool
	// Unscaled takes columns as they are. By default a column that holds
	// values beyond -1 to 1 is divided by the greatest, since a linear learner
	// wants columns of about one size; rows of ours lie within.
	Unscaled bool
	// Folds is into how many parts the rows are divided to choose. 0 means 5.
	Folds int
	// Seed settles everything random.
	Seed uint64
	// Workers is how many goroutines learn; it does not change the result. 0
	// means 1.
	Workers int
	// Context ends a Fit early; nil means that nothing does.
	Context context.Context

	columns *Columns
	scale   []float32 // of each column; nil for none
	scorer  model.Scorer
}

var _ base.Classifier = (*Classifier)(nil)

// Fit learns from labelled data. The errors wrap [ErrData], [ErrPanic] where the
// data panics, [model.ErrNoExamples], [model.ErrOneClass], or are the
// learner's. After an error the classifier is what it was before.
func (c *Classifier) Fit(data base.FixedDataGrid) error {
	columns, err := ColumnsOf(data)
	if err != nil {
		return err
	}
	rows, err := columns.Read(data)
	if err != nil {
		return err
	}
	ctx := c.Context
	if ctx == nil {
		ctx = context.Background()
	}
	p, err := c.problem(rows)
	if err != nil {
		return err
	}
	var scale []float32
	if !c.Unscaled {
		if scale = scaleOf(rows.X); scale != nil {
			apply(scale, rows.X)
		}
	}
	var scorer model.Scorer
	err = protect("Fit", func() error {
		learner, err := c.choose(ctx, p)
		if err == nil {
			scorer, err = learner.Learn(ctx, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	c.columns, c.scale, c.scorer = columns, scale, scorer
	return nil
}

// problem puts rows as package model wants them, weighed by class.
func (c *Classifier) problem(rows *Rows) (*model.Problem, error) {
	switch {
	case rows.Y == nil:
		return nil, fmt.Errorf("golearn: %w: there is no class attribute", ErrData)
	case len(rows.Y) == 0:
		return nil, fmt.Errorf("golearn: %w: there are no rows", model.ErrNoExamples)
	}
	count := make([]float64, len(rows.Classes))
	kinds := 0.0
	for _, y := range rows.Y {
		if count[y] == 0 {
			kinds++
		}
		count[y]++
	}
	if kinds < 2 {
		return nil, fmt.Errorf("golearn: %w: %q", model.ErrOneClass, rows.Classes[rows.Y[0]])
	}
	p := &model.Problem{X: rows.X, Y: rows.Y, Classes: rows.Classes, Seed: c.Seed, Workers: max(c.Workers, 1)}
	for i, y := range rows.Y {
		cost := 1.0
		if !c.Unbalanced {
			cost = float64(len(rows.Y)) / (kinds * count[y])
		}
		p.Rows, p.Cost = append(p.Rows, i), append(p.Cost, cost)
	}
	return p, nil
}

// Predict returns the classes of data that has the attributes learnt from, in
// golearn's form: data of the same number of rows with the class attribute
// alone. That attribute is the data's own where it can hold the classes, and
// otherwise a new one of the same name. The errors wrap [ErrNotFitted],
// [ErrData] or [ErrPanic].
func (c *Classifier) Predict(data base.FixedDataGrid) (out base.FixedDataGrid, err error) {
	classes, err := c.Classify(data)
	if err != nil {
		return nil, err
	}
	err = protect("Predict", func() error {
		out, err = c.predictions(data, classes)
		return err
	})
	return out, err
}

// Classify returns the class of each row, an index into Classes. The errors are
// those of Predict.
func (c *Classifier) Classify(data base.FixedDataGrid) ([]int, error) {
	if c.scorer == nil {
		return nil, fmt.Errorf("golearn: %w", ErrNotFitted)
	}
	// What class the rows have already is no concern of a prediction.
	x := *c.columns
	x.classes = nil
	rows, err := x.Read(data)
	if err != nil {
		return nil, err
	}
	apply(c.scale, rows.X)
	out := make([]int, rows.X.Rows())
	scores := make([]float64, len(c.columns.classes))
	err = protect("Predict", func() error {
		for i := range out {
			cols, values := rows.X.Row(i)
			c.scorer.Scores(scores, cols, values)
			for k, s := range scores {
				if s > scores[out[i]] {
					out[i] = k
				}
			}
		}
		return nil
	})
	return out, err
}

// Classes returns the classes in their order, nil before Fit.
func (c *Classifier) Classes() []string {
	if c.columns == nil {
		return nil
	}
	return c.columns.Classes()
}

// predictions puts classes into golearn's form.
func (c *Classifier) predictions(data base.FixedDataGrid, classes []int) (base.FixedDataGrid, error) {
	a, err := c.classAttribute(data)
	if err != nil {
		return nil, err
	}
	out := base.NewDenseInstances()
	spec := out.AddAttribute(a)
	if err := errors.Join(out.AddClassAttribute(a), out.Extend(len(classes))); err != nil {
		return nil, fmt.Errorf("golearn: %w", err)
	}
	values := make([][]byte, len(c.columns.classes))
	for k, name := range c.columns.classes {
		values[k] = a.GetSysValFromString(name)
	}
	for i, k := range classes {
		out.Set(spec, i, values[k])
	}
	return out, nil
}

// classAttribute returns an attribute that can hold the classes: a float or
// binary one, and a categorical one that has them all, since to ask it for
// another would add that to the data's.
func (c *Classifier) classAttribute(data base.FixedDataGrid) (base.Attribute, error) {
	attrs := data.AllClassAttributes()
	if len(attrs) > 1 {
		return nil, fmt.Errorf("golearn: %w: %d class attributes, want one", ErrData, len(attrs))
	}
	own := base.NewCategoricalAttribute()
	own.SetName(c.columns.class)
	if len(attrs) == 1 {
		switch a := attrs[0].(type) {
		case *base.CategoricalAttribute:
			if !slices.ContainsFunc(c.columns.classes, func(k string) bool { return !slices.Contains(a.GetValues(), k) }) {
				return a, nil
			}
			own.SetName(a.GetName())
			for _, v := range a.GetValues() {
				own.GetSysValFromString(v)
			}
		default:
			if a.GetName() == c.columns.class && c.numeric() {
				return a, nil
			}
		}
	}
	for _, v := range c.columns.classes {
		own.GetSysValFromString(v)
	}
	return own, nil
}

// numeric reports whether all classes are numbers.
func (c *Classifier) numeric() bool {
	for _, name := range c.columns.classes {
		if _, err := strconv.ParseFloat(name, 64); err != nil {
			return false
		}
	}
	return true
}

// String says what the classifier is.
func (c *Classifier) String() string {
	if c.scorer == nil {
		return fmt.Sprintf("stancekit classifier (%s), not fitted", c.learner().Name())
	}
	return fmt.Sprintf("stancekit classifier (%s): %d columns, classes %q", c.learner().Name(), len(c.columns.names), c.columns.classes)
}

func (c *Classifier) learner() model.Learner {
	if c.Learner == nil {
		return model.SVM{}
	}
	return c.Learner
}
