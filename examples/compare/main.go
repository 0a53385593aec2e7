// Command compare trains and tests this library's classifier beside those of
// scikit-learn and fastText, on the same files and counted alike, and prints one
// table.
//
//	go run ./examples/compare -train train.csv -test test.csv
//
// A peer that is not installed is left out, with a line that says how to get it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

const help = `
usage: compare -train FILE... -test FILE... [flags]

Trains and tests this library's classifier, with its defaults, beside those of
scikit-learn and fastText, on the same rows, and prints a table. A peer that is
not installed is left out, with a line that says how to get it.

Each classifier is trained by a process that reads the training rows and writes a
model file, and tested by another that reads the model and the test rows and
writes a file of labels; this library's are processes like the others'. The
figures of the table:

  macro-F1, accuracy  on the test rows, macro-F1 with a 95 % bootstrap interval
  ours - it           by how much this library's macro-F1 is higher, with the
                      interval of the paired bootstrap and its p-value
  train, test         seconds of the whole process by the clock, start-up
                      included; cpu is the processor time of the training
  start               seconds that the test process takes for no row at all:
                      program, libraries and model are loaded
  rows/s              prediction, start-up taken off, over the texts of all files
                      again and again until there are -rows of them
  memory              the most that the training process held, and the most that
                      the test process did (Linux only)

Texts to label are lines of a file for all. They are given to fastText in lower
case with punctuation set apart, as its documentation advises, and shuffled, since
it learns in the order of the rows and a file sorted by label would mislead it;
that is done before and not counted. Only texts and labels are used; columns
"group" and "weight" are not, since the peers know neither.

The peers:

  sk-default-svc    TF-IDF of words, LinearSVC, both as they come
  sk-default-lr     TF-IDF of words, LogisticRegression, both as they come
  sk-bigram-svc     TF-IDF of words and pairs of words, LinearSVC
  sk-word+char-svc  the same with 3 to 5 characters of a word beside
  sk-nbsvm          NB-SVM (Wang and Manning 2012) over words and pairs
  sk-cnb            complement naive Bayes over words and pairs
  sk-grid           logistic regression over words, pairs and characters, its
                    regularisation chosen from five by 5-fold cross-validation
  ft-default        fastText as it comes
  ft-bigram         fastText -wordNgrams 2 -epoch 25 -lr 0.5

Example:
  go run ./examples/compare -train train.csv -test test.csv -cores 1 -peers sk-bigram-svc,fasttext
`

func main() { cli.Main("compare", run) }

// job is what the command line asks for.
type job struct {
	train, test cli.Reader
	peers       []peer
	python      string
	settings    model.Settings
	cores       int
	rows        int
	runs        int
	json        bool
}

func parse(args []string, stdout, stderr io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	files := cli.FileFlags{Log: stderr}
	files.Add(flags, "train", "train on the rows of this `file`; more files may follow", &j.train)
	files.Add(flags, "test", "test on the rows of this `file`; more files may follow", &j.test)
	names := flags.String("peers", "all", "compare with these: `names` with commas between, sklearn, fasttext, all or none")
	flags.StringVar(&j.python, "python", "", "Python `program` that has scikit-learn (default the first of python3 and /usr/bin/python3 that has)")
	flags.IntVar(&j.cores, "cores", 0, "`number` of processor cores that each process may use (default all; scikit-learn's learners use one anyway)")
	flags.IntVar(&j.rows, "rows", 20_000, "`number` of texts at least to measure rows/s with")
	flags.IntVar(&j.runs, "runs", 1, "`number` of times that each process is run; the quickest counts")
	flags.BoolVar(&j.json, "json", false, "print the figures as JSON")
	var o dataset.Options
	cli.RowFlags(flags, &o)
	cli.TrainFlags(flags, &j.settings)
	if err := cli.Parse(flags, args, help, stdout, files.More("-train or -test")); err != nil {
		return nil, err
	}
	j.train.Options, j.test.Options = o, o
	var err error
	j.peers, err = choosePeers(*names)
	switch {
	case err != nil:
		return nil, cli.Usagef("-peers: %w", err)
	case len(j.train.Files) == 0:
		return nil, cli.Usagef("no rows to train on: want -train FILE")
	case len(j.test.Files) == 0:
		return nil, cli.Usagef("no rows to test on: want -test FILE")
	case j.cores < 0 || j.cores > runtime.NumCPU():
		return nil, cli.Usagef("-cores %d: want 1 to %d", j.cores, runtime.NumCPU())
	case j.rows < 1:
		return nil, cli.Usagef("-rows %d: want 1 or more", j.rows)
	case j.runs < 1:
		return nil, cli.Usagef("-runs %d: want 1 or more", j.runs)
	}
	return j, nil
}

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) (err error) {
	if len(args) > 0 && args[0] == child {
		return runChild(ctx, args[1:], stdout)
	}
	j, err := parse(args, stdout, stderr)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "compare-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	r, err := j.compare(ctx, dir, stderr)
	if err != nil {
		return err
	}
	if j.json {
		return r.writeJSON(stdout)
	}
	return r.writeText(stdout)
}

// compare runs this library's classifier and every peer that is there.
func (j *job) compare(ctx context.Context, dir string, stderr io.Writer) (*report, error) {
	data, err := j.prepare(ctx, dir)
	if err != nil {
		return nil, err
	}
	b, err := newBench(ctx, j, data, dir)
	if err != nil {
		return nil, err
	}
	r := newReport(j, data, b)
	var labels []string // ours
	for _, p := range append([]peer{ours}, j.peers...) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if missing := b.missing(p); missing != "" {
			r.leaveOut(p, missing)
			continue
		}
		fmt.Fprintf(stderr, "running  %s\n", p.name)
		res, err := b.run(ctx, p)
		switch {
		case err != nil && (p.kind == kindOurs || ctx.Err() != nil):
			return nil, err
		case err != nil:
			r.fail(p, err)
			continue
		}
		if p.kind == kindOurs {
			labels = res.labels
		}
		if err := r.add(p, res, labels, data, j.settings.Seed); err != nil {
			return nil, err
		}
	}
	return r, nil
}
