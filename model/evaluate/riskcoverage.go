package evaluate

import (
	"cmp"
	"math"
	"slices"
)

// RiskCoverage tells what abstaining buys: how the share of errors falls as
// only the surer rows are kept. Y. Geifman and R. El-Yaniv, Selective
// classification for deep neural networks, 2017.
type RiskCoverage struct {
	// Rows is the number of rows.
	Rows int `json:"rows"`
	// AURC is the area under the curve: the mean of the risk of the 1, 2, …
	// surest rows; less is better. Among rows of equal confidence it is the
	// mean over all their orders.
	AURC float64 `json:"aurc"`
	// Excess is AURC less what the same errors would give were they all less
	// confident than the rest: 0 is a perfect order of the rows. Y. Geifman,
	// G. Uziel and R. El-Yaniv, Bias-reduced uncertainty estimation for deep
	// neural classifiers, 2019.
	Excess float64 `json:"excess"`
	// Points is the curve, one point for each confidence that occurs, from the
	// highest down; the last keeps all rows.
	Points []RiskPoint `json:"points"`
}

// RiskPoint is what keeping the rows from a confidence upwards comes to.
type RiskPoint struct {
	// Threshold is the least confidence that is kept.
	Threshold float64 `json:"threshold"`
	// Kept is the number of rows with at least this confidence, Coverage their
	// share of all rows.
	Kept     int     `json:"kept"`
	Coverage float64 `json:"coverage"`
	// Precision is the share of right rows among the kept, Risk of wrong ones.
	Precision float64 `json:"precision"`
	Risk      float64 `json:"risk"`
}

// NewRiskCoverage draws the curve from the confidence of each row and whether
// its prediction is right. A confidence may be any finite number that rises
// with certainty, a probability or a margin.
//
// Errors: [ErrEmpty], [ErrLength], and a [*RowError] that wraps
// [ErrProbability] for a confidence that is not finite.
func NewRiskCoverage(confidence []float64, correct []bool) (*RiskCoverage, error) {
	if err := sameLength(len(confidence), "outcomes", len(correct)); err != nil {
		return nil, err
	}
	rows := make([]outcome, len(confidence))
	for i, p := range confidence {
		if math.IsNaN(p) || math.IsInf(p, 0) {
			return nil, &RowError{Row: i, Value: number(p), Err: ErrProbability}
		}
		rows[i] = outcome{p, correct[i]}
	}
	slices.SortFunc(rows, func(a, b outcome) int { return cmp.Compare(b.confidence, a.confidence) })

	rc := &RiskCoverage{Rows: len(rows)}
	var area float64
	wrong := 0
	for start := 0; start < len(rows); {
		end, before := start, wrong
		for end < len(rows) && rows[end].confidence == rows[start].confidence {
			if !rows[end].correct {
				wrong++
			}
			end++
		}
		area += tieArea(start, end, before, wrong)
		rc.Points = append(rc.Points, RiskPoint{
			Threshold: rows[start].confidence,
			Kept:      end,
			Coverage:  ratio(end, len(rows)),
			Precision: ratio(end-wrong, end),
			Risk:      ratio(wrong, end),
		})
		start = end
	}
	rc.AURC = area / float64(len(rows))
	best := tieArea(len(rows)-wrong, len(rows), 0, wrong) / float64(len(rows))
	rc.Excess = max(rc.AURC-best, 0) // rounding must not make it negative
	return rc, nil
}

// tieArea sums the risks of the surest start+1, …, end rows where the errors
// rise evenly from before to after, as over rows of equal confidence they do
// on the mean of all orders.
func tieArea(start, end, before, after int) float64 {
	if start == end {
		return 0
	}
	step := ratio(after-before, end-start)
	var sum float64
	for kept := start + 1; kept <= end; kept++ {
		sum += (float64(before) + float64(step*float64(kept-start))) / float64(kept)
	}
	return sum
}

// ThresholdFor returns the point of the smallest threshold at which the share
// of right rows among the kept is at least precision, and so of the highest
// coverage. It reports false if no threshold reaches it.
//
// A threshold chosen on some rows looks better on them than it is: choose on
// rows that the classifier was not trained on and report on others.
func (rc *RiskCoverage) ThresholdFor(precision float64) (RiskPoint, bool) {
	for _, p := range slices.Backward(rc.Points) {
		if p.Precision >= precision {
			return p, true
		}
	}
	return RiskPoint{}, false
}

// ThresholdForCoverage returns the point of the largest threshold that still
// keeps at least the share coverage of the rows. It reports false if coverage
// is above 1 or NaN.
func (rc *RiskCoverage) ThresholdForCoverage(coverage float64) (RiskPoint, bool) {
	for _, p := range rc.Points {
		if p.Coverage >= coverage {
			return p, true
		}
	}
	return RiskPoint{}, false
}
