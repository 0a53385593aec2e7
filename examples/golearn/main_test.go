package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/model"
)

func TestGolearn(t *testing.T) {
	train := clitest.File(t, "train.jsonl", clitest.Rows(60, "one", "two", "three"))
	test := clitest.File(t, "test.jsonl", clitest.Rows(12, "one", "two", "three", "four"))
	stdout, stderr, err := clitest.Run(t, run, "", "-train", train, "-test", test, "-columns", "50", "-learner", "id3", "-learner", "bayes", "-learner", "default")
	require.NoError(t, err)
	require.Contains(t, stdout, "60 rows from 1 file, 0 refused; tested on 12 rows")
	var lines []string
	for line := range strings.Lines(stdout) {
		if strings.Contains(line, " MiB") {
			lines = append(lines, line)
		}
	}
	require.Len(t, lines, 3)
	for i, name := range []string{"golearn Bernoulli naive Bayes", "golearn ID3", "svm"} {
		require.Contains(t, lines[i], name)
		require.Contains(t, lines[i], "0.750 [", "what nobody has seen is wrong, all else right")
	}
	require.Contains(t, stderr, "training: id3")
}

func TestGolearnErrors(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(8, "one", "two"))
	for _, args := range [][]string{
		{}, {"-train", rows}, {"-test", rows}, {rows}, {"-train", rows, "-test", rows, "-learner", "none"},
	} {
		_, _, err := clitest.Run(t, run, "", args...)
		clitest.Usage(t, err, "")
	}
	_, log, err := clitest.Run(t, run, "", "-train", rows, "-test", rows, "-learner", "bayes", "-text-column", "label", "-label-column", "text")
	require.NoError(t, err)
	require.Contains(t, log, "warning  8 of 8 classes have one row each")
	require.Contains(t, clitest.Help(t, run), "usage: golearn")
	one := clitest.File(t, "one.jsonl", clitest.Rows(8, "one"))
	_, _, err = clitest.Run(t, run, "", "-train", one, "-test", rows)
	require.ErrorIs(t, err, model.ErrOneClass)
	other := clitest.File(t, "other.jsonl", clitest.Rows(8, "three", "four"))
	_, stderr, err := clitest.Run(t, run, "", "-train", rows, "-test", other)
	require.ErrorContains(t, err, `the rows have "four", "three", the model "one", "two"`)
	require.Empty(t, stderr, "nothing was trained")
}
