package article

import (
	"strings"
	"testing"
	"time"
)

// page is prose of the usual kind for the benchmarks.
const page = `OSLO, March 3 (Wire) — Norway will reopen the northern pipeline only if its neighbours guarantee access for inspectors, Energy Minister Kari Holm said on Tuesday.

“We have been patient for two winters,” Holm told reporters after a cabinet meeting. “We will not be patient for a third.” She added that the government had sent a letter to the commission in Brussels.

A spokesman for the commission, Pieter Maas, confirmed that a letter had arrived but declined to say what it asked for. According to two officials familiar with the talks, the letter demands “full and unhindered” access.

Pipes, Holm said, are not weapons. Her predecessor, Lars Brekke, disagreed: “They have been nothing else for thirty years.”

`

func BenchmarkStatements(b *testing.B) {
	text := strings.Repeat(page, 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for range All(text) {
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat(page, 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for range Sentences(text) {
		}
	}
}

// hostile texts try to make the work grow faster than the text.
var hostile = map[string]string{
	"quotes":        `"`,
	"spaced quotes": `" `,
	"openers":       "“",
	"words quoted":  `"a" `,
	"said quoted":   `"So it is," he said, `,
	"singles":       "'a ",
	"apostrophes":   "s’ ‘a ",
	"nested":        `“a ‘b “c `,
	"no stop":       "the minister said that ",
	"gerunds":       "saying ",
	"cues":          ", and said, ",
	"commas":        "Ruiz, ",
	"names":         "Ada Ruiz ",
	"dots":          ". ",
	"dots2":         ".",
	"lines":         "a\n",
	"brackets":      "(",
	"list":          "1. a 2. ",
	"letters":       "a",
	"colons":        `said: "`,
	"inverted":      `," said Ruiz, `,
	"newlines":      "\n",
	"bytes":         "\xff\xe2\x80",
	"of":            "of the ",
	"turns":         "Q: Why a?\n\nAda Ruiz: I said so. I said: “a b c d.”\n\nWe did.\n\n",
	"labels":        "Ruiz: ",
	"run on":        "“We will not, he said.\n\n",
	"split":         "turned the a ",
	"occasions":     "in a letter in ",
	"colon ends":    "He said:\n\n",
	"and":           "Ruiz and ",
}

// TestLinear requires four times the text to take about four times as long.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, unit := range hostile {
		size := 60_000
		measure := func(n int) time.Duration {
			text := strings.Repeat(unit, n/len(unit))
			best := time.Hour // of three: other processes disturb
			for range 3 {
				start := time.Now()
				for range All(text) {
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		small := measure(size)
		big := measure(4 * size)
		if big > 10*small+200*time.Millisecond {
			t.Errorf("%s: %v for %d bytes, %v for four times as many", name, small, size, big)
		}
		t.Logf("%-14s %8.2f MB/s", name, float64(4*size)/1e6/big.Seconds())
	}
}
