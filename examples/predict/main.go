// Command predict labels texts: rows in, one JSON row out for each, in the same
// order.
//
//	echo '{"text":"We are ready to talk."}' | go run ./examples/predict
//
// Without -model it tells the stance of statements, by the default model of
// package stance.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/internal/batch"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/stance"
)

const help = `
usage: predict [-model FILE] [flags] [FILE...]

Labels texts. Reads rows with a text from the files, or from standard input
where there is none or it is "-", and prints for each of them, in the same order,
one JSON object on a line:

  {"id":"7","label":"rejecting","probability":0.8,"probabilities":{"none":0.1,...}}

"id" is there where the row has one, always as a string. "text" follows it with
-texts; bytes of it that are not valid UTF-8 are replaced. "abstained":true is
there where the label is not to be relied on: its probability lies below
-min-probability, or the text holds no word. An empty text is answered, too: by a
model of stances as "none" with probability 1, by any other with what the model
expects before it has read a word; both abstain. The label can differ from the
most probable one, since training leans toward rare labels.

Files are JSON lines, CSV, TSV or fastText's format, by the ending of the name.
A row without a text, or one that cannot be read, is reported with its line and
ends the program with status 1, after the rows before it have been answered;
with -skip it is left out, and as many lines fewer come out.

Example:
  go run ./examples/predict -model topic.model -min-probability 0.6 rows.csv
`

func main() { cli.Main("predict", run) }

// job is what the command line asks for.
type job struct {
	files    []string
	options  dataset.Options
	skip     bool
	classify cli.Classify
	classes  []string
	texts    bool // print them, too
}

func parse(args []string, stdout io.Writer) (*job, error) {
	j := &job{options: dataset.Options{NoLabel: true}}
	flags := flag.NewFlagSet("predict", flag.ContinueOnError)
	path := flags.String("model", "", "model `file` that train has written; without it the stances of the default model")
	threshold := flags.Float64("min-probability", 0, "abstain where the `probability` of the label is below")
	network := flags.Bool("network", false, cli.NetworkUsage)
	cli.RowFlags(flags, &j.options)
	flags.BoolVar(&j.texts, "texts", false, "print the texts, too")
	flags.BoolVar(&j.skip, "skip", false, "leave out bad rows and go on")
	err := cli.Parse(flags, args, help, stdout, func(name string) error { return cli.AddFile(&j.files, name) })
	if err != nil {
		return nil, err
	}
	var m *model.Text
	if *path == "" {
		m = stance.Default().Model()
	} else if m, err = model.Open(*path); err != nil {
		return nil, err
	}
	if m, err = m.WithThreshold(*threshold); err != nil {
		return nil, cli.Usagef("-min-probability: %w", err)
	}
	if *network {
		if m, err = m.WithNetwork(true); err != nil {
			return nil, cli.NetworkError(err)
		}
	}
	j.classes, j.classify = m.Classes(), cli.NewClassify(m)
	return j, nil
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	j, err := parse(args, stdout)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(stdout, 1<<16)
	err = j.predict(ctx, stdin, out, stderr)
	return cmp.Or(err, out.Flush())
}

// answering has answered what was read before it waits for more to read, so that a
// person or a program that sends row by row gets its answers.
type answering struct {
	r      io.Reader
	answer func() error
}

func (a *answering) Read(b []byte) (int, error) {
	if err := a.answer(); err != nil {
		return 0, err
	}
	return a.r.Read(b)
}

// item is a row to answer, or what is wrong with it.
type item struct {
	row dataset.Row
	err error
}

// answer is the answer to a row, as JSON, or what is wrong with the row.
type answer struct {
	line []byte
	err  error
}

// predict answers all rows, on all processors and in their order.
func (j *job) predict(ctx context.Context, stdin io.Reader, out *bufio.Writer, stderr io.Writer) error {
	p, err := newPrinter(j.classes, j.texts)
	if err != nil {
		return err
	}
	rows := func(pause func()) iter.Seq[item] {
		return j.rows(&answering{stdin, func() error {
			pause()
			return out.Flush()
		}}, stderr)
	}
	label := func(i item) (a answer) {
		if a.err = i.err; a.err == nil {
			values, class, abstained := j.classify(nil, i.row.Text)
			a.line, a.err = p.line(i.row, values, class, abstained)
		}
		return a
	}
	for a, err := range batch.MapPausing(ctx, rows, label) {
		if err = cmp.Or(err, a.err); err != nil {
			return err
		}
		if _, err := out.Write(a.line); err != nil {
			return err
		}
	}
	return nil
}

// rows yields the rows of all files, up to the first that cannot be read.
func (j *job) rows(stdin io.Reader, stderr io.Writer) iter.Seq[item] {
	files := j.files
	if len(files) == 0 {
		files = []string{"-"}
	}
	return func(yield func(item) bool) {
		for _, file := range files {
			rows := dataset.OpenFile(file, j.options)
			if file == "-" {
				o := j.options
				o.Name = "standard input"
				o.Format = cmp.Or(o.Format, dataset.JSONLines)
				rows = dataset.Read(stdin, o)
			}
			if j.skip {
				rows = dataset.Skip(rows, func(err error) { fmt.Fprintln(stderr, "skipped ", cli.Message(err)) })
			}
			for row, err := range rows {
				if !yield(item{row, err}) || err != nil {
					return
				}
			}
		}
	}
}

// printer writes predictions as JSON rows. It is safe for concurrent use.
type printer struct {
	names [][]byte // of the classes, as JSON
	texts bool
}

func newPrinter(classes []string, texts bool) (*printer, error) {
	p := &printer{texts: texts}
	for _, c := range classes {
		name, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		p.names = append(p.names, name)
	}
	return p, nil
}

// line returns what is printed for a row with the probabilities of its classes.
func (p *printer) line(row dataset.Row, values []float64, class int, abstained bool) (b []byte, err error) {
	b = append(make([]byte, 0, 256), '{')
	if row.ID != "" {
		if b, err = appendField(b, `"id":`, row.ID); err != nil {
			return nil, err
		}
	}
	if p.texts {
		if b, err = appendField(b, `"text":`, row.Text); err != nil {
			return nil, err
		}
	}
	b = append(b, `"label":`...)
	b = append(b, p.names[class]...)
	b = append(b, `,"probability":`...)
	b = strconv.AppendFloat(b, values[class], 'g', 6, 64)
	b = append(b, `,"probabilities":{`...)
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, p.names[i]...)
		b = append(b, ':')
		b = strconv.AppendFloat(b, v, 'g', 6, 64)
	}
	b = append(b, '}')
	if abstained {
		b = append(b, `,"abstained":true`...)
	}
	return append(b, '}', '\n'), nil
}

// appendField appends a key, a value as JSON and a comma.
func appendField(b []byte, key, value string) ([]byte, error) {
	v, err := json.Marshal(value)
	b = append(append(b, key...), v...)
	return append(b, ','), err
}
