package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
)

// files are the rows in the form that one kind of program reads.
type files struct {
	train string // labelled rows
	test  string // texts to label
	many  string // texts to measure the speed with
	none  string // no text at all
}

// data are the rows that all are compared on. In the files a class is its number,
// so that no name can upset a program.
type data struct {
	classes        []string // sorted
	gold           []string // class of each test row
	rows           int      // training rows
	many           int      // texts in the files named many
	json, fastText files
}

// classNumber returns the label that stands for a class in the files. The
// numbers sort as the classes do.
func classNumber(class int) string { return fmt.Sprintf("%06d", class) }

// prepare reads the rows and writes them to files, one set for ourselves and
// Python, one for fastText.
func (j *job) prepare(ctx context.Context, dir string) (*data, error) {
	train, err := j.train.Slice()
	if err != nil {
		return nil, err
	}
	test, err := j.test.Slice()
	if err != nil {
		return nil, err
	}
	known := cli.CountClasses(train)
	if len(known) == 1 {
		return nil, fmt.Errorf("%s: %w, %q, in all of %s", j.train.Source(), model.ErrOneClass, known[0].Class, cli.Count(len(train), "row"))
	}
	cli.WarnColumns(j.train.Log, known)
	d := &data{rows: len(train)}
	for _, c := range known {
		d.classes = append(d.classes, c.Class)
	}
	if err := cli.SharedLabel(&j.test, test, d.classes); err != nil {
		return nil, err
	}
	for _, e := range test {
		d.classes = append(d.classes, e.Class)
		d.gold = append(d.gold, e.Class)
	}
	slices.Sort(d.classes)
	d.classes = slices.Compact(d.classes)

	texts := make([]model.Example, 0, len(train)+len(test))
	texts = append(append(texts, train...), test...)
	many := texts
	for len(many) < j.rows {
		many = append(many, texts...)
	}
	d.many = len(many)
	shuffled := slices.Clone(train)
	rand.New(rand.NewPCG(j.settings.Seed, 0)).Shuffle(len(shuffled), func(a, b int) {
		shuffled[a], shuffled[b] = shuffled[b], shuffled[a]
	})
	for _, kind := range []struct {
		to     *files
		ending string
		train  []model.Example
		line   func(e model.Example, class string) (string, error)
	}{
		{&d.json, ".jsonl", train, plainLine},
		{&d.fastText, ".txt", shuffled, fastTextLine},
	} {
		write := func(name string, rows []model.Example, labelled bool) string {
			path := filepath.Join(dir, name+kind.ending)
			err = cmp.Or(err, ctx.Err(), d.write(path, rows, labelled, kind.line))
			return path
		}
		kind.to.train = write("train", kind.train, true)
		kind.to.test = write("test", test, false)
		kind.to.many = write("many", many, false)
		kind.to.none = write("none", nil, false)
	}
	return d, err
}

func (d *data) write(path string, rows []model.Example, labelled bool, line func(model.Example, string) (string, error)) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	w := bufio.NewWriter(f)
	for _, e := range rows {
		class := ""
		if labelled {
			i, _ := slices.BinarySearch(d.classes, e.Class)
			class = classNumber(i)
		}
		s, err := line(e, class)
		if err != nil {
			return err
		}
		if _, err := w.WriteString(s + "\n"); err != nil {
			return err
		}
	}
	return w.Flush()
}

// plainLine returns a labelled row as JSON, and a text without a label as a line: to
// read JSON is not to classify.
func plainLine(e model.Example, class string) (string, error) {
	if class == "" {
		return oneLine.Replace(e.Text), nil
	}
	b, err := json.Marshal(struct {
		Text  string `json:"text"`
		Label string `json:"label"`
	}{e.Text, class})
	return string(b), err
}

var oneLine = strings.NewReplacer("\n", " ", "\r", " ")

// readLabels reads a file with the number of a class, or fastText's label of it,
// on each line, and returns the classes. A line without one is no class.
func (d *data) readLabels(path string) ([]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	if len(lines) != len(d.gold) {
		return nil, fmt.Errorf("%d labels for %d rows", len(lines), len(d.gold))
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		number := strings.TrimPrefix(strings.TrimSpace(line), fastTextLabel)
		if number == "" {
			continue
		}
		var class int
		if _, err := fmt.Sscanf(number, "%d", &class); err != nil || class < 0 || class >= len(d.classes) {
			return nil, fmt.Errorf("line %d: no label that was given: %q", i+1, lastLine(line))
		}
		out[i] = d.classes[class]
	}
	return out, nil
}
