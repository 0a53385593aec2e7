// Command inspect tells what is in model files: classes, settings, what training
// found, sizes and checksum, and with rows at hand which features speak for
// which class.
//
//	go run ./examples/inspect my.model
//	go run ./examples/inspect -data rows.csv my.model
package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

const help = `
usage: inspect [flags] FILE...

Tells what is in model files, after checking them whole: classes and their rows,
the settings of the features, what training chose and how good it was,
cross-validated, the network that it has, and last how large each part of the
file is. With -json one object a file, for programs.

A model knows its features by hash values alone. With -data, rows with texts of
the kind that it is for, such as those that it learnt from, their features are
looked up in the model and the strongest ones of each class are shown by name:

  words    the words and marks themselves     stems    their stems; ^ begins the text
  chars    parts of words, _ is an edge       negated  stems under a negation
  similar  words like these, by cluster       looked up  the word by its vector

Only features that occur in at least -min-rows of the rows are shown, since a
single row may be an accident; what the rows do not hold cannot be named.

Example:
  go run ./examples/inspect -data rows.csv -top 5 my.model
`

func main() { cli.Main("inspect", run) }

// job is what the command line asks for.
type job struct {
	files   []string
	rows    cli.Reader
	top     int
	minRows int
	json    bool
}

func parse(args []string, stdout, stderr io.Writer) (*job, error) {
	j := &job{rows: cli.Reader{Log: stderr, Options: dataset.Options{NoLabel: true}}}
	flags := flag.NewFlagSet("inspect", flag.ContinueOnError)
	flags.Func("data", "name the features of the model after the texts of this `file`; may be given more than once", func(name string) error {
		return cli.AddRowFile(&j.rows.Files, name)
	})
	cli.RowFlags(flags, &j.rows.Options)
	flags.IntVar(&j.top, "top", 10, "show this `number` of features of each class")
	flags.IntVar(&j.minRows, "min-rows", 2, "show features that occur in this `number` of the rows of -data or more")
	flags.BoolVar(&j.json, "json", false, "print JSON, one object a model")
	if err := cli.Parse(flags, args, help, stdout, func(name string) error { return cli.AddFile(&j.files, name) }); err != nil {
		return nil, err
	}
	if len(j.files) == 0 {
		return nil, cli.Usagef("no model to look into: want FILE")
	}
	if j.top < 1 || j.minRows < 1 {
		return nil, cli.Usagef("-top %d and -min-rows %d: want 1 or more", j.top, j.minRows)
	}
	return j, nil
}

func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) error {
	j, err := parse(args, stdout, stderr)
	if err != nil {
		return err
	}
	var texts []string
	if len(j.rows.Files) > 0 {
		rows, err := j.rows.Slice()
		if err != nil {
			return err
		}
		for _, row := range rows {
			texts = append(texts, row.Text)
		}
	}
	out := bufio.NewWriter(stdout)
	for i, file := range j.files {
		r, err := j.inspect(ctx, file, texts)
		if err != nil {
			return cmp.Or(out.Flush(), err)
		}
		if j.json {
			err = json.NewEncoder(out).Encode(r)
		} else {
			if i > 0 {
				fmt.Fprintln(out)
			}
			r.write(out)
		}
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// report is what is told of a model file.
type report struct {
	File string `json:"file"`
	model.FileInfo
	SHA256    string            `json:"sha256"`
	Threshold float64           `json:"threshold"`
	Known     int               `json:"features"` // how many
	Settings  features.Settings `json:"settings"`
	Clusters  *clusterSizes     `json:"clusters,omitempty"`
	Summary   model.Summary     `json:"summary"`
	Named     *named            `json:"named,omitempty"`
}

// clusterSizes tells how large the table of word clusters is.
type clusterSizes struct {
	Words  int `json:"words"`
	Levels int `json:"levels"`
}

func (j *job) inspect(ctx context.Context, file string, texts []string) (*report, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	info, err := model.Describe(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	m, err := model.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	sum := sha256.Sum256(raw)
	r := &report{
		File: file, FileInfo: info, SHA256: hex.EncodeToString(sum[:]),
		Threshold: m.Threshold(), Known: m.Size(), Settings: m.Features(), Summary: m.Summary(),
	}
	if c := r.Settings.Clusters; c != nil {
		r.Clusters = &clusterSizes{Words: c.Len(), Levels: c.Levels()}
	}
	if len(texts) > 0 {
		if r.Named, err = nameFeatures(ctx, m, texts, j.top, j.minRows); err != nil {
			return nil, err
		}
	}
	return r, nil
}
