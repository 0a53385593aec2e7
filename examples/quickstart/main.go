// Command quickstart shows what stancekit does, from labelled rows to a tagged
// article. It takes no arguments and needs no network.
//
//	go run ./examples/quickstart
//
// It trains a classifier on the training part of the project's corpus, tests it
// on the part that was held out, tags each sentence of a short article with its
// stance, and explains one decision word by word.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
	"github.com/stancekit/stancekit/stance"
)

const help = `
usage: quickstart

Trains a classifier of stances on the corpus in testdata, tests it on held-out
statements, tags each sentence of a short article, and explains one decision.
It takes no arguments, needs no network and writes nothing.

Example:
  go run ./examples/quickstart
`

func main() { cli.Main("quickstart", run) }

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	if err := cli.Parse(flags, args, help, stdout, nil); err != nil {
		return err
	}
	root, err := projectRoot()
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, "stancekit: what stance does a statement take toward the other side?")

	fmt.Fprintln(stdout, "\n1. Train")
	classifier, err := train(ctx, root, stdout, stderr)
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, "\n2. Test on statements about other topics, which it has never seen")
	if err := test(classifier, root, stdout, stderr); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "\n3. Tag each sentence of an article")
	tagged := tag(classifier, stdout)

	fmt.Fprintln(stdout, "\n4. Explain a decision")
	if err := explain(classifier, tagged, stdout); err != nil {
		return err
	}
	fmt.Fprint(stdout, next)
	return nil
}

const next = `
5. What next
   Label your own statements:    echo '{"text":"We will talk."}' | go run ./examples/predict
   Train on your own rows:       go run ./examples/train -data rows.csv -out my.model
   See how good a model is:      go run ./examples/evaluate -data rows.csv -folds 5
   Use it in a program:          stance.Default().Classify("We will talk.").Label
`

// corpus returns a reader of the rows in a part of the corpus.
func corpus(root, part string, log io.Writer) (*cli.Reader, error) {
	files, err := filepath.Glob(filepath.Join(root, "testdata", "corpus", part, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there is no corpus in %s", filepath.Join(root, "testdata", "corpus", part))
	}
	return &cli.Reader{Files: files, Log: log}, nil
}

func train(ctx context.Context, root string, stdout, stderr io.Writer) (*stance.Classifier, error) {
	rows, err := corpus(root, "train", stderr)
	if err != nil {
		return nil, err
	}
	show, done := cli.Progress(stderr)
	c, sum, err := stance.Train(ctx, rows.Rows(), model.Settings{Seed: 1, Progress: show})
	done()
	if err != nil {
		return nil, rows.Place(err)
	}
	fmt.Fprintf(stdout, "   %s from testdata/corpus/train\n", cli.Count(sum.Rows, "statement"))
	for _, class := range sum.Classes {
		fmt.Fprintf(stdout, "   %-22s %6s\n", class.Class, cli.Thousands(class.Rows))
	}
	fmt.Fprintf(stdout, "   %s features, %s, in %v\n", cli.Thousands(sum.Columns), sum.Learner, sum.Time.Round(10*time.Millisecond))
	return c, nil
}

func test(c *stance.Classifier, root string, stdout, stderr io.Writer) error {
	rows, err := corpus(root, "test", stderr)
	if err != nil {
		return err
	}
	examples, err := rows.Slice()
	if err != nil {
		return err
	}
	gold, predicted := make([]string, len(examples)), make([]string, len(examples))
	for i, e := range examples {
		gold[i], predicted[i] = e.Class, c.Classify(e.Text).Label.String()
	}
	classes := c.Model().Classes()
	report, err := evaluate.Score(classes, gold, predicted)
	if err != nil {
		return err
	}
	sure, err := evaluate.Bootstrap(classes, gold, predicted, evaluate.BootstrapSettings{Seed: 1})
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "   accuracy %v   macro-F1 %v   (95 %% intervals)\n\n", sure.Accuracy, sure.MacroF1)
	fmt.Fprintln(stdout, indent(report.String()))
	return nil
}

// tag prints the article, each sentence with its stance, and returns the
// sentences.
func tag(c *stance.Classifier, w io.Writer) []stance.Sentence {
	var out []stance.Sentence
	for s := range c.Sentences(story) {
		out = append(out, s)
		for i, line := range cli.Wrap(s.Text, 62) {
			label, probability := "", ""
			if i == 0 {
				label, probability = s.Label.String(), fmt.Sprintf("%3.0f %%", 100*s.Probability)
			}
			fmt.Fprintf(w, "   %-20s %5s  %s\n", label, probability, line)
		}
	}
	return out
}

// explain shows which words of a statement spoke for its label: of the sentences
// the one that the classifier is surest to take a stance.
func explain(c *stance.Classifier, sentences []stance.Sentence, w io.Writer) error {
	var s *stance.Sentence
	for i := range sentences {
		if r := &sentences[i]; r.Label != stance.None && (s == nil || r.Probability > s.Probability) {
			s = r
		}
	}
	if s == nil {
		return errors.New("no sentence of the article takes a stance")
	}
	e, err := c.Explain(s.Text)
	if err != nil {
		return err
	}
	for _, line := range cli.Wrap(s.Text, 84) {
		fmt.Fprintf(w, "   %s\n", line)
	}
	fmt.Fprintf(w, "\n   What its words add to the score of %s, against the other labels:\n", s.Label)
	chart(w, e.Words, int(s.Label))
	return nil
}
