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

func TestNetworkAllocates(t *testing.T) {
	_, both := trainedNetwork(t, 1)
	rows, _ := orderly(1)
	dst := make([]float64, 0, 2)
	predict := func() { both.PredictInto(dst, rows[0].Text) }
	predict()
	assert.Zero(t, testing.AllocsPerRun(100, predict))
}
