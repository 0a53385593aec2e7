package evaluate_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

// Two hundred rows and two predictions, drawn once with NumPy: a copies the
// gold class with probability 0.55, b with 0.68, and both guess otherwise.
var (
	twoHundred = letters("nnncnnnnrdcnddncnnnnddnnnnccnnndcccrrnndnnnnnndrdccnnncnndnccrnnddcdcrncrncnnnndnccnnnddcdccndnnncccnndnnnnnncrcnccdcrnncrcnncncrrdncnrnrnnrcrcncccnnrrrnncccnncndrnnrdnnrnncncrnnndnrcrdnnrndnncnddnnnn")
	firstTwo   = letters("ndncnrncndrcdddcdnnnddncnnccnnnncdccrnnnnnccncdndrcdrrcnccncdnnnrrcdcrdccndncnndnccdrnncndcrndnnnrcdnndnnrrnncrdnrcdrrndrrnnncrnrrcrcnrnnnnrcdcncncrncdrnrrrcncnndrndrdnrrcdnncrnncdnccrdrnrcdnncrncnddn")
	secondTwo  = letters("ncncnnnnrdrnddncnnnndddnnccndncdnccrrdndncnncrdrdccdnncnnnncnrcnddnccdncrrcnnnndnccndndccdcrndnndnccncdnnnnnncrcrccdcrnncrccrcncrrdncnrcrcnrcccncccnnrdrnnccccnnnrrdnrdnnrrncdcrnnnrnrrrdnnrnnnnrdrdncnn")
	fourClass  = letters("ncdr")
)

// With 40,000 resamples an interval may miss the reference by about 0.002.
var many = evaluate.BootstrapSettings{Resamples: 40000, Seed: 3}

// NumPy: np.percentile(…, [2.5, 97.5]) over 40,000 resamples of the rows
// themselves, macro-F1 as the mean of 2·hits/(gold+predicted).
func TestBootstrapAgainstNumPy(t *testing.T) {
	got, err := evaluate.Bootstrap(fourClass, twoHundred, firstTwo, many)
	require.NoError(t, err)
	require.Equal(t, 200, got.Rows)
	require.Equal(t, 0.62, got.Accuracy.Estimate)
	require.InDelta(t, 0.55, got.Accuracy.Low, 0.0051)
	require.InDelta(t, 0.685, got.Accuracy.High, 0.0051)
	require.InDelta(t, 0.5858313740856845, got.MacroF1.Estimate, 1e-12)
	require.InDelta(t, 0.50892, got.MacroF1.Low, 0.003)
	require.InDelta(t, 0.65609, got.MacroF1.High, 0.003)
}

// NumPy as above on both predictions with the same rows; for McNemar
// scipy.stats.binomtest(29, 88).pvalue.
func TestCompareAgainstNumPy(t *testing.T) {
	got, err := evaluate.Compare(fourClass, twoHundred, firstTwo, secondTwo, many)
	require.NoError(t, err)
	require.Equal(t, 0.62, got.Accuracy.A)
	require.Equal(t, 0.77, got.Accuracy.B)
	require.InDelta(t, 0.15, got.Accuracy.Gain.Estimate, 1e-12)
	require.InDelta(t, 0.06, got.Accuracy.Gain.Low, 0.0051)
	require.InDelta(t, 0.24, got.Accuracy.Gain.High, 0.0051)
	require.InDelta(t, 0.001, got.Accuracy.PValue, 0.0008)
	require.InDelta(t, 0.7538905930563585, got.MacroF1.B, 1e-12)
	require.InDelta(t, 0.076963, got.MacroF1.Gain.Low, 0.004)
	require.InDelta(t, 0.2611199, got.MacroF1.Gain.High, 0.004)
	require.InDelta(t, 0.0002, got.MacroF1.PValue, 0.0004)
	require.Equal(t, []int{29, 59}, []int{got.McNemar.OnlyA, got.McNemar.OnlyB})
	require.InDelta(t, 0.0018240286456271994, got.McNemar.PValue, 1e-12)

	// The other way round everything turns its sign, to the digit.
	back, err := evaluate.Compare(fourClass, twoHundred, secondTwo, firstTwo, many)
	require.NoError(t, err)
	require.Equal(t, -got.MacroF1.Gain.Estimate, back.MacroF1.Gain.Estimate)
	require.InDelta(t, -got.MacroF1.Gain.High, back.MacroF1.Gain.Low, 1e-12)
	require.Equal(t, got.MacroF1.PValue, back.MacroF1.PValue)
}

// Bootstrap and Compare say of one prediction what Score says.
func TestEstimatesAreThoseOfScore(t *testing.T) {
	classes, gold, predicted := letters("ncdrx"), letters(goldLetters), letters(predictedLetters)
	r, err := evaluate.Score(classes, gold, predicted)
	require.NoError(t, err)
	i, err := evaluate.Bootstrap(classes, gold, predicted, evaluate.BootstrapSettings{})
	require.NoError(t, err)
	require.Equal(t, r.Accuracy, i.Accuracy.Estimate)
	require.Equal(t, r.Macro.F1, i.MacroF1.Estimate)
	require.Equal(t, 1000, i.Resamples)
	require.Equal(t, 0.95, i.Level)
	c, err := evaluate.Compare(classes, gold, predicted, gold, evaluate.BootstrapSettings{})
	require.NoError(t, err)
	require.Equal(t, r.Macro.F1, c.MacroF1.A)
	require.Equal(t, r.Accuracy, c.Accuracy.A)
}

// These numbers are what the first version gave, and what every machine must.
func TestBootstrapStaysTheSame(t *testing.T) {
	got, err := evaluate.Bootstrap(fourClass, twoHundred, firstTwo, evaluate.BootstrapSettings{Seed: 42})
	require.NoError(t, err)
	require.Equal(t, evaluate.Interval{
		Estimate: 0.5858313740856844, Low: 0.5106621082854653, High: 0.6553830754076878,
	}, got.MacroF1)
}

func TestLevels(t *testing.T) {
	width := func(level float64) float64 {
		got, err := evaluate.Bootstrap(fourClass, twoHundred, firstTwo, evaluate.BootstrapSettings{Level: level})
		require.NoError(t, err)
		require.LessOrEqual(t, got.MacroF1.Low, got.MacroF1.High)
		return got.MacroF1.High - got.MacroF1.Low
	}
	require.Less(t, width(0.5), width(0.9))
	require.Less(t, width(0.9), width(0.99))
}

// For many rows the interval of the accuracy is that of the normal
// approximation, 1.96·√(p(1-p)/n).
func TestManyRows(t *testing.T) {
	const n = 100_000
	gold := letters(strings.Repeat("ab", n/2))
	predicted := letters(strings.Repeat("aaabbb.bab", n/10)) // right in 5 of 10
	got, err := evaluate.Bootstrap(letters("ab"), gold, predicted, evaluate.BootstrapSettings{Resamples: 5000})
	require.NoError(t, err)
	p := got.Accuracy.Estimate
	half := 1.96 * math.Sqrt(p*(1-p)/n)
	require.InEpsilon(t, 2*half, got.Accuracy.High-got.Accuracy.Low, 0.05)
	require.InDelta(t, p, (got.Accuracy.High+got.Accuracy.Low)/2, half/20)
}

func TestBootstrapEdges(t *testing.T) {
	for _, s := range []string{"a", "aaaa", "abab"} {
		got, err := evaluate.Bootstrap(letters("ab"), letters(s), letters(s), evaluate.BootstrapSettings{Resamples: 10})
		require.NoError(t, err)
		require.Equal(t, evaluate.Interval{Estimate: 1, Low: 1, High: 1}, got.Accuracy)
	}
	got, err := evaluate.Bootstrap(letters("ab"), letters("abab"), letters("baba"), evaluate.BootstrapSettings{Resamples: 1})
	require.NoError(t, err)
	require.Equal(t, evaluate.Interval{}, got.MacroF1)

	// Nothing between two equal predictions.
	c, err := evaluate.Compare(fourClass, twoHundred, firstTwo, firstTwo, evaluate.BootstrapSettings{})
	require.NoError(t, err)
	require.Equal(t, evaluate.Interval{}, c.MacroF1.Gain)
	require.Equal(t, 1.0, c.MacroF1.PValue)
	require.Equal(t, evaluate.McNemarTest{PValue: 1}, c.McNemar)
	// The least p-value that so few resamples can give.
	c, err = evaluate.Compare(fourClass, twoHundred, firstTwo, twoHundred, evaluate.BootstrapSettings{Resamples: 99})
	require.NoError(t, err)
	require.Equal(t, 0.02, c.MacroF1.PValue)

	for _, bad := range []evaluate.BootstrapSettings{{Resamples: -1}, {Level: 1}, {Level: -0.5}, {Level: nan}} {
		_, err := evaluate.Bootstrap(letters("ab"), letters("ab"), letters("ab"), bad)
		require.ErrorIs(t, err, evaluate.ErrSettings)
		_, err = evaluate.Compare(letters("ab"), letters("ab"), letters("ab"), letters("ab"), bad)
		require.ErrorIs(t, err, evaluate.ErrSettings)
	}
	_, err = evaluate.Compare(letters("ab"), letters("ab"), letters("ab"), letters("a"), evaluate.BootstrapSettings{})
	require.ErrorIs(t, err, evaluate.ErrLength)
}

// scipy.stats.binomtest(min(a, b), a+b).pvalue.
func TestMcNemar(t *testing.T) {
	tests := []struct {
		a, b int
		want float64
	}{
		{0, 0, 1},
		{0, 1, 1},
		{3, 9, 0.14599609375},
		{9, 3, 0.14599609375},
		{0, 5, 0.0625},
		{10, 10, 1},
		{30, 55, 0.008836205876094518},
		{400, 700, 1.1735888055606002e-19},
	}
	for _, tt := range tests {
		gold := strings.Repeat("a", 7+tt.a+tt.b)
		a := strings.Repeat("a", 5) + "bb" + strings.Repeat("a", tt.a) + strings.Repeat("b", tt.b)
		b := strings.Repeat("a", 5) + "b." + strings.Repeat("c", tt.a) + strings.Repeat("a", tt.b)
		got, err := evaluate.McNemar(letters(gold), letters(a), letters(b))
		require.NoError(t, err)
		require.Equal(t, tt.a, got.OnlyA)
		require.Equal(t, tt.b, got.OnlyB)
		require.InEpsilon(t, tt.want, got.PValue, 1e-10)
	}
	// Thousands against none underflow to 0 and not to NaN.
	got, err := evaluate.McNemar(make([]string, 5000), make([]string, 5000), letters(strings.Repeat("a", 5000)))
	require.NoError(t, err)
	require.Zero(t, got.PValue)

	_, err = evaluate.McNemar(nil, nil, nil)
	require.ErrorIs(t, err, evaluate.ErrEmpty)
	_, err = evaluate.McNemar(letters("a"), letters("aa"), letters("a"))
	require.ErrorIs(t, err, evaluate.ErrLength)
	_, err = evaluate.McNemar(letters("a"), letters("a"), nil)
	require.ErrorIs(t, err, evaluate.ErrLength)
}

func BenchmarkBootstrap(b *testing.B) {
	gold := letters(strings.Repeat(goldLetters, 2500)) // 100,000 rows
	predicted := letters(strings.Repeat(predictedLetters, 2500))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evaluate.Bootstrap(fourClass, gold, predicted, evaluate.BootstrapSettings{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	gold := letters(strings.Repeat(goldLetters, 2500))
	predicted := letters(strings.Repeat(predictedLetters, 2500))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evaluate.Score(fourClass, gold, predicted); err != nil {
			b.Fatal(err)
		}
	}
}

// What is printed is for people, not the bare struct.
func TestIntervalStrings(t *testing.T) {
	score := evaluate.Interval{Estimate: 0.8, Low: 0.75, High: 0.875}
	i := &evaluate.Intervals{Rows: 500, Level: 0.995, Accuracy: score, MacroF1: score}
	require.Equal(t, "accuracy 0.800 [0.750, 0.875], macro-F1 0.800 [0.750, 0.875]; 99.5 % intervals, 500 rows", fmt.Sprint(i))
	d := evaluate.Difference{A: 0.75, B: 0.875, Gain: evaluate.Interval{Estimate: 0.125, Low: -0.25, High: 0.5}, PValue: 0.25}
	c := &evaluate.Comparison{Rows: 4, Level: 0.95, Accuracy: d, MacroF1: d, McNemar: evaluate.McNemarTest{OnlyA: 1, OnlyB: 3, PValue: 0.625}}
	require.Equal(t, strings.TrimPrefix(`
accuracy 0.750 → 0.875, gain 0.125 [-0.250, 0.500], p = 0.250
macro-F1 0.750 → 0.875, gain 0.125 [-0.250, 0.500], p = 0.250
McNemar  right in a alone 1, in b alone 3, p = 0.625
95 % intervals, 4 rows`, "\n"), fmt.Sprint(c))
}
