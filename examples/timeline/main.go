// Command timeline shows how the stances of speakers change over many dated
// articles: a table for the terminal, and a drawing.
//
//	go run ./examples/timeline -svg dam.svg examples/timeline/testdata/dam.jsonl
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
	"os"
	"slices"
	"time"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/timeline"
)

const help = `
usage: timeline [-period P] [-min N] [-min-probability P] [-model FILE] [-network]
                [-svg FILE] [FILE...]

Tells who took which stance when. Reads dated articles, one JSON object a line,
{"date":"2024-03-05","text":"..."}, from the files or from standard input, and
prints a table: a line for each speaker and period with the number of statements
of each stance, the stance taken most often, and its mean probability. With -svg
it draws the same as one picture, too.

Example:
  go run ./examples/timeline -svg dam.svg examples/timeline/testdata/dam.jsonl
`

func main() { cli.Main("timeline", run) }

// job is what the command line asks for.
type job struct {
	files      []string
	settings   timeline.Settings
	svg        string
	classifier *stance.Classifier
}

func parse(args []string, stdout io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("timeline", flag.ContinueOnError)
	period := flags.String("period", "month", "what a point covers: `day`, week, month or year")
	flags.IntVar(&j.settings.MinStatements, "min", 2, "leave out speakers with fewer than `n` statements")
	classifier := cli.StanceFlags(flags, "leave out statements where the `probability` of the stance is below")
	flags.StringVar(&j.svg, "svg", "", "draw the lines into this `file`, too")
	err := cli.Parse(flags, args, help, stdout, func(name string) error { return cli.AddFile(&j.files, name) })
	if err != nil {
		return nil, err
	}
	if j.settings.Period, err = timeline.ParsePeriod(*period); err != nil {
		return nil, cli.Usagef("-period: %w", err)
	}
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
	var entries []timeline.Entry
	for _, name := range j.files {
		more, err := j.read(ctx, name, stdin)
		if err != nil {
			return err
		}
		entries = append(entries, more...)
	}
	lines := timeline.Lines(slices.Values(entries), j.settings)
	out := bufio.NewWriter(stdout)
	table(out, lines, j.settings.Period)
	if err := out.Flush(); err != nil {
		return err
	}
	if j.svg == "" {
		return nil
	}
	var picture bytes.Buffer
	draw(&picture, lines, j.settings.Period)
	return os.WriteFile(j.svg, picture.Bytes(), 0o644)
}

// read reads the articles of a file and finds their statements.
func (j *job) read(ctx context.Context, name string, stdin io.Reader) ([]timeline.Entry, error) {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	var out []timeline.Entry
	lines := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		line, end := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var row struct{ Date, Text string }
			if err := json.Unmarshal(line, &row); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			day, err := time.Parse(time.DateOnly, row.Date)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: field \"date\": %q is no date such as 2024-03-05", name, n, row.Date)
			}
			out = append(out, timeline.Collect(j.classifier, day, row.Text)...)
		}
		if err := cmp.Or(end, ctx.Err()); err != nil {
			if err == io.EOF {
				return out, nil
			}
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}

// table prints a row for each speaker and period.
func table(w io.Writer, lines []timeline.Line, p timeline.Period) {
	if len(lines) == 0 {
		fmt.Fprintln(w, "No speaker has that many statements.")
		return
	}
	fmt.Fprintf(w, "%-10s  %4s %6s %9s %5s  %s\n", "", "coop", "demand", "rejecting", "none", "mostly (mean probability)")
	for _, l := range lines {
		fmt.Fprintf(w, "%s\n", l.Speaker)
		for _, pt := range l.Points {
			fmt.Fprintf(w, "%-10s  %4d %6d %9d %5d  %s (%.2f)\n", p.Format(pt.Start), pt.Counts[stance.Cooperative],
				pt.Counts[stance.DemandingGuarantees], pt.Counts[stance.Rejecting], pt.Counts[stance.None], pt.Lead(), pt.Confidence())
		}
	}
}
