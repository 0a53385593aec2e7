package golearn

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/naive"
	"github.com/sjwhitworth/golearn/trees"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

func train(t testing.TB, rows []model.Example, s model.Settings) (*model.Text, model.Summary) {
	t.Helper()
	m, sum, err := model.Train(context.Background(), model.FromSlice(rows), s)
	require.NoError(t, err)
	return m, sum
}

// hits counts the rows that a model gets right.
func hits(m *model.Text, rows []model.Example) (n int) {
	for _, e := range rows {
		if m.Predict(e.Text).Class == e.Class {
			n++
		}
	}
	return n
}

// Each learner learns something of the corpus, and the same each time.
func TestLearners(t *testing.T) {
	rows, test := corpus(t, "train/events.jsonl", 240), corpus(t, "test/events.jsonl", 100)
	nb := BernoulliNB()
	nb.Columns = 500
	for _, l := range []model.Learner{nb, ID3{MinRows: 4}} {
		s := words()
		s.Learner, s.Folds = l, 3
		m, sum := train(t, rows, s)
		n := hits(m, test)
		assert.Greater(t, n, len(test)/3, "%s: better than one of four classes", l.Name())
		assert.Equal(t, l.Name(), sum.Learner)
		again, _ := train(t, rows, s)
		for _, e := range test {
			p := m.Predict(e.Text)
			require.Equal(t, p, again.Predict(e.Text), l.Name())
			total := 0.0
			for _, x := range p.Probabilities {
				total += x
			}
			require.InDelta(t, 1, total, 1e-9)
		}
		_, err := m.MarshalBinary()
		require.ErrorIs(t, err, model.ErrNotLinear)
	}
}

// The adapter's answer is golearn's own on the same columns.
func TestLearnerIsGolearn(t *testing.T) {
	rows, test := corpus(t, "train/events.jsonl", 160), corpus(t, "test/events.jsonl", 40)
	g, e := sentences(t, rows, words(), SchemaSettings{Kind: Binary})
	nb := naive.NewBernoulliNBClassifier()
	require.NoError(t, nb.Fit(g))
	testGrid, err := e.Examples(model.FromSlice(test))
	require.NoError(t, err)
	want, err := nb.Predict(testGrid)
	require.NoError(t, err)

	s := words()
	l := BernoulliNB()
	l.Columns = -1
	l.Failed = func(err error) { t.Error(err) }
	s.Learner, s.Folds = l, model.Off
	m, _ := train(t, rows, s)
	for i, e := range test {
		assert.Equal(t, base.GetClass(want, i), m.Predict(e.Text).Class, e.Text)
	}
}

func problem(rows, columns, classes int) *model.Problem {
	x, y := random(rows, columns, classes)
	for i, v := range x.Values {
		x.Values[i] = max(v, -v)
	}
	p := &model.Problem{X: x, Y: y, Classes: names("c", classes), Workers: 1}
	for i := range y {
		p.Rows, p.Cost = append(p.Rows, i), append(p.Cost, 1)
	}
	return p
}

func TestLearnerRefuses(t *testing.T) {
	ctx := context.Background()
	pruned := Learner{New: func(Training) (base.Classifier, error) { return trees.NewID3DecisionTree(0.6), nil }, Schema: SchemaSettings{Kind: Binary}}
	random := Learner{New: func(Training) (base.Classifier, error) { return trees.NewRandomTree(2), nil }, Schema: SchemaSettings{Kind: Binary}}
	for name, c := range map[string]struct {
		l      model.Learner
		change func(*model.Problem)
		text   string
	}{
		"pruned":     {pruned, nil, "to prune"},
		"random":     {random, nil, "cannot be seeded"},
		"weights":    {BernoulliNB(), func(p *model.Problem) { p.Cost[3] = 2 }, "differ in weight"},
		"weights, 2": {ID3{}, func(p *model.Problem) { p.Cost[3] = 2 }, "differ in weight"},
		"negative":   {BernoulliNB(), func(p *model.Problem) { p.X.Values[0] = -1 }, "negative"},
		"one class":  {BernoulliNB(), func(p *model.Problem) { clear(p.Y) }, "all of class"},
		"min rows":   {Learner{New: random.New, MinRows: 100}, nil, "at least 100"},
		"no feature": {BernoulliNB(), func(p *model.Problem) {
			// A class of one row without a cell.
			p.X.Start = append(p.X.Start, p.X.Start[len(p.X.Start)-1])
			p.Rows, p.Y, p.Cost, p.Classes = append(p.Rows, len(p.Y)), append(p.Y, 3), append(p.Cost, 1), append(p.Classes, "c3")
		}, `class "c3" cannot be learnt: none of its 1 rows holds a feature`},
		"nothing": {Learner{New: func(Training) (base.Classifier, error) { return nil, nil }}, nil, "no classifier"},
	} {
		p := problem(30, 20, 3)
		if c.change != nil {
			c.change(p)
		}
		_, err := c.l.Learn(ctx, p)
		require.ErrorIs(t, err, ErrRefused, name)
		require.ErrorContains(t, err, c.text, name)
	}
	_, err := Learner{}.Learn(ctx, problem(5, 5, 2))
	require.ErrorIs(t, err, model.ErrSettings)
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	for _, l := range []model.Learner{BernoulliNB(), ID3{}} {
		_, err := l.Learn(canceled, problem(30, 20, 3))
		require.ErrorIs(t, err, context.Canceled)
	}
}

// A class that no row has is never predicted, and does no harm.
func TestLearnerEmptyClass(t *testing.T) {
	for _, l := range []model.Learner{BernoulliNB(), ID3{}} {
		p := problem(40, 20, 3)
		for i, y := range p.Y {
			p.Y[i] = []int{3, 0, 2}[y]
		}
		p.Classes = names("c", 5)
		s, err := l.Learn(context.Background(), p)
		require.NoError(t, err)
		right := 0
		for i, y := range p.Y {
			dst := []float64{9, 9, 9, 9, 9}
			cols, values := p.X.Row(i)
			s.Scores(dst, cols, values)
			require.Zero(t, dst[1])
			require.Zero(t, dst[4])
			if slices.Index(dst, slices.Max(dst)) == y {
				right++
			}
		}
		assert.Greater(t, right, 20, "%s: the classes are those of the problem", l.Name())
	}
}

// fake is a classifier that fails as it is told.
type fake struct {
	base.Classifier
	fit, predict func() error
	out          base.FixedDataGrid
}

func (f *fake) Fit(base.FixedDataGrid) error { return f.fit() }

func (f *fake) Predict(g base.FixedDataGrid) (base.FixedDataGrid, error) {
	if f.out != nil {
		return f.out, nil
	}
	return base.GeneratePredictionVector(g), f.predict()
}

func TestLearnerFailures(t *testing.T) {
	ctx := context.Background()
	bad := errors.New("bad")
	ok := func() error { return nil }
	crash := func() error { panic("crash") }
	learner := func(f *fake) Learner {
		return Learner{New: func(Training) (base.Classifier, error) { return f, nil }, Title: "fake"}
	}
	for name, c := range map[string]struct {
		f    *fake
		want error
	}{
		"fit":           {&fake{fit: func() error { return bad }}, bad},
		"fit panics":    {&fake{fit: crash}, ErrPanic},
		"predict":       {&fake{fit: ok, predict: func() error { return bad }}, bad},
		"predict panic": {&fake{fit: ok, predict: crash}, ErrPanic},
		"no class":      {&fake{fit: ok, out: base.NewDenseInstances()}, ErrData},
		"no such class": {&fake{fit: ok, out: randomGrid(t, 1, 1, 1, SchemaSettings{ClassName: "other"})}, nil},
	} {
		_, err := learner(c.f).Learn(ctx, problem(10, 5, 2))
		if c.want == nil {
			require.NoError(t, err, name) // c0 is a class of both
			continue
		}
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, "fake", name)
	}
	_, err := Learner{New: func(Training) (base.Classifier, error) { panic("no") }}.Learn(ctx, problem(10, 5, 2))
	require.ErrorIs(t, err, ErrPanic)

	// What fails later gives no scores, and is told.
	calls := 0
	f := &fake{fit: ok, predict: func() error {
		if calls++; calls > 1 {
			panic(fmt.Sprintf("call %d", calls))
		}
		return nil
	}}
	l := learner(f)
	var told error
	l.Failed = func(err error) { told = err }
	s, err := l.Learn(ctx, problem(10, 5, 2))
	require.NoError(t, err)
	dst := []float64{3, 4}
	s.Scores(dst, nil, nil)
	assert.Equal(t, []float64{0, 0}, dst)
	require.ErrorIs(t, told, ErrPanic)
	require.ErrorContains(t, told, "call 2")
}

// golearn's own panics come out as errors.
func TestGuard(t *testing.T) {
	g := randomGrid(t, 8, 5, 2, SchemaSettings{Kind: Binary})
	nb := Guard(naive.NewBernoulliNBClassifier())
	assert.Same(t, nb, Guard(nb))
	_, err := nb.Predict(g)
	require.ErrorIs(t, err, ErrPanic, "predict before fit")
	schema, err := NewSchema([]string{"a"}, []string{"x", "y"}, SchemaSettings{Kind: Binary})
	require.NoError(t, err)
	empty, err := schema.Grid(&model.Matrix{Start: []int{0, 0}, Columns: 1}, []int{0})
	require.NoError(t, err)
	require.ErrorIs(t, nb.Fit(empty), ErrPanic, "a class without a feature")
	tree := Guard(trees.NewID3DecisionTree(0))
	_, err = tree.Predict(g)
	require.ErrorIs(t, err, ErrPanic)
	require.ErrorIs(t, tree.Save(t.TempDir()+"/tree"), ErrPanic)
	require.Error(t, tree.Load(t.TempDir()+"/none"))
	require.NotEmpty(t, tree.String())
	require.NoError(t, nb.Fit(g))
	_, err = nb.Predict(randomGrid(t, 8, 3, 2, SchemaSettings{Kind: Binary}))
	require.ErrorIs(t, err, ErrPanic, "attributes are missing")
}

func TestChooseColumns(t *testing.T) {
	// Column 0 tells nothing, 1 tells all, 2 is nowhere, 3 tells something.
	x := &model.Matrix{
		Start: []int{0, 2, 4, 6, 7}, Columns: 4,
		Cols: []uint32{0, 1, 0, 1, 0, 3, 0}, Values: []float32{1, 1, 1, 1, 1, 1, 1},
	}
	p := &model.Problem{X: x, Rows: []int{0, 1, 2, 3}, Y: []int{0, 0, 1, 1}, Classes: []string{"a", "b"}}
	for limit, want := range map[int][]uint32{-1: {0, 1, 3}, 9: {0, 1, 3}, 2: {1, 3}, 1: {1}} {
		got, err := chooseColumns(context.Background(), p, limit, false)
		require.NoError(t, err)
		assert.Equal(t, want, got, "limit %d", limit)
	}
	got, err := chooseColumns(context.Background(), p, 1, true)
	require.NoError(t, err)
	assert.Equal(t, []uint32{1, 3}, got, "the second class gets one of its own")
}
