//go:build !race

package stance

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The race detector makes pools drop their values now and then, so these
// tests are not for it.

func TestClassifyAllocatesNothing(t *testing.T) {
	c := Default()
	text := "“We won’t sign,” the minister said."
	c.Classify(text)
	assert.Zero(t, testing.AllocsPerRun(100, func() { c.Classify(text) }))
}
