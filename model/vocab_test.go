package model

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestVocabulary(t *testing.T) {
	ids := []uint64{3, 1 << 40, 1<<61 + 9, 1<<61 + 10, math.MaxUint64}
	v := newVocabulary(ids)
	for i, id := range ids {
		assert.Equal(t, i, v.column(id))
	}
	for _, id := range []uint64{0, 4, 1 << 61, math.MaxUint64 - 1} {
		assert.Equal(t, -1, v.column(id))
	}
	assert.Equal(t, -1, newVocabulary(nil).column(7))
}
