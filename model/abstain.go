package model

import (
	"cmp"
	"fmt"
	"slices"
)

// RiskPoint says what a threshold below which answers are abstained comes to:
// measured in training, on rows that the scorer had not learnt from, of the linear
// model alone.
type RiskPoint struct {
	// Threshold is the least probability that is answered.
	Threshold float64 `json:"threshold"`
	// Coverage is the share of the rows that are answered.
	Coverage float64 `json:"coverage"`
	// Precision is the share of right answers among them.
	Precision float64 `json:"precision"`
}

// riskPoints is how many points of the curve are kept at most.
const riskPoints = 100

// riskCurve draws the curve of coverage and precision over falling thresholds:
// about as many rows lie between each two points. Probability is that of the
// class chosen, right whether it is the row's. Rows count by their weights.
func riskCurve(probability []float64, right []bool, weight []float64) []RiskPoint {
	order := make([]int, len(probability))
	total := 0.0
	for i, w := range weight {
		order[i] = i
		total += w
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(probability[b], probability[a]) })
	var curve []RiskPoint
	kept, good := 0.0, 0.0
	for n, i := range order {
		kept += weight[i]
		if right[i] {
			good += weight[i]
		}
		last := n+1 == len(order)
		if !last && probability[order[n+1]] == probability[i] {
			continue // rows of one probability are answered together
		}
		if last || kept >= float64(total*float64(len(curve)+1))/riskPoints {
			curve = append(curve, RiskPoint{Threshold: probability[i], Coverage: kept / total, Precision: good / kept})
		}
	}
	return curve
}

// ThresholdFor returns what to pass to [Text.WithThreshold] so that the answers
// given are right at least the share precision of the time: the point of the
// curve that answers most. The error where training found no threshold that
// precise, or measured none, wraps [ErrNoThreshold]; for a precision that is no
// share it wraps [ErrSettings].
//
// The curve is of the rows trained on, each answered by a classifier that had
// not seen it. It holds for texts like them; among as few as a hundred rows the
// true precision may well lie some hundredths lower. It is that of the linear
// model: with the network turned on the probabilities are others, and so is what
// a threshold comes to.
func (s Summary) ThresholdFor(precision float64) (RiskPoint, error) {
	if !(precision >= 0 && precision <= 1) {
		return RiskPoint{}, fmt.Errorf("model: %w: precision %v, want 0 to 1", ErrSettings, precision)
	}
	for _, p := range slices.Backward(s.Risk) {
		if p.Precision >= precision {
			return p, nil
		}
	}
	if len(s.Risk) == 0 {
		return RiskPoint{}, fmt.Errorf("model: %w: there was no cross-validation", ErrNoThreshold)
	}
	best := slices.MaxFunc(s.Risk, func(a, b RiskPoint) int { return cmp.Compare(a.Precision, b.Precision) })
	return best, fmt.Errorf("model: %w: precision %v, at most %.3f was reached", ErrNoThreshold, precision, best.Precision)
}

// ThresholdForCoverage returns what to pass to [Text.WithThreshold] so that at
// least the share coverage of the texts is answered, the surest. Its errors are
// those of [Summary.ThresholdFor].
func (s Summary) ThresholdForCoverage(coverage float64) (RiskPoint, error) {
	if !(coverage >= 0 && coverage <= 1) {
		return RiskPoint{}, fmt.Errorf("model: %w: coverage %v, want 0 to 1", ErrSettings, coverage)
	}
	for _, p := range s.Risk {
		if p.Coverage >= coverage {
			return p, nil
		}
	}
	if len(s.Risk) == 0 {
		return RiskPoint{}, fmt.Errorf("model: %w: there was no cross-validation", ErrNoThreshold)
	}
	return s.Risk[len(s.Risk)-1], nil // all rows, but for rounding
}
