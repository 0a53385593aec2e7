package model

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRiskCurve(t *testing.T) {
	p := []float64{0.9, 0.6, 0.8, 0.6, 0.7}
	right := []bool{true, false, true, true, false}
	curve := riskCurve(p, right, []float64{1, 1, 1, 1, 2})
	assert.Equal(t, []RiskPoint{
		{0.9, 1. / 6, 1}, {0.8, 2. / 6, 1}, {0.7, 4. / 6, 0.5}, {0.6, 1, 0.5},
	}, curve, "equal probabilities are one point")
	s := Summary{Risk: curve}
	for precision, want := range map[float64]float64{0: 0.6, 0.5: 0.6, 0.51: 0.8, 1: 0.8} {
		got, err := s.ThresholdFor(precision)
		require.NoError(t, err)
		assert.Equal(t, want, got.Threshold, "precision %v", precision)
	}
	for coverage, want := range map[float64]float64{0: 0.9, 0.3: 0.8, 0.34: 0.7, 1: 0.6} {
		got, err := s.ThresholdForCoverage(coverage)
		require.NoError(t, err)
		assert.Equal(t, want, got.Threshold, "coverage %v", coverage)
	}
	_, err := Summary{Risk: curve[2:]}.ThresholdFor(0.9)
	require.ErrorIs(t, err, ErrNoThreshold)
	assert.ErrorContains(t, err, "at most 0.500")
	for _, bad := range []float64{-0.1, 1.1, math.NaN()} {
		_, err := s.ThresholdFor(bad)
		require.ErrorIs(t, err, ErrSettings)
		_, err = s.ThresholdForCoverage(bad)
		require.ErrorIs(t, err, ErrSettings)
	}
	for _, f := range []func(float64) (RiskPoint, error){Summary{}.ThresholdFor, Summary{}.ThresholdForCoverage} {
		_, err := f(0.5)
		require.ErrorIs(t, err, ErrNoThreshold)
	}

	many := make([]float64, 10_000)
	for i := range many {
		many[i] = float64(i) / 10_000
	}
	weight := make([]float64, len(many))
	for i := range weight {
		weight[i] = 1
	}
	curve = riskCurve(many, make([]bool, len(many)), weight)
	assert.Len(t, curve, riskPoints)
	assert.Equal(t, 1.0, curve[riskPoints-1].Coverage)
}

// Rows of which a part is told apart and a part is not: the threshold for a high
// precision answers the one and not the other, and is kept in the model file.
func TestThresholdFor(t *testing.T) {
	rows := weather()
	for i := range 60 {
		class := []string{"rain", "sun"}[i*7%60%2]
		rows = append(rows, Example{Class: class, Text: fmt.Sprintf("The forecast of day %d is late.", i%5)})
	}
	m, sum := train(t, rows, Settings{Seed: 1})
	all, err := sum.ThresholdForCoverage(1)
	require.NoError(t, err)
	assert.Less(t, all.Precision, 0.9)
	at, err := sum.ThresholdFor(0.97)
	require.NoError(t, err)
	assert.InDelta(t, 77./137, at.Coverage, 0.1)
	sure, err := m.WithThreshold(at.Threshold)
	require.NoError(t, err)
	assert.True(t, sure.Predict("The forecast of day 3 is late.").Abstained)
	assert.False(t, sure.Predict("Heavy rain and showers").Abstained)

	b, err := sure.MarshalBinary()
	require.NoError(t, err)
	back, err := Parse(b)
	require.NoError(t, err)
	again, err := back.Summary().ThresholdFor(0.97)
	require.NoError(t, err)
	assert.Equal(t, at, again)
	assert.Equal(t, at.Threshold, back.Threshold())

	_, sum, err = Train(context.Background(), FromSlice(rows), Settings{Folds: Off})
	require.NoError(t, err)
	_, err = sum.ThresholdFor(0.5)
	require.True(t, errors.Is(err, ErrNoThreshold))
}
