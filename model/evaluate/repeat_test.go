package evaluate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// quick are settings that train fast.
func quick(seed uint64) model.Settings {
	return model.Settings{
		Seed:     seed,
		Folds:    model.Off,
		Features: features.Settings{Words: 1, Stems: model.Off, CharMax: model.Off, Negation: model.Off},
		Learner:  model.NaiveBayes{},
	}
}

// mixed returns n rows of which every fifth has the other class's word.
func mixed(n int) []model.Example {
	rows := phrases(n)
	for i := range rows {
		rows[i].Group = ""
		if i%5 == 0 {
			rows[i].Text = rows[(i+2)%n].Text
		}
	}
	return rows
}

func TestRepeatCrossValidation(t *testing.T) {
	rows := mixed(30)
	s := quick(7)
	var done []int
	s.Progress = func(p model.Progress) {
		require.Equal(t, "cross-validate", p.Stage)
		require.Equal(t, 6, p.Total)
		done = append(done, p.Done)
	}
	r, err := evaluate.RepeatCrossValidation(t.Context(), rows, s, 2, 3)
	require.NoError(t, err)
	require.Equal(t, []int{0, 1, 2, 3, 4, 5, 6}, done)
	require.Len(t, r.Runs, 3)

	var accuracy, f1 []float64
	for i, run := range r.Runs {
		cv, err := evaluate.CrossValidate(t.Context(), rows, quick(7+uint64(i)), 2)
		require.NoError(t, err)
		require.Equal(t, cv, run)
		accuracy = append(accuracy, cv.Report.Accuracy)
		f1 = append(f1, cv.Report.Classes[1].F1)
	}
	require.NotEqual(t, r.Runs[0].Fold, r.Runs[1].Fold)
	require.InDelta(t, (accuracy[0]+accuracy[1]+accuracy[2])/3, r.Accuracy.Mean, 1e-12)
	require.Equal(t, "differ", r.Classes[1].Class)
	require.InDelta(t, (f1[0]+f1[1]+f1[2])/3, r.Classes[1].F1.Mean, 1e-12)
	require.InDelta(t, (r.Classes[0].F1.Mean+r.Classes[1].F1.Mean)/2, r.MacroF1.Mean, 1e-12)

	p := r.Probabilities()
	require.Len(t, p, 30)
	require.InDelta(t, (r.Runs[0].Probabilities[4][1]+r.Runs[1].Probabilities[4][1]+r.Runs[2].Probabilities[4][1])/3, p[4][1], 1e-12)
}

func TestRepeatCrossValidationOnce(t *testing.T) {
	r, err := evaluate.RepeatCrossValidation(t.Context(), mixed(20), quick(1), 2, 1)
	require.NoError(t, err)
	require.Zero(t, r.Accuracy.Deviation)
	require.Equal(t, r.Runs[0].Report.Accuracy, r.Accuracy.Mean)
	require.Equal(t, r.Runs[0].Probabilities, r.Probabilities())
}

func TestRepeatCrossValidationErrors(t *testing.T) {
	_, err := evaluate.RepeatCrossValidation(t.Context(), mixed(20), quick(1), 2, 0)
	require.ErrorIs(t, err, evaluate.ErrSettings)
	_, err = evaluate.RepeatCrossValidation(t.Context(), mixed(20), quick(1), 1, 2)
	require.ErrorIs(t, err, evaluate.ErrFolds)
	require.ErrorContains(t, err, "run 1 of 2")
}
