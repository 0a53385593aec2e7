// Package timeline follows speakers over time: who took which stance when, in
// many dated articles.
//
//	var entries []timeline.Entry
//	for _, a := range articles {
//		entries = append(entries, timeline.Collect(stance.Default(), a.Name, a.Date, a.Text)...)
//	}
//	for _, l := range timeline.Lines(slices.Values(entries), timeline.Settings{Period: timeline.Month}) {
//		for _, p := range l.Points {
//			fmt.Println(l.Speaker, p.Start.Format("2006-01"), p.Counts, p.Lead())
//		}
//	}
//
// An [Entry] is one statement with its stance and the time of its article;
// [Collect] makes the entries of an article. With [Settings].KeepEntries a [Point]
// leads back to those that it counts.
package timeline

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/article"
)

// Entry is a statement of an article with its stance.
type Entry struct {
	// Time is when it was said or published.
	Time time.Time `json:"time"`
	// Source names the article, so that the statement can be found again; it may
	// be empty.
	Source string `json:"source,omitempty"`
	// Speaker is the canonical name, as in [article.Statement], and so are Person,
	// Spans, Text, Kind and Modality. [Lines] needs no Spans, Text and Kind.
	Speaker string         `json:"speaker"`
	Person  bool           `json:"person,omitempty"`
	Spans   []article.Span `json:"spans,omitempty"`
	Text    string         `json:"text,omitempty"`
	// Reported are the words that were judged, as in [stance.Statement].
	Reported string           `json:"reported,omitempty"`
	Kind     article.Kind     `json:"kind"`
	Modality article.Modality `json:"modality"`
	stance.Result
}

// Settings of [Lines]. The zero value works.
type Settings struct {
	// Period is the time that a point covers; the zero value is Month.
	Period Period
	// MinStatements leaves out speakers with fewer statements; 0 keeps all.
	MinStatements int
	// KeepAbstained counts statements that the classifier abstained on; else
	// they are left out.
	KeepAbstained bool
	// KeepUnasserted counts statements that were not really made: "did not say
	// that", "may reject"; else only those whose Modality is article.Asserted
	// are counted.
	KeepUnasserted bool
	// KeepEntries fills [Point].Entries.
	KeepEntries bool
}

// Line is what one speaker says over time.
type Line struct {
	// Speaker is the longest of the names with title that the entries give.
	Speaker string `json:"speaker"`
	// Points are in the order of time; periods without a statement have none.
	Points []Point `json:"points"`
	// Total counts the statements.
	Total int `json:"total"`
}

// Point is what a speaker says in one period.
type Point struct {
	// Start is where the period begins.
	Start time.Time `json:"start"`
	// Counts holds how many statements took each stance.
	Counts Counts `json:"counts"`
	// Mean holds the mean probability of each stance over the statements.
	Mean stance.Probabilities `json:"mean"`
	// Entries are the statements that it counts, in the order of time; only with
	// Settings.KeepEntries.
	Entries []Entry `json:"entries,omitempty"`
}

// Lead returns the stance taken most often, None only where nothing else was
// taken; of equal ones the one with the higher mean probability.
func (p Point) Lead() stance.Label {
	best := stance.None
	for _, l := range stance.Labels() {
		if l == stance.None || p.Counts[l] == 0 {
			continue
		}
		if best == stance.None || p.Counts[l] > p.Counts[best] || p.Counts[l] == p.Counts[best] && p.Mean[l] > p.Mean[best] {
			best = l
		}
	}
	return best
}

// Confidence returns the mean probability of the leading stance.
func (p Point) Confidence() float64 { return p.Mean[p.Lead()] }

// Lines gathers entries, in any order, into one line a speaker; the speakers
// with the most statements come first. Those with a name are brought together by
// [article.BareName], and what may be a surname alone ([article.MaybeSurname], or
// any that a Person has) goes to the Person of that surname if there is only one.
// Speakers without a name ([article.Named]) are one within a Source only. Entries
// without a speaker, or with a label that is none of the four, are left out, and so
// are those that [Settings] does not keep. Nil entries are none.
func Lines(entries iter.Seq[Entry], s Settings) []Line {
	if entries == nil {
		entries = func(func(Entry) bool) {}
	}
	by := map[party][]Entry{}
	for e := range entries {
		switch {
		case e.Speaker == "" || e.Label >= stance.NumLabels,
			e.Abstained && !s.KeepAbstained,
			e.Modality != article.Asserted && !s.KeepUnasserted:
			continue
		}
		who := partyOf(e)
		by[who] = append(by[who], e)
	}
	join(by)
	lines := []Line{}
	for _, who := range slices.SortedFunc(maps.Keys(by), party.compare) {
		if list := by[who]; len(list) >= s.MinStatements {
			lines = append(lines, newLine(list, s))
		}
	}
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Speaker, b.Speaker))
	})
	return lines
}

func newLine(list []Entry, s Settings) Line {
	slices.SortStableFunc(list, func(a, b Entry) int { return a.Time.Compare(b.Time) })
	line := Line{Total: len(list)}
	for _, e := range list {
		if len(e.Speaker) > len(line.Speaker) || len(e.Speaker) == len(line.Speaker) && e.Speaker < line.Speaker {
			line.Speaker = e.Speaker
		}
		start := s.Period.start(e.Time)
		if n := len(line.Points); n == 0 || !line.Points[n-1].Start.Equal(start) {
			line.Points = append(line.Points, Point{Start: start})
		}
		pt := &line.Points[len(line.Points)-1]
		pt.Counts[e.Label]++
		for l, v := range e.Probabilities {
			pt.Mean[l] += v
		}
		if s.KeepEntries {
			pt.Entries = append(pt.Entries, e)
		}
	}
	for i := range line.Points {
		pt := &line.Points[i]
		n := 0
		for _, c := range pt.Counts {
			n += c
		}
		for l := range pt.Mean {
			pt.Mean[l] /= float64(n)
		}
	}
	return line
}

// Collect returns the entries of an article: its statements with a speaker,
// each with its stance, those that were not really made, too. Source names the
// article in them. A nil classifier is [stance.Default].
func Collect(c *stance.Classifier, source string, published time.Time, text string) []Entry {
	if c == nil {
		c = stance.Default()
	}
	out := []Entry{}
	for s := range c.Statements(text) {
		if s.Kind != article.Narration && s.Speaker != "" {
			out = append(out, Entry{
				Time: published, Source: source, Speaker: s.Speaker, Person: s.Person,
				Spans: s.Spans, Text: s.Text, Reported: s.Reported, Kind: s.Kind, Modality: s.Modality, Result: s.Result,
			})
		}
	}
	return out
}
