package main

import (
	"encoding/json"
	"strings"
	"testing"

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
	require.Contains(t, out, "“We will never sign”")
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
	for _, key := range strings.Fields("start end spans text kind speaker speaker_start speaker_end cue_start cue_end modality paragraph parent label probability probabilities abstained") {
		require.Contains(t, a.Statements[0], key)
	}
	require.Len(t, a.Statements[0], 17)
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
	require.ErrorContains(t, err, "-:1: no text")
	_, _, err = clitest.Run(t, run, "{\n", "-jsonl")
	require.ErrorContains(t, err, "-:1: ")
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
