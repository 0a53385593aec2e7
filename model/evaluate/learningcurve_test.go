package evaluate_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

func TestLearningCurve(t *testing.T) {
	rows := mixed(60)
	s := quick(5)
	var done []int
	s.Progress = func(p model.Progress) {
		require.Equal(t, "learning-curve", p.Stage)
		require.Equal(t, 9, p.Total)
		done = append(done, p.Done)
	}
	curve, err := evaluate.LearningCurve(t.Context(), rows, s, evaluate.CurveSettings{Folds: 3, Shares: []float64{0.1, 0.5, 1}})
	require.NoError(t, err)
	require.Equal(t, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, done)
	require.Equal(t, []string{"agree", "differ"}, curve.Classes)
	require.Len(t, curve.Points, 3)
	// Of 40 training rows 20 are of each class.
	require.Equal(t, []int{4, 20, 40}, []int{curve.Points[0].Rows, curve.Points[1].Rows, curve.Points[2].Rows})

	cv, err := evaluate.CrossValidate(t.Context(), rows, quick(5), 3)
	require.NoError(t, err)
	require.Equal(t, cv.Predicted, curve.Points[2].Predicted)
	require.Equal(t, cv.Report, curve.Points[2].Report)
	require.Equal(t, cv.Gold, curve.Gold)
	for _, p := range curve.Points {
		report, err := evaluate.Score(curve.Classes, curve.Gold, p.Predicted)
		require.NoError(t, err)
		require.Equal(t, report, p.Report)
	}
}

// spy is a learner that notes the rows it learns from, by their one word.
type spy struct {
	model.NaiveBayes
	sizes *[]int
}

func (s spy) Learn(ctx context.Context, p *model.Problem) (model.Scorer, error) {
	*s.sizes = append(*s.sizes, len(p.Rows))
	return s.NaiveBayes.Learn(ctx, p)
}

func TestLearningCurveKeepsRareClassesAndGroups(t *testing.T) {
	rows := phrases(60) // groups of two
	for i := range 3 {
		rows = append(rows, model.Example{Text: fmt.Sprint("they abstain ", i), Class: "none"})
	}
	s := quick(2)
	var sizes []int
	s.Learner = spy{sizes: &sizes}
	curve, err := evaluate.LearningCurve(t.Context(), rows, s, evaluate.CurveSettings{Folds: 3, Shares: []float64{0.02, 1}})
	require.NoError(t, err)
	require.Equal(t, []string{"agree", "differ", "none"}, curve.Classes)
	// One group of each of two classes, and one of the two rows of the third.
	require.Equal(t, 5, curve.Points[0].Rows)
	require.Equal(t, 42, curve.Points[1].Rows)
	require.Equal(t, []int{5, 42, 5, 42, 5, 42}, sizes)
}

func TestLearningCurveDefaults(t *testing.T) {
	curve, err := evaluate.LearningCurve(t.Context(), mixed(40), quick(1), evaluate.CurveSettings{})
	require.NoError(t, err)
	var shares []float64
	for _, p := range curve.Points {
		shares = append(shares, p.Share)
	}
	require.Equal(t, []float64{0.1, 0.25, 0.5, 0.75, 1}, shares)

	again, err := evaluate.LearningCurve(t.Context(), mixed(40), quick(1), evaluate.CurveSettings{Folds: 5})
	require.NoError(t, err)
	require.Equal(t, curve, again)
}

func TestLearningCurveErrors(t *testing.T) {
	for _, shares := range [][]float64{{0}, {-0.5}, {1.5}, {0.5, 0.5}, {0.5, 0.2}, {nan}} {
		_, err := evaluate.LearningCurve(t.Context(), mixed(20), quick(1), evaluate.CurveSettings{Shares: shares})
		require.ErrorIs(t, err, evaluate.ErrSettings, "%v", shares)
	}
	_, err := evaluate.LearningCurve(t.Context(), nil, quick(1), evaluate.CurveSettings{})
	require.ErrorIs(t, err, evaluate.ErrEmpty)
	_, err = evaluate.LearningCurve(t.Context(), mixed(20), quick(1), evaluate.CurveSettings{Folds: 21})
	require.ErrorIs(t, err, evaluate.ErrFolds)

	rows := mixed(20)
	rows[11].Weight = -1
	_, err = evaluate.LearningCurve(t.Context(), rows, quick(1), evaluate.CurveSettings{Shares: []float64{1}})
	require.ErrorIs(t, err, model.ErrExample)
	require.ErrorContains(t, err, "example 12 (r11)")
	require.ErrorContains(t, err, "share 1 of fold")

	ctx, cancel := context.WithCancel(t.Context())
	s := quick(1)
	s.Progress = func(p model.Progress) {
		if p.Done == 2 {
			cancel()
		}
	}
	_, err = evaluate.LearningCurve(ctx, mixed(20), s, evaluate.CurveSettings{})
	require.ErrorIs(t, err, context.Canceled)
}
