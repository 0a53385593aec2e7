package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/model/evaluate"
)

// noisy returns n rows whose label is wrong now and then; every tenth repeats
// the one before it.
func noisy(n int, labels ...string) string {
	var b strings.Builder
	for i := range n {
		k := i
		if i%10 == 9 {
			k = i - len(labels)
		}
		say, label := labels[k%len(labels)], labels[k%len(labels)]
		if i%9 == 4 {
			label = labels[(k+1)%len(labels)]
		}
		row, _ := json.Marshal(map[string]string{
			"text":  fmt.Sprintf("In round %d of talk %d the delegates from %d said %s about it, and not %s.", k, k*7, k*13, say, labels[0]),
			"label": label,
		})
		b.Write(append(row, '\n'))
	}
	return b.String()
}

func TestReportPage(t *testing.T) {
	page := filepath.Join(t.TempDir(), "report.html")
	rows := clitest.File(t, "rows.jsonl", noisy(120, "up", "down", "flat"))
	next := clitest.File(t, "next.jsonl", `{"text":"They said up, or down."}`+"\n"+`{"text":"They said flat."}`+"\n")
	stdout, stderr, err := clitest.Run(t, run, "", "-data", rows, "-folds", "3", "-repeat", "2", "-unlabelled", next, "-report", page)
	require.NoError(t, err)
	require.Contains(t, stderr, "written  "+page)
	for _, part := range []string{
		"2 runs      accuracy ", "What would more rows bring?", "Which classes are confused?", "Which words tell?",
		"Which rows are nearly alike?", "Which labels look wrong?", "Which rows to label next?",
	} {
		require.Contains(t, stdout, part)
	}
	html := read(t, page)
	for _, id := range []string{"scores", "confusion", "probabilities", "abstaining", "more", "words", "pairs", "labels", "alike", "next"} {
		require.Contains(t, html, `<section id="`+id+`">`)
		require.Contains(t, html, `href="#`+id+`"`)
	}
	require.NotContains(t, html, "ZgotmplZ") // what the templates write for what they do not trust
	require.NotContains(t, html, "NaN")

	// The same rows and flags give the same page.
	again := filepath.Join(t.TempDir(), "again.html")
	_, _, err = clitest.Run(t, run, "", "-data", rows, "-folds", "3", "-repeat", "2", "-unlabelled", next, "-report", again, "-json")
	require.NoError(t, err)
	require.Equal(t, html, read(t, again))
}

// Nothing in a row can become part of the page's own text.
func TestReportPageEscapes(t *testing.T) {
	page := filepath.Join(t.TempDir(), "report.html")
	rows := clitest.File(t, "rows.jsonl", noisy(90, `</style></title><script>alert(1)</script>`, `" onload="alert(2)`, "\u202e{{.}}\x00'>"))
	_, _, err := clitest.Run(t, run, "", "-data", rows, "-folds", "3", "-report", page, "-curve=false")
	require.NoError(t, err)
	html := read(t, page)
	require.NotContains(t, html, "<script")
	require.NotContains(t, html, `" onload`)
	require.NotContains(t, html, "\u202e")
	require.NotContains(t, html, "\x00")
	require.Equal(t, 1, strings.Count(html, "</style>"))
	require.NotRegexp(t, regexp.MustCompile(`(?i)(src|href)="[^#]`), html) // nothing from elsewhere
	require.Contains(t, html, "&lt;script&gt;")
}

func TestReportSeenRows(t *testing.T) {
	train := clitest.File(t, "train.jsonl", noisy(60, "up", "down"))
	test := clitest.File(t, "test.jsonl", noisy(20, "up", "down")+clitest.Rows(10, "up", "down"))
	stdout, _, err := clitest.Run(t, run, "", "-train", train, "-test", test, "-json", "-curve")
	require.NoError(t, err)
	var got report
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	require.Equal(t, 20, got.Alike.Seen)
	require.Equal(t, 10, got.Alike.Unseen.Rows)
	require.Len(t, got.Curve, 5)
	require.Equal(t, 48, got.Curve[4].Rows)
	require.Len(t, got.Words, 2)
	require.Equal(t, len(got.Pairs[0].Rows), got.Pairs[0].Count)
}

// A row is named by its file and line, whatever the output: not by its place among
// the rows that could be used.
func TestRowPlaces(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("a", 0o700))
	require.NoError(t, os.Mkdir("b", 0o700))
	bad := "{}\n\n"
	require.NoError(t, os.WriteFile("a/rows.jsonl", []byte(bad+clitest.Rows(30, "up", "down")), 0o600))
	wrong := `{"id":"r30","text":"They said wordup to the very end.","label":"down"}` + "\n" + `{"text":"Then wordup was all they said of it.","label":"down"}` + "\n"
	require.NoError(t, os.WriteFile("b/rows.jsonl", []byte(bad+wrong), 0o600))
	args := []string{"-data", "a/rows.jsonl", "./b/rows.jsonl", "-similar", "0", "-curve=false", "-report", "page.html"}
	text, _, err := clitest.Run(t, run, "", args...)
	require.NoError(t, err)
	page, err := os.ReadFile("page.html")
	require.NoError(t, err)
	require.Contains(t, text, "  ./b/rows.jsonl:3 (r30)  They said")
	require.Contains(t, text, "  ./b/rows.jsonl:4  Then")
	require.Contains(t, string(page), "<bdi>./b/rows.jsonl:3 (r30)</bdi>")
	require.Contains(t, string(page), "<bdi>./b/rows.jsonl:4</bdi>")
	stdout, _, err := clitest.Run(t, run, "", append(args, "-json")...)
	require.NoError(t, err)
	require.Contains(t, stdout, `"place": "./b/rows.jsonl:3"`)
	require.Contains(t, stdout, `"place": "./b/rows.jsonl:4"`)
}

func TestReportWhere(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(10, "up", "down"))
	_, _, err := clitest.Run(t, run, "", "-data", rows, "-report", filepath.Join(t.TempDir(), "no", "report.html"))
	require.ErrorContains(t, err, "there is no such directory")
}

// Pictures hold up with any number of classes and any figures.
func TestPageExtremes(t *testing.T) {
	for _, k := range []int{1, 2, 9, mostClasses, mostClasses + 1} {
		var classes, gold []string
		var p [][]float64
		for c := range k {
			classes = append(classes, fmt.Sprintf("class %d with a long name", c))
			gold = append(gold, classes[c])
			row := make([]float64, k)
			row[c] = 1
			p = append(p, row)
		}
		o := &outcome{from: new(cli.Reader), classes: classes, gold: gold, predicted: gold, probabilities: p}
		r, err := o.score(0)
		require.NoError(t, err)
		r.Suspects = &suspects{}
		r.Curve = []curvePoint{{Rows: 1, Accuracy: evaluate.Interval{Estimate: 1, Low: 1, High: 1}, MacroF1: evaluate.Interval{Estimate: 1, Low: 1, High: 1}}}
		var b strings.Builder
		require.NoError(t, r.writePage(&b))
		require.NotContains(t, b.String(), "NaN")
		require.NotContains(t, b.String(), "Inf")
		require.Equal(t, k <= mostClasses, strings.Contains(b.String(), "matrix-title"))
		for _, svg := range regexp.MustCompile(`(?s)<svg .*?</svg>`).FindAllString(b.String(), -1) {
			wellFormed(t, svg)
		}
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err, text)
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0, 1, "[0.0 0.2 0.4 0.6 0.8 1.0]"},
		{0.65, 0.9, "[0.65 0.70 0.75 0.80 0.85 0.90]"},
		{0.9, 1, "[0.90 0.92 0.94 0.96 0.98 1.00]"},
		{-0.1, 0.1, "[-0.10 -0.05 0.00 0.05 0.10]"},
	} {
		values, step := steps(c.low, c.high)
		var texts []string
		for _, v := range values {
			texts = append(texts, share(v, step))
		}
		require.Equal(t, c.want, fmt.Sprint(texts))
	}
}

// The figures are those of Wilson's formula, as in R's prop.test without
// continuity correction.
func TestWilson(t *testing.T) {
	low, high := wilson(0.8, 10)
	require.InDelta(t, 0.4902, low, 1e-4)
	require.InDelta(t, 0.9433, high, 1e-4)
	low, high = wilson(1, 10)
	require.InDelta(t, 0.7225, low, 1e-4)
	require.InDelta(t, 1, high, 1e-9)
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}
