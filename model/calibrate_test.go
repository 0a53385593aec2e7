package model

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCalibration(t *testing.T) {
	// Scores of two classes whose log-odds are 3 times their difference plus 1.
	var scores []float64
	var y []int
	var weight []float64
	for i := -20; i <= 20; i++ {
		s := float64(i) / 10
		p := 1 / (1 + math.Exp(-(3*s + 1)))
		for class, share := range []float64{p, 1 - p} {
			scores = append(scores, s/2, -s/2)
			y = append(y, class)
			weight = append(weight, 1000*share)
		}
	}
	c := fitCalibration(scores, y, weight, 2)
	assert.InDelta(t, 3, c.Slope, 0.02)
	assert.InDelta(t, 1, c.Bias[0]-c.Bias[1], 0.02)
}
