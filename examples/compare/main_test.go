package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/model"
)

// The program runs itself, which in a test is the test's program.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == child {
		main()
		return
	}
	// A program with the race detector else sleeps a second before it ends.
	if err := os.Setenv("GORACE", "atexit_sleep_ms=0"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func TestCompare(t *testing.T) {
	train := clitest.File(t, "train.jsonl", clitest.Rows(40, "up", "down"))
	test := clitest.File(t, "test.jsonl", clitest.Rows(12, "up", "down")+"{}\n")
	names := "sk-cnb,ft-default"
	if testing.Short() {
		names = "ft-default"
	}
	stdout, stderr, err := clitest.Run(t, run, "", "-train", train, "-test", test, "-peers", names, "-rows", "100", "-json")
	require.NoError(t, err)
	require.Contains(t, stderr, "running  stancekit\n")
	require.Contains(t, stderr, "test.jsonl:13")
	var r report
	require.NoError(t, json.Unmarshal([]byte(stdout), &r))
	require.Equal(t, 40, r.Train)
	require.Equal(t, 12, r.Test)
	require.Equal(t, 104, r.Texts)
	require.Equal(t, []string{"down", "up"}, r.Classes)
	require.Empty(t, r.Failures)
	require.Len(t, r.Figures, 2+strings.Count(names, ",")-len(r.Missing))
	for _, f := range r.Figures {
		require.Positive(t, f.Train, f.Name)
		require.Positive(t, f.Predict, f.Name)
		require.Positive(t, f.Start, f.Name)
		if runtime.GOOS == "linux" {
			require.Greater(t, f.TrainMem, int64(1e6), f.Name)
		}
		if f.Name == ours.name {
			require.Equal(t, 1.0, f.MacroF1.Estimate)
			require.Nil(t, f.Ours)
			continue
		}
		require.GreaterOrEqual(t, f.Accuracy.Estimate, 0.5, f.Name)
		require.InDelta(t, 1-f.MacroF1.Estimate, f.Ours.MacroF1.Gain.Estimate, 1e-9, f.Name)
	}
}

// Every pipeline of the script trains and answers.
func TestPipelines(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Python fourteen times")
	}
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(60, "a", "b", "c"))
	j, err := parse([]string{"-train", rows, "-test", rows, "-peers", "sklearn"}, io.Discard, io.Discard)
	require.NoError(t, err)
	dir := t.TempDir()
	d, err := j.prepare(t.Context(), dir)
	require.NoError(t, err)
	b, err := newBench(t.Context(), j, d, dir)
	require.NoError(t, err)
	for _, p := range j.peers {
		if missing := b.missing(p); missing != "" {
			t.Skip(missing)
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			b := *b
			b.labelsFile = filepath.Join(t.TempDir(), "labels")
			_, err := b.measure(t.Context(), 1, b.trainCommand(p))
			require.NoError(t, err)
			_, err = b.measure(t.Context(), 1, b.predictCommand(p, d.json.test))
			require.NoError(t, err)
			labels, err := d.readLabels(b.labelsFile)
			require.NoError(t, err)
			require.Equal(t, d.gold, labels)
		})
	}
}

func TestCompareMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(20, "up", "down"))
	stdout, _, err := clitest.Run(t, run, "", "-train", rows, "-test", rows, "-python", "no-python", "-rows", "1", "-cores", "1")
	require.NoError(t, err)
	require.Contains(t, stdout, "left out  sk-default-svc, sk-default-lr, ")
	require.Contains(t, stdout, "pip install scikit-learn")
	require.Contains(t, stdout, "left out  ft-default, ft-bigram: no program fasttext: apt-get install fasttext")
	require.Contains(t, stdout, "\nstancekit  1.000 [1.000, 1.000]     1.000 ")
}

// A peer that fails does not stop the others.
func TestCompareFailure(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no shell scripts")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\necho first >&2\necho out of memory >&2\nexit 3\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "fasttext"), []byte(script), 0o700))
	t.Setenv("PATH", dir)
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(20, "up", "down"))
	stdout, _, err := clitest.Run(t, run, "", "-train", rows, "-test", rows, "-peers", "ft-default", "-rows", "1")
	require.NoError(t, err)
	require.Contains(t, stdout, "failed    ft-default: training: out of memory (exit status 3)\n")
}

func TestCompareBadInput(t *testing.T) {
	good := clitest.File(t, "good.jsonl", clitest.Rows(10, "up", "down"))
	one := clitest.File(t, "one.jsonl", clitest.Rows(10, "up"))
	_, _, err := clitest.Run(t, run, "", "-train", one, "-test", good, "-peers", "none")
	require.ErrorIs(t, err, model.ErrOneClass)
	require.ErrorContains(t, err, one+`: only one class, "up", in all of 10 rows`)
	_, stderr, err := clitest.Run(t, run, "", "-train", good, "-test", clitest.File(t, "other.jsonl", clitest.Rows(4, "left")), "-peers", "none")
	require.ErrorContains(t, err, `the rows have "left", the model "down", "up"`)
	require.Empty(t, stderr, "nothing was run")
	_, _, err = clitest.Run(t, run, "", "-train", clitest.File(t, "empty.jsonl", ""), "-test", good)
	require.ErrorIs(t, err, model.ErrNoExamples)
}

// Texts read as labels are told of before anything is run.
func TestCompareSwappedColumns(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(8, "up", "down"))
	var log strings.Builder
	j, err := parse([]string{"-train", rows, "-test", rows, "-text-column", "label", "-label-column", "text"}, io.Discard, &log)
	require.NoError(t, err)
	_, err = j.prepare(t.Context(), t.TempDir())
	require.NoError(t, err)
	require.Contains(t, log.String(), "warning  8 of 8 classes have one row each")
}

func TestCompareUsage(t *testing.T) {
	for text, args := range map[string][]string{
		"no rows to train on":  {},
		"no rows to test on":   {"-train", "a"},
		`there is no "foo"`:    {"-train", "a", "-test", "b", "-peers", "sk-cnb,foo"},
		"-cores 100000: want":  {"-train", "a", "-test", "b", "-cores", "100000"},
		"-rows 0: want":        {"-train", "a", "-test", "b", "-rows", "0"},
		"-runs 0: want":        {"-train", "a", "-test", "b", "-runs", "0"},
		"want -train or -test": {"a.jsonl"},
	} {
		_, _, err := clitest.Run(t, run, "", args...)
		clitest.Usage(t, err, text)
	}
	stdout := clitest.Help(t, run)
	for _, p := range peers {
		require.Contains(t, stdout, p.name)
	}
}

func TestTakeCores(t *testing.T) {
	for _, c := range []struct {
		list string
		n    int
		want string
	}{
		{"0-3", 2, "0,1"},
		{"2,5-7", 3, "2,5,6"},
		{"4", 1, "4"},
		{"0-1", 3, ""},
		{"?", 1, ""},
	} {
		require.Equal(t, c.want, takeCores(c.list, c.n), c.list)
	}
}

// No text may pass for a label, or for two rows.
func TestFastTextLine(t *testing.T) {
	line, err := fastTextLine(model.Example{Text: "A\n __LABEL__x </s>it's\x00 (so)."}, "000001")
	require.NoError(t, err)
	require.Equal(t, "__label__000001 a labelx < / s>it ' s ( so ) .", line)
}

func TestReadLabels(t *testing.T) {
	d := &data{classes: []string{"a", "b"}, gold: []string{"a", "a", "b"}}
	labels, err := d.readLabels(clitest.File(t, "labels", "000001\n\n__label__000000\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"b", "", "a"}, labels)
	for _, bad := range []string{"", "000001\n", "000001\n000002\n000001\n", "x\ny\nz\n"} {
		_, err := d.readLabels(clitest.File(t, "labels", bad))
		require.Error(t, err, bad)
	}
}
