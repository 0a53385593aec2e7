package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/stancekit/stancekit/examples/internal/cli"
)

// How much of the lists is printed; the page and the JSON have more.
const (
	textPairs    = 5   // confused pairs
	textMistakes = 3   // rows of each
	textGroups   = 3   // of rows that are nearly alike
	textWidth    = 100 // characters of a text
	nameWidth    = 40  // characters of a class or an ID
)

func (r *report) writeText(w io.Writer) error {
	var b strings.Builder
	r.textScores(&b)
	r.textProbabilities(&b)
	r.textCurve(&b)
	r.textPairs(&b)
	r.textWords(&b)
	r.textAlike(&b)
	r.textSuspects(&b)
	r.textNext(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *report) textScores(b *strings.Builder) {
	fmt.Fprintf(b, "classifier  %s\n", r.Method)
	fmt.Fprintf(b, "tested on   %s, %d refused\n", cli.Count(r.Scores.Rows, "row"), r.Refused)
	if len(r.Unknown) > 0 {
		fmt.Fprintf(b, "not known   %s: the classifier never answers these, so their rows are wrong\n", cli.Labels(r.Unknown))
	}
	if absent := r.absent(); len(absent) > 0 {
		fmt.Fprintf(b, "not tested  %s: no row has them; their F1 counts as 0 in macro-F1\n", cli.Labels(absent))
	}
	fmt.Fprintf(b, "\naccuracy    %v, a %.0f %% interval\n", r.Intervals.Accuracy, 100*r.Intervals.Level)
	fmt.Fprintf(b, "macro-F1    %v\n", r.Intervals.MacroF1)
	if p := r.Repeated; p != nil {
		fmt.Fprintf(b, "%d runs      accuracy %v, macro-F1 %v; what follows is the first run\n", len(p.Runs), p.Accuracy, p.MacroF1)
	}
	if a := r.Alike; a != nil && a.Unseen != nil {
		fmt.Fprintf(b, "unseen      accuracy %.3f, macro-F1 %.3f without %s nearly alike to a training row\n", a.Unseen.Accuracy, a.Unseen.Macro.F1, cli.Count(a.Seen, "row"))
	}
	b.WriteByte('\n')
	b.WriteString(r.Scores.String())
}

func (r *report) textProbabilities(b *strings.Builder) {
	c := r.Calibration
	fmt.Fprintf(b, `
Are the probabilities honest?
mean probability of the label %.3f, share of right labels %.3f
calibration error %.3f, where perfect probabilities would show %.3f on these rows
Brier score %.3f, log loss %.3f

What does abstaining buy?
coverage  accuracy  by keeping answers from probability
`, c.Confidence, c.Accuracy, c.ECE, c.ExpectedECE, r.Brier, r.LogLoss)
	for _, p := range r.RiskCoverages {
		fmt.Fprintf(b, "%6.1f %%     %.3f  %.3f\n", 100*p.Coverage, p.Precision, p.Threshold)
	}
}

func (r *report) textCurve(b *strings.Builder) {
	if len(r.Curve) == 0 {
		return
	}
	b.WriteString("\nWhat would more rows bring?\n")
	if r.aside {
		b.WriteString("cross-validated within the training rows\n")
	}
	b.WriteString("learnt from  accuracy              macro-F1\n")
	for _, p := range r.Curve {
		fmt.Fprintf(b, "%11s  %v  %v\n", cli.Thousands(p.Rows), p.Accuracy, p.MacroF1)
	}
}

func (r *report) textPairs(b *strings.Builder) {
	if len(r.Pairs) == 0 {
		return
	}
	b.WriteString("\nWhich classes are confused? The surest mistakes, with the probability of the wrong label\n")
	for _, p := range r.Pairs[:min(len(r.Pairs), textPairs)] {
		fmt.Fprintf(b, "%s taken for %s: %s, %.1f %% of the class\n", name(p.Gold), name(p.Predicted), cli.Count(p.Count, "row"), 100*p.Share)
		for _, m := range p.Rows[:min(len(p.Rows), textMistakes)] {
			fmt.Fprintf(b, "  %.2f  %s  %s\n", m.Probability, m.Name, cli.Plain(m.Text, textWidth))
		}
	}
}

func (r *report) textWords(b *strings.Builder) {
	if len(r.Words) == 0 {
		return
	}
	b.WriteString("\nWhich words tell? Those that speak most for each class on these rows\n")
	width := 0
	for _, c := range r.Words {
		width = max(width, len([]rune(name(c.Class))))
	}
	for _, c := range r.Words {
		var words []string
		for _, w := range c.Words {
			words = append(words, w.String())
		}
		fmt.Fprintf(b, "%-*s  %s\n", width, name(c.Class), cmp.Or(strings.Join(words, ", "), "none"))
	}
}

// String returns the word, with a mark where it is negated.
func (w word) String() string {
	text := cli.Plain(w.Text, 24)
	if w.Negated {
		text = "not … " + text
	}
	return text
}

func (r *report) textAlike(b *strings.Builder) {
	a := r.Alike
	if a == nil || a.Groups == 0 {
		return
	}
	fmt.Fprintf(b, "\nWhich rows are nearly alike? %s in %s, %d of them with more than one label\n", cli.Thousands(a.Rows), cli.Count(a.Groups, "group"), a.Differ)
	for _, g := range a.Largest[:min(len(a.Largest), textGroups)] {
		fmt.Fprintf(b, "%s\n", cli.Count(len(g.Rows), "row"))
		for i, row := range g.Rows[:min(len(g.Rows), textMistakes)] {
			fmt.Fprintf(b, "  %s  %s  %s\n", name(g.Labels[i]), row.Name, cli.Plain(row.Text, textWidth))
		}
	}
}

func (r *report) textSuspects(b *strings.Builder) {
	s := r.Suspects
	if s == nil || s.Count == 0 {
		return
	}
	fmt.Fprintf(b, "\nWhich labels look wrong? %s to look at again; an estimated %.1f %% of the labels are wrong\n", cli.Count(s.Count, "row"), 100*s.NoiseRate)
	for _, x := range s.Rows {
		fmt.Fprintf(b, "%s %.2f, rather %s %.2f: %s  %s\n", name(x.Label), x.Probability, name(x.Suggested), x.Rather, x.Name, cli.Plain(x.Text, textWidth))
	}
}

func (r *report) textNext(b *strings.Builder) {
	if len(r.Next) == 0 {
		return
	}
	b.WriteString("\nWhich rows to label next? The unsure ones that are unlike each other and the training rows\nunsure\n")
	for _, x := range r.Next {
		fmt.Fprintf(b, "  %.2f  %s  %s\n", x.Uncertainty, x.Name, cli.Plain(x.Text, textWidth))
	}
}

func name(class string) string { return cli.Plain(class, nameWidth) }
