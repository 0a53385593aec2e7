package article

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A span is left out for any one before it that it overlaps, next to it or not.
func TestApart(t *testing.T) {
	require.Equal(t, []Span{{0, 9}, {9, 12}}, apart([]Span{{0, 9}, {1, 2}, {3, 4}, {9, 12}}))
	require.Equal(t, []Span{{3, 4}}, apart([]Span{{3, 4}}))
}
