package golearn

import (
	"context"
	"fmt"
	"math"
	"sync"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/naive"

	"github.com/stancekit/stancekit/model"
)

// Training is what a classifier may have to know before it is made.
type Training struct {
	// Classes are those that have rows.
	Classes []string
	// Cost is the weight of a row of each of them, by which
	// [model.Settings.Balance] balances the classes. What New does not make
	// use of is lost.
	Cost []float64
	// Rows is the number of rows to learn from.
	Rows int
}

// Learner makes a classifier of golearn's the learner of a text classifier, as
// [model.Settings.Learner]. The classifier answers with a class alone, so the
// scores are 1 for that class and 0 for the others; calibration makes of them
// the probabilities that such an answer deserves. The model works in this process
// only: Save, WriteTo, MarshalBinary and Explain of it fail with an error that wraps
// [model.ErrNotLinear].
//
// Panics become errors. Refused, with an error that wraps [ErrRefused], is what
// golearn would get wrong in silence: see the fields and [Unsound], and rows of
// one class that differ in weight, as golearn's classifiers know no weights.
type Learner struct {
	// New makes a new classifier, once a training.
	New func(Training) (base.Classifier, error)
	// Title names the learner; empty means the type of the classifier.
	Title string
	// Schema says which attributes the classifier asks for.
	Schema SchemaSettings
	// Columns is how many columns it gets: those with the highest chi-squared
	// statistic against the classes (Yang and Pedersen, "A Comparative Study
	// on Feature Selection in Text Categorization", ICML 1997). golearn takes
	// time for every column of every row, zero or not. 0 means 2,000, a
	// negative number means all.
	Columns int
	// FeatureInEachClass refuses a class whose rows hold no feature.
	FeatureInEachClass bool
	// NonNegative refuses negative values, as word vectors have.
	NonNegative bool
	// MinRows refuses fewer rows.
	MinRows int
	// Constant adds a column that is 1 in all rows, an intercept for linear
	// models that have none.
	Constant bool
	// Ordered adds a column that numbers the rows learnt from in steps too
	// small to matter, and is 0 in others: no two rows are at the same distance
	// then, and a classifier that takes equal ones in random order, as k-nearest
	// neighbours does, gives the same answer each time.
	Ordered bool
	// Concurrent says that Predict may run in several goroutines at once;
	// otherwise they wait for each other.
	Concurrent bool
	// Failed is told of each prediction that fails, from any goroutine; the
	// scores of such a text are all 0. May be nil. The first prediction is
	// tried before training ends, so what is wrong with all texts is an error
	// of the training.
	Failed func(error)
}

// BernoulliNB is golearn's naive Bayes over the presence of features. It knows
// neither how often a feature occurs nor weights of rows. Where two classes are
// exactly as probable it chooses at random.
func BernoulliNB() Learner {
	return Learner{
		New:   func(Training) (base.Classifier, error) { return naive.NewBernoulliNBClassifier(), nil },
		Title: "golearn Bernoulli naive Bayes", Schema: SchemaSettings{Kind: Binary},
		FeatureInEachClass: true, Concurrent: true,
	}
}

// defaultColumns is the meaning of Columns 0.
const defaultColumns = 2000

// Name returns the title.
func (l Learner) Name() string {
	if l.Title != "" || l.New == nil {
		return l.Title
	}
	name := "golearn"
	_ = protect("New", func() error {
		c, err := l.New(Training{})
		if err == nil {
			name = fmt.Sprintf("golearn %T", c)
		}
		return err
	})
	return name
}

// Learn fits a new classifier. The errors wrap [ErrRefused], [ErrPanic],
// [ErrData] or [model.ErrSettings], or are the classifier's or the context's.
func (l Learner) Learn(ctx context.Context, p *model.Problem) (model.Scorer, error) {
	if l.New == nil {
		return nil, fmt.Errorf("golearn: %w: the learner has no New", model.ErrSettings)
	}
	training, err := l.check(p)
	if err != nil {
		return nil, err
	}
	s := &scorer{learner: l, classes: p.Classes, mu: &sync.Mutex{}}
	grid, err := s.trainingGrid(ctx, p)
	if err != nil {
		return nil, err
	}
	var c base.Classifier
	if err := protect("New", func() error { c, err = l.New(training); return err }); err != nil {
		return nil, err
	}
	if err := Unsound(c, l.Schema); err != nil {
		return nil, err
	}
	s.classifier = Guard(c)
	err = s.classifier.Fit(grid)
	if ctx.Err() != nil {
		return nil, ctx.Err() // the grid ended early
	}
	if err != nil {
		return nil, fmt.Errorf("golearn: %s: %w", l.Name(), err)
	}
	grid.ctx = nil
	_, err = s.predict(p.X.Row(p.Rows[0]))
	if err != nil {
		return nil, fmt.Errorf("golearn: %s: %w", l.Name(), err)
	}
	return s, nil
}

// check refuses what cannot be learnt.
func (l Learner) check(p *model.Problem) (Training, error) {
	refuse := func(format string, args ...any) (Training, error) {
		return Training{}, fmt.Errorf("golearn: %s: %w: %s", l.Name(), ErrRefused, fmt.Sprintf(format, args...))
	}
	k := len(p.Classes)
	rows, holds := make([]int, k), make([]int, k)
	cost := make([]float64, k)
	for _, row := range p.Rows {
		y := p.Y[row]
		_, values := p.X.Row(row)
		if c := p.Cost[row]; rows[y] == 0 {
			cost[y] = c
		} else if math.Abs(c-cost[y]) > 1e-9*cost[y] {
			return refuse("the rows of class %q differ in weight, and golearn's classifiers know no weights", p.Classes[y])
		}
		rows[y]++
		for _, v := range values {
			if v > 0 {
				holds[y]++
			} else if v < 0 && (l.NonNegative || l.Schema.Kind == Binary) {
				return refuse("a feature is negative, as those of word vectors are, and would be taken for 0")
			}
		}
	}
	t := Training{Rows: len(p.Rows)}
	for y, n := range rows {
		if n == 0 {
			continue
		}
		if l.FeatureInEachClass && holds[y] == 0 {
			return refuse("class %q cannot be learnt: none of its %d rows holds a feature", p.Classes[y], n)
		}
		t.Classes, t.Cost = append(t.Classes, p.Classes[y]), append(t.Cost, cost[y])
	}
	switch {
	case len(t.Classes) < 2:
		return refuse("the rows to learn from are all of class %q", t.Classes)
	case len(p.Rows) < l.MinRows:
		return refuse("%d rows to learn from, want at least %d", len(p.Rows), l.MinRows)
	}
	return t, nil
}
