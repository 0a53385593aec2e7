package evaluate_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// phrases returns n rows of two classes that one word tells apart, in groups of
// two rows; the classes alternate by group.
func phrases(n int) []model.Example {
	words := map[string]string{"agree": "accept", "differ": "refuse"}
	out := make([]model.Example, n)
	for i := range out {
		class := []string{"agree", "differ"}[i/2%2]
		out[i] = model.Example{
			ID:    fmt.Sprint("r", i),
			Text:  fmt.Sprintf("in round %d they %s the draft", i, words[class]),
			Class: class,
			Group: fmt.Sprint("g", i/2),
		}
	}
	return out
}

func TestCrossValidate(t *testing.T) {
	rows := phrases(40)
	var done []int
	s := model.Settings{Seed: 3, Progress: func(p model.Progress) {
		require.Equal(t, "cross-validate", p.Stage)
		require.Equal(t, 4, p.Total)
		done = append(done, p.Done)
	}}
	cv, err := evaluate.CrossValidate(t.Context(), rows, s, 4)
	require.NoError(t, err)
	require.Equal(t, []int{0, 1, 2, 3, 4}, done)
	require.Equal(t, []string{"agree", "differ"}, cv.Classes)
	require.Equal(t, 1.0, cv.Report.Accuracy)

	folds, err := evaluate.Folds(cv.Gold, groupsOf(rows), 4, 3)
	require.NoError(t, err)
	for f, held := range folds {
		for _, i := range held {
			require.Equal(t, f, cv.Fold[i])
		}
	}
	for i, row := range rows {
		require.Equal(t, row.Class, cv.Gold[i])
		require.Equal(t, row.Class, cv.Predicted[i])
		require.Len(t, cv.Probabilities[i], 2)
		require.InDelta(t, 1, cv.Probabilities[i][0]+cv.Probabilities[i][1], 1e-9)
	}

	again, err := evaluate.CrossValidate(t.Context(), rows, model.Settings{Seed: 3, Workers: 1}, 4)
	require.NoError(t, err)
	require.Equal(t, cv, again)
}

// A row must not be predicted by a model that has seen it: classes dealt at
// random to texts of one word each cannot be guessed, only remembered.
func TestCrossValidateHoldsOut(t *testing.T) {
	rows := make([]model.Example, 60)
	for i := range rows {
		rows[i] = model.Example{Text: fmt.Sprintf("word%c%c", 'a'+i%26, 'a'+i/26), Class: fmt.Sprint(i * i % 7 % 2)}
	}
	s := model.Settings{}
	s.Features.CharMax = model.Off
	cv, err := evaluate.CrossValidate(t.Context(), rows, s, 5)
	require.NoError(t, err)
	for i := range rows {
		// Nothing is known of the word, so all rows of a fold get one answer.
		for j := range rows {
			if cv.Fold[i] == cv.Fold[j] {
				require.Equal(t, cv.Probabilities[i], cv.Probabilities[j])
			}
		}
	}
}

func TestCrossValidateDeclaredClasses(t *testing.T) {
	cv, err := evaluate.CrossValidate(t.Context(), phrases(24), model.Settings{Classes: []string{"none", "differ", "agree"}}, 3)
	require.NoError(t, err)
	require.Equal(t, []string{"none", "differ", "agree"}, cv.Classes)
	require.Len(t, cv.Probabilities[0], 3)
	require.NotContains(t, cv.Predicted, "none")
}

func TestCrossValidateErrors(t *testing.T) {
	rows := phrases(12)
	alone := func(change func([]model.Example)) []model.Example {
		out := phrases(12)
		change(out)
		return out
	}
	for name, c := range map[string]struct {
		rows []model.Example
		s    model.Settings
		k    int
		err  error
		text string
	}{
		"no rows":    {nil, model.Settings{}, 5, evaluate.ErrEmpty, ""},
		"one fold":   {rows, model.Settings{}, 1, evaluate.ErrFolds, ""},
		"few groups": {rows, model.Settings{}, 7, evaluate.ErrFolds, "12 rows in 6 groups"},
		"one class":  {rows[:2], model.Settings{}, 2, model.ErrOneClass, `"agree"`},
		"no class":   {alone(func(e []model.Example) { e[7].Class = "" }), model.Settings{}, 2, model.ErrExample, "example 8 (r7)"},
		"weight":     {alone(func(e []model.Example) { e[9].Weight = -1 }), model.Settings{}, 2, model.ErrExample, "example 10 (r9)"},
		"undeclared": {alone(func(e []model.Example) { e[5].Class = "x" }), model.Settings{Classes: []string{"agree", "differ"}}, 2, model.ErrExample, "example 6 (r5)"},
		"settings":   {rows, model.Settings{Folds: -7}, 2, model.ErrSettings, "fold 1 of 2"},
	} {
		t.Run(name, func(t *testing.T) {
			cv, err := evaluate.CrossValidate(t.Context(), c.rows, c.s, c.k)
			require.Nil(t, cv)
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, c.text)
		})
	}

	ctx, cancel := context.WithCancel(t.Context())
	_, err := evaluate.CrossValidate(ctx, phrases(200), model.Settings{Progress: func(p model.Progress) {
		if p.Done == 1 {
			cancel()
		}
	}}, 10)
	require.ErrorIs(t, err, context.Canceled)
}

func groupsOf(rows []model.Example) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Group
	}
	return out
}
