// Command golearn trains learners of golearn and the default of this library on
// the same sentences and prints one table.
//
//	go run ./examples/golearn -train testdata/corpus/train/*.jsonl -test testdata/corpus/test/*.jsonl
//
// Built with -tags cgolearn, which takes a C and a C++ compiler, it knows
// golearn's k-nearest neighbours and LinearSVC, too.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
	"github.com/stancekit/stancekit/model/golearn"
)

const help = `
usage: golearn -train FILE... -test FILE... [flags]

Trains golearn's Bernoulli naive Bayes, its ID3 tree and the default learner of
this library on the same rows and prints their scores on others, with 95 %
bootstrap intervals, how long training and one answer take, and the most that
objects took of Go's heap while training, dead ones included until they are
swept. The probabilities of all are calibrated by cross-validation inside the
rows, which is part of the time.

golearn's learners get the columns that tell most of the class: they take time
for each column of each row, used or not.

Example:
  go run ./examples/golearn -train testdata/corpus/train/*.jsonl -test testdata/corpus/test/*.jsonl
`

func main() { cli.Main("golearn", run) }

// entry is a learner by the name that -learner takes.
type entry struct {
	name    string
	learner func(columns int) model.Learner // nil is the default
	folds   int                             // as model.Settings has them
}

// entries are the learners that need no cgo; a file with a build tag adds those
// that do.
var entries = []entry{
	{name: "bayes", learner: func(columns int) model.Learner {
		l := golearn.BernoulliNB()
		l.Columns = columns
		return l
	}},
	{name: "id3", learner: func(columns int) model.Learner { return golearn.ID3{Columns: columns} }},
	{name: "default", learner: func(int) model.Learner { return nil }},
}

// job is what the command line asks for.
type job struct {
	train, test cli.Reader
	settings    model.Settings
	columns     int
	learners    []string
}

func names() []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.name
	}
	return out
}

func parse(args []string, stdout, stderr io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("golearn", flag.ContinueOnError)
	files := cli.FileFlags{Log: stderr}
	files.Add(flags, "train", "train on the rows of this `file`; more files may follow", &j.train)
	files.Add(flags, "test", "test on the rows of this `file`; more files may follow", &j.test)
	flags.Func("learner", "train this `learner` alone: "+strings.Join(names(), ", ")+"; may come more than once", func(name string) error {
		if !slices.Contains(names(), name) {
			return fmt.Errorf("want one of %s", strings.Join(names(), ", "))
		}
		j.learners = append(j.learners, name)
		return nil
	})
	flags.IntVar(&j.columns, "columns", 0, "`number` of columns for golearn's learners, -1 for all (default their own, mostly 2,000)")
	cli.RowFlags(flags, &j.train.Options)
	cli.TrainFlags(flags, &j.settings)
	if err := cli.Parse(flags, args, help, stdout, files.More("-train or -test")); err != nil {
		return nil, err
	}
	j.test.Options = j.train.Options
	if len(j.train.Files) == 0 || len(j.test.Files) == 0 {
		return nil, cli.Usagef("want -train FILE and -test FILE")
	}
	if j.learners == nil {
		j.learners = names()
	}
	return j, nil
}

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) error {
	j, err := parse(args, stdout, stderr)
	if err != nil {
		return err
	}
	train, err := j.train.Slice()
	if err != nil {
		return err
	}
	test, err := j.test.Slice()
	if err != nil {
		return err
	}
	known := cli.CountClasses(train)
	cli.WarnColumns(stderr, known)
	var classes []string
	for _, c := range known {
		classes = append(classes, c.Class)
	}
	if err := cli.SharedLabel(&j.test, test, classes); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Trained on %v; tested on %v.\n\n", &j.train, &j.test)
	t := tabwriter.NewWriter(stdout, 0, 0, 3, ' ', 0)
	fmt.Fprintln(t, "learner\taccuracy\tmacro-F1\ttraining\ta text\theap")
	for _, e := range entries {
		if !slices.Contains(j.learners, e.name) {
			continue
		}
		fmt.Fprintf(stderr, "training: %s\n", e.name)
		s := j.settings
		s.Learner, s.Folds = e.learner(j.columns), e.folds
		line, err := measure(ctx, train, test, s)
		if err != nil {
			return j.train.Place(err)
		}
		fmt.Fprintln(t, line)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "\nheap: the most that objects took while training; what C code allocates is not in it.")
	return nil
}

// measure trains a model, tests it and returns its line of the table.
func measure(ctx context.Context, train, test []model.Example, s model.Settings) (string, error) {
	stop := watchHeap()
	begin := time.Now()
	m, sum, err := model.Train(ctx, model.FromSlice(train), s)
	took, heap := time.Since(begin), stop()
	if err != nil {
		return "", err
	}
	gold, predicted := make([]string, len(test)), make([]string, len(test))
	begin = time.Now()
	for i, e := range test {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		gold[i], predicted[i] = e.Class, m.Predict(e.Text).Class
	}
	each := time.Since(begin) / time.Duration(len(test))
	classes := m.Classes()
	for _, c := range gold { // a class that nobody could have learnt
		if !slices.Contains(classes, c) {
			classes = append(classes, c)
		}
	}
	scores, err := evaluate.Bootstrap(classes, gold, predicted, evaluate.BootstrapSettings{Seed: 1})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s\t%v\t%v\t%.1f s\t%.0f µs\t%d MiB", sum.Learner, scores.Accuracy, scores.MacroF1,
		took.Seconds(), float64(each.Nanoseconds())/1000, heap>>20), nil
}
