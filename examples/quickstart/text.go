package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stancekit/stancekit/model"
)

// story is the article that is tagged. Its people are invented.
const story = `Talks on the shared dam resumed in the border town of Orsa on Monday after a break of six weeks.
The reservoir supplies drinking water to about two million people on both banks of the river.
Deputy minister Lena Varga said her government was ready to reopen the gauging stations and to share the readings every day.
"We welcome the proposal for joint patrols, and we accept it," she told reporters.
The other side was less warm.
Its chief negotiator, Tomas Ruhl, said he could sign nothing without written guarantees that the spring flow would not be cut.
"First we need inspectors at the sluice gates, and a binding timetable," he said.
Farmers' groups rejected the draft outright and called it a betrayal of the valley.
Their spokeswoman, Ida Kolm, accused both capitals of lying about the water level.
The delegations are due to meet again on 14 May.`

const (
	maxWords = 8  // words in a chart
	maxBar   = 40 // characters of a bar
)

// chart prints the words that weigh most for or against a class, in the order of
// the text, with a bar each.
func chart(w io.Writer, words []model.WordWeight, class int) {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b model.WordWeight) int {
		return cmp.Compare(math.Abs(b.Weights[class]), math.Abs(a.Weights[class]))
	})
	words = words[:min(len(words), maxWords)]
	if len(words) == 0 {
		return
	}
	strongest := math.Abs(words[0].Weights[class])
	slices.SortFunc(words, func(a, b model.WordWeight) int { return a.Start - b.Start })
	width := 0
	for _, word := range words {
		width = max(width, utf8.RuneCountInString(word.Text))
	}
	for _, word := range words {
		weight, block := word.Weights[class], "█"
		if weight < 0 {
			block = "░"
		}
		bar := 0
		if strongest > 0 {
			bar = int(math.Round(maxBar * math.Abs(weight) / strongest))
		}
		fmt.Fprintf(w, "   %-*s  %+.2f  %s\n", width, word.Text, weight, strings.Repeat(block, bar))
	}
}

// indent moves each line to the right that is not blank.
func indent(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "   " + line
		}
	}
	return strings.Join(lines, "\n")
}
