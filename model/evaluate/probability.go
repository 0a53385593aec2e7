package evaluate

import (
	"math"
	"strconv"
)

// LogLossClip is the least probability that [LogLoss] reckons with.
const LogLossClip = 1e-15

// sumTolerance is how far the probabilities of a row may sum from 1: enough
// for a thousand of them in single precision or rounded to six decimals.
const sumTolerance = 1e-3

// Top takes the most probable class of each row, the first of equal ones, and
// returns its probability and whether it is the gold class: what [Calibrate]
// and [NewRiskCoverage] ask for. A classifier whose prediction is not the most
// probable class, for it shifts its decisions, has to say both itself.
//
// probabilities holds for each row those of the classes, in their order. Errors:
// [ErrEmpty], [ErrLength], [ErrClasses], and a [*RowError] that wraps
// [ErrUnknownClass], [ErrLength] or [ErrProbability]; the latter for a
// probability that is NaN or not from 0 to 1 and for a row whose sum is off 1
// by more than 0.001.
func Top(classes, gold []string, probabilities [][]float64) (confidence []float64, correct []bool, err error) {
	g, err := checkDistributions(classes, gold, probabilities)
	if err != nil {
		return nil, nil, err
	}
	confidence = make([]float64, len(g))
	correct = make([]bool, len(g))
	for i, row := range probabilities {
		top := 0
		for c, p := range row {
			if p > row[top] {
				top = c
			}
		}
		confidence[i], correct[i] = row[top], top == g[i]
	}
	return confidence, correct, nil
}

// Brier returns the mean over the rows of Σ (p - y)² over the classes, where y
// is 1 for the gold class and 0 for the others: 0 is perfect, 2 is certain and
// wrong each time (G. Brier, Verification of forecasts expressed in terms of
// probability, 1950). For two classes it is twice what is often given. The
// arguments and errors are those of [Top].
func Brier(classes, gold []string, probabilities [][]float64) (float64, error) {
	g, err := checkDistributions(classes, gold, probabilities)
	if err != nil {
		return 0, err
	}
	var sum float64
	for i, row := range probabilities {
		var loss float64
		for c, p := range row {
			if c == g[i] {
				p = 1 - p
			}
			loss += float64(p * p)
		}
		sum += loss
	}
	return sum / float64(len(g)), nil
}

// LogLoss returns the mean over the rows of -ln p of the gold class, in nats;
// p below [LogLossClip] counts as that. The arguments and errors are those of
// [Top].
//
// The logarithm is the machine's: the last digit can differ from one to
// another. Report the figure, decide nothing by it.
func LogLoss(classes, gold []string, probabilities [][]float64) (float64, error) {
	g, err := checkDistributions(classes, gold, probabilities)
	if err != nil {
		return 0, err
	}
	var sum float64
	for i, row := range probabilities {
		sum -= math.Log(max(row[g[i]], LogLossClip))
	}
	return sum / float64(len(g)), nil
}

// checkDistributions returns the places of the gold classes, if all is sound.
func checkDistributions(classes, gold []string, probabilities [][]float64) ([]int, error) {
	if err := sameLength(len(gold), "rows of probabilities", len(probabilities)); err != nil {
		return nil, err
	}
	index, err := classIndex(classes)
	if err != nil {
		return nil, err
	}
	g, err := goldIndex(index, gold)
	if err != nil {
		return nil, err
	}
	for i, row := range probabilities {
		if err := checkDistribution(i, row, len(classes)); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// checkDistribution checks the probabilities of a row.
func checkDistribution(row int, p []float64, classes int) error {
	if len(p) != classes {
		return &RowError{Row: row, Value: strconv.Itoa(len(p)) + " probabilities", Err: ErrLength}
	}
	var sum float64
	for _, p := range p {
		if err := checkProbability(row, p); err != nil {
			return err
		}
		sum += p
	}
	if math.Abs(sum-1) > sumTolerance {
		return &RowError{Row: row, Value: "sum " + number(sum), Err: ErrProbability}
	}
	return nil
}

func checkProbability(row int, p float64) error {
	if !(p >= 0 && p <= 1) {
		return &RowError{Row: row, Value: number(p), Err: ErrProbability}
	}
	return nil
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
