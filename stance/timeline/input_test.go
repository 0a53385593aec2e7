package timeline

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance"
)

// Without a classifier the default one judges.
func TestCollectNil(t *testing.T) {
	text := "Ola Berg rejected the offer."
	require.Len(t, Collect(nil, "a", time.Time{}, text), 1)
	require.Equal(t, Collect(stance.Default(), "a", time.Time{}, text), Collect(nil, "a", time.Time{}, text))
}

// Entries that say nothing, or name a stance that there is not, are left out.
func TestOddEntries(t *testing.T) {
	require.Empty(t, Lines(slices.Values([]Entry(nil)), Settings{}))
	require.Empty(t, Lines(nil, Settings{}))
	lines := Lines(slices.Values([]Entry{
		{},
		{Speaker: "Ada Ruiz", Result: stance.Result{Label: stance.NumLabels}},
		{Speaker: "Ada Ruiz", Result: stance.Result{Label: 255}},
		{Speaker: "Ada Ruiz", Result: stance.Result{Label: stance.Rejecting}},
		{Speaker: "Ada Ruiz", Time: time.Date(1_000_000, 1, 1, 0, 0, 0, 0, time.UTC), Result: stance.Result{Label: stance.None}},
		{Speaker: "\x00\xff\u202e", Time: time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC)},
	}), Settings{Period: 200, MinStatements: -3})
	require.Len(t, lines, 2)
	require.Equal(t, 2, lines[0].Total)
	require.Equal(t, stance.Rejecting, lines[0].Points[0].Lead())
}
