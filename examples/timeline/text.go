package main

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	const width = 34
	var lines []string
	for _, word := range strings.Fields(cli.Line(name)) {
		n := len(lines) - 1
		if n >= 0 && utf8.RuneCountInString(lines[n])+1+utf8.RuneCountInString(word) <= width {
			lines[n] += " " + word
			continue
		}
		if len(lines) == 3 {
			lines[2] += " …"
			break
		}
		lines = append(lines, word)
	}
	return lines
}
