package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// CalibrationSettings are the settings of [Calibrate]. The zero value is the
// default.
type CalibrationSettings struct {
	// Bins is how many bins the rows are divided into. 0 means 15.
	Bins int
	// Draws is how many times the outcomes of a perfectly calibrated
	// classifier are drawn for [Calibration.ExpectedECE]. 0 means 200.
	Draws int
	// Seed of the draws.
	Seed uint64
}

func (s *CalibrationSettings) resolve() error {
	if s.Bins == 0 {
		s.Bins = 15
	}
	if s.Draws == 0 {
		s.Draws = 200
	}
	if s.Bins < 0 || s.Draws < 0 {
		return errorf(ErrSettings, "%d bins, %d draws", s.Bins, s.Draws)
	}
	return nil
}

// Calibration is what [Calibrate] finds.
type Calibration struct {
	// Rows is the number of rows.
	Rows int `json:"rows"`
	// Accuracy is the share of right rows, Confidence the mean confidence. A
	// confidence above the accuracy is overconfident.
	Accuracy   float64 `json:"accuracy"`
	Confidence float64 `json:"confidence"`
	// ECE is the expected calibration error: the mean over the rows of how far
	// accuracy and confidence of their bin are apart.
	ECE float64 `json:"ece"`
	// ExpectedECE is the mean ECE of a perfectly calibrated classifier with
	// the same confidences, whose rows are right by chance. It is above 0,
	// more so for few rows; only an ECE well above it tells of a fault.
	ExpectedECE float64 `json:"expected_ece"`
	// Bins is the reliability table, in order of rising confidence.
	Bins []Bin `json:"bins"`
}

// Bin is a line of the reliability table.
type Bin struct {
	// Rows is the number of rows in the bin.
	Rows int `json:"rows"`
	// Confidence is the mean confidence, Accuracy the share of right rows.
	Confidence float64 `json:"confidence"`
	Accuracy   float64 `json:"accuracy"`
	// Low and High are the least and the greatest confidence in the bin.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Calibrate compares the probabilities of the predicted classes with how often
// these are right; [Top] makes both slices of whole distributions.
//
// The bins hold equally many rows (K. Nguyen and B. O'Connor, Posterior
// calibration and exploratory analysis for natural language processing models,
// 2015; the error is that of M. Pakdaman Naeini, G. Cooper and M. Hauskrecht,
// Obtaining well calibrated probabilities using Bayesian binning, 2015), but
// rows of equal confidence stay in one bin, so that the order of the rows does
// not matter; there may be fewer bins than asked for.
//
// Errors: [ErrEmpty], [ErrLength], [ErrSettings], and a [*RowError] that wraps
// [ErrProbability] for a confidence that is NaN or not from 0 to 1.
func Calibrate(confidence []float64, correct []bool, settings CalibrationSettings) (*Calibration, error) {
	if err := settings.resolve(); err != nil {
		return nil, err
	}
	if err := sameLength(len(confidence), "outcomes", len(correct)); err != nil {
		return nil, err
	}
	for i, p := range confidence {
		if err := checkProbability(i, p); err != nil {
			return nil, err
		}
	}

	rows := make([]outcome, len(confidence))
	for i, p := range confidence {
		rows[i] = outcome{p, correct[i]}
	}
	slices.SortFunc(rows, func(a, b outcome) int { return cmp.Compare(a.confidence, b.confidence) })

	result := &Calibration{Rows: len(rows), Bins: equalMass(rows, settings.Bins)}
	var sum float64
	right := make([]int, len(result.Bins))
	at := 0
	for i, b := range result.Bins {
		for _, r := range rows[at : at+b.Rows] {
			sum += r.confidence
			if r.correct {
				right[i]++
			}
		}
		at += b.Rows
		result.Bins[i].Accuracy = ratio(right[i], b.Rows)
	}
	result.Accuracy = ratio(total(right), len(rows))
	result.Confidence = sum / float64(len(rows))
	result.ECE = calibrationError(result.Bins, right)
	result.ExpectedECE = expectedError(rows, result.Bins, settings)
	return result, nil
}

// outcome is a row as calibration sees it.
type outcome struct {
	confidence float64
	correct    bool
}

// equalMass divides the rows, sorted by confidence, into bins, without their
// accuracy.
func equalMass(rows []outcome, n int) []Bin {
	var bins []Bin
	start := 0
	n = min(n, len(rows))
	for b := range n {
		// ⌊rows·(b+1)/n⌋, without the great product
		end := len(rows)/n*(b+1) + len(rows)%n*(b+1)/n
		if end <= start {
			continue // equal confidences filled this bin's place too
		}
		for end < len(rows) && rows[end].confidence == rows[end-1].confidence {
			end++
		}
		var sum float64
		for _, r := range rows[start:end] {
			sum += r.confidence
		}
		bins = append(bins, Bin{
			Rows:       end - start,
			Confidence: sum / float64(end-start),
			Low:        rows[start].confidence,
			High:       rows[end-1].confidence,
		})
		start = end
	}
	return bins
}

// calibrationError is the ECE where so many rows of each bin are right.
func calibrationError(bins []Bin, right []int) float64 {
	var sum float64
	rows := 0
	for i, b := range bins {
		gap := math.Abs(ratio(right[i], b.Rows) - b.Confidence)
		sum += float64(float64(b.Rows) * gap)
		rows += b.Rows
	}
	return sum / float64(rows)
}

// expectedError is the mean ECE over draws in which each row is right with the
// probability that its confidence states.
func expectedError(rows []outcome, bins []Bin, settings CalibrationSettings) float64 {
	random := newSource(settings.Seed, forCalibration)
	right := make([]int, len(bins))
	var sum float64
	for range settings.Draws {
		clear(right)
		at := 0
		for i, b := range bins {
			for _, r := range rows[at : at+b.Rows] {
				if random.share() < r.confidence {
					right[i]++
				}
			}
			at += b.Rows
		}
		sum += calibrationError(bins, right)
	}
	return sum / float64(settings.Draws)
}

// String returns the reliability table for people. Bins that look alike, from the
// same confidence to the same in the digits shown, are one line.
func (c *Calibration) String() string {
	t := table{{"confidence", "mean", "accuracy", "rows"}}
	for bins := c.Bins; len(bins) > 0; {
		line, n := bins[0], 1
		for n < len(bins) && bins[n].span() == line.span() {
			line = line.join(bins[n])
			n++
		}
		t = append(t, []string{line.span(), fixed(line.Confidence), fixed(line.Accuracy), fmt.Sprint(line.Rows)})
		bins = bins[n:]
	}
	t = append(t, []string{"all", fixed(c.Confidence), fixed(c.Accuracy), fmt.Sprint(c.Rows)})
	var b strings.Builder
	t.write(&b)
	fmt.Fprintf(&b, "\nexpected calibration error %s (%s if calibrated)\n", fixed(c.ECE), fixed(c.ExpectedECE))
	return b.String()
}

// span returns the confidences of the bin as they are shown.
func (b Bin) span() string { return fixed(b.Low) + "–" + fixed(b.High) }

// join returns the bin of the rows of both.
func (b Bin) join(next Bin) Bin {
	rows := b.Rows + next.Rows
	mean := func(x, y float64) float64 {
		return (float64(x*float64(b.Rows)) + float64(y*float64(next.Rows))) / float64(rows)
	}
	return Bin{
		Rows:       rows,
		Confidence: mean(b.Confidence, next.Confidence),
		Accuracy:   mean(b.Accuracy, next.Accuracy),
		Low:        b.Low,
		High:       next.High,
	}
}
