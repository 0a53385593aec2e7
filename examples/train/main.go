// Command train trains a text classifier on labelled rows and writes it to a
// file, which the commands predict and evaluate read.
//
//	go run ./examples/train -data rows.csv -out my.model
//
// Any labels will do; with -stances they have to be those of package stance.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/stance"
)

const help = `
usage: train -data FILE... -out FILE [flags]

Trains a text classifier on labelled rows and writes it to a file. The rows are
JSON lines, CSV, TSV or fastText's format, by the ending of the file's name; the
labels may be any. A row that cannot be used is reported with file and line, and
left out. The regularisation is chosen, and the probabilities are calibrated, by
cross-validation inside the rows; the scores shown are from there. The same
rows, flags and seed give the same file, byte for byte.

Columns or keys "id", "weight" and "group" are read where they are there: rows of
one group, such as the sentences of one article, are never divided between
training and testing.

Example:
  go run ./examples/train -data rows.csv -label-column topic -out topic.model
`

func main() { cli.Main("train", run) }

// job is what the command line asks for.
type job struct {
	rows     cli.Reader
	out      string
	settings model.Settings
	vectors  string
	stances  bool
}

func parse(args []string, stdout, stderr io.Writer) (*job, error) {
	j := &job{rows: cli.Reader{Log: stderr}}
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	file := func(name string) error { return cli.AddRowFile(&j.rows.Files, name) }
	flags.Func("data", "train on the rows of this `file`; more files may follow", file)
	flags.StringVar(&j.out, "out", "", "write the model to this `file`")
	cli.RowFlags(flags, &j.rows.Options)
	cli.TrainFlags(flags, &j.settings)
	flags.StringVar(&j.vectors, "vectors", "", "learn from the word vectors in this `file` too: text format of GloVe, word2vec, fastText")
	flags.BoolVar(&j.stances, "stances", false, "the labels are stances: a row with any other label is an error")
	if err := cli.Parse(flags, args, help, stdout, file); err != nil {
		return nil, err
	}
	if len(j.rows.Files) == 0 {
		return nil, cli.Usagef("no rows to train on: want -data FILE")
	}
	if j.out == "" {
		return nil, cli.Usagef("no file to write the model to: want -out FILE")
	}
	return j, nil
}

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) error {
	j, err := parse(args, stdout, stderr)
	if err != nil {
		return err
	}
	if err := cli.Writable("out", j.out, append(slices.Clip(j.rows.Files), j.vectors)...); err != nil {
		return err
	}
	if j.vectors != "" {
		if j.settings.Vectors, err = readVectors(j.vectors); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "vectors  %s of %d dimensions\n", cli.Count(j.settings.Vectors.Len(), "word"), j.settings.Vectors.Dim())
	}
	m, sum, err := j.train(ctx, stderr)
	if err != nil {
		return err
	}
	if err := m.Save(j.out); err != nil {
		return err
	}
	info, err := os.Stat(j.out)
	if err != nil {
		return err
	}
	cli.WarnColumns(stderr, sum.Classes)
	j.report(stdout, sum)
	fmt.Fprintf(stdout, "written  %s, %s\n", j.out, megabytes(info.Size()))
	return nil
}

func (j *job) train(ctx context.Context, stderr io.Writer) (*model.Text, model.Summary, error) {
	show, done := cli.Progress(stderr)
	j.settings.Progress = show
	m, sum, err := j.learn(ctx)
	done()
	switch {
	case err == nil:
	case errors.Is(err, model.ErrNoExamples):
		err = j.rows.Empty()
	default:
		err = j.rows.Place(err)
	}
	return m, sum, err
}

func (j *job) learn(ctx context.Context) (*model.Text, model.Summary, error) {
	if j.stances {
		c, sum, err := stance.Train(ctx, j.rows.Rows(), j.settings)
		if err != nil {
			return nil, sum, err
		}
		return c.Model(), sum, nil
	}
	return model.Train(ctx, j.rows.Rows(), j.settings)
}

// report prints what training found.
func (j *job) report(w io.Writer, sum model.Summary) {
	fmt.Fprintf(w, "read     %s\n", &j.rows)
	writeClasses(w, sum)
	fmt.Fprintf(w, "features %s\n", cli.Thousands(sum.Columns))
	if sum.Folds == 0 {
		fmt.Fprintf(w, "chosen   %s; too few rows of a class to cross-validate\n", sum.Learner)
	} else {
		fmt.Fprintf(w, "accuracy  macro-F1  learner, cross-validated in %d folds\n", sum.Folds)
		for _, step := range sum.Steps {
			mark := ""
			if step.Chosen {
				mark = "  (chosen)"
			}
			fmt.Fprintf(w, "   %.3f     %.3f  %s%s\n", step.Accuracy, step.MacroF1, step.Learner, mark)
		}
		fmt.Fprintf(w, "score    accuracy %.3f, macro-F1 %.3f, cross-validated\n", sum.Accuracy, sum.MacroF1)
	}
	fmt.Fprintf(w, "time     %v\n", sum.Time.Round(time.Millisecond))
}

// writeClasses prints the classes with their rows, of many the first ones.
func writeClasses(w io.Writer, sum model.Summary) {
	const most, longest = 50, 40 // classes, characters of a name
	shown := sum.Classes[:min(len(sum.Classes), most)]
	width := 0
	for _, c := range shown {
		width = max(width, utf8.RuneCountInString(cli.Plain(c.Class, longest)))
	}
	head := "classes"
	for _, c := range shown {
		fmt.Fprintf(w, "%-8s %-*s %8s  %4.1f %%\n", head, width, cli.Plain(c.Class, longest), cli.Thousands(c.Rows), 100*float64(c.Rows)/float64(sum.Rows))
		head = ""
	}
	if more := cli.More(len(sum.Classes) - most); more != "" {
		fmt.Fprintf(w, "%8s%s; the command inspect lists all\n", "", more)
	}
}

func readVectors(path string) (_ *model.Vectors, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	v, err := model.ReadVectors(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}

func megabytes(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
