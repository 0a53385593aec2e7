// Command evaluate says how good a text classifier is, on rows that it has not
// learnt from: a trained model on a test file, a training file against a test
// file, or one file by cross-validation.
//
//	go run ./examples/evaluate -train train.csv -test test.csv
//	go run ./examples/evaluate -data rows.csv -folds 10
//	go run ./examples/evaluate -model my.model -test test.csv
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/stance"
)

const help = `
usage: evaluate -train FILE... -test FILE... [flags]
       evaluate -data FILE... [-folds K] [flags]
       evaluate [-model FILE] -test FILE... [flags]

Says how good a text classifier is, on rows that it has not learnt from: trains
on some files and tests on others, cross-validates on one set of files, or tests
a model that train has written, without -model the stances of the default one;
with -network it answers together with its network. With -stances the rows are
learnt from as train -stances does.

What it prints: the scores with 95 % bootstrap intervals, precision, recall and
F1 of each class, the confusion matrix, how honest the probabilities are, how the
accuracy rises where only the surer answers are kept, the classes that are
confused with the texts on which they are, the words that tell, rows that are
nearly alike, and rows whose label looks wrong. -report writes it all, with
pictures, to a page for the browser: one file without scripts.

The intervals take the rows for independent. Rows that are nearly alike are kept
in one fold of -data, for otherwise the score measures memory; test rows that are
nearly alike to a training row are counted, and scored without. A row that cannot
be used is reported with file and line, and left out. A test class that the
classifier does not know counts as wrong.

Example:
  go run ./examples/evaluate -data rows.csv -folds 10 -report report.html
`

func main() { cli.Main("evaluate", run) }

// job is what the command line asks for.
type job struct {
	train, test, data, unlabelled cli.Reader

	folds, repeat int
	model         string
	network       bool // of the model
	stances       bool // the labels are stances
	settings      model.Settings
	curve         bool    // draw a learning curve
	similar       float64 // at which two texts are nearly alike; 0 is never
	show          int     // rows of each list
	page          string  // file to write
	json          bool
}

func parse(args []string, stdout, stderr io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	files := cli.FileFlags{Log: stderr}
	files.Add(flags, "train", "train on the rows of this `file`; more files may follow", &j.train)
	files.Add(flags, "test", "test on the rows of this `file`; more files may follow", &j.test)
	files.Add(flags, "data", "cross-validate on the rows of this `file`; more files may follow", &j.data)
	files.Add(flags, "unlabelled", "say which rows of this `file` would be the most useful to label; more files may follow", &j.unlabelled)
	flags.IntVar(&j.folds, "folds", 5, "`number` of parts for -data: each is tested by a model trained on the others")
	flags.IntVar(&j.repeat, "repeat", 1, "cross-validate -data this `number` of times, dealt otherwise each time")
	flags.StringVar(&j.model, "model", "", "test the model in this `file`")
	flags.BoolVar(&j.network, "network", false, cli.NetworkUsage)
	flags.BoolVar(&j.stances, "stances", false, "the labels are stances: train as train -stances does, with its word clusters and vectors")
	flags.BoolVar(&j.curve, "curve", false, "tell what more rows would bring, which trains 25 more models (default with -report; -curve=false for without)")
	flags.Float64Var(&j.similar, "similar", 0.5, "two texts are nearly alike with this `share` of their runs of three words in common, 0 for never")
	flags.IntVar(&j.show, "show", 10, "`number` of rows or words to show of each kind")
	flags.StringVar(&j.page, "report", "", "write a page with pictures to this `file`")
	var o dataset.Options
	cli.RowFlags(flags, &o)
	cli.TrainFlags(flags, &j.settings)
	flags.BoolVar(&j.json, "json", false, "print the report as JSON")
	if err := cli.Parse(flags, args, help, stdout, files.More("-train, -test or -data")); err != nil {
		return nil, err
	}
	for _, r := range []*cli.Reader{&j.train, &j.test, &j.data, &j.unlabelled} {
		r.Options = o
	}
	j.unlabelled.Options.NoLabel = true
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if !given["curve"] {
		j.curve = given["report"] && (given["train"] || given["data"])
	}
	switch {
	case j.folds < 2:
		return nil, cli.Usagef("-folds %d: want 2 or more", j.folds)
	case j.repeat < 1:
		return nil, cli.Usagef("-repeat %d: want 1 or more", j.repeat)
	case j.show < 1:
		return nil, cli.Usagef("-show %d: want 1 or more", j.show)
	case !(j.similar >= 0 && j.similar <= 1):
		return nil, cli.Usagef("-similar %v: want 0 to 1", j.similar)
	case given["report"] && j.page == "":
		return nil, cli.Usagef("-report: the name of the file is empty")
	}
	if j.stances {
		j.settings = stance.Settings(j.settings)
	}
	return j, check(given, j.curve)
}

// check finds flags that do not go together.
func check(given map[string]bool, curve bool) error {
	switch {
	case given["network"] && (given["data"] || given["train"]):
		return cli.Usagef("-network wants a model that is trained already: -model, or the default one")
	case given["data"] && (given["train"] || given["test"] || given["model"]):
		return cli.Usagef("-data is cross-validated and goes with none of -train, -test and -model")
	case given["data"]:
		return nil
	case given["folds"]:
		return cli.Usagef("-folds wants -data")
	case given["repeat"]:
		return cli.Usagef("-repeat wants -data")
	case curve && !given["train"]:
		return cli.Usagef("-curve wants -train or -data: a model is trained already")
	case !given["test"] && given["train"]:
		return cli.Usagef("-train wants -test, too; to cross-validate one file, -data")
	case !given["test"]:
		return cli.Usagef("no rows to test on: want -test FILE, or -data FILE")
	case given["train"] && given["model"]:
		return cli.Usagef("-train and -model do not go together")
	case given["stances"] && !given["train"]:
		return cli.Usagef("-stances wants -train or -data: a model is trained already")
	case given["language"] && !given["train"]:
		return cli.Usagef("-language wants -train or -data: a model has its language already")
	}
	return nil
}

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) error {
	j, err := parse(args, stdout, stderr)
	if err != nil {
		return err
	}
	if j.page != "" {
		if err := cli.Writable("report", j.page, slices.Concat(j.train.Files, j.test.Files, j.data.Files, j.unlabelled.Files, []string{j.model})...); err != nil {
			return err
		}
	}
	show, done := cli.Progress(stderr)
	j.settings.Progress = show
	r, err := j.evaluate(ctx)
	done()
	if err != nil {
		return err
	}
	if j.page != "" {
		if err := r.savePage(j.page); err != nil {
			return err
		}
		fmt.Fprintf(stderr, "written  %s\n", j.page)
	}
	if j.json {
		return r.writeJSON(stdout)
	}
	return r.writeText(stdout)
}

func (j *job) evaluate(ctx context.Context) (*report, error) {
	o, err := j.predict(ctx)
	if err != nil {
		return nil, err
	}
	r, err := o.score(j.settings.Seed)
	if err != nil {
		return nil, err
	}
	return r, j.find(ctx, o, r)
}
