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
	"strconv"

	"github.com/stancekit/stancekit/examples/internal/cli"
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

"id" is there where the row has one. "abstained":true is there where the label is
not to be relied on: its probability lies below -min-probability, or the text
holds no word. An empty text is answered, too: by a model of stances as "none"
with probability 1, by any other with what the model expects before it has read a
word; both abstain. The label can differ from the most probable one, since
training leans toward rare labels.

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
}

func parse(args []string, stdout io.Writer) (*job, error) {
	j := &job{options: dataset.Options{NoLabel: true}}
	flags := flag.NewFlagSet("predict", flag.ContinueOnError)
	path := flags.String("model", "", "model `file` that train has written; without it the stances of the default model")
	threshold := flags.Float64("min-probability", 0, "abstain where the `probability` of the label is below")
	network := flags.Bool("network", false, "classify with the model's network, too: slower, more accurate")
	cli.RowFlags(flags, &j.options)
	flags.BoolVar(&j.skip, "skip", false, "leave out bad rows and go on")
	err := cli.Parse(flags, args, help, stdout, func(name string) error { return cli.AddFile(&j.files, name) })
	if err != nil {
		return nil, err
	}
	m := stance.Default().Model()
	if *path != "" {
		if m, err = model.Open(*path); err != nil {
			return nil, err
		}
	}
	if m, err = m.WithThreshold(*threshold); err != nil {
		return nil, cli.Usagef("-min-probability: %w", err)
	}
	if *network {
		if m, err = m.WithNetwork(true); err != nil {
			return nil, cli.Usagef("-network: %w", err)
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
	err = j.predict(ctx, &answering{stdin, out}, out, stderr)
	return cmp.Or(err, out.Flush())
}

// answering writes out what has been answered before it waits for more to read,
// so that a person or a program that sends row by row gets its answers.
type answering struct {
	r   io.Reader
	out *bufio.Writer
}

func (a *answering) Read(b []byte) (int, error) {
	if err := a.out.Flush(); err != nil {
		return 0, err
	}
	return a.r.Read(b)
}

func (j *job) predict(ctx context.Context, stdin io.Reader, out *bufio.Writer, stderr io.Writer) error {
	p := printer{}
	for _, c := range j.classes {
		name, err := json.Marshal(c)
		if err != nil {
			return err
		}
		p.names = append(p.names, name)
	}
	files := j.files
	if len(files) == 0 {
		files = []string{"-"}
	}
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
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			var class int
			var abstained bool
			p.values, class, abstained = j.classify(p.values[:0], row.Text)
			if err := p.print(out, row.ID, class, abstained); err != nil {
				return err
			}
		}
	}
	return nil
}

// printer writes predictions as JSON rows.
type printer struct {
	names  [][]byte  // of the classes, as JSON
	values []float64 // their probabilities
	line   []byte
}

func (p *printer) print(w io.Writer, id string, class int, abstained bool) error {
	b := append(p.line[:0], '{')
	if id != "" {
		name, err := json.Marshal(id)
		if err != nil {
			return err
		}
		b = append(b, `"id":`...)
		b = append(b, name...)
		b = append(b, ',')
	}
	b = append(b, `"label":`...)
	b = append(b, p.names[class]...)
	b = append(b, `,"probability":`...)
	b = strconv.AppendFloat(b, p.values[class], 'g', 6, 64)
	b = append(b, `,"probabilities":{`...)
	for i, v := range p.values {
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
	p.line = append(b, '}', '\n')
	_, err := w.Write(p.line)
	return err
}
