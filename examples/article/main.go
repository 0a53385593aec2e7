// Command article tells who says what in news articles, and which stance each
// statement takes.
//
//	go run ./examples/article testdata/articles/dam.txt
//
// It prints a listing by speaker, or JSON for other programs.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/article"
)

const help = `
usage: article [-json] [-jsonl] [-sentences] [-skip] [-model FILE] [-network]
               [-min-probability P] [FILE...]

Finds the statements of news articles, names their speakers and tells the stance
of each. Reads plain text, or HTML, which it reduces to its prose; standard input
where no file is named or the name is "-". Prints a listing by speaker, in which
[negated] and [hypothetical] mark what somebody did not say, or may say.

With -json it prints one line an article:

  {"id":"a.txt","statements":[{"start":0,"end":31,"spans":[[0,31]],"text":"...",
   "kind":"direct","speaker":"Foreign Minister Ola Berg","person":true,
   "speaker_start":34,...,"modality":"asserted","reported":"...",
   "label":"rejecting","probability":0.8,"probabilities":{...},"abstained":false}]}

"reported" are the words that were judged. Offsets are bytes of the article's text;
of HTML it is the prose, which is then printed as "text". With -jsonl each line of
the input is an article, {"id":"...","text":"..."}, and the output is as with -json.
With -sentences it prints {"id":"...","sentences":[[start,end],...]} instead.

A file that is no text, and a line that is no article, ends it with an error; with
-skip it is left out.

Example:
  go run ./examples/article -min-probability 0.5 testdata/articles/dam.txt
`

func main() { cli.Main("article", run) }

// job is what the command line asks for.
type job struct {
	files      []string
	json       bool
	rows       bool
	sentences  bool
	skip       bool
	classifier *stance.Classifier
}

func parse(args []string, stdout io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("article", flag.ContinueOnError)
	flags.BoolVar(&j.json, "json", false, "print one JSON object an article")
	flags.BoolVar(&j.rows, "jsonl", false, "the input is JSON lines, an article each; implies -json")
	flags.BoolVar(&j.sentences, "sentences", false, "print the bounds of the sentences only; implies -json")
	flags.BoolVar(&j.skip, "skip", false, "leave out bad articles and go on")
	classifier := cli.StanceFlags(flags, "abstain where the `probability` of the stance is below")
	err := cli.Parse(flags, args, help, stdout, func(name string) error { return cli.AddFile(&j.files, name) })
	if err != nil {
		return nil, err
	}
	j.json = j.json || j.rows || j.sentences
	if j.classifier, err = classifier(); err != nil {
		return nil, err
	}
	if len(j.files) == 0 {
		j.files = []string{"-"}
	}
	return j, nil
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	j, err := parse(args, stdout)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(stdout, 1<<16)
	colour := cli.IsTerminal(stdout) && os.Getenv("NO_COLOR") == ""
	first := true
	articles := j.articles(stdin)
	if j.skip {
		articles = cli.SkipArticles(articles, stderr)
	}
	for a, err := range articles {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return cmp.Or(out.Flush(), err)
		}
		switch {
		case j.sentences:
			err = writeJSON(out, sentencesOf(a))
		case j.json:
			err = writeJSON(out, j.answer(a))
		default:
			if !first {
				fmt.Fprintln(out)
			}
			list(out, a, j.tell(a.text), colour)
		}
		if err != nil {
			return err
		}
		first = false
	}
	return out.Flush()
}

// tell finds the statements of a text with their stances.
func (j *job) tell(text string) []stance.Statement {
	return append([]stance.Statement{}, slices.Collect(j.classifier.Statements(text))...)
}

// answer is a line of the output with -json.
type answer struct {
	ID         string             `json:"id"`
	Text       *string            `json:"text,omitempty"` // of HTML
	Statements []stance.Statement `json:"statements"`
}

func (j *job) answer(a input) answer {
	out := answer{ID: a.id, Statements: j.tell(a.text)}
	if a.html {
		out.Text = &a.text
	}
	return out
}

// bounds is a line of the output with -sentences.
type bounds struct {
	ID        string         `json:"id"`
	Text      *string        `json:"text,omitempty"`
	Sentences []article.Span `json:"sentences"`
}

func sentencesOf(a input) bounds {
	out := bounds{ID: a.id, Sentences: []article.Span{}}
	if a.html {
		out.Text = &a.text
	}
	for s := range article.Sentences(a.text) {
		out.Sentences = append(out.Sentences, s)
	}
	return out
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
