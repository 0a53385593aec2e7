package timeline_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/timeline"
)

func entry(day, speaker string, l stance.Label) timeline.Entry {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	e := timeline.Entry{Time: t, Speaker: speaker}
	e.Label, e.Probability = l, 0.7
	for i := range e.Probabilities {
		e.Probabilities[i] = 0.1
	}
	e.Probabilities[l] = 0.7
	return e
}

func TestLines(t *testing.T) {
	lost := entry("2024-03-05", "Ada Ruiz", stance.Rejecting)
	lost.Abstained = true
	entries := []timeline.Entry{
		entry("2024-03-05", "Foreign Minister Ola Berg", stance.Rejecting),
		entry("2024-01-31", "Ola Berg, minister", stance.Cooperative),
		entry("2024-03-01", "Berg", stance.Rejecting),
		entry("2024-03-09", "Ola Berg", stance.None),
		entry("2024-03-09", "Ada Ruiz", stance.DemandingGuarantees),
		entry("2024-03-09", "", stance.Rejecting),
		lost,
	}
	lines := timeline.Lines(slices.Values(entries), timeline.Settings{})
	require.Len(t, lines, 2)
	berg := lines[0]
	require.Equal(t, "Foreign Minister Ola Berg", berg.Speaker)
	require.Equal(t, 4, berg.Total)
	require.Len(t, berg.Points, 2)
	require.Equal(t, "2024-01", timeline.Month.Format(berg.Points[0].Start))
	require.Equal(t, [stance.NumLabels]int{1, 0, 0, 2}, berg.Points[1].Counts)
	require.Equal(t, stance.Rejecting, berg.Points[1].Lead())
	require.InDelta(t, 0.5, berg.Points[1].Confidence(), 1e-9)
	require.Equal(t, 1, lines[1].Total)

	lines = timeline.Lines(slices.Values(entries), timeline.Settings{Period: timeline.Week, MinStatements: 2, KeepAbstained: true})
	require.Len(t, lines, 2)
	require.Equal(t, "2024-01-29", timeline.Week.Format(lines[0].Points[0].Start))
	require.Empty(t, timeline.Lines(slices.Values([]timeline.Entry{}), timeline.Settings{}))
}

func TestParsePeriod(t *testing.T) {
	for _, name := range []string{"day", "week", "month", "year"} {
		_, err := timeline.ParsePeriod(name)
		require.NoError(t, err)
	}
	_, err := timeline.ParsePeriod("fortnight")
	require.ErrorContains(t, err, "fortnight")
}

func ExampleLines() {
	text := "“We reject the plan. It is unacceptable,” Foreign Minister Ola Berg said."
	day := time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)
	entries := timeline.Collect(stance.Default(), day, text)
	for _, l := range timeline.Lines(slices.Values(entries), timeline.Settings{}) {
		for _, p := range l.Points {
			fmt.Println(l.Speaker, timeline.Month.Format(p.Start), p.Counts)
		}
	}
	// Output:
	// Foreign Minister Ola Berg 2024-03 [0 0 0 1]
}

func ExampleCollect() {
	text := "“We welcome the offer and accept it,” Foreign Minister Ola Berg said.\n\nThe hall has 40 seats.\n\nGeneral Tomas Ruhl rejected the plan."
	day := time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, e := range timeline.Collect(stance.Default(), day, text) {
		fmt.Println(e.Time.Format(time.DateOnly), e.Speaker, e.Label)
	}
	// Output:
	// 2024-03-05 Foreign Minister Ola Berg cooperative
	// 2024-03-05 General Tomas Ruhl rejecting
}
