package evaluate

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// The frequencies of the drawn values fit the binomial distribution: χ² over
// 9 to 13 values, critical at about 1 in 10,000 for 13 degrees of freedom.
func TestBinomialDistribution(t *testing.T) {
	const draws = 200_000
	random := newSource(1, 1)
	for _, tt := range []struct{ n, a, b int }{{8, 1, 3}, {12, 5, 7}, {10, 1, 2}, {9, 3, 8}, {12, 1, 1000}} {
		counts := make([]int, tt.n+1)
		for range draws {
			counts[random.binomial(tt.n, tt.a, tt.b)]++
		}
		p := float64(tt.a) / float64(tt.b)
		var chi2 float64
		for i, got := range counts {
			choose := 1.0
			for j := range i {
				choose *= float64(tt.n-j) / float64(j+1)
			}
			want := draws * choose * math.Pow(p, float64(i)) * math.Pow(1-p, float64(tt.n-i))
			if want >= 5 {
				chi2 += (float64(got) - want) * (float64(got) - want) / want
			}
		}
		require.Less(t, chi2, 42.0, "%+v %v", tt, counts)
	}
}

func TestBinomialEdges(t *testing.T) {
	random := newSource(2, 1)
	for _, n := range []int{0, 1, 63, 64, 65, 1000} {
		require.Equal(t, n, random.binomial(n, 7, 7))
		require.Equal(t, 0, random.binomial(n, 0, 7))
		require.LessOrEqual(t, random.binomial(n, 3, 7), n)
	}
	// Mean and variance for many draws at once.
	const n, rounds = 10_000, 2000
	var sum, squares float64
	for range rounds {
		x := float64(random.binomial(n, 2, 5))
		sum += x
		squares += x * x
	}
	mean := sum / rounds
	require.InDelta(t, 4000, mean, 4*49/math.Sqrt(rounds))
	require.InEpsilon(t, 2400, squares/rounds-mean*mean, 0.15)
}

func TestResample(t *testing.T) {
	random := newSource(3, 1)
	counts := []int{5, 1, 40, 0, 4}
	sums := []int{0, 5, 6, 46, 46, 50}
	out := make([]int, len(counts))
	mean := make([]float64, len(counts))
	const rounds = 20_000
	for range rounds {
		random.resample(sums, out)
		if total(out) != 50 {
			require.Equal(t, 50, total(out))
		}
		for i, n := range out {
			mean[i] += float64(n) / rounds
		}
	}
	for i, n := range counts {
		p := float64(n) / 50
		require.InDelta(t, float64(n), mean[i], 4.5*math.Sqrt(50*p*(1-p)/rounds)+1e-9)
	}
}

func TestShuffle(t *testing.T) {
	// Each of the 6 orders of 3 items as often as any other.
	random := newSource(4, 1)
	counts := map[[3]int]int{}
	for range 60_000 {
		items := [3]int{1, 2, 3}
		shuffle(random, items[:])
		counts[items]++
	}
	require.Len(t, counts, 6)
	for _, n := range counts {
		require.InDelta(t, 10_000, n, 450)
	}
}

// NumPy: np.percentile([1, 2, 4, 8, 16], [2.5, 50, 97.5]).
func TestQuantile(t *testing.T) {
	values := []float64{1, 2, 4, 8, 16}
	require.InDelta(t, 1.1, quantile(values, 0.025), 1e-12)
	require.InDelta(t, 4, quantile(values, 0.5), 1e-12)
	require.InDelta(t, 15.2, quantile(values, 0.975), 1e-12)
	require.Equal(t, 16.0, quantile(values, 1))
	require.Equal(t, 3.0, quantile([]float64{3}, 0.7))
}

func BenchmarkBinomial(b *testing.B) {
	random := newSource(1, 1)
	for b.Loop() {
		random.binomial(100_000, 37, 100)
	}
}
