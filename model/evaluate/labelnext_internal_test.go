package evaluate

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSpread(t *testing.T) {
	// Squares of the distances 1, 1 and 2 from the mean 3 sum to 6, by 2 is 3.
	s := newSpread([]float64{2, 2, 5})
	require.Equal(t, 3.0, s.Mean)
	require.InDelta(t, math.Sqrt(3), s.Deviation, 1e-15)
	require.Equal(t, "3.000 ± 1.732", s.String())
}

func TestLn(t *testing.T) {
	for _, x := range []float64{1e-300, 1e-9, 0.1, 0.5, 0.7, math.Sqrt2 / 2, 0.999999, 1, 1.000001, 1.3, 2, math.E, 1000, 1e300} {
		require.InDelta(t, math.Log(x), ln(x), 1e-14*math.Max(1, math.Abs(math.Log(x))), x)
	}
	require.Zero(t, ln(1))
}

func TestUncertainty(t *testing.T) {
	require.InDelta(t, 0.7, Margin.of([]float64{0.2, 0.5, 0.1, 0.2}), 1e-15)
	require.Equal(t, 1.0, Margin.of([]float64{0.5, 0.5}))
	require.Equal(t, 0.0, Margin.of([]float64{1}))
	require.Equal(t, 0.0, Entropy.of([]float64{1}))
	require.Equal(t, 0.0, Entropy.of([]float64{0, 1, 0}))
	require.InDelta(t, 1, Entropy.of([]float64{0.25, 0.25, 0.25, 0.25}), 1e-15)
	require.InDelta(t, 0.75, Entropy.of([]float64{0.5, 0.25, 0.25, 0}), 1e-15) // 1.5 of 2 bits
}
