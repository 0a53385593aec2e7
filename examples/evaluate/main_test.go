package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
	"github.com/stancekit/stancekit/stance"
)

func TestEvaluateTrainTest(t *testing.T) {
	train := clitest.File(t, "train.jsonl", clitest.Rows(40, "up", "down"))
	more := clitest.File(t, "more.jsonl", clitest.Rows(10, "flat"))
	test := clitest.File(t, "test.jsonl", clitest.Rows(12, "up", "down", "flat")+"{}\n")
	stdout, stderr, err := clitest.Run(t, run, "", "-train", train, more, "-test", test)
	require.NoError(t, err)
	require.Contains(t, stderr, "test.jsonl:13")
	require.Contains(t, stdout, "trained on 50 rows from 2 files, 0 refused\ntested on   12 rows, 1 refused\n")
	require.Contains(t, stdout, "accuracy    1.000 [1.000, 1.000], a 95 % interval\n")
	require.Contains(t, stdout, "gold \\ predicted  down  flat  up\n")
	require.Contains(t, stdout, "calibration error")
	require.Contains(t, stdout, " 100.0 %     1.000")
}

func TestEvaluateCrossValidation(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(40, "up", "down"))
	stdout, stderr, err := clitest.Run(t, run, "", "-data", rows, "-folds", "4", "-json")
	require.NoError(t, err)
	require.Contains(t, stderr, "cross-validating: 4 of 4")
	var got report
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	require.Equal(t, "cross-validated in 4 folds", got.Method)
	require.Equal(t, 40, got.Scores.Rows)
	require.Equal(t, 1.0, got.Scores.Accuracy)
	require.Equal(t, 40, got.Calibration.Rows)
	require.NotEmpty(t, got.RiskCoverages)
	require.Equal(t, 1.0, got.RiskCoverages[0].Coverage)
}

func TestEvaluateModel(t *testing.T) {
	var rows []model.Example
	for range 10 {
		rows = append(rows, model.Example{Text: "wordup", Class: "up"}, model.Example{Text: "worddown", Class: "down"})
	}
	m, _, err := model.Train(t.Context(), model.FromSlice(rows), model.Settings{})
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "m.model")
	require.NoError(t, m.Save(path))

	// A class that the model does not know is wrong, and said to be.
	stdout, _, err := clitest.Run(t, run, "", "-model", path, "-test", clitest.File(t, "test.jsonl", clitest.Rows(10, "up", "other")))
	require.NoError(t, err)
	require.Contains(t, stdout, `not known   "other":`)
	require.Contains(t, stdout, `not tested  "down":`)
	require.Contains(t, stdout, "accuracy    0.500")

	_, _, err = clitest.Run(t, run, "", "-model", path, "-test", clitest.File(t, "test.jsonl", clitest.Rows(10, "a", "b")))
	require.ErrorContains(t, err, `none of the labels`)
	require.ErrorContains(t, err, `"a", "b"`)
}

func TestEvaluateDefaultModel(t *testing.T) {
	rows := `{"text":"We welcome the offer and accept it.","label":"cooperative"}` + "\n"
	stdout, _, err := clitest.Run(t, run, "", "-test", clitest.File(t, "rows.jsonl", rows))
	require.NoError(t, err)
	require.Contains(t, stdout, "the default model of stances, version "+stance.DefaultVersion+"\n")
	stdout, _, err = clitest.Run(t, run, "", "-network", "-test", clitest.File(t, "rows.jsonl", rows))
	require.NoError(t, err)
	require.Contains(t, stdout, "version "+stance.DefaultVersion+", with its network\n")
}

// With -stances rows are learnt from as stance.Train does.
func TestEvaluateStances(t *testing.T) {
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(20, "rejecting", "cooperative"))
	stdout, _, err := clitest.Run(t, run, "", "-stances", "-language", "english", "-data", rows, "-folds", "2", "-json")
	require.NoError(t, err)
	var got report
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	require.Len(t, got.Scores.Classes, stance.NumLabels)
	_, _, err = clitest.Run(t, run, "", "-stances", "-data", clitest.File(t, "other.jsonl", clitest.Rows(20, "up", "down")), "-folds", "2")
	require.ErrorIs(t, err, model.ErrExample)
	require.ErrorContains(t, err, "is not one of")
}

func TestEvaluateBadInput(t *testing.T) {
	good := clitest.File(t, "good.jsonl", clitest.Rows(10, "up", "down"))
	empty := clitest.File(t, "empty.jsonl", "")
	one := clitest.File(t, "one.jsonl", clitest.Rows(10, "up"))
	for name, c := range map[string]struct {
		args []string
		err  error
	}{
		"empty test":     {[]string{"-train", good, "-test", empty}, model.ErrNoExamples},
		"empty train":    {[]string{"-train", empty, "-test", good}, model.ErrNoExamples},
		"empty data":     {[]string{"-data", empty}, model.ErrNoExamples},
		"one class":      {[]string{"-data", one}, model.ErrOneClass},
		"train on one":   {[]string{"-train", one, "-test", good}, model.ErrOneClass},
		"too many folds": {[]string{"-data", good, "-folds", "11"}, evaluate.ErrFolds},
		"no model":       {[]string{"-model", good, "-test", good}, model.ErrFormat},
	} {
		t.Run(name, func(t *testing.T) {
			stdout, _, err := clitest.Run(t, run, "", c.args...)
			require.ErrorIs(t, err, c.err)
			require.Empty(t, stdout)
		})
	}
}

// The page is not written over what is read.
func TestEvaluateOverInput(t *testing.T) {
	a := clitest.File(t, "a.jsonl", clitest.Rows(10, "up", "down"))
	b := clitest.File(t, "b.jsonl", clitest.Rows(10, "up", "down"))
	for _, c := range []struct {
		page string
		args []string
	}{
		{a, []string{"-data", a}},
		{a, []string{"-data", b, "-unlabelled", a}},
		{a, []string{"-train", a, "-test", b}},
		{b, []string{"-train", a, "-test", b}},
		{b, []string{"-model", b, "-test", a}},
	} {
		_, _, err := clitest.Run(t, run, "", append(c.args, "-report", c.page)...)
		clitest.Usage(t, err, "-report "+c.page+": it is also read")
	}
}

// Texts read as labels are told of, before the work.
func TestEvaluateSwappedColumns(t *testing.T) {
	swapped := []string{"-text-column", "label", "-label-column", "text"}
	rows := clitest.File(t, "rows.jsonl", clitest.Rows(12, "up", "down"))
	for _, args := range [][]string{{"-data", rows, "-folds", "2", "-similar", "0"}, {"-train", rows, "-test", rows}} {
		_, stderr, err := clitest.Run(t, run, "", append(args, swapped...)...)
		require.NoError(t, err)
		require.Regexp(t, "^warning  12 of 12 classes have one row each", stderr)
	}
}

// What rows lack that are too few for folds is said in words of the command line.
func TestEvaluateTooFew(t *testing.T) {
	const rain, sun, won, lost = `"text":"It rains again today in town.","label":"weather"`, `"text":"The sun shines.","label":"weather"`,
		`"text":"They won the match.","label":"sport"`, `"text":"He lost a game.","label":"sport"`
	const alone, alike = "", " (rows of one group or nearly alike stay together: 2 parts; see -similar)"
	for _, c := range []struct {
		name, args string
		rows       []string
		err        error
		want       string
	}{
		{"nearly alike", "-folds 5", []string{rain, rain, won}, evaluate.ErrFolds, "cannot split: 3 rows are too few for -folds 5" + alike},
		{"alone", "-folds 4 -similar 0", []string{rain, rain, won}, evaluate.ErrFolds, "cannot split: 3 rows are too few for -folds 4" + alone},
		{
			"groups", "-folds 3 -similar 0",
			[]string{rain + `,"group":"a"`, sun + `,"group":"a"`, won},
			evaluate.ErrFolds, "cannot split: 3 rows are too few for -folds 3 (rows of one group stay together: 2 parts)",
		},
		{
			"one of a class", "-folds 2 -similar 0",
			[]string{rain, sun, won},
			model.ErrOneClass,
			`only one class to learn from where the rows of "sport" are held out: to learn and to test takes two of a class at least`,
		},
		{
			"one group of a class", "-folds 2",
			[]string{rain, rain, won},
			model.ErrOneClass,
			`only one class to learn from where the rows of "sport", "weather" are held out: to learn and to test takes two of a class at least` + alike,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := "{" + strings.Join(c.rows, "}\n{") + "}\n"
			_, _, err := clitest.Run(t, run, "", append(strings.Fields(c.args), "-data", clitest.File(t, "rows.jsonl", rows))...)
			require.ErrorIs(t, err, c.err)
			require.EqualError(t, err, c.want)
		})
	}
}

func TestEvaluateUsage(t *testing.T) {
	m, _, err := model.Train(t.Context(), model.FromSlice([]model.Example{{Text: "wordup", Class: "up"}, {Text: "worddown", Class: "down"}}), model.Settings{})
	require.NoError(t, err)
	path, rows := filepath.Join(t.TempDir(), "m.model"), clitest.File(t, "rows.jsonl", clitest.Rows(2, "up", "down"))
	require.NoError(t, m.Save(path))
	for text, args := range map[string][]string{
		"no rows to test on":        {},
		"-train wants -test":        {"-train", "a"},
		"-data is cross-validated":  {"-data", "a", "-test", "b"},
		"-folds wants -data":        {"-test", "a", "-folds", "3"},
		"want 2 or more":            {"-data", "a", "-folds", "1"},
		"do not go together":        {"-train", "a", "-model", "m", "-test", "b"},
		"-language wants -train":    {"-test", "a", "-language", "french"},
		"-stances wants -train":     {"-test", "a", "-stances"},
		"-network wants a model":    {"-data", "a", "-network"},
		"-curve wants -train":       {"-test", "a", "-curve"},
		"-repeat wants -data":       {"-train", "a", "-test", "b", "-repeat", "2"},
		"-repeat 0: want 1":         {"-data", "a", "-repeat", "0"},
		"-show 0: want 1":           {"-data", "a", "-show", "0"},
		"-similar 2: want 0 to 1":   {"-data", "a", "-similar", "2"},
		"-report: the name":         {"-data", "a", "-report", ""},
		"want -train, -test or -da": {"a.jsonl"},
		"not from standard input":   {"-data", "a", "-"},
		"the default model has one": {"-network", "-model", path, "-test", rows},
	} {
		_, _, err := clitest.Run(t, run, "", args...)
		clitest.Usage(t, err, text)
	}
	stdout := clitest.Help(t, run)
	require.Contains(t, stdout, "usage: evaluate -train")
}
