package evaluate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

var (
	pairClasses   = []string{"a", "b", "c"}
	pairGold      = []string{"a", "a", "a", "b", "b", "c", "c"}
	pairPredicted = []string{"b", "b", "c", "b", "c", "a", ""}
	pairOdds      = [][]float64{
		{0.3, 0.6, 0.1}, {0.1, 0.8, 0.1}, {0.5, 0.1, 0.4}, // the third is predicted against the odds
		{0, 1, 0}, {0, 0, 1}, {0.6, 0, 0.4}, {0.9, 0.1, 0},
	}
)

func TestMistakes(t *testing.T) {
	got, err := evaluate.Mistakes(pairClasses, pairGold, pairPredicted, pairOdds)
	require.NoError(t, err)
	require.Equal(t, []evaluate.Mistake{
		{Row: 4, Gold: "b", Predicted: "c", Probability: 1, GoldProbability: 0},
		{Row: 1, Gold: "a", Predicted: "b", Probability: 0.8, GoldProbability: 0.1},
		{Row: 0, Gold: "a", Predicted: "b", Probability: 0.6, GoldProbability: 0.3},
		{Row: 5, Gold: "c", Predicted: "a", Probability: 0.6, GoldProbability: 0.4},
		{Row: 2, Gold: "a", Predicted: "c", Probability: 0.4, GoldProbability: 0.5},
	}, got)

	none, err := evaluate.Mistakes(pairClasses, pairGold, pairGold, pairOdds)
	require.NoError(t, err)
	require.Empty(t, none)
}

func TestConfusedPairs(t *testing.T) {
	got, err := evaluate.ConfusedPairs(pairClasses, pairGold, pairPredicted, pairOdds)
	require.NoError(t, err)
	var names []string
	var shares []float64
	var rows [][]int
	for _, p := range got {
		names = append(names, p.Gold+p.Predicted)
		shares = append(shares, p.Share)
		var of []int
		for _, m := range p.Mistakes {
			of = append(of, m.Row)
		}
		rows = append(rows, of)
	}
	require.Equal(t, []string{"ab", "ac", "bc", "ca"}, names)
	require.Equal(t, []float64{2.0 / 3, 1.0 / 3, 0.5, 0.5}, shares)
	require.Equal(t, [][]int{{1, 0}, {2}, {4}, {5}}, rows)
}

func TestConfusedPairsErrors(t *testing.T) {
	_, err := evaluate.ConfusedPairs(nil, pairGold, pairPredicted, pairOdds)
	require.ErrorIs(t, err, evaluate.ErrClasses)
	_, err = evaluate.ConfusedPairs(pairClasses, pairGold, pairPredicted[1:], pairOdds)
	require.ErrorIs(t, err, evaluate.ErrLength)
	_, err = evaluate.Mistakes(pairClasses, nil, nil, nil)
	require.ErrorIs(t, err, evaluate.ErrEmpty)

	var row *evaluate.RowError
	_, err = evaluate.Mistakes(pairClasses, []string{"a", "x"}, []string{"a", "a"}, pairOdds[:2])
	require.ErrorAs(t, err, &row)
	require.Equal(t, 1, row.Row)
}
