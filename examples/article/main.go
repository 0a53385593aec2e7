// Command article tells who says what in news articles, and which stance each
// statement takes.
//
//	go run ./examples/article testdata/articles/dam.txt
//
// It prints a listing by speaker, or JSON for other programs.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/article"
)

const help = `
usage: article [-json] [-jsonl] [-sentences] [-model FILE] [-network]
               [-min-probability P] [FILE...]

Finds the statements of news articles, names their speakers and tells the stance
of each. Reads plain text, or HTML, which it reduces to its prose; standard input
where no file is named or the name is "-". Prints a listing by speaker.

With -json it prints one line an article:

  {"id":"a.txt","statements":[{"start":0,"end":31,"spans":[[0,31]],"text":"...",
   "kind":"direct","speaker":"Foreign Minister Ola Berg","speaker_start":34,...,
   "modality":"asserted","label":"rejecting","probability":0.8,"probabilities":{...},"abstained":false}]}

Offsets are bytes of the article's text; of HTML it is the prose, which is then
printed as "text". With -jsonl each line of the input is an article,
{"id":"...","text":"..."}, and the output is as with -json. With -sentences it
prints {"id":"...","sentences":[[start,end],...]} instead.

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
	classifier *stance.Classifier
}

func parse(args []string, stdout io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("article", flag.ContinueOnError)
	flags.BoolVar(&j.json, "json", false, "print one JSON object an article")
	flags.BoolVar(&j.rows, "jsonl", false, "the input is JSON lines, an article each; implies -json")
	flags.BoolVar(&j.sentences, "sentences", false, "print the bounds of the sentences only; implies -json")
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

func run(ctx context.Context, args []string, stdin io.Reader, stdout, _ io.Writer) error {
	j, err := parse(args, stdout)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(stdout, 1<<16)
	colour := cli.IsTerminal(stdout) && os.Getenv("NO_COLOR") == ""
	first := true
	for a, err := range j.articles(stdin) {
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

// input is one article.
type input struct {
	id, text string
	html     bool // text was reduced from it
}

// articles reads the files one after the other.
func (j *job) articles(stdin io.Reader) iter.Seq2[input, error] {
	return func(yield func(input, error) bool) {
		for _, name := range j.files {
			in := stdin
			if name != "-" {
				f, err := os.Open(name)
				if err != nil {
					yield(input{}, err)
					return
				}
				defer f.Close()
				in = f
			}
			for a, err := range j.read(name, in) {
				if !yield(a, err) || err != nil {
					return
				}
			}
		}
	}
}

// read reads the articles of one file.
func (j *job) read(name string, in io.Reader) iter.Seq2[input, error] {
	return func(yield func(input, error) bool) {
		if !j.rows {
			raw, err := io.ReadAll(in)
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			yield(newInput(name, string(raw)), err)
			return
		}
		lines := bufio.NewReaderSize(in, 1<<16)
		for n := 1; ; n++ {
			line, end := lines.ReadBytes('\n')
			if len(bytes.TrimSpace(line)) > 0 {
				var row struct{ ID, Text *string }
				if err := json.Unmarshal(line, &row); err != nil {
					yield(input{}, fmt.Errorf("%s:%d: %w", name, n, err))
					return
				}
				if row.Text == nil {
					yield(input{}, fmt.Errorf("%s:%d: no text", name, n))
					return
				}
				id := fmt.Sprintf("%s:%d", name, n)
				if row.ID != nil {
					id = *row.ID
				}
				if !yield(input{id: id, text: *row.Text}, nil) {
					return
				}
			}
			if end == io.EOF {
				return
			}
			if end != nil {
				yield(input{}, fmt.Errorf("%s:%d: %w", name, n, end))
				return
			}
		}
	}
}

func newInput(name, raw string) input {
	if isHTML(raw) {
		return input{id: name, text: prose(raw), html: true}
	}
	return input{id: name, text: raw}
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
