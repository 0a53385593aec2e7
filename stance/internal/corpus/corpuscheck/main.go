// Command corpuscheck prints what testdata/corpus holds and what is wrong with
// it, and ends with status 1 where something is:
//
//	go run ./stance/internal/corpus/corpuscheck
//	go run ./stance/internal/corpus/corpuscheck -model   # and the minimal pairs
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/internal/corpus"
)

var errViolations = errors.New("the corpus breaks its rules")

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "corpuscheck:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, args []string) error {
	flags := flag.NewFlagSet("corpuscheck", flag.ContinueOnError)
	folder := flags.String("corpus", "testdata/corpus", "the corpus, a `folder`")
	top := flags.Int("top", 12, "list this `many` words, pairs and openings")
	topics := flags.Bool("topics", false, "count the rows of each topic")
	model := flags.Bool("model", false, "say how many minimal pairs the default model has right")
	if err := flags.Parse(args); err != nil {
		return err
	}
	c, err := corpus.Read(os.DirFS(*folder))
	if err != nil {
		return err
	}
	if err := corpus.Report(w, c, corpus.ReportSettings{Top: *top, Topics: *topics}); err != nil {
		return err
	}
	if *model {
		classify := func(text string) string { return stance.Default().Classify(text).Label.String() }
		if _, err := fmt.Fprintf(w, "\n%s", corpus.ScorePairs(c.Pairs, classify)); err != nil {
			return err
		}
	}
	if len(corpus.Check(c)) > 0 {
		return errViolations
	}
	return nil
}
