package timeline_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/timeline"
)

// Who took which stance when, and by which words.
func Example() {
	articles := []struct {
		name string
		date time.Time
		text string
	}{
		{"talks.txt", time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), "“We reject the plan. It is unacceptable,” Foreign Minister Ola Berg said."},
		{"accord.txt", time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), "Berg welcomed the new plan. General Tomas Ruhl rejected it."},
	}
	var entries []timeline.Entry
	for _, a := range articles {
		entries = append(entries, timeline.Collect(stance.Default(), a.name, a.date, a.text)...)
	}
	settings := timeline.Settings{Period: timeline.Month, KeepEntries: true}
	for _, l := range timeline.Lines(slices.Values(entries), settings) {
		fmt.Println(l.Speaker)
		for _, p := range l.Points {
			fmt.Println(" ", settings.Period.Format(p.Start), p.Lead())
			for _, e := range p.Entries {
				fmt.Printf("    %s: %s\n", e.Source, e.Reported)
			}
		}
	}
	// Output:
	// Foreign Minister Ola Berg
	//   2024-03 rejecting
	//     talks.txt: We reject the plan. It is unacceptable.
	//   2024-06 cooperative
	//     accord.txt: welcomed the new plan.
	// General Tomas Ruhl
	//   2024-06 rejecting
	//     accord.txt: rejected it.
}

func ExampleLines() {
	text := "“We reject the plan. It is unacceptable,” Foreign Minister Ola Berg said."
	day := time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)
	entries := timeline.Collect(stance.Default(), "plan.txt", day, text)
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
	for _, e := range timeline.Collect(stance.Default(), "plan.txt", day, text) {
		fmt.Println(e.Time.Format(time.DateOnly), e.Source, e.Spans[0], e.Speaker, e.Label)
	}
	// Output:
	// 2024-03-05 plan.txt {3 37} Foreign Minister Ola Berg cooperative
	// 2024-03-05 plan.txt {127 135} General Tomas Ruhl rejecting
}
