package main

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
)

const story = `“We will never sign,” Foreign Minister Ola Berg said. He rejected the offer.

It rained.
`

func TestListing(t *testing.T) {
	out, _, err := clitest.Run(t, run, story)
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(out, "Foreign Minister Ola Berg"))
	require.Contains(t, out, "“We will never sign.”")
	require.Contains(t, out, "the offer")
	require.NotContains(t, out, "rained")
	require.NotContains(t, out, "\x1b")
}

func TestJSON(t *testing.T) {
	out, _, err := clitest.Run(t, run, "", "-json", clitest.File(t, "a.txt", story))
	require.NoError(t, err)
	var a struct {
		ID         string
		Statements []map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(out), &a))
	require.Len(t, a.Statements, 3)
	for _, key := range strings.Fields("start end spans text reported kind speaker person speaker_start speaker_end cue_start cue_end modality paragraph parent label probability probabilities abstained") {
		require.Contains(t, a.Statements[0], key)
	}
	require.Len(t, a.Statements[0], 19)
	require.Equal(t, "direct", a.Statements[0]["kind"])
	require.Equal(t, "narration", a.Statements[2]["kind"])
	require.EqualValues(t, 1, a.Statements[2]["paragraph"])
}

func TestRows(t *testing.T) {
	rows := `{"id":"x","text":"She said it was over. It was."}` + "\n\n" + `{"text":""}` + "\n"
	out, _, err := clitest.Run(t, run, rows, "-jsonl", "-sentences")
	require.NoError(t, err)
	require.Equal(t, `{"id":"x","sentences":[[0,21],[22,29]]}`+"\n"+`{"id":"-:3","sentences":[]}`+"\n", out)
	_, _, err = clitest.Run(t, run, "{}\n", "-jsonl")
	require.ErrorContains(t, err, `-:1: field "text": no text`)
	_, _, err = clitest.Run(t, run, "{\n", "-jsonl")
	require.ErrorContains(t, err, "-:1:1: malformed row")
}

// What the words before it take back is marked, and nothing of an article upsets
// the terminal.
func TestListingMarks(t *testing.T) {
	out, _, err := clitest.Run(t, run, "Foreign Minister Ola Berg did not say that she would accept.\n\nBerg may reject the plan.\n")
	require.NoError(t, err)
	require.Contains(t, out, "[negated] did not say that she would accept")
	require.Contains(t, out, "[hypothetical] may reject the plan")

	file := clitest.File(t, "a.txt", "“We \x1b[31mwill\u202e sign,” Ola \x1bBerg said.\n\n“No,” said Ada \u009b2JRuiz.\n")
	out, _, err = clitest.Run(t, run, "", file)
	require.NoError(t, err)
	require.Contains(t, out, "sign.”")
	require.NotContains(t, strings.ReplaceAll(out, "\n", ""), "\x1b")
	for _, r := range out {
		require.True(t, r == '\n' || unicode.IsPrint(r), "%q", r)
	}
}

// What is no article is refused by name, or with -skip left out.
func TestRefused(t *testing.T) {
	good := clitest.File(t, "good.txt", story)
	for text, want := range map[string]string{
		"a\x00b":                           "it holds NUL bytes",
		"\xff\xfea\x00":                    "it is UTF-16: save it as UTF-8",
		"\xfe\xff\x00a":                    "it is UTF-16: save it as UTF-8",
		"":                                 "no text in it",
		"\uFEFF \n":                        "no text in it",
		"<html><body></body></html>":       "no text",
		`{"id":"x","text":"It was over."}`: "-jsonl",
	} {
		bad := clitest.File(t, "bad.txt", text)
		out, _, err := clitest.Run(t, run, "", bad, good)
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, bad)
		require.Empty(t, out)
		out, stderr, err := clitest.Run(t, run, "", "-skip", bad, good)
		require.NoError(t, err)
		require.Contains(t, stderr, want)
		require.Contains(t, out, "Ola Berg")
	}
	out, stderr, err := clitest.Run(t, run, "\uFEFF"+`{"text":"It was over."}`+"\n{}\n"+`{"id":7,"text":"It was."}`, "-jsonl", "-sentences", "-skip")
	require.NoError(t, err)
	require.Equal(t, `{"id":"-:1","sentences":[[0,12]]}`+"\n"+`{"id":"7","sentences":[[0,7]]}`+"\n", out)
	require.Equal(t, "skipped  -:2: field \"text\": no text\n", stderr)
}

func TestUsage(t *testing.T) {
	_, _, err := clitest.Run(t, run, "", "-min-probability", "7")
	clitest.Usage(t, err, "-min-probability")
	_, _, err = clitest.Run(t, run, "", "no-such-file")
	require.Error(t, err)
}

func TestProse(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>x</title></head><body><nav><ul><li>Home<li>World</nav>
<h1>Talks &amp; more</h1><!-- <p>no</p> --><p>“We <b>will</b> sign,” Ola Berg
said.<br>It rained.</p><script>if (a<b) { "<p>" }</script><aside><aside>Ad</aside>More</aside><p>3 < 4</p></body></html>`
	require.True(t, isHTML(page))
	require.Equal(t, "Talks & more\n\n“We will sign,” Ola Berg said.\n\nIt rained.\n\n3 < 4\n", prose(page))
	require.False(t, isHTML("a <p> in a text"))
	for i := range page {
		prose(page[i:])
	}
	out, _, err := clitest.Run(t, run, page, "-json")
	require.NoError(t, err)
	require.Contains(t, out, `"text":"Talks & more`)
}
