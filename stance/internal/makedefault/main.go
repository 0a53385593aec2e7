// Command makedefault makes the model that package stance embeds: from the
// training part of the corpus and, with -ungdc, from the labelled sentences of
// the United Nations General Debate Corpus, as lines of a speech's file, a tab
// and a sentence. The embedded model is made with it:
//
//	go run ./stance/internal/makedefault -ungdc ungdc.txt -out stance/default.model
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/stancekit/stancekit/stance/internal/recipe"
)

func main() {
	out := flag.String("out", "default.model", "write the model to this `file`")
	root := flag.String("root", ".", "the project's `folder`")
	ungdc := flag.String("ungdc", os.Getenv("STANCEKIT_UNGDC"), "the corpus of speeches, a `file` or - for standard input; empty makes the model of the written statements alone")
	flag.Parse()
	if err := run(*root, *ungdc, *out); err != nil {
		fmt.Fprintln(os.Stderr, "makedefault:", err)
		os.Exit(1)
	}
}

func run(root, ungdc, out string) error {
	var speeches io.Reader
	switch ungdc {
	case "":
	case "-":
		speeches = os.Stdin
	default:
		f, err := os.Open(ungdc)
		if err != nil {
			return err
		}
		defer f.Close()
		speeches = f
	}
	c, sum, err := recipe.Make(context.Background(), os.DirFS(root), speeches)
	if err != nil {
		return err
	}
	if err := c.Save(out); err != nil {
		return err
	}
	fmt.Printf("%s: %d rows, %d features, %s, cross-validated macro-F1 %.3f\n", out, sum.Rows, sum.Columns, sum.Learner, sum.MacroF1)
	return nil
}
