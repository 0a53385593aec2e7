package main

import (
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"os"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model/evaluate"
)

//go:embed page
var pageFiles embed.FS

// textLength is how much of a text the page shows.
const textLength = 500

var pageTemplate = template.Must(template.New("page.html").Funcs(template.FuncMap{
	"count":    cli.Count,
	"number":   cli.Thousands,
	"three":    func(v float64) string { return fmt.Sprintf("%.3f", v) },
	"two":      func(v float64) string { return fmt.Sprintf("%.2f", v) },
	"percent1": func(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) },
	"times":    func(v, by float64) float64 { return round(v * by) },
	"minus":    func(a, b float64) float64 { return round(a - b) },
	// Format characters in a text or name could turn round what stands beside
	// it; the templates escape the rest.
	"text": func(s string) string { return cli.Plain(s, textLength) },
	"name": name,
}).ParseFS(pageFiles, "page/*.html"))

// page is what the template shows.
type page struct {
	*report
	Style       template.CSS
	Level       string // of the intervals
	Absent      []string
	Matrix      *matrix
	Reliability *chart
	Risk        *chart
	Learning    *chart
	Aside       bool
	WordBars    []bars
}

// tile is a score with its interval, for a tile.
type tile struct {
	Name string
	evaluate.Interval
}

// Tiles are the scores at the head of the page.
func (p *page) Tiles() []tile {
	return []tile{{"Macro-F1", p.Intervals.MacroF1}, {"Accuracy", p.Intervals.Accuracy}}
}

func (r *report) writePage(w io.Writer) error {
	style, err := pageFiles.ReadFile("page/style.css")
	if err != nil {
		return err
	}
	p := &page{
		report: r,
		Style:  template.CSS(style), // our own
		Level:  fmt.Sprintf("%.0f %%", 100*r.Intervals.Level),
		Absent: r.absent(),
		Matrix: newMatrix(r.Scores.Confusion),

		Reliability: reliability(r.Calibration),
		Risk:        riskCoverage(r.risk, r.RiskCoverages),
		Aside:       r.aside,
		WordBars:    newBars(r.Words),
	}
	if len(r.Curve) > 0 {
		p.Learning = learningCurve(r.Curve)
	}
	return pageTemplate.Execute(w, p)
}

func (r *report) savePage(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	return r.writePage(f)
}
