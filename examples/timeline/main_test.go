package main

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
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
	_, _, err := clitest.Run(t, run, `{"date":"May","text":""}`)
	require.ErrorContains(t, err, `-:1: field "date"`)
	_, _, err = clitest.Run(t, run, "{")
	require.ErrorContains(t, err, "-:1: ")
	_, _, err = clitest.Run(t, run, "", "-period", "age")
	clitest.Usage(t, err, "-period")
	out, _, err := clitest.Run(t, run, "")
	require.NoError(t, err)
	require.Equal(t, "No speaker has that many statements.\n", out)
}
