package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// weather is a small set of three classes with a word or two that tell them
// apart and others that do not.
func weather() []Example {
	days := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	places := []string{"the coast", "the hills", "the city", "the valley", "the islands"}
	var out []Example
	for i, d := range days {
		for j, p := range places {
			n := i*len(places) + j
			out = append(
				out,
				Example{ID: fmt.Sprintf("rain-%d", n), Class: "rain", Text: fmt.Sprintf("On %s heavy rain and showers will soak %s.", d, p)},
				Example{ID: fmt.Sprintf("sun-%d", n), Class: "sun", Text: fmt.Sprintf("On %s bright sunshine and a clear sky over %s.", d, p)},
			)
			if j == 0 {
				out = append(out, Example{ID: fmt.Sprintf("snow-%d", n), Class: "snow", Text: fmt.Sprintf("On %s snow will drift and settle on %s!", d, p)})
			}
		}
	}
	return out
}

func train(t testing.TB, examples []Example, s Settings) (*Text, Summary) {
	t.Helper()
	m, sum, err := Train(context.Background(), FromSlice(examples), s)
	require.NoError(t, err)
	return m, sum
}

func TestTrainPredict(t *testing.T) {
	m, sum := train(t, weather(), Settings{})
	require.Equal(t, []string{"rain", "snow", "sun"}, m.Classes())
	assert.Equal(t, 77, sum.Rows)
	assert.Equal(t, []ClassSummary{{"rain", 35}, {"snow", 7}, {"sun", 35}}, sum.Classes)
	assert.Equal(t, 5, sum.Folds)
	assert.Equal(t, 1.0, sum.MacroF1, "the classes share no telling word")
	for text, want := range map[string]string{
		"Showers and rain in the north": "rain",
		"A clear sky, bright sunshine":  "sun",
		"SNOW DRIFTS over the roads":    "snow",
	} {
		p := m.Predict(text)
		assert.Equal(t, want, p.Class, text)
		assert.False(t, p.Abstained)
		sum := 0.0
		for _, x := range p.Probabilities {
			assert.True(t, x > 0 && x < 1)
			sum += x
		}
		assert.InDelta(t, 1, sum, 1e-12)
	}
}

// The same rows, settings and seed give the same file, however many workers.
func TestTrainDeterministic(t *testing.T) {
	var files [][]byte
	for _, workers := range []int{1, 2, 7} {
		m, _ := train(t, weather(), Settings{Seed: 5, Workers: workers})
		b, err := m.MarshalBinary()
		require.NoError(t, err)
		files = append(files, b)
	}
	assert.True(t, bytes.Equal(files[0], files[1]), "1 and 2 workers")
	assert.True(t, bytes.Equal(files[0], files[2]), "1 and 7 workers")
}

func TestTrainTwoClasses(t *testing.T) {
	var two []Example
	for _, e := range weather() {
		if e.Class != "snow" {
			two = append(two, e)
		}
	}
	m, _ := train(t, two, Settings{})
	assert.Equal(t, "rain", m.Predict("rain").Class)
	assert.Equal(t, "sun", m.Predict("sunshine").Class)
}

// A declared class without rows is known, never chosen and improbable.
func TestTrainDeclaredClasses(t *testing.T) {
	m, _ := train(t, weather(), Settings{Classes: []string{"sun", "hail", "rain", "snow"}})
	require.Equal(t, []string{"sun", "hail", "rain", "snow"}, m.Classes())
	for _, e := range weather() {
		p := m.Predict(e.Text)
		assert.Equal(t, e.Class, p.Class)
		assert.Less(t, p.Probabilities[1], 0.05)
	}
}

func TestTrainFewRows(t *testing.T) {
	rows := []Example{{Class: "yes", Text: "we agree"}, {Class: "no", Text: "we refuse"}}
	m, sum := train(t, rows, Settings{})
	assert.Zero(t, sum.Folds, "one row a class cannot be divided")
	assert.Equal(t, "yes", m.Predict("they agree").Class)
	assert.Equal(t, "no", m.Predict("they refuse").Class)
}

func TestTrainErrors(t *testing.T) {
	broken := errors.New("disk on fire")
	good := weather()
	cases := map[string]struct {
		rows []Example
		s    Settings
		want error
	}{
		"no rows":            {nil, Settings{}, ErrNoExamples},
		"one class":          {[]Example{{Text: "a", Class: "x"}, {Text: "b", Class: "x"}}, Settings{}, ErrOneClass},
		"no class":           {[]Example{{Text: "a"}}, Settings{}, ErrExample},
		"undeclared":         {good, Settings{Classes: []string{"rain", "sun"}}, ErrExample},
		"NaN weight":         {[]Example{{Text: "a", Class: "x", Weight: math.NaN()}}, Settings{}, ErrExample},
		"infinite weight":    {[]Example{{Text: "a", Class: "x", Weight: math.Inf(1)}}, Settings{}, ErrExample},
		"negative weight":    {[]Example{{Text: "a", Class: "x", Weight: -1}}, Settings{}, ErrExample},
		"negative MinRows":   {good, Settings{MinRows: -1}, ErrSettings},
		"balance":            {good, Settings{Balance: math.NaN()}, ErrSettings},
		"folds":              {good, Settings{Folds: 1}, ErrSettings},
		"objective":          {good, Settings{Objective: "beauty"}, ErrSettings},
		"workers":            {good, Settings{Workers: -2}, ErrSettings},
		"class twice":        {good, Settings{Classes: []string{"a", "a"}}, ErrSettings},
		"class empty":        {good, Settings{Classes: []string{"a", ""}}, ErrSettings},
		"class alone":        {good, Settings{Classes: []string{"a"}}, ErrSettings},
		"language":           {good, Settings{Features: features.Settings{Language: "klingon"}}, features.ErrLanguage},
		"cost":               {good, Settings{Learner: SVM{Cost: -1}}, ErrSettings},
		"alpha":              {good, Settings{Learner: NaiveBayes{Alpha: -1}}, ErrSettings},
		"nothing but spaces": {[]Example{{Text: " ", Class: "x"}, {Text: "\t", Class: "y"}}, Settings{}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m, _, err := Train(context.Background(), FromSlice(c.rows), c.s)
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.want)
			assert.Nil(t, m)
			assert.Contains(t, err.Error(), "model: ")
		})
	}
	failing := func(yield func(Example, error) bool) {
		if yield(good[0], nil) {
			yield(Example{}, broken)
		}
	}
	_, _, err := Train(context.Background(), nil, Settings{})
	require.ErrorIs(t, err, ErrNoExamples)
	_, _, err = Train(context.Background(), iter.Seq2[Example, error](failing), Settings{})
	require.ErrorIs(t, err, broken)
	_, _, err = Train(context.Background(), FromSlice([]Example{good[0], {ID: "r7"}}), Settings{})
	var row *ExampleError
	require.ErrorAs(t, err, &row)
	assert.Equal(t, 1, row.Row)
	assert.Equal(t, "r7", row.ID)
	assert.EqualError(t, err, "model: example 2 (r7): bad example: it has no class")
}

func TestTrainCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stages := 0
	_, _, err := Train(ctx, FromSlice(weather()), Settings{Progress: func(Progress) {
		stages++
		cancel()
	}})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 1, stages, "it goes no further than the stage in which it was cancelled")
}

func TestTrainProgress(t *testing.T) {
	last := map[string]Progress{}
	train(t, weather(), Settings{Progress: func(p Progress) { last[p.Stage] = p }})
	for _, stage := range []string{"encode", "choose", "learn"} {
		assert.Equal(t, last[stage].Total, last[stage].Done, stage)
		assert.NotZero(t, last[stage].Total, stage)
	}
}

// Rows of a group are never divided between learning and testing.
func TestFoldsKeepGroups(t *testing.T) {
	rows := weather()
	y := make([]int, len(rows))
	for i := range rows {
		rows[i].Group = fmt.Sprint(i / 3)
		y[i] = i % 2
	}
	fold := assignFolds(rows, y, 4, 1)
	used := map[int]bool{}
	for i, f := range fold {
		assert.Equal(t, fold[i/3*3], f)
		used[f] = true
	}
	assert.Len(t, used, 4)
}

// A row of weight 2 counts as much as the row twice.
func TestWeights(t *testing.T) {
	x := Example{Text: "the talks go on", Class: "a"}
	y := Example{Text: "the talks go on", Class: "b"}
	other := []Example{{Text: "yes", Class: "a"}, {Text: "no", Class: "b"}}
	s := Settings{Folds: Off, Balance: Off, MinRows: 1, Learner: SVM{Cost: 1, Tolerance: 1e-8}}
	heavy := x
	heavy.Weight = 3
	m, _ := train(t, append(other, heavy, y), s)
	assert.Equal(t, "a", m.Predict("the talks go on").Class)
	y.Weight = 9
	m, _ = train(t, append(other, heavy, y), s)
	assert.Equal(t, "b", m.Predict("the talks go on").Class)
}

func TestObjective(t *testing.T) {
	// One class in ten, told apart only roughly: accuracy gives it up.
	var rows []Example
	for i := range 200 {
		e := Example{Class: "common", Text: fmt.Sprintf("word%d alpha", i%7)}
		if i%10 == 0 {
			e = Example{Class: "rare", Text: fmt.Sprintf("word%d alpha beta", i%7)}
		} else if i%3 == 0 {
			e.Text += " beta"
		}
		rows = append(rows, e)
	}
	byF1, _ := train(t, rows, Settings{})
	byAccuracy, _ := train(t, rows, Settings{Objective: Accuracy})
	assert.Equal(t, "rare", byF1.Predict("word3 alpha beta").Class)
	p := byAccuracy.Predict("word3 alpha beta")
	assert.Equal(t, "common", p.Class)
	assert.Greater(t, p.Probability, 0.5, "by accuracy the class is the most probable one")
}

func TestNaiveBayes(t *testing.T) {
	for _, nb := range []NaiveBayes{{}, {Multinomial: true}, {Alpha: 1}} {
		m, sum := train(t, weather(), Settings{Learner: nb})
		assert.Equal(t, 1.0, sum.MacroF1, nb.Name())
		assert.Equal(t, "snow", m.Predict("snow").Class, nb.Name())
	}
}

func TestExamples(t *testing.T) {
	type row struct {
		ID, Text, Class string
		Weight          float64
		Group           string
	}
	rows := func(yield func(row, error) bool) {
		yield(row{ID: "7", Text: "t", Class: "c", Weight: 2, Group: "g"}, nil)
	}
	for e, err := range Examples(iter.Seq2[row, error](rows)) {
		require.NoError(t, err)
		assert.Equal(t, Example{ID: "7", Text: "t", Class: "c", Weight: 2, Group: "g"}, e)
	}
}

func TestCollect(t *testing.T) {
	got, err := Collect(FromSlice(weather()))
	require.NoError(t, err)
	require.Equal(t, weather(), got)
	broken := errors.New("broken")
	got, err = Collect(func(yield func(Example, error) bool) {
		_ = yield(Example{Text: "a"}, nil) && yield(Example{}, broken) && yield(Example{Text: "b"}, nil)
	})
	require.ErrorIs(t, err, broken)
	require.Equal(t, []Example{{Text: "a"}}, got)
}
