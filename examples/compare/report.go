package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model/evaluate"
)

// report is the outcome; its fields are the JSON.
type report struct {
	Train    int      `json:"train_rows"`
	Test     int      `json:"test_rows"`
	Refused  int      `json:"refused,omitempty"`
	Classes  []string `json:"classes"`
	System   string   `json:"system"`
	Cores    int      `json:"cores"` // that a process may use
	Pinned   bool     `json:"pinned"`
	Sklearn  string   `json:"scikit_learn,omitempty"` // version
	Texts    int      `json:"throughput_texts"`
	Runs     int      `json:"runs"`
	Figures  []figure `json:"figures"`
	Missing  []note   `json:"missing,omitempty"`
	Failures []note   `json:"failed,omitempty"`
}

// figure is a line of the table. Times are in seconds, memory in bytes.
type figure struct {
	Name     string               `json:"name"`
	MacroF1  evaluate.Interval    `json:"macro_f1"`
	Accuracy evaluate.Interval    `json:"accuracy"`
	Train    float64              `json:"train_seconds"`
	TrainCPU float64              `json:"train_cpu_seconds"`
	Predict  float64              `json:"predict_seconds"`
	Start    float64              `json:"start_seconds"`
	Rate     float64              `json:"rows_per_second"`
	TrainMem int64                `json:"train_memory,omitempty"`
	TestMem  int64                `json:"predict_memory,omitempty"`
	Ours     *evaluate.Comparison `json:"to_ours,omitempty"` // b is ours
}

// note says something about a peer.
type note struct {
	Name string `json:"name"`
	Note string `json:"note"`
}

func newReport(j *job, d *data, b *bench) *report {
	r := &report{
		Train: d.rows, Test: len(d.gold), Refused: j.train.Refused + j.test.Refused, Classes: d.classes,
		System: fmt.Sprintf("%s/%s, %s", runtime.GOOS, runtime.GOARCH, runtime.Version()),
		Cores:  runtime.NumCPU(), Pinned: b.pinned, Sklearn: b.sklearn, Texts: d.many, Runs: j.runs,
	}
	if j.cores > 0 {
		r.Cores = j.cores
	}
	return r
}

func (r *report) leaveOut(p peer, why string) { r.Missing = append(r.Missing, note{p.name, why}) }

func (r *report) fail(p peer, err error) {
	text := strings.TrimPrefix(err.Error(), p.name+": ")
	r.Failures = append(r.Failures, note{p.name, text})
}

// add adds a line for a classifier; ours are the labels of our own.
func (r *report) add(p peer, res *result, ours []string, d *data, seed uint64) error {
	settings := evaluate.BootstrapSettings{Seed: seed}
	i, err := evaluate.Bootstrap(d.classes, d.gold, res.labels, settings)
	if err != nil {
		return err
	}
	f := figure{
		Name: p.name, MacroF1: i.MacroF1, Accuracy: i.Accuracy,
		Train: res.train.Wall.Seconds(), TrainCPU: res.train.CPU.Seconds(),
		Predict: res.predict.Wall.Seconds(), Start: res.none.Wall.Seconds(),
		TrainMem: res.train.Memory, TestMem: max(res.predict.Memory, res.none.Memory),
	}
	if work := res.many.Wall - res.none.Wall; work > 0 {
		f.Rate = float64(d.many) / work.Seconds()
	}
	if p.kind != kindOurs {
		if f.Ours, err = evaluate.Compare(d.classes, d.gold, res.labels, ours, settings); err != nil {
			return err
		}
	}
	r.Figures = append(r.Figures, f)
	return nil
}

func (r *report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

func (r *report) writeText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "trained on %s, tested on %s of %s, %d refused\n", cli.Count(r.Train, "row"), cli.Count(r.Test, "row"), plural(len(r.Classes), "class", "classes"), r.Refused)
	fmt.Fprintf(&b, "%s, %s%s\n\n", r.System, cli.Count(r.Cores, "core"), r.limit())
	r.table(&b)
	b.WriteByte('\n')
	writeNotes(&b, "left out", r.Missing)
	writeNotes(&b, "failed", r.Failures)
	if len(r.Missing)+len(r.Failures) > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "Intervals are of 95 %%. The times are those of whole processes, start-up included;\nrows/s is measured on %s, start-up taken off. -h says more.\n", cli.Count(r.Texts, "text"))
	if r.Sklearn != "" {
		fmt.Fprintf(&b, "sk is scikit-learn %s.\n", r.Sklearn)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// limit says how processes were kept to the cores.
func (r *report) limit() string {
	switch {
	case r.Pinned:
		return ", to which each process was pinned"
	case r.Cores < runtime.NumCPU():
		return fmt.Sprintf(" of %d; processes were asked to use no more, not held to it", runtime.NumCPU())
	}
	return ""
}

// table writes the figures, names at the left and numbers at the right of their
// columns.
func (r *report) table(b *strings.Builder) {
	rows := [][]string{{"", "macro-F1", "accuracy", "ours - it", "p", "train s", "cpu s", "test s", "start s", "rows/s", "memory MB"}}
	for _, f := range r.Figures {
		gain, p := "", ""
		if f.Ours != nil {
			g := f.Ours.MacroF1.Gain
			gain = fmt.Sprintf("%+.3f [%+.3f, %+.3f]", g.Estimate, g.Low, g.High)
			p = fmt.Sprintf("%.3f", f.Ours.MacroF1.PValue)
		}
		rows = append(rows, []string{
			f.Name, f.MacroF1.String(), fmt.Sprintf("%.3f", f.Accuracy.Estimate), gain, p,
			seconds(f.Train), seconds(f.TrainCPU), seconds(f.Predict), seconds(f.Start), rate(f.Rate), memory(f.TrainMem, f.TestMem),
		})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len(cell))
		}
	}
	for _, row := range rows {
		line := fmt.Sprintf("%-*s", widths[0], row[0])
		for i, cell := range row[1:] {
			line += fmt.Sprintf("  %*s", widths[i+1], cell)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// writeNotes writes one line for the peers of which the same is to be said.
func writeNotes(b *strings.Builder, head string, notes []note) {
	for i := 0; i < len(notes); {
		var names []string
		text := notes[i].Note
		for ; i < len(notes) && notes[i].Note == text; i++ {
			names = append(names, notes[i].Name)
		}
		fmt.Fprintf(b, "%-9s %s: %s\n", head, strings.Join(names, ", "), text)
	}
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}

// seconds writes a time with three digits that count.
func seconds(s float64) string {
	switch {
	case s < 1:
		return fmt.Sprintf("%.3f", s)
	case s < 100:
		return fmt.Sprintf("%.2f", s)
	}
	return fmt.Sprintf("%.0f", s)
}

// rate writes rows a second with three digits that count, for more were noise.
func rate(r float64) string {
	if r <= 0 {
		return "?"
	}
	unit := 1
	for r/float64(unit) >= 1000 {
		unit *= 10
	}
	return cli.Thousands(int(r/float64(unit)+0.5) * unit)
}

// memory writes what training and testing held, in megabytes.
func memory(train, test int64) string {
	if train == 0 {
		return "?"
	}
	return fmt.Sprintf("%.0f, %.0f", float64(train)/1e6, float64(test)/1e6)
}
