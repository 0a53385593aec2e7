package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/stance"
)

func TestTrain(t *testing.T) {
	a := clitest.File(t, "a.jsonl", clitest.Rows(30, "up", "down"))
	b := clitest.File(t, "b.csv", "text,label\nA comma, without quotes,up\nThey said wordup.,up\n")
	out := filepath.Join(t.TempDir(), "m.model")
	stdout, stderr, err := clitest.Run(t, run, "", "-data", a, b, "-out", out, "-seed", "7")
	require.NoError(t, err)
	require.Contains(t, stderr, "refused  "+b+":2:")
	require.Contains(t, stdout, "read     31 rows from 2 files, 1 refused\n")
	require.Contains(t, stdout, "classes  down       15  48.4 %\n         up         16  51.6 %\n")
	require.Equal(t, 1, strings.Count(stdout, "  (chosen)\n"))
	require.Contains(t, stdout, "written  "+out)

	m, err := model.Open(out)
	require.NoError(t, err)
	require.Equal(t, "down", m.Predict("This is worddown.").Class)

	again := filepath.Join(t.TempDir(), "again.model")
	_, _, err = clitest.Run(t, run, "", "-seed", "7", "-out", again, "-data", a, "-data", b)
	require.NoError(t, err)
	first, err := os.ReadFile(out)
	require.NoError(t, err)
	second, err := os.ReadFile(again)
	require.NoError(t, err)
	require.Equal(t, first, second)
}

// Files without a header, and split by semicolons, are read with the flags for it.
func TestTrainTables(t *testing.T) {
	for _, c := range []struct{ name, header, rows, flags string }{
		{"rows.csv", "text;label\n", "They rise, he said.;up\nThey fall.;down\n", "-delimiter ;"},
		{"rows.csv", "", "up|They rise, he said.\ndown|They fall.\n", "-delimiter | -no-header -text-column 2 -label-column 1"},
		{"rows.csv", "", "They rise.,up\nThey fall.,down\n", "-no-header"},
		{"rows.tsv", "", "They rise.\tup\nThey fall.\tdown\n", "-no-header"},
		{"rows.txt", "text\tlabel\n", "\"They\trise.\"\tup\nThey fall.\tdown\n", "-delimiter tab -format csv"},
	} {
		rows := clitest.File(t, c.name, c.header+strings.Repeat(c.rows, 5))
		args := append([]string{"-data", rows, "-out", filepath.Join(t.TempDir(), "m.model")}, strings.Fields(c.flags)...)
		stdout, _, err := clitest.Run(t, run, "", args...)
		require.NoError(t, err, c.flags)
		require.Contains(t, stdout, "read     10 rows from 1 file, 0 refused\nclasses  down ")
	}
	_, _, err := clitest.Run(t, run, "", "-data", "a", "-out", "m", "-delimiter", ";;")
	clitest.Usage(t, err, "want one character, or tab")
}

func TestTrainStances(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(20, "none", "rejecting"))
	out := filepath.Join(t.TempDir(), "m.model")
	_, _, err := clitest.Run(t, run, "", "-stances", "-data", rows, "-out", out)
	require.NoError(t, err)
	c, err := stance.Open(out)
	require.NoError(t, err)
	require.Equal(t, stance.Rejecting, c.Classify("They said wordrejecting.").Label)

	other := clitest.File(t, "other.jsonl", clitest.Rows(3, "none", "rejecting", "hostile"))
	_, _, err = clitest.Run(t, run, "", "-stances", "-data", rows, other, "-out", out)
	require.ErrorIs(t, err, stance.ErrLabel)
	require.ErrorContains(t, err, other+`:3 (id "r2")`)
	require.ErrorContains(t, err, "hostile")
}

func TestTrainVectors(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(20, "up", "down"))
	vectors := clitest.File(t, "v.txt", "rise 1 0\nwordup 1 0\nworddown 0 1\nfall 0 1\n")
	out := filepath.Join(t.TempDir(), "m.model")
	stdout, _, err := clitest.Run(t, run, "", "-data", rows, "-vectors", vectors, "-out", out)
	require.NoError(t, err)
	require.Contains(t, stdout, "vectors  4 words of 2 dimensions\n")
	m, err := model.Open(out)
	require.NoError(t, err)
	require.Equal(t, "down", m.Predict("fall").Class)
}

// Whatever is wrong with the rows, the error says so and no file is written.
func TestTrainBadInput(t *testing.T) {
	good := clitest.File(t, "good.jsonl", clitest.Rows(10, "up", "down"))
	for name, c := range map[string]struct {
		file string
		err  error
		text string
	}{
		"empty file":   {clitest.File(t, "e.jsonl", ""), model.ErrNoExamples, "no row in it"},
		"blank file":   {clitest.File(t, "b.csv", "\n \n"), model.ErrNoExamples, "no row in it"},
		"no label":     {clitest.File(t, "n.jsonl", `{"text":"a"}`), model.ErrNoExamples, "1 row refused"},
		"one class":    {clitest.File(t, "o.jsonl", clitest.Rows(5, "up")), model.ErrOneClass, `"up"`},
		"missing file": {filepath.Join(t.TempDir(), "no.jsonl"), os.ErrNotExist, "no.jsonl"},
		"binary file":  {clitest.File(t, "x.jsonl", "\x7fELF\x00\x01"), dataset.ErrBinary, "x.jsonl"},
		"no column":    {clitest.File(t, "c.csv", "txt,label\na,b\n"), dataset.ErrMissingColumn, `"txt"`},
		"no format":    {clitest.File(t, "rows.pdf", ""), dataset.ErrFormat, "rows.pdf"},
		"directory":    {t.TempDir(), nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "m.model")
			_, _, err := clitest.Run(t, run, "", "-data", c.file, "-out", out)
			require.ErrorContains(t, err, c.text)
			if c.err != nil {
				require.ErrorIs(t, err, c.err)
			}
			require.NoFileExists(t, out)
		})
	}
	_, _, err := clitest.Run(t, run, "", "-data", good, "-out", t.TempDir())
	require.ErrorContains(t, err, "it is a directory")
	_, _, err = clitest.Run(t, run, "", "-data", good, "-out", filepath.Join(t.TempDir(), "no", "m"))
	require.ErrorContains(t, err, "no such directory")
	_, _, err = clitest.Run(t, run, "", "-data", good, "-out", filepath.Join(t.TempDir(), "m"), "-vectors", good)
	require.ErrorIs(t, err, model.ErrVectors)
}

// The rows and vectors that a program reads it does not write over.
func TestTrainOverInput(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(10, "up", "down"))
	vectors := clitest.File(t, "v.txt", "rise 1 0\n")
	for _, out := range []string{rows, vectors} {
		before, err := os.ReadFile(out)
		require.NoError(t, err)
		_, _, err = clitest.Run(t, run, "", "-data", rows, "-vectors", vectors, "-out", out)
		clitest.Usage(t, err, "-out "+out+": it is also read")
		after, err := os.ReadFile(out)
		require.NoError(t, err)
		require.Equal(t, before, after)
	}
}

// Long lines and bytes that are no UTF-8 lose nothing.
func TestTrainOddRows(t *testing.T) {
	long := `{"text":"` + strings.Repeat("a long text ", 100_000) + `","label":"up"}` + "\n"
	tooLong := `{"text":"` + strings.Repeat("x", dataset.DefaultMaxLine) + `","label":"up"}` + "\n"
	file := clitest.File(t, "rows.jsonl", clitest.Rows(9, "up", "down")+long+tooLong+"{\"text\":\"caf\xe9\",\"label\":\"up\"}\n")
	out := filepath.Join(t.TempDir(), "m.model")
	stdout, stderr, err := clitest.Run(t, run, "", "-data", file, "-out", out)
	require.NoError(t, err)
	require.Contains(t, stdout, "read     11 rows from 1 file, 1 refused\n")
	require.Contains(t, stderr, ":11: row too long")
}

// Texts read as labels make many classes, which are not all listed.
func TestTrainSwappedColumns(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(90, "up", "down"))
	out := filepath.Join(t.TempDir(), "m.model")
	stdout, stderr, err := clitest.Run(t, run, "", "-data", rows, "-out", out, "-text-column", "label", "-label-column", "text")
	require.NoError(t, err)
	require.Contains(t, stderr, "warning  90 of 90 classes have one row each")
	require.Contains(t, stdout, "         and 40 more; the command inspect lists all\n")
	require.Less(t, strings.Count(stdout, "\n"), 70)
}

func TestTrainUsage(t *testing.T) {
	for text, args := range map[string][]string{
		"-data FILE":                 {"-out", "m"},
		"-out FILE":                  {"-data", "a.jsonl"},
		"not defined: -bogus":        {"-bogus"},
		"want the name of a file":    {"-data", "a.jsonl", "-out", "-"},
		"not from standard input":    {"-data", "-", "-out", "m"},
		`"pdf" for flag -format`:     {"-data", "a", "-out", "m", "-format", "pdf"},
		"want english, french, hung": {"-data", "a", "-out", "m", "-language", "klingon"},
	} {
		_, _, err := clitest.Run(t, run, "", args...)
		clitest.Usage(t, err, text)
	}
	stdout := clitest.Help(t, run)
	require.Contains(t, stdout, "usage: train -data FILE... -out FILE")
	require.Contains(t, stdout, "\nExample:\n")
}

func TestTrainCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out := filepath.Join(t.TempDir(), "m.model")
	err := run(ctx, []string{"-data", clitest.File(t, "a.jsonl", clitest.Rows(20, "a", "b")), "-out", out}, nil, io.Discard, io.Discard)
	require.ErrorIs(t, err, context.Canceled)
	require.NoFileExists(t, out)
}
