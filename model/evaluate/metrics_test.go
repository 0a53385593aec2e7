package evaluate_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

// letters makes a class of each letter; a dot is an abstained row.
func letters(s string) []string {
	out := make([]string, len(s))
	for i, c := range s {
		if c != '.' {
			out[i] = string(c)
		}
	}
	return out
}

// Forty rows of four classes, drawn once, and a fifth class x that never
// occurs.
const (
	goldLetters      = "nncncnncnnnnndnncrcnrndnnnndnccncnnncnnc"
	predictedLetters = "nncncnncnnncrd.ndrcnnddndrndndcnccrnnnnc"
)

func TestScoreAgainstScikitLearn(t *testing.T) {
	r, err := evaluate.Score(letters("ncdrx"), letters(goldLetters), letters(predictedLetters))
	require.NoError(t, err)

	// scikit-learn 1.2.1: precision_recall_fscore_support(gold, predicted,
	// labels=list("ncdrx"), average=…, zero_division=0), accuracy_score,
	// cohen_kappa_score and matthews_corrcoef, with "." as a class of its own.
	const eps = 1e-11
	for i, want := range [][3]float64{
		{0.894736842105, 0.68, 0.772727272727},
		{0.777777777778, 0.7, 0.736842105263},
		{0.428571428571, 1, 0.6},
		{0.25, 0.5, 0.333333333333},
		{0, 0, 0},
	} {
		require.InDelta(t, want[0], r.Classes[i].Precision, eps)
		require.InDelta(t, want[1], r.Classes[i].Recall, eps)
		require.InDelta(t, want[2], r.Classes[i].F1, eps)
		require.Equal(t, []int{25, 10, 3, 2, 0}[i], r.Classes[i].Support)
		require.Equal(t, []int{19, 9, 7, 4, 0}[i], r.Classes[i].Predicted)
	}
	for _, c := range []struct {
		got  evaluate.Average
		want [3]float64
	}{
		{r.Macro, [3]float64{0.470217209691, 0.576, 0.488580542265}},
		{r.Micro, [3]float64{0.717948717949, 0.7, 0.708860759494}},
		{r.Weighted, [3]float64{0.798297827903, 0.7, 0.728831738437}},
	} {
		require.InDelta(t, c.want[0], c.got.Precision, eps)
		require.InDelta(t, c.want[1], c.got.Recall, eps)
		require.InDelta(t, c.want[2], c.got.F1, eps)
	}
	require.Equal(t, 40, r.Rows)
	require.InDelta(t, 0.7, r.Accuracy, eps)
	require.InDelta(t, 0.975, r.Coverage, eps)
	require.InDelta(t, 28./39, r.CoveredAccuracy, eps)
	require.InDelta(t, 0.5228628230616301, r.Kappa, eps)
	require.InDelta(t, 0.542151660237912, r.MCC, eps)

	require.Equal(t, [][]int{
		{17, 2, 2, 3, 0},
		{1, 7, 2, 0, 0},
		{0, 0, 3, 0, 0},
		{1, 0, 0, 1, 0},
		{0, 0, 0, 0, 0},
	}, r.Confusion.Counts)
	require.Equal(t, []int{1, 0, 0, 0, 0}, r.Confusion.Other)
}

func TestScoreEdges(t *testing.T) {
	tests := []struct {
		name                     string
		classes, gold, predicted string
		accuracy, macroF1        float64
		kappa, mcc               float64
	}{
		// Agreement of a single class with itself is 0/0, hence 0.
		{"one class", "a", "aaa", "aaa", 1, 1, 0, 0},
		{"one class of two", "ab", "aaa", "aaa", 1, 0.5, 0, 0},
		{"all right", "abc", "abcabc", "abcabc", 1, 1, 1, 1},
		// By hand: rows·hits - Σ gold·predicted = 0 - (2·2 + 2·2) = -8 of
		// 16 - 8 for kappa and √(8·8) for Matthews.
		{"all wrong", "ab", "aabb", "bbaa", 0, 0, -1, -1},
		{"all abstained", "ab", "aabb", "....", 0, 0, 0, 0},
		{"always the same", "ab", "aabb", "aaaa", 0.5, 1. / 3, 0, 0},
		{"one row", "ab", "b", "b", 1, 0.5, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := evaluate.Score(letters(tt.classes), letters(tt.gold), letters(tt.predicted))
			require.NoError(t, err)
			require.Equal(t, tt.accuracy, r.Accuracy)
			require.InDelta(t, tt.macroF1, r.Macro.F1, 1e-15)
			require.Equal(t, tt.kappa, r.Kappa)
			require.InDelta(t, tt.mcc, r.MCC, 1e-15)
			require.Equal(t, r.Accuracy, r.Weighted.Recall)
		})
	}
}

// A perfect score is 1 and not 0.9999999999999999, for any number of classes.
func TestPerfectIsOne(t *testing.T) {
	for n := 1; n < 60; n++ {
		classes := make([]string, n)
		for i := range classes {
			classes[i] = string(rune('a' + i))
		}
		r, err := evaluate.Score(classes, classes, classes)
		require.NoError(t, err)
		one := evaluate.Average{Precision: 1, Recall: 1, F1: 1}
		require.Equal(t, []evaluate.Average{one, one, one}, []evaluate.Average{r.Macro, r.Micro, r.Weighted})
	}
}

func TestScoreErrors(t *testing.T) {
	tests := []struct {
		name                     string
		classes, gold, predicted []string
		want                     error
	}{
		{"no rows", letters("ab"), nil, nil, evaluate.ErrEmpty},
		{"lengths", letters("ab"), letters("ab"), letters("a"), evaluate.ErrLength},
		{"no classes", nil, letters("a"), letters("a"), evaluate.ErrClasses},
		{"class twice", letters("aba"), letters("a"), letters("a"), evaluate.ErrClasses},
		{"class without a name", letters("a."), letters("a"), letters("a"), evaluate.ErrClasses},
		{"unknown gold", letters("ab"), letters("abc"), letters("aba"), evaluate.ErrUnknownClass},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluate.Score(tt.classes, tt.gold, tt.predicted)
			require.ErrorIs(t, err, tt.want)
			require.ErrorContains(t, err, "evaluate: ")
			_, err = evaluate.Bootstrap(tt.classes, tt.gold, tt.predicted, evaluate.BootstrapSettings{})
			require.ErrorIs(t, err, tt.want)
		})
	}

	_, err := evaluate.Score(letters("ab"), letters("abc"), letters("aba"))
	var row *evaluate.RowError
	require.True(t, errors.As(err, &row))
	require.Equal(t, 2, row.Row)
	require.Equal(t, "c", row.Value)
	require.EqualError(t, err, `evaluate: row 2: unknown class: "c"`)
}

func TestScoreKeepsNothingOfTheCaller(t *testing.T) {
	classes := letters("ab")
	r, err := evaluate.Score(classes, letters("ab"), letters("ab"))
	require.NoError(t, err)
	classes[0] = "changed"
	require.Equal(t, []string{"a", "b"}, r.Confusion.Classes)
}

func TestReportJSON(t *testing.T) {
	r, err := evaluate.Score(letters("ab"), letters("aabb"), letters("aab."))
	require.NoError(t, err)
	data, err := json.Marshal(r)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"rows": 4, "accuracy": 0.75, "coverage": 0.75, "covered_accuracy": 1,
		"kappa": 0.6, "mcc": 0.6708203932499369,
		"macro": {"precision": 1, "recall": 0.75, "f1": 0.8333333333333333},
		"micro": {"precision": 1, "recall": 0.75, "f1": 0.8571428571428571},
		"weighted": {"precision": 1, "recall": 0.75, "f1": 0.8333333333333333},
		"classes": [
			{"class": "a", "precision": 1, "recall": 1, "f1": 1, "support": 2, "predicted": 2},
			{"class": "b", "precision": 1, "recall": 0.5, "f1": 0.6666666666666666, "support": 2, "predicted": 1}
		],
		"confusion": {"classes": ["a", "b"], "counts": [[2, 0], [0, 1]], "other": [0, 1]}
	}`, string(data))
	var back evaluate.Report
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, *r, back)
}
