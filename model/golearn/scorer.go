package golearn

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/sjwhitworth/golearn/base"

	"github.com/stancekit/stancekit/model"
)

// scorer asks a fitted classifier.
type scorer struct {
	learner    Learner
	classifier base.Classifier
	classes    []string // of the problem
	learnt     []int    // those that have rows, as the schema has them
	schema     *Schema
	place      []int32 // of each column of the problem among the schema's, or -1
	mu         *sync.Mutex
}

// trainingGrid chooses the columns and returns the rows to learn from.
func (s *scorer) trainingGrid(ctx context.Context, p *model.Problem) (*Grid, error) {
	limit := s.learner.Columns
	if limit == 0 {
		limit = defaultColumns
	}
	cols, err := chooseColumns(ctx, p, limit, s.learner.FeatureInEachClass)
	if err != nil {
		return nil, err
	}
	s.place = make([]int32, p.X.Columns)
	for i := range s.place {
		s.place[i] = -1
	}
	names := make([]string, 0, len(cols)+2)
	for i, col := range cols {
		s.place[col] = int32(i)
		names = append(names, "f"+strconv.Itoa(int(col)))
	}
	if s.learner.Constant {
		names = append(names, "constant")
	}
	if s.learner.Ordered {
		names = append(names, "order")
	}
	number := make([]int, len(p.Classes)) // of each class among those learnt
	for i := range number {
		number[i] = -1
	}
	var classes []string
	for k := range p.Classes {
		if slices.ContainsFunc(p.Rows, func(row int) bool { return p.Y[row] == k }) {
			number[k] = len(classes)
			classes, s.learnt = append(classes, p.Classes[k]), append(s.learnt, k)
		}
	}
	if s.schema, err = NewSchema(names, classes, s.learner.Schema); err != nil {
		return nil, err
	}
	x := &model.Matrix{Start: []int{0}, Columns: len(names)}
	y := make([]int, len(p.Rows))
	step := 1e-3 / float64(len(p.Rows))
	for i, row := range p.Rows {
		cols, values := p.X.Row(row)
		s.appendRow(x, cols, values, float32(step*float64(i+1)))
		y[i] = number[p.Y[row]]
	}
	g := s.schema.grid(x, y)
	g.ctx = ctx
	return g, nil
}

// appendRow adds a row of the problem to x, in the columns of the schema.
func (s *scorer) appendRow(x *model.Matrix, cols []uint32, values []float32, order float32) {
	add := func(col int, v float32) {
		x.Cols, x.Values = append(x.Cols, uint32(col)), append(x.Values, v)
	}
	for i, col := range cols {
		if at := s.place[col]; at >= 0 {
			add(int(at), values[i])
		}
	}
	extra := x.Columns
	if s.learner.Ordered {
		extra--
	}
	if s.learner.Constant {
		add(extra-1, 1)
	}
	if s.learner.Ordered && order != 0 {
		add(extra, order)
	}
	x.Start = append(x.Start, len(x.Cols))
}

// Scores writes 1 for the class that the classifier predicts and 0 for the
// others.
func (s *scorer) Scores(dst []float64, cols []uint32, values []float32) {
	clear(dst)
	k, err := s.predict(cols, values)
	switch {
	case err == nil:
		dst[k] = 1
	case s.learner.Failed != nil:
		s.learner.Failed(err)
	}
}

func (s *scorer) predict(cols []uint32, values []float32) (class int, err error) {
	x := &model.Matrix{Start: []int{0}, Columns: len(s.schema.features)}
	s.appendRow(x, cols, values, 0)
	if !s.learner.Concurrent {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	out, err := s.classifier.Predict(s.schema.grid(x, []int{0}))
	if err != nil {
		return 0, err
	}
	err = protect("Predict", func() error {
		class, err = s.classOf(out)
		return err
	})
	return class, err
}

// classOf returns the class in the first row of predictions, as an index into
// the classes of the problem.
func (s *scorer) classOf(g base.FixedDataGrid) (int, error) {
	attrs := g.AllClassAttributes()
	if len(attrs) != 1 {
		return 0, fmt.Errorf("golearn: %w: a prediction with %d class attributes", ErrData, len(attrs))
	}
	name, err := classReader(g, attrs[0])
	if err != nil {
		return 0, err
	}
	class := name(0)
	k := slices.Index(s.schema.classes, class)
	if s.learner.Schema.FloatClass {
		if k, err = strconv.Atoi(class); err != nil {
			k = -1
		}
	}
	if k < 0 || k >= len(s.learnt) {
		return 0, fmt.Errorf("golearn: %w: the prediction %q is no class", ErrData, class)
	}
	return s.learnt[k], nil
}
