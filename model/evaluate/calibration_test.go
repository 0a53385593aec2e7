package evaluate_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

var nan = math.NaN()

// Twelve rows over three classes, drawn once from a flat Dirichlet
// distribution, with two certain rows, one of them wrong.
var (
	twelveClasses = letters("abc")
	twelveGold    = letters("bbcbacbbcaaa")
	twelve        = [][]float64{
		{0.34, 0.52, 0.14},
		{0.14, 0.43, 0.43},
		{0.32, 0.55, 0.13},
		{0.48, 0.02, 0.5},
		{1, 0, 0},
		{0, 1, 0},
		{0.26, 0.46, 0.28},
		{0.61, 0.3, 0.09},
		{0.29, 0.57, 0.14},
		{0.07, 0.14, 0.79},
		{0.52, 0.16, 0.32},
		{0.77, 0.19, 0.04},
	}
)

func TestProbabilitiesAgainstScikitLearn(t *testing.T) {
	confidence, correct, err := evaluate.Top(twelveClasses, twelveGold, twelve)
	require.NoError(t, err)
	require.Equal(t, []float64{0.52, 0.43, 0.55, 0.5, 1, 1, 0.46, 0.61, 0.57, 0.79, 0.52, 0.77}, confidence)
	require.Equal(t, []bool{true, true, false, false, true, false, true, false, false, false, true, true}, correct)

	// NumPy: ((P - Y)**2).sum(1).mean(), Y one-hot.
	brier, err := evaluate.Brier(twelveClasses, twelveGold, twelve)
	require.NoError(t, err)
	require.InDelta(t, 0.8259666666666666, brier, 1e-12)

	// scikit-learn 1.2.1: log_loss(y, P, eps=1e-15).
	loss, err := evaluate.LogLoss(twelveClasses, twelveGold, twelve)
	require.NoError(t, err)
	require.InDelta(t, 4.125840207103182, loss, 1e-12)

	// NumPy: bins by np.array_split of the sorted confidences into 4.
	c, err := evaluate.Calibrate(confidence, correct, evaluate.CalibrationSettings{Bins: 4})
	require.NoError(t, err)
	require.InDelta(t, 0.3133333333333333, c.ECE, 1e-12)
	require.Len(t, c.Bins, 4)
	require.InDelta(t, 0.53, c.Bins[1].Confidence, 1e-12)
	require.Equal(t, 3, c.Bins[1].Rows)
	require.InDelta(t, 2./3, c.Bins[1].Accuracy, 1e-12)
	require.Equal(t, 0.52, c.Bins[1].Low)
	require.Equal(t, 0.55, c.Bins[1].High)
	require.Equal(t, 0.5, c.Accuracy)
	require.InDelta(t, 7.72/12, c.Confidence, 1e-12)
}

func TestTiesShareABin(t *testing.T) {
	confidence := []float64{0.9, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5}
	correct := []bool{true, true, false, true, false, true, false, false}
	c, err := evaluate.Calibrate(confidence, correct, evaluate.CalibrationSettings{Bins: 4})
	require.NoError(t, err)
	// By hand: 0.5 and the six of 0.6 fill the first three bins; 0.9 is left.
	require.Len(t, c.Bins, 2)
	require.Equal(t, []int{7, 1}, []int{c.Bins[0].Rows, c.Bins[1].Rows})
	require.InDelta(t, (7*(4.1/7-3./7)+0.1)/8, c.ECE, 1e-12)
}

func TestCalibrationEdges(t *testing.T) {
	// One confidence, one bin; a hundred bins of four rows are four.
	c, err := evaluate.Calibrate([]float64{1, 1, 1}, []bool{false, false, false}, evaluate.CalibrationSettings{})
	require.NoError(t, err)
	require.Len(t, c.Bins, 1)
	require.Equal(t, 1.0, c.ECE)
	require.Equal(t, 0.0, c.ExpectedECE) // who is certain and calibrated is right
	c, err = evaluate.Calibrate([]float64{0.1, 0.2, 0.3, 0.4}, make([]bool, 4), evaluate.CalibrationSettings{Bins: 100})
	require.NoError(t, err)
	require.Len(t, c.Bins, 4)
	require.InDelta(t, 0.25, c.ECE, 1e-15)
	// By hand: one bin a row misses by p with 1-p and by 1-p with p, on the
	// mean 2p(1-p); the standard error of 20,000 draws is about 0.0012.
	c, err = evaluate.Calibrate([]float64{0.1, 0.2, 0.3, 0.4}, make([]bool, 4), evaluate.CalibrationSettings{Draws: 20000})
	require.NoError(t, err)
	require.InDelta(t, (0.18+0.32+0.42+0.48)/4, c.ExpectedECE, 0.006)
}

// A calibrated classifier has the error that is expected of one, in any order
// of its rows.
func TestCalibratedClassifier(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	const rows = 3000
	confidence, correct := make([]float64, rows), make([]bool, rows)
	for i := range confidence {
		confidence[i] = math.Round(100*(0.25+0.75*random.Float64())) / 100
		correct[i] = random.Float64() < confidence[i]
	}
	c, err := evaluate.Calibrate(confidence, correct, evaluate.CalibrationSettings{Seed: 5})
	require.NoError(t, err)
	require.InDelta(t, c.ExpectedECE, c.ECE, 0.01)
	require.Greater(t, c.ExpectedECE, 0.015)
	sum := 0
	for _, b := range c.Bins {
		sum += b.Rows
	}
	require.Equal(t, rows, sum)

	random.Shuffle(rows, func(i, j int) {
		confidence[i], confidence[j] = confidence[j], confidence[i]
		correct[i], correct[j] = correct[j], correct[i]
	})
	again, err := evaluate.Calibrate(confidence, correct, evaluate.CalibrationSettings{Seed: 5})
	require.NoError(t, err)
	require.Equal(t, c, again)
}

func TestLogLossClips(t *testing.T) {
	loss, err := evaluate.LogLoss(letters("ab"), letters("a"), [][]float64{{0, 1}})
	require.NoError(t, err)
	require.InDelta(t, 34.538776394910684, loss, 1e-12) // 15·ln 10
	loss, err = evaluate.LogLoss(letters("ab"), letters("b"), [][]float64{{0, 1}})
	require.NoError(t, err)
	require.Zero(t, loss)
	require.False(t, math.Signbit(loss))
}

func TestProbabilityErrors(t *testing.T) {
	good := []float64{0.5, 0.5}
	tests := []struct {
		name          string
		gold          string
		probabilities [][]float64
		want          error
		row           int // -1 if the error names none
	}{
		{"no rows", "", nil, evaluate.ErrEmpty, -1},
		{"lengths", "ab", [][]float64{good}, evaluate.ErrLength, -1},
		{"unknown class", "ac", [][]float64{good, good}, evaluate.ErrUnknownClass, 1},
		{"short row", "ab", [][]float64{good, {1}}, evaluate.ErrLength, 1},
		{"not a number", "ab", [][]float64{good, {nan, 0.5}}, evaluate.ErrProbability, 1},
		{"negative", "ab", [][]float64{{-0.1, 1.1}, good}, evaluate.ErrProbability, 0},
		{"above 1", "ab", [][]float64{{1.1, 0}, good}, evaluate.ErrProbability, 0},
		{"sum", "ab", [][]float64{good, {0.5, 0.4}}, evaluate.ErrProbability, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := evaluate.Top(letters("ab"), letters(tt.gold), tt.probabilities)
			require.ErrorIs(t, err, tt.want)
			var row *evaluate.RowError
			if tt.row >= 0 {
				require.ErrorAs(t, err, &row)
				require.Equal(t, tt.row, row.Row)
			}
			_, err = evaluate.Brier(letters("ab"), letters(tt.gold), tt.probabilities)
			require.ErrorIs(t, err, tt.want)
			_, err = evaluate.LogLoss(letters("ab"), letters(tt.gold), tt.probabilities)
			require.ErrorIs(t, err, tt.want)
		})
	}
	_, err := evaluate.Brier(nil, letters("a"), [][]float64{good})
	require.ErrorIs(t, err, evaluate.ErrClasses)
}

func TestCalibrateErrors(t *testing.T) {
	tests := []struct {
		name       string
		confidence []float64
		correct    []bool
		settings   evaluate.CalibrationSettings
		want       error
	}{
		{"no rows", nil, nil, evaluate.CalibrationSettings{}, evaluate.ErrEmpty},
		{"lengths", []float64{1}, nil, evaluate.CalibrationSettings{}, evaluate.ErrLength},
		{"not a number", []float64{nan}, []bool{true}, evaluate.CalibrationSettings{}, evaluate.ErrProbability},
		{"above 1", []float64{1.01}, []bool{true}, evaluate.CalibrationSettings{}, evaluate.ErrProbability},
		{"bins", []float64{1}, []bool{true}, evaluate.CalibrationSettings{Bins: -1}, evaluate.ErrSettings},
		{"draws", []float64{1}, []bool{true}, evaluate.CalibrationSettings{Draws: -1}, evaluate.ErrSettings},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluate.Calibrate(tt.confidence, tt.correct, tt.settings)
			require.ErrorIs(t, err, tt.want)
		})
	}
}

// Bins that nobody could tell apart by what is shown are one line.
func TestCalibrationString(t *testing.T) {
	confidence := []float64{0.5, 0.9996, 0.9997, 0.9998, 0.9999}
	c, err := evaluate.Calibrate(confidence, []bool{false, true, true, false, true}, evaluate.CalibrationSettings{})
	require.NoError(t, err)
	require.Len(t, c.Bins, 5)
	table, _, _ := strings.Cut(c.String(), "\n\n")
	require.Equal(t, strings.TrimPrefix(`
confidence    mean  accuracy  rows
0.500–0.500  0.500     0.000     1
1.000–1.000  1.000     0.750     4
all          0.900     0.600     5`, "\n"), table)
}
