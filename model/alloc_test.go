//go:build !race

package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The race detector makes pools drop their values now and then, so these
// tests are not for it.

func TestPredictAllocatesNothing(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	buf := make([]float64, 0, 3)
	text := "On Monday “heavy” rain won’t soak the co-operative."
	m.PredictInto(buf, text)
	n := testing.AllocsPerRun(200, func() { m.PredictInto(buf, text) })
	assert.Zero(t, n)
}
