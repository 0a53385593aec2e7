package main

import (
	"encoding/json"
	"fmt"
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

type answerRow struct {
	ID            *string            `json:"id"`
	Text          *string            `json:"text"`
	Label         string             `json:"label"`
	Probability   float64            `json:"probability"`
	Probabilities map[string]float64 `json:"probabilities"`
	Abstained     bool               `json:"abstained"`
}

// answers decodes what the program printed.
func answers(t *testing.T, stdout string) []answerRow {
	t.Helper()
	var out []answerRow
	for line := range strings.Lines(stdout) {
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		var a answerRow
		require.NoError(t, d.Decode(&a), line)
		require.Equal(t, a.Probability, a.Probabilities[a.Label])
		sum := 0.0
		for _, p := range a.Probabilities {
			sum += p
		}
		require.InDelta(t, 1, sum, 1e-4)
		require.Equal(t, a.Abstained, strings.Contains(line, "abstained"))
		out = append(out, a)
	}
	return out
}

// trained writes a small model of classes with awkward names.
func trained(t *testing.T) string {
	t.Helper()
	var rows []model.Example
	for range 10 {
		rows = append(rows, model.Example{Text: "rise and rise", Class: `"up" <&> é`}, model.Example{Text: "fall and fall", Class: "down"})
	}
	m, _, err := model.Train(t.Context(), model.FromSlice(rows), model.Settings{})
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "m.model")
	require.NoError(t, m.Save(path))
	return path
}

func TestPredictDefault(t *testing.T) {
	stdin := `{"id":"a","text":"We welcome the offer and accept it."}
{"text":"  "}
{"id":7,"text":"caf` + "\xe9" + ` refused","label":"ignored"}
`
	stdout, stderr, err := clitest.Run(t, run, stdin)
	require.NoError(t, err)
	require.Empty(t, stderr)
	got := answers(t, stdout)
	require.Len(t, got, 3)
	want := stance.Default().Classify("We welcome the offer and accept it.")
	require.Equal(t, "a", *got[0].ID)
	require.Equal(t, want.Label.String(), got[0].Label)
	require.InDelta(t, want.Probability, got[0].Probability, 1e-5)
	require.Len(t, got[0].Probabilities, stance.NumLabels)

	require.Nil(t, got[1].ID)
	require.Equal(t, answerRow{Label: "none", Probability: 1, Abstained: true, Probabilities: map[string]float64{
		"none": 1, "cooperative": 0, "demanding_guarantees": 0, "rejecting": 0,
	}}, got[1])
	require.Equal(t, "7", *got[2].ID)
}

func TestPredictModel(t *testing.T) {
	csv := clitest.File(t, "rows.csv", "id,text\n1,they rise\n2,\n3,they fall\n")
	lines := clitest.File(t, "rows.jsonl", `{"text":"fall"}`)
	stdout, _, err := clitest.Run(t, run, "", csv, lines, "-model", trained(t))
	require.NoError(t, err)
	got := answers(t, stdout)
	require.Len(t, got, 4)
	require.Equal(t, `"up" <&> é`, got[0].Label)
	require.True(t, got[1].Abstained)
	require.Equal(t, "down", got[2].Label)
	require.Equal(t, "down", got[3].Label)
	require.Nil(t, got[3].ID)

	stdout, _, err = clitest.Run(t, run, "text\trow\nthey fall\t1\n", "-format", "tsv", "-model", trained(t), "-min-probability", "1", "-")
	require.NoError(t, err)
	require.True(t, answers(t, stdout)[0].Abstained)
}

// With -texts an answer can be read by itself.
func TestPredictTexts(t *testing.T) {
	rows := clitest.File(t, "rows.csv", "id,text\n1,\"they \"\"rise\"\" <&>\"\n2,caf\xe9\n")
	stdout, _, err := clitest.Run(t, run, "", rows, "-texts", "-model", trained(t))
	require.NoError(t, err)
	got := answers(t, stdout)
	require.Len(t, got, 2)
	require.Equal(t, `they "rise" <&>`, *got[0].Text)
	require.Equal(t, "caf\uFFFD", *got[1].Text)

	stdout, _, err = clitest.Run(t, run, "", rows, "-model", trained(t))
	require.NoError(t, err)
	require.Nil(t, answers(t, stdout)[0].Text)
}

// The rows before a bad one are answered; with -skip those after it, too.
func TestPredictBadRow(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", `{"id":"1","text":"one"}`+"\n\n"+`{"id":"2"}`+"\n"+`{"id":"3","text":"three"}`+"\n")
	stdout, _, err := clitest.Run(t, run, "", rows)
	require.ErrorIs(t, err, dataset.ErrNoText)
	require.ErrorContains(t, err, rows+":3: ")
	require.Len(t, answers(t, stdout), 1)

	stdout, stderr, err := clitest.Run(t, run, "", "-skip", rows)
	require.NoError(t, err)
	require.Contains(t, stderr, rows+":3: ")
	got := answers(t, stdout)
	require.Len(t, got, 2)
	require.Equal(t, "3", *got[1].ID)

	stdout, _, err = clitest.Run(t, run, `{"text":"one"}`+"\nnonsense\n")
	require.ErrorContains(t, err, "standard input:2")
	require.Len(t, answers(t, stdout), 1)
}

func TestPredictBadInput(t *testing.T) {
	text := clitest.File(t, "rows.jsonl", `{"text":"a"}`)
	for name, c := range map[string]struct {
		args []string
		err  error
	}{
		"missing file":  {[]string{filepath.Join(t.TempDir(), "no.jsonl")}, os.ErrNotExist},
		"binary file":   {[]string{clitest.File(t, "x.jsonl", "\x7fELF\x00\x01")}, dataset.ErrBinary},
		"directory":     {[]string{t.TempDir(), "-format", "csv"}, nil},
		"missing model": {[]string{"-model", filepath.Join(t.TempDir(), "no.model"), text}, os.ErrNotExist},
		"no model":      {[]string{"-model", text, text}, model.ErrFormat},
		"empty model":   {[]string{"-model", clitest.File(t, "m", ""), text}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			stdout, _, err := clitest.Run(t, run, "", c.args...)
			require.Error(t, err)
			if c.err != nil {
				require.ErrorIs(t, err, c.err)
			}
			require.Empty(t, stdout)
		})
	}
	stdout, _, err := clitest.Run(t, run, "", clitest.File(t, "empty.jsonl", ""))
	require.NoError(t, err)
	require.Empty(t, stdout)
}

func TestPredictUsage(t *testing.T) {
	for text, args := range map[string][]string{
		"-min-probability":     {"-min-probability", "1.5"},
		"not defined: -bogus":  {"-bogus"},
		"for flag -format":     {"-format", "pdf"},
		"the default model ha": {"-network", "-model", trained(t)},
	} {
		_, _, err := clitest.Run(t, run, "", args...)
		clitest.Usage(t, err, text)
	}
	stdout := clitest.Help(t, run)
	require.Contains(t, stdout, "usage: predict")
}

func TestPredictLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("ten megabytes to classify")
	}
	long := strings.Repeat("They refuse. ", 10<<20/13)
	stdout, _, err := clitest.Run(t, run, `{"text":"`+long+`"}`+"\n"+`{"text":"`+long+long+`"}`+"\n")
	require.ErrorIs(t, err, dataset.ErrTooLong)
	require.ErrorContains(t, err, "standard input:2: row too long")
	require.Len(t, answers(t, stdout), 1)
}

// A row is answered as soon as it has come, not when a buffer is full.
func TestPredictAnswersAtOnce(t *testing.T) {
	in, send := io.Pipe()
	receive, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run(t.Context(), nil, in, out, io.Discard)
		out.Close()
	}()
	b := make([]byte, 1000)
	for range 3 {
		_, err := io.WriteString(send, `{"text":"We refuse."}`+"\n")
		require.NoError(t, err)
		n, err := receive.Read(b)
		require.NoError(t, err)
		require.Len(t, answers(t, string(b[:n])), 1)
	}
	send.Close()
	_, err := receive.Read(b)
	require.Equal(t, io.EOF, err)
	require.NoError(t, <-done)
}

// Answers come in the order of the rows, however many, and those before a bad row.
func TestPredictOrder(t *testing.T) {
	var rows strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&rows, `{"id":"%d","text":"%s"}`+"\n", i, strings.Repeat("They refuse. ", i%7*10))
	}
	rows.WriteString("nonsense\n")
	for _, args := range [][]string{nil, {clitest.File(t, "rows.jsonl", rows.String())}} {
		stdout, _, err := clitest.Run(t, run, rows.String(), args...)
		require.ErrorContains(t, err, ":2001:")
		got := answers(t, stdout)
		require.Len(t, got, 2000)
		for i, a := range got {
			require.Equal(t, fmt.Sprint(i), *a.ID)
		}
	}
}

func BenchmarkPredict(b *testing.B) {
	rows := strings.Repeat(`{"id":"x","text":"The minister said his country was ready to sign, but only with guarantees."}`+"\n", 1000)
	b.ReportAllocs()
	b.SetBytes(int64(len(rows)))
	for b.Loop() {
		if err := run(b.Context(), nil, strings.NewReader(rows), io.Discard, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
