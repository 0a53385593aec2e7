package corpus

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSimilar(t *testing.T) {
	var texts [][]string
	for _, s := range []string{
		"a b c d e",   // abc bcd cde
		"a b c d x",   // abc bcd cdx: 2 of 4 with the first
		"a b c d e f", // 3 of 4 with the first, 2 of 5 with the second
		"a b",
		"a b",
		"b a",
		"x y x y x y", // xyx yxy
		"y x y x y",   // the same two
		"",
	} {
		texts = append(texts, strings.Fields(s))
	}
	assert.Equal(t, []Near{{3, 4, 1}, {6, 7, 0.999}, {0, 2, 0.75}, {0, 1, 0.5}}, similar(texts, 0.5))
	assert.Contains(t, similar(texts, 0.4), Near{1, 2, 0.4})
}

func TestOpenings(t *testing.T) {
	var rows []Row
	for i := range 500 {
		text := fmt.Sprintf("Number %d came.", i)
		switch {
		case i < 6:
			text = "We regret that."
		case i < 11:
			text = "We hope so."
		}
		r := Row{Text: text, Label: "none", Split: "train"}
		r.tokens, r.words = tokens(text)
		rows = append(rows, r)
	}
	assert.Equal(t, []Count{{"we regret that", 6}}, tooCommon(rows), "five of 500 are not too many")
	assert.Len(t, tooCommon(rows[:6]), 1)
	assert.Empty(t, tooCommon(rows[:3]), "three are never too many")
	var got []string
	checkOpenings(rows, func(format string, args ...any) { got = append(got, fmt.Sprintf(format, args...)) })
	assert.Equal(t, []string{
		`6 of 500 rows begin with "we regret that"`,
		`6 of 500 rows of train begin with "we regret that"`,
		`6 of 500 none rows begin with "we regret that"`,
	}, got)
}

// The figures are worked out by hand: of ten rows eight say "a" and eight "b",
// all but two of each kind both; there are 16 terms, eight for each label.
func TestTelling(t *testing.T) {
	var rows []Row
	add := func(n int, label, text string) {
		for range n {
			r := Row{Label: label, Topic: text, Text: text}
			r.tokens, r.words = tokens(text)
			rows = append(rows, r)
		}
	}
	add(3, "rejecting", "a b a")
	add(2, "rejecting", "a")
	add(3, "none", "a b")
	add(2, "none", "b")
	got := telling(rows, "rejecting", words, 5)
	require.Len(t, got, 2)
	// "a": 5 of the 8 terms in rejecting rows, 3 of 8 in the others; its prior
	// is 500·8/16 = 250.
	want := (math.Log(255./253) - math.Log(253./255)) / math.Sqrt(1./255+1./253)
	assert.InDelta(t, want, got[0].Z, 1e-12)
	assert.Equal(t, Term{"a", got[0].Z, 5, 8, 2}, got[0])
	assert.InDelta(t, -want, got[1].Z, 1e-12)
	assert.Empty(t, telling(rows, "rejecting", pairs, 5), `"a b" is in six rows only`)
}

func TestTerms(t *testing.T) {
	var r Row
	r.tokens, r.words = tokens("No, we won't pay 1,200 in May.")
	list := func(terms func(Row, func(string))) (out []string) {
		terms(r, func(s string) { out = append(out, s) })
		return out
	}
	assert.Equal(t, []string{"no", "we", "will", "not", "pay", "#", "in", "may"}, list(words))
	assert.Equal(t, []string{"we will", "will not", "not pay", "pay #", "# in", "in may"}, list(pairs))
}

func TestScorePairs(t *testing.T) {
	rows := good().Pairs
	yes := func(string) string { return "cooperative" }
	assert.Equal(t, PairScores{{"negation", 1, 1, 0}, {"all", 1, 1, 0}}, ScorePairs(rows, yes))
	right := func(text string) string {
		if strings.Contains(text, "not") {
			return "rejecting"
		}
		return "cooperative"
	}
	s := ScorePairs(rows, right)
	assert.Equal(t, PairScores{{"negation", 1, 2, 1}, {"all", 1, 2, 1}}, s)
	assert.Equal(t, "minimal pairs  pairs  rows right  both right\n"+
		"  negation     1      100.0 %     100.0 %\n"+
		"  all          1      100.0 %     100.0 %\n", s.String())
	assert.Equal(t, PairScores{{Type: "all"}}, ScorePairs(nil, yes))
}

func TestReport(t *testing.T) {
	var b strings.Builder
	c := good()
	c.Rows[0].Kind = "song"
	require.NoError(t, Report(&b, c, ReportSettings{Topics: true}))
	for _, want := range []string{
		"3 rows and 2 rows of minimal pairs, 1 violations\n  train/x.jsonl:1: port-lease-01: unknown kind \"song\"\n",
		"  test   1     33.3 %   0 (0.0 %)",
		"  6-10         3     100.0 %",
		"3 topics of 1 to 1 rows",
		"  tin quota         dev    1",
		"most telling of demanding_guarantees",
	} {
		assert.Contains(t, b.String(), want)
	}
	assert.Equal(t, []string{"1-5", "6-10", "61 and more"}, []string{lengthOf(5), lengthOf(6), lengthOf(61)})
	require.NoError(t, Report(&b, new(Corpus), ReportSettings{}))
}
