package timeline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/article"
	"github.com/stancekit/stancekit/stance/timeline"
)

func entry(day, speaker string, l stance.Label) timeline.Entry {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	e := timeline.Entry{Time: t, Speaker: speaker, Person: strings.Contains(speaker, "Ola Berg")}
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
	require.Equal(t, timeline.Counts{1, 0, 0, 2}, berg.Points[1].Counts)
	require.Equal(t, stance.Rejecting, berg.Points[1].Lead())
	require.InDelta(t, 0.5, berg.Points[1].Confidence(), 1e-9)
	require.Equal(t, 1, lines[1].Total)

	lines = timeline.Lines(slices.Values(entries), timeline.Settings{Period: timeline.Week, MinStatements: 2, KeepAbstained: true})
	require.Len(t, lines, 2)
	require.Equal(t, "2024-01-29", timeline.Week.Format(lines[0].Points[0].Start))
	require.Empty(t, timeline.Lines(slices.Values([]timeline.Entry{}), timeline.Settings{}))
}

// What one speaker says goes to no other of a longer name, but a surname to its
// person; who has no name is another in another article.
func TestSpeakers(t *testing.T) {
	texts := []string{
		"South Sudan rejected the plan. Northern Ireland rejected it. The United Nations rejected it. South Korea rejected it.\n\n" +
			"Two officials rejected it. A spokesman rejected it. The Sudanese army rejected it. Foreign Minister Ola Berg rejected it.\n\n" +
			"Michael Jordan rejected it.",
		"Sudan accepted the plan. Ireland accepted it. Korea accepted it. Jordan accepted it.\n\n" +
			"Officials accepted it. A foreign ministry spokesman accepted it. The army accepted it. Berg accepted it. Jordan accepted it.",
		"A spokesman accepted the plan. The army accepted it.",
		"South Sudan accepted the plan. “Mr Jordan accepted it,” Mr Berg said.",
	}
	var entries []timeline.Entry
	for i, text := range texts {
		for _, e := range timeline.Collect(stance.Default(), fmt.Sprint(i), time.Date(2024, 3, 5, 0, 0, i, 0, time.UTC), text) {
			e.Abstained = false
			entries = append(entries, e)
		}
	}
	var first []string
	for range 5 {
		var got []string
		for _, l := range timeline.Lines(slices.Values(entries), timeline.Settings{}) {
			got = append(got, fmt.Sprint(l.Speaker, " ", l.Total))
		}
		if first == nil {
			first = got
		}
		require.Equal(t, first, got, "always in one order")
		slices.Reverse(entries)
	}
	require.Equal(t, []string{
		"Foreign Minister Ola Berg 3", "Jordan 2", "South Sudan 2", "Ireland 1", "Korea 1", "Michael Jordan 1",
		"Northern Ireland 1", "Officials 1", "South Korea 1", "Sudan 1", "Sudanese army 1", "Two officials 1",
		"United Nations 1", "army 1", "army 1", "foreign ministry spokesman 1", "spokesman 1", "spokesman 1",
	}, first)

	jordan := timeline.Entry{Speaker: "Mr Jordan", Person: true}
	lines := timeline.Lines(slices.Values(append(entries, jordan)), timeline.Settings{})
	i := slices.IndexFunc(lines, func(l timeline.Line) bool { return l.Speaker == "Michael Jordan" })
	require.Equal(t, 2, lines[i].Total, "who has a title is no state")
}

// What somebody did not say, or may say, is no statement of his.
func TestUnasserted(t *testing.T) {
	text := "Foreign Minister Ola Berg did not say that she would accept the offer.\n\nBerg may reject the plan.\n\n“We accept the offer,” Berg said."
	entries := timeline.Collect(stance.Default(), "a", time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), text)
	require.Len(t, entries, 3)
	require.Equal(t, article.Negated, entries[0].Modality)
	require.Equal(t, "that she would accept the offer", entries[0].Text)
	require.Equal(t, entries[0].Text, entries[0].Spans[0].Of(text))
	require.Equal(t, article.Hypothetical, entries[1].Modality)

	lines := timeline.Lines(slices.Values(entries), timeline.Settings{})
	require.Len(t, lines, 1)
	require.Equal(t, 1, lines[0].Total)
	lines = timeline.Lines(slices.Values(entries), timeline.Settings{KeepUnasserted: true})
	require.Equal(t, 3, lines[0].Total)
}

// An entry holds the words that were judged: classifying them gives its result.
func TestReported(t *testing.T) {
	text := "Ola Berg accepted the offer.\n\n“We will not talk,” Ola Berg said."
	entries := timeline.Collect(stance.Default(), "a", time.Time{}, text)
	require.Len(t, entries, 2)
	for i, want := range []string{"accepted the offer.", "We will not talk."} {
		require.Equal(t, want, entries[i].Reported)
		require.Equal(t, stance.Default().Classify(want), entries[i].Result)
	}
	require.Equal(t, "the offer", entries[0].Text)
	require.Equal(t, article.Indirect, entries[0].Kind)
	require.Equal(t, article.Direct, entries[1].Kind)
}

// A point leads back to its statements where they are kept.
func TestKeepEntries(t *testing.T) {
	late, early := entry("2024-03-09", "Ola Berg", stance.None), entry("2024-03-01", "Berg", stance.Rejecting)
	other := entry("2024-04-01", "Ola Berg", stance.Cooperative)
	all := slices.Values([]timeline.Entry{other, late, early})
	lines := timeline.Lines(all, timeline.Settings{KeepEntries: true})
	require.Len(t, lines, 1)
	require.Equal(t, []timeline.Entry{early, late}, lines[0].Points[0].Entries)
	require.Equal(t, []timeline.Entry{other}, lines[0].Points[1].Entries)

	lines = timeline.Lines(all, timeline.Settings{})
	require.Empty(t, lines[0].Points[0].Entries)
	raw, err := json.Marshal(lines)
	require.NoError(t, err)
	require.NotContains(t, string(raw), "entries")
}

// Entries and lines survive JSON.
func TestJSON(t *testing.T) {
	text := "“We reject the plan,” Foreign Minister Ola Berg said. “It is unacceptable.”"
	entries := timeline.Collect(stance.Default(), "a", time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), text)
	require.Len(t, entries, 1)
	entries[0].Probabilities = stance.Probabilities{0.25, 0.125, 0, 0.625} // exact in six digits
	raw, err := json.Marshal(entries[0])
	require.NoError(t, err)
	require.Contains(t, string(raw), `{"time":"2024-03-05T00:00:00Z","source":"a","speaker":"Foreign Minister Ola Berg","person":true,"spans":[[3,21],`)
	require.Contains(t, string(raw), `"text":"We reject the plan. It is unacceptable.","reported":"We reject the plan. It is unacceptable.","kind":"direct","modality":"asserted","label":"rejecting",`)
	var entry timeline.Entry
	require.NoError(t, json.Unmarshal(raw, &entry))
	require.Equal(t, entries[0], entry)

	lines := timeline.Lines(slices.Values(entries), timeline.Settings{})
	raw, err = json.Marshal(lines)
	require.NoError(t, err)
	require.Equal(t, `[{"speaker":"Foreign Minister Ola Berg","points":[{"start":"2024-03-01T00:00:00Z","counts":{"none":0,"cooperative":0,"demanding_guarantees":0,"rejecting":1},"mean":{"none":0.25,"cooperative":0.125,"demanding_guarantees":0,"rejecting":0.625}}],"total":1}]`, string(raw))
	var again []timeline.Line
	require.NoError(t, json.Unmarshal(raw, &again))
	require.Equal(t, lines, again)
	var counts timeline.Counts
	require.ErrorIs(t, json.Unmarshal([]byte(`{"friendly":1}`), &counts), stance.ErrLabel)
}

func TestPeriod(t *testing.T) {
	for p, name := range map[timeline.Period]string{timeline.Day: "day", timeline.Week: "week", timeline.Month: "month", timeline.Year: "year"} {
		got, err := timeline.ParsePeriod(name)
		require.NoError(t, err)
		require.Equal(t, p, got)
		require.Equal(t, name, fmt.Sprint(p))
		raw, err := json.Marshal(p)
		require.NoError(t, err)
		require.Equal(t, `"`+name+`"`, string(raw))
		require.NoError(t, json.Unmarshal(raw, &got))
		require.Equal(t, p, got)
	}
	_, err := timeline.ParsePeriod("fortnight")
	require.ErrorContains(t, err, "fortnight")
	require.ErrorIs(t, err, timeline.ErrPeriod)
	p := timeline.Week
	require.ErrorIs(t, json.Unmarshal([]byte(`"age"`), &p), timeline.ErrPeriod)
	require.Equal(t, timeline.Week, p)
	_, err = json.Marshal(timeline.Period(9))
	require.ErrorIs(t, err, timeline.ErrPeriod)
	require.Equal(t, "unknown", timeline.Period(9).String())
}

// Of nothing there is an empty list, also in JSON.
func TestNothing(t *testing.T) {
	for _, v := range []any{
		timeline.Lines(nil, timeline.Settings{}), timeline.Collect(nil, "", time.Time{}, ""), article.Statements(""),
	} {
		raw, err := json.Marshal(v)
		require.NoError(t, err)
		require.Equal(t, "[]", string(raw))
	}
}
