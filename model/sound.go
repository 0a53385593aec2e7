package model

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// largest bounds the numbers of a model's header and of what is learnt. Weights
// and squares are float32, so at most 3.4e38, and a norm is at least the root of
// the smallest, 1.4e-45: with this bound no score, and no score times the slope
// of the calibration, comes near what a float64 holds, and every probability is
// a number.
const largest = 1e15

// soundNumbers reports whether the numbers are finite and bounded.
func soundNumbers(x []float64) bool {
	for _, v := range x {
		if !(math.Abs(v) <= largest) {
			return false
		}
	}
	return true
}

// soundWeights reports whether the numbers are finite and none is below least.
func soundWeights(x []float32, least float32) bool {
	for _, v := range x {
		if !(v >= least && v <= math.MaxFloat32) {
			return false
		}
	}
	return true
}

// soundSteps reports whether the numbers are steps of float32 weights.
func soundSteps(x []float64) bool {
	for _, v := range x {
		if !(v > 0 && v <= math.MaxFloat32) {
			return false
		}
	}
	return true
}

// sound reports whether the calibration gives probabilities for k classes.
func (c *calibration) sound(k int) bool {
	return len(c.Bias) == k && len(c.Offset) == k && c.Slope > 0 && c.Slope <= largest &&
		soundNumbers(c.Bias) && soundNumbers(c.Offset)
}

// unsound says what is wrong with the header of a file, or nothing. Under a
// right checksum that is no accident, but whoever writes a file should not be
// able to make it answer with anything but probabilities.
func (h *fileHeader) unsound() string {
	k := len(h.Classes)
	sorted := slices.Sorted(slices.Values(h.Classes))
	switch {
	case k < 2 || len(h.Bias) != k || len(h.Calibration.Bias) != k || len(h.Calibration.Offset) != k:
		return "classes and their numbers do not match"
	case sorted[0] == "" || len(slices.Compact(sorted)) != k:
		return "a class has no name, or that of another"
	case !soundNumbers(h.Bias) || !h.Calibration.sound(k):
		return "the bias or the calibration is out of range"
	case !soundNumbers(h.Scale):
		return "the scale is out of range"
	case !(h.Threshold >= 0 && h.Threshold <= 1):
		return "the threshold is no probability"
	}
	return ""
}

// learn calls the learner and checks what it learnt, so that neither extreme
// rows and settings nor a learner of somebody else's make a model that answers
// with no number, or panics.
func learn(ctx context.Context, l Learner, p *Problem) (Scorer, error) {
	s, err := l.Learn(ctx, p)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, fmt.Errorf("model: %w: the learner %q returns no scorer", ErrSettings, l.Name())
	}
	if m, ok := s.(*Linear); ok {
		k := len(p.Classes)
		if len(m.Bias) != k || len(m.Weights) != k*p.X.Columns {
			return nil, fmt.Errorf("model: %w: the learner %q returns %d weights and %d biases for %d columns and %d classes",
				ErrSettings, l.Name(), len(m.Weights), len(m.Bias), p.X.Columns, k)
		}
		if !soundNumbers(m.Bias) || !soundNumbers(m.Weights) {
			return nil, fmt.Errorf("model: %w: the learner %q", ErrDiverged, l.Name())
		}
	}
	return s, nil
}
