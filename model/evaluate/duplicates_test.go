package evaluate_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

func TestDuplicateGroups(t *testing.T) {
	for name, c := range map[string]struct {
		texts, groups []string
		threshold     float64
		want          []string
	}{
		// Seven words are five shingles; the other last word leaves four of six.
		"last word": {[]string{"a b c d e f g", "a b c d e f h"}, nil, 4.0 / 6, []string{"0", "0"}},
		"above":     {[]string{"a b c d e f g", "a b c d e f h"}, nil, 0.67, []string{"", ""}},
		// The word in the middle of seven is in three shingles: two of eight left.
		"middle word": {[]string{"a b c d e f g", "a b c x e f g"}, nil, 0.25, []string{"0", "0"}},
		"above it":    {[]string{"a b c d e f g", "a b c x e f g"}, nil, 0.26, []string{"", ""}},
		// One holds the other: 2 of 4.
		"contained":   {[]string{"one more", "a b c d e f", "b c d e"}, nil, 0.5, []string{"", "1", "1"}},
		"spelling":    {[]string{"We won’t sign it.", "we WON'T  sign it!", "they sign"}, nil, 1, []string{"0", "0", ""}},
		"short":       {[]string{"yes", "Yes!", "no", "yes no", "no yes", "yes, no"}, nil, 0.1, []string{"0", "0", "", "3", "", "3"}},
		"repetitions": {[]string{"ha ha ha", "ha ha ha ha ha"}, nil, 1, []string{"0", "0"}},
		"no words":    {[]string{"", "", " ?!", "?!"}, nil, 0.5, []string{"", "", "", ""}},
		// 0 is like 1 and 1 like 2, each four of six; 0 and 2 have three of seven.
		"chain": {[]string{"a b c d e f g", "b c d e f g h", "c d e f g h i"}, nil, 0.6, []string{"0", "0", "0"}},
		"callers groups": {
			[]string{"a b c d", "p q r s", "x", "a b c d", "y", "z"},
			[]string{"", "2", "2", "3", "3", "4"},
			0.9,
			[]string{"0", "1", "1", "0", "0", ""},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := evaluate.DuplicateGroups(t.Context(), c.texts, c.groups, c.threshold)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
		})
	}
}

// Every pair must be found that comparing all pairs finds.
func TestDuplicateGroupsAgainstAllPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		words := 2 + random.IntN(12)
		texts := make([]string, 40)
		for i := range texts {
			text := make([]string, random.IntN(14))
			for j := range text {
				text[j] = fmt.Sprint("w", random.IntN(random.IntN(words)+1))
			}
			if i > 0 && random.IntN(3) == 0 { // a copy with a word changed
				text = strings.Fields(texts[random.IntN(i)])
				if len(text) > 0 {
					text[random.IntN(len(text))] = "changed"
				}
			}
			texts[i] = strings.Join(text, " ")
		}
		threshold := []float64{0.05, 0.2, 0.3, 0.5, 0.7, 0.9, 1}[round%7]
		got, err := evaluate.DuplicateGroups(t.Context(), texts, nil, threshold)
		require.NoError(t, err)
		require.Equal(t, allPairs(texts, threshold), got, "round %d, threshold %v", round, threshold)
	}
}

// allPairs compares each text with each and spreads the least row number until
// nothing changes.
func allPairs(texts []string, threshold float64) []string {
	sets := make([]map[string]bool, len(texts))
	first := make([]int, len(texts))
	for i, text := range texts {
		first[i] = i
		sets[i] = make(map[string]bool)
		words := strings.Fields(text)
		if n := len(words); n > 0 && n < 3 {
			sets[i][text] = true
		}
		for j := range max(len(words)-2, 0) {
			sets[i][strings.Join(words[j:j+3], " ")] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range texts {
			for j := range texts {
				both := 0
				for s := range sets[i] {
					if sets[j][s] {
						both++
					}
				}
				either := len(sets[i]) + len(sets[j]) - both
				if either > 0 && float64(both)/float64(either) >= threshold && first[j] < first[i] {
					first[i], changed = first[j], true
				}
			}
		}
	}
	size := make(map[int]int)
	for _, f := range first {
		size[f]++
	}
	out := make([]string, len(texts))
	for i, f := range first {
		if size[f] > 1 {
			out[i] = strconv.Itoa(f)
		}
	}
	return out
}

func TestDuplicateGroupsErrors(t *testing.T) {
	for _, threshold := range []float64{0, -1, 1.1, nan} {
		_, err := evaluate.DuplicateGroups(t.Context(), []string{"a"}, nil, threshold)
		require.ErrorIs(t, err, evaluate.ErrSettings)
	}
	_, err := evaluate.DuplicateGroups(t.Context(), nil, nil, 0.5)
	require.ErrorIs(t, err, evaluate.ErrEmpty)
	_, err = evaluate.DuplicateGroups(t.Context(), []string{"a"}, []string{"a", "b"}, 0.5)
	require.ErrorIs(t, err, evaluate.ErrLength)

	texts := []string{"a b c d", "a b c e", "a b c f"}
	for n := range 2 * len(texts) {
		_, err = evaluate.DuplicateGroups(&countdown{Context: t.Context(), n: n}, texts, nil, 0.3)
		require.ErrorIs(t, err, context.Canceled)
	}
	_, err = evaluate.DuplicateGroups(&countdown{Context: t.Context(), n: 2 * len(texts)}, texts, nil, 0.3)
	require.NoError(t, err)
}

// countdown is a context that is cancelled after n looks at it.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n == 0 {
		return context.Canceled
	}
	c.n--
	return nil
}

func BenchmarkDuplicateGroups(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := make([]string, 10_000)
	var bytes int64
	for i := range texts {
		words := make([]string, 8+random.IntN(24))
		for j := range words {
			words[j] = fmt.Sprint("w", int(3000*random.Float64()*random.Float64()*random.Float64()))
		}
		if i%5 == 1 {
			words = append(strings.Fields(texts[i-1]), "again")
		}
		texts[i] = strings.Join(words, " ")
		bytes += int64(len(texts[i]))
	}
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evaluate.DuplicateGroups(b.Context(), texts, nil, 0.5); err != nil {
			b.Fatal(err)
		}
	}
}
