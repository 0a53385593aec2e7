package model

import "math"

// calibration turns scores into probabilities: softmax(slope · score + bias),
// that is temperature scaling with a bias a class (Platt 1999 for two classes;
// Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks",
// ICML 2017). It is fitted to scores of rows that the scorer did not learn
// from.
type calibration struct {
	Slope float64   `json:"slope"`
	Bias  []float64 `json:"bias"`
	// Offset is added to a class's score where the class is chosen.
	Offset []float64 `json:"offset"`
}

// defaultSlope serves where there are too few rows to fit one.
const defaultSlope = 2

func newCalibration(classes int) calibration {
	return calibration{Slope: defaultSlope, Bias: make([]float64, classes), Offset: make([]float64, classes)}
}

// fitCalibration maximises the likelihood of the classes y, rows weighted, over
// the scores (row by row, k a row). Two steps alternate: the biases by
// iterative scaling (Darroch and Ratcliff 1972), which makes the mean
// probability of each class its share of the rows, and the slope by Newton's
// method.
func fitCalibration(scores []float64, y []int, weight []float64, k int) calibration {
	c := newCalibration(k)
	share := make([]float64, k)
	total := 0.0
	for i, cls := range y {
		share[cls] += weight[i]
		total += weight[i]
	}
	sums := make([]float64, k)
	p := make([]float64, k)
	for range 100 {
		clear(sums)
		gradient, curvature := 0.0, 0.0
		for i, cls := range y {
			s := scores[i*k : i*k+k]
			c.apply(p, s)
			mean, meanSquare := 0.0, 0.0
			for j := range p {
				sums[j] += float64(weight[i] * p[j])
				mean += float64(p[j] * s[j])
				meanSquare += float64(float64(p[j]*s[j]) * s[j])
			}
			gradient += float64(weight[i] * (s[cls] - mean))
			curvature += float64(weight[i] * (meanSquare - float64(mean*mean)))
		}
		change := 0.0
		for j := range c.Bias {
			// Half a row a class keeps the logarithm finite.
			d := log((share[j] + 0.5) / (sums[j] + 0.5))
			c.Bias[j] += d
			change = max(change, math.Abs(d))
		}
		// A weak prior around the default keeps the slope finite where the
		// classes are told apart without error.
		gradient -= float64(0.1 * (c.Slope - defaultSlope))
		step := gradient / (curvature + 0.1)
		step = max(min(step, 1), -c.Slope/2)
		c.Slope += step
		if max(change, math.Abs(step)) < 1e-4 { // of a logit
			break
		}
	}
	return c
}

// apply writes the probabilities of the scores to p.
func (c *calibration) apply(p, scores []float64) {
	for j, s := range scores {
		p[j] = float64(c.Slope*s) + c.Bias[j]
	}
	softmax(p)
}

// logLoss is the mean negative logarithm of the probability of the class.
func logLoss(c *calibration, scores []float64, y []int, weight []float64) float64 {
	k := len(c.Bias)
	p := make([]float64, k)
	loss, total := 0.0, 0.0
	for i, class := range y {
		c.apply(p, scores[i*k:i*k+k])
		loss -= float64(weight[i] * log(positive(p[class])))
		total += weight[i]
	}
	return loss / total
}

// choose returns the class to decide for.
func (c *calibration) choose(scores []float64) int {
	best, top := 0, math.Inf(-1)
	for j, s := range scores {
		if v := s + c.Offset[j]; v > top {
			best, top = j, v
		}
	}
	return best
}

// setObjective sets the offsets: by accuracy the most probable class wins; by
// macro-F1 the scores stand as they were learnt, with balanced weights (but see
// even, where rows are few).
func (c *calibration) setObjective(o Objective) {
	for j := range c.Offset {
		c.Offset[j] = 0
		if o == Accuracy {
			c.Offset[j] = c.Bias[j] / c.Slope
		}
	}
}
