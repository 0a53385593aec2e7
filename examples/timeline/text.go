package main

import (
	"slices"
	"time"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/stance/timeline"
)

// starts returns the periods of all lines in the order of time.
func starts(lines []timeline.Line) []time.Time {
	var out []time.Time
	for _, l := range lines {
		for _, pt := range l.Points {
			out = append(out, pt.Start)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// wrapName breaks a name with title into at most three lines.
func wrapName(name string) []string {
	const width, most = 34, 3
	lines := cli.Wrap(cli.Line(name), width)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	return lines
}
