package main

import (
	"encoding/xml"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/stance"
)

func TestTimeline(t *testing.T) {
	svg := filepath.Join(t.TempDir(), "dam.svg")
	out, _, err := clitest.Run(t, run, "", "-svg", svg, "testdata/dam.jsonl")
	require.NoError(t, err)
	require.Contains(t, out, "Foreign Minister Hany Sabry\n2024-01")
	require.Contains(t, out, "Water Minister Bekele Tessema\n")
	picture, err := os.ReadFile(svg)
	require.NoError(t, err)
	require.Contains(t, string(picture), "2024-12")
	d := xml.NewDecoder(strings.NewReader(string(picture)))
	for {
		_, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"date":"May","text":""}`:        `-:1: field "date": "May" is no date such as 2024-03-05`,
		`{"date":20240305,"text":""}`:     `-:1: field "date": "20240305" is no date`,
		"\n" + `{"text":""}`:              `-:2: field "date": no date`,
		`{"date":"2024-03-05"}`:           `-:1: field "text": no text`,
		`{"date":"2024-03-05","text":12}`: `field "text": no text`,
		"{":                               "-:1:1: malformed row",
	} {
		_, _, err := clitest.Run(t, run, in)
		require.ErrorContains(t, err, want)
	}
	_, _, err := clitest.Run(t, run, "", "-period", "age")
	clitest.Usage(t, err, "-period")
	_, _, err = clitest.Run(t, run, "", "no-such-file")
	require.ErrorIs(t, err, fs.ErrNotExist)
}

const said = `{"date":"2024-03-07 12:00","text":"“We reject it,” Ola Berg said.\n\nBerg did not say that she would accept the offer."}`

// Dates may have a time, a file may begin with a mark, bad articles may be left
// out; what was not said counts only if asked for.
func TestArticles(t *testing.T) {
	in := "\uFEFF" + said + "\n{}\n" + strings.Replace(said, "2024-03-07 12:00", "2024-03-31T23:30:00-02:00", 1)
	out, stderr, err := clitest.Run(t, run, in, "-skip", "-min", "1")
	require.NoError(t, err)
	require.Contains(t, out, "\n2024-03        0      0         1     0  rejecting")
	require.Contains(t, out, "\n2024-04        0      0         1     0  rejecting")
	require.Equal(t, "skipped  -:2: field \"text\": no text\n", stderr)

	out, _, err = clitest.Run(t, run, "")
	require.NoError(t, err)
	require.Equal(t, "No articles.\n", out)
	out, _, err = clitest.Run(t, run, said, "-min", "2")
	require.NoError(t, err)
	require.Equal(t, "No speaker has 2 statements or more (-min).\n", out)
	out, _, err = clitest.Run(t, run, said, "-min", "2", "-unasserted")
	require.NoError(t, err)
	require.Contains(t, out, "Berg\n2024-03")
}

// A name cannot upset the terminal, nor make a picture that is no XML.
func TestControls(t *testing.T) {
	svg := filepath.Join(t.TempDir(), "a.svg")
	out, _, err := clitest.Run(t, run, strings.Replace(said, "Ola Berg", `Ola \u001bBerg`, 1), "-min", "1", "-svg", svg)
	require.NoError(t, err)
	picture, err := os.ReadFile(svg)
	require.NoError(t, err)
	for _, text := range []string{out, string(picture)} {
		require.Contains(t, text, "Ola Berg")
		require.NotContains(t, text, "\x1b")
	}
}

// The picture is not drawn over what is read.
func TestPictureOverInput(t *testing.T) {
	articles := clitest.File(t, "a.jsonl", said)
	model := filepath.Join(t.TempDir(), "m.model")
	require.NoError(t, stance.Default().Model().Save(model))
	for _, svg := range []string{articles, model} {
		_, _, err := clitest.Run(t, run, "", "-model", model, "-svg", svg, articles)
		clitest.Usage(t, err, "-svg "+svg+": it is also read")
	}
}

// A picture that cannot be written is told before the work.
func TestPictureFirst(t *testing.T) {
	out, _, err := clitest.Run(t, run, said, "-min", "1", "-svg", filepath.Join(t.TempDir(), "no", "a.svg"))
	require.ErrorContains(t, err, "there is no such directory")
	require.Empty(t, out)
}
