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
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/timeline"
)

const help = `
usage: timeline [-period P] [-min N] [-unasserted] [-min-probability P]
                [-model FILE] [-network] [-skip] [-svg FILE] [FILE...]

Tells who took which stance when. Reads dated articles, one JSON object a line,
{"date":"2024-03-05","text":"..."}, from the files or from standard input, and
prints a table: a line for each speaker and period with the number of statements
of each stance, the stance taken most often, and its mean probability. With -svg
it draws the same as one picture, too. A date may have a time: 2024-03-05 14:30 or
2024-03-05T14:30:00+02:00. What somebody did not say, or may say, does not count.

Example:
  go run ./examples/timeline -svg dam.svg examples/timeline/testdata/dam.jsonl
`

func main() { cli.Main("timeline", run) }

// job is what the command line asks for.
type job struct {
	files      []string
	settings   timeline.Settings
	svg        string
	model      string
	skip       bool
	classifier *stance.Classifier
}

func parse(args []string, stdout io.Writer) (*job, error) {
	j := &job{}
	flags := flag.NewFlagSet("timeline", flag.ContinueOnError)
	period := flags.String("period", "month", "the `period` that a point covers: day, week, month or year")
	flags.IntVar(&j.settings.MinStatements, "min", 2, "leave out speakers with fewer than `n` statements")
	classifier := cli.StanceFlags(flags, "leave out statements where the `probability` of the stance is below")
	flags.BoolVar(&j.settings.KeepUnasserted, "unasserted", false, "count what speakers did not say or may say, too")
	flags.BoolVar(&j.skip, "skip", false, "leave out bad articles and go on")
	flags.StringVar(&j.svg, "svg", "", "draw the lines into this `file`, too")
	err := cli.Parse(flags, args, help, stdout, func(name string) error { return cli.AddFile(&j.files, name) })
	if err != nil {
		return nil, err
	}
	if j.settings.Period, err = timeline.ParsePeriod(*period); err != nil {
		return nil, cli.Usagef("-period: %w", err)
	}
	j.model = flags.Lookup("model").Value.String()
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
	if j.svg != "" {
		if err := cli.Writable("svg", j.svg, append(slices.Clip(j.files), j.model)...); err != nil {
			return err
		}
	}
	entries, articles, err := j.collect(ctx, stdin, stderr)
	if err != nil {
		return err
	}
	lines := timeline.Lines(slices.Values(entries), j.settings)
	out := bufio.NewWriter(stdout)
	switch {
	case len(lines) > 0:
		table(out, lines, j.settings.Period)
	case articles == 0:
		fmt.Fprintln(out, "No articles.")
	default:
		fmt.Fprintf(out, "No speaker has %s or more (-min).\n", cli.Count(max(1, j.settings.MinStatements), "statement"))
	}
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

// collect finds the statements of all articles, and how many these are.
func (j *job) collect(ctx context.Context, stdin io.Reader, stderr io.Writer) (out []timeline.Entry, n int, err error) {
	articles := cli.Articles(j.files, stdin, true)
	if j.skip {
		articles = cli.SkipArticles(articles, stderr)
	}
	for a, err := range articles {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, 0, err
		}
		n++
		out = append(out, timeline.Collect(j.classifier, a.ID, a.Date, a.Text)...)
	}
	return out, n, nil
}

// table prints a row for each speaker and period.
func table(w io.Writer, lines []timeline.Line, p timeline.Period) {
	fmt.Fprintf(w, "%-10s  %4s %6s %9s %5s  %s\n", "", "coop", "demand", "rejecting", "none", "mostly (mean probability)")
	for _, l := range lines {
		fmt.Fprintln(w, cli.Line(l.Speaker))
		for _, pt := range l.Points {
			fmt.Fprintf(w, "%-10s  %4d %6d %9d %5d  %s (%.2f)\n", p.Format(pt.Start), pt.Counts[stance.Cooperative],
				pt.Counts[stance.DemandingGuarantees], pt.Counts[stance.Rejecting], pt.Counts[stance.None], pt.Lead(), pt.Confidence())
		}
	}
}
