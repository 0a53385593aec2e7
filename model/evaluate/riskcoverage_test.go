package evaluate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

func TestRiskCoverageByHand(t *testing.T) {
	// From the surest: right, wrong, right, wrong.
	rc, err := evaluate.NewRiskCoverage([]float64{0.6, 0.9, 0.8, 0.7}, []bool{false, true, false, true})
	require.NoError(t, err)
	require.Equal(t, []evaluate.RiskPoint{
		{Threshold: 0.9, Kept: 1, Coverage: 0.25, Precision: 1, Risk: 0},
		{Threshold: 0.8, Kept: 2, Coverage: 0.5, Precision: 0.5, Risk: 0.5},
		{Threshold: 0.7, Kept: 3, Coverage: 0.75, Precision: 2. / 3, Risk: 1. / 3},
		{Threshold: 0.6, Kept: 4, Coverage: 1, Precision: 0.5, Risk: 0.5},
	}, rc.Points)
	require.InDelta(t, (0+1./2+1./3+2./4)/4, rc.AURC, 1e-15)
	// The best order has the risks 0, 0, 1/3, 2/4.
	require.InDelta(t, rc.AURC-(1./3+2./4)/4, rc.Excess, 1e-15)

	tests := []struct {
		precision, threshold float64
		ok                   bool
	}{
		{0, 0.6, true},
		{0.5, 0.6, true},
		{0.6, 0.7, true}, // though 0.8 does not reach it
		{0.7, 0.9, true},
		{1, 0.9, true},
		{1.1, 0, false},
		{nan, 0, false},
	}
	for _, tt := range tests {
		p, ok := rc.ThresholdFor(tt.precision)
		require.Equal(t, tt.ok, ok)
		require.Equal(t, tt.threshold, p.Threshold)
	}
	for _, tt := range []struct {
		coverage, threshold float64
		ok                  bool
	}{
		{0, 0.9, true},
		{0.25, 0.9, true},
		{0.26, 0.8, true},
		{1, 0.6, true},
		{1.01, 0, false},
		{nan, 0, false},
	} {
		p, ok := rc.ThresholdForCoverage(tt.coverage)
		require.Equal(t, tt.ok, ok)
		require.Equal(t, tt.threshold, p.Threshold)
	}
}

// Python: mean AURC over 40,000 random orders of the rows of equal confidence
// (0.52 twice, 1 twice); its standard error is 0.0002.
func TestAURCWithTies(t *testing.T) {
	confidence, correct, err := evaluate.Top(twelveClasses, twelveGold, twelve)
	require.NoError(t, err)
	rc, err := evaluate.NewRiskCoverage(confidence, correct)
	require.NoError(t, err)
	require.InDelta(t, 0.58143, rc.AURC, 0.001)
	require.Len(t, rc.Points, 10)
}

func TestRiskCoverageEdges(t *testing.T) {
	// Equal confidences tell nothing: the risk is the same everywhere.
	rc, err := evaluate.NewRiskCoverage([]float64{3, 3, 3, 3}, []bool{true, false, true, true})
	require.NoError(t, err)
	require.InDelta(t, 0.25, rc.AURC, 1e-15)
	require.Len(t, rc.Points, 1)

	rc, err = evaluate.NewRiskCoverage([]float64{3, 2, 1}, []bool{true, true, true})
	require.NoError(t, err)
	require.Zero(t, rc.AURC)
	require.Zero(t, rc.Excess)

	rc, err = evaluate.NewRiskCoverage([]float64{3, 2, 1}, []bool{false, false, false})
	require.NoError(t, err)
	require.Equal(t, 1.0, rc.AURC)
	require.Zero(t, rc.Excess)
	_, ok := rc.ThresholdFor(0.1)
	require.False(t, ok)

	_, err = evaluate.NewRiskCoverage(nil, nil)
	require.ErrorIs(t, err, evaluate.ErrEmpty)
	_, err = evaluate.NewRiskCoverage([]float64{1}, nil)
	require.ErrorIs(t, err, evaluate.ErrLength)
	for _, bad := range []float64{nan, math.Inf(1), math.Inf(-1)} {
		_, err = evaluate.NewRiskCoverage([]float64{0.5, bad}, []bool{true, true})
		require.ErrorIs(t, err, evaluate.ErrProbability)
		require.ErrorContains(t, err, "row 1")
	}
}
