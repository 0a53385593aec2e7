package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model/evaluate"
)

// reliability draws how often answers are right against their probability.
func reliability(cal *evaluate.Calibration) *chart {
	low := 1.0
	for _, b := range cal.Bins {
		l, _ := wilson(b.Accuracy, b.Rows)
		low = min(low, b.Confidence, l)
	}
	low = min(math.Floor(low*10)/10, 0.9)
	span := [2]float64{low, 1}
	c := newChart("reliability", "Reliability of the probabilities", span, span, 16)
	c.XLabel, c.YLabel = "probability of the answer", "share of right answers"
	c.ticks(share, share)
	c.path("even", []float64{low, 1}, []float64{low, 1})
	var xs, ys []float64
	for _, b := range cal.Bins {
		l, h := wilson(b.Accuracy, b.Rows)
		c.whisker("a", b.Confidence, max(l, low), h)
		c.dot("a", b.Confidence, b.Accuracy, 4.5, fmt.Sprintf("%s, probability %.3f to %.3f: mean %.3f, right %.3f", cli.Count(b.Rows, "row"), b.Low, b.High, b.Confidence, b.Accuracy))
		xs, ys = append(xs, b.Confidence), append(ys, b.Accuracy)
	}
	c.path("a", xs, ys)
	c.Note = fmt.Sprintf("Each dot is a bin of about equally many rows, with a 95 %% interval. On the dashed line probability and share agree; below it the answers are surer than they are right. The calibration error is %.3f; perfect probabilities would show %.3f on these rows.", cal.ECE, cal.ExpectedECE)
	return c
}

// wilson returns the 95 % interval of a share of n rows (E. Wilson, Probable
// inference, the law of succession, and statistical inference, 1927).
func wilson(share float64, n int) (low, high float64) {
	const z = 1.959964
	if n == 0 {
		return 0, 1
	}
	rows := float64(n)
	middle := (share + z*z/(2*rows)) / (1 + z*z/rows)
	half := z / (1 + z*z/rows) * math.Sqrt(share*(1-share)/rows+z*z/(4*rows*rows))
	return max(middle-half, 0), min(middle+half, 1)
}

// riskCoverage draws the share of wrong answers against the share of rows that
// are answered.
func riskCoverage(points, marked []evaluate.RiskPoint) *chart {
	last := points[len(points)-1]
	least := max(5, last.Kept/100) // fewer rows are noise
	high := 0.0
	var xs, ys []float64
	for i, p := range points {
		if p.Kept < least && i != len(points)-1 {
			continue
		}
		high = max(high, p.Risk)
		// Points nearer than a tenth of a per cent cannot be seen.
		if n := len(xs); n > 0 && p.Coverage-xs[n-1] < 0.002 && i != len(points)-1 {
			continue
		}
		xs, ys = append(xs, p.Coverage), append(ys, p.Risk)
	}
	step := niceStep(max(high, 0.01) / 5)
	c := newChart("risk", "Risk and coverage", [2]float64{0, 1}, [2]float64{0, math.Ceil(max(high, 0.01)/step) * step}, 24)
	c.XLabel, c.YLabel = "coverage: share of rows answered", "wrong among the answers"
	c.ticks(percentage, percentage)
	c.path("area", append(append([]float64{xs[0]}, xs...), 1), append(append([]float64{0}, ys...), 0))
	c.path("a", xs, ys)
	for _, p := range marked {
		c.dot("a", p.Coverage, p.Risk, 4.5, fmt.Sprintf("answers from probability %.3f: %.1f %% of the rows, %.1f %% wrong", p.Threshold, 100*p.Coverage, 100*p.Risk))
	}
	c.Note = "The surest answers stand at the left. Where fewer rows are answered, fewer answers are wrong; how much fewer tells whether the probabilities know what is hard. The dots are the lines of the table."
	return c
}

// learningCurve draws the scores against the number of rows learnt from.
func learningCurve(points []curvePoint) *chart {
	low, high := 1.0, 0.0
	for _, p := range points {
		low = min(low, p.Accuracy.Low, p.MacroF1.Low)
		high = max(high, p.Accuracy.High, p.MacroF1.High)
	}
	low, high = math.Floor(low*20)/20, math.Ceil(high*20)/20
	most := float64(points[len(points)-1].Rows)
	c := newChart("curve", "Learning curve", [2]float64{0, most * 1.03}, [2]float64{low, max(high, low+0.05)}, 84)
	c.XLabel, c.YLabel = "rows learnt from", "score"
	c.ticks(whole, share)
	var ends []float64
	beside := most / 250 // so that the whiskers of one line do not hide the other's
	for _, s := range []struct {
		kind, name string
		beside     float64
		of         func(curvePoint) evaluate.Interval
	}{
		{"a", "accuracy", -beside, func(p curvePoint) evaluate.Interval { return p.Accuracy }},
		{"b", "macro-F1", beside, func(p curvePoint) evaluate.Interval { return p.MacroF1 }},
	} {
		var xs, ys []float64
		for _, p := range points {
			i := s.of(p)
			x := float64(p.Rows)
			c.whisker(s.kind, x+s.beside, i.Low, i.High)
			c.dot(s.kind, x, i.Estimate, 4.5, fmt.Sprintf("%s of %s: %v", s.name, cli.Count(p.Rows, "row"), i))
			xs, ys = append(xs, x), append(ys, i.Estimate)
		}
		c.path(s.kind, xs, ys)
		ends = append(ends, c.y.at(ys[len(ys)-1]))
	}
	// The names stand at the ends of the lines, one line of text apart.
	const apart = 17
	if d := ends[1] - ends[0]; math.Abs(d) < apart {
		shift := round((apart - math.Abs(d)) / 2)
		if d < 0 {
			shift = -shift
		}
		ends[0], ends[1] = ends[0]-shift, ends[1]+shift
	}
	c.label("a", "start", c.Right+6, ends[0]+4, "accuracy")
	c.label("b", "start", c.Right+6, ends[1]+4, "macro-F1")
	c.Note = "The whiskers are 95 % intervals. Where the lines still rise at the right, more rows would help."
	return c
}

// matrix is the picture of a confusion matrix.
type matrix struct {
	Title, Note   string
	Width, Height float64
	Left, Top     float64
	Cell, Row     float64 // width and height of a cell
	Turned        bool    // names of the columns
	Columns, Rows []label
	Cells         []matrixCell
	XMiddle       float64
	YMiddle       float64
}

type matrixCell struct {
	X, Y, TextX, TextY, ShareY float64
	Kind                       string // hit or miss
	Opacity                    float64
	Count, Share               string // Share is empty where there is no room
	Title                      string
}

// mostClasses is up to how many classes a matrix can be read.
const mostClasses = 24

func newMatrix(c evaluate.Confusion) *matrix {
	k := len(c.Classes)
	if k > mostClasses {
		return nil
	}
	names, longest := make([]string, k), 0
	for i, class := range c.Classes {
		names[i] = cli.Plain(class, 20)
		longest = max(longest, len([]rune(names[i])))
	}
	m := &matrix{Title: "Confusion matrix", Cell: min(100, max(32, math.Floor(720/float64(k))))}
	m.Row = min(m.Cell, 58)
	m.Left = 44 + 7.6*float64(longest)
	m.Turned = 7.6*float64(longest) > m.Cell-6
	m.Top = 52
	edge := 12.0 // at the right
	if m.Turned {
		m.Top = 40 + 5.6*float64(longest)
		edge += 5.6 * float64(longest)
	}
	m.Width, m.Height = round(m.Left+m.Cell*float64(k)+edge), round(m.Top+m.Row*float64(k)+10)
	m.XMiddle, m.YMiddle = round(m.Left+m.Cell*float64(k)/2), round(m.Top+m.Row*float64(k)/2)
	for i := range c.Classes {
		along := (float64(i) + 0.5) * m.Cell
		m.Columns = append(m.Columns, label{X: round(m.Left + along), Y: round(m.Top - 10), Text: names[i]})
		m.Rows = append(m.Rows, label{X: round(m.Left - 10), Y: round(m.Top + (float64(i)+0.5)*m.Row + 5), Text: names[i]})
	}
	for g, counts := range c.Counts {
		sum := c.Other[g]
		for _, n := range counts {
			sum += n
		}
		for p, n := range counts {
			m.Cells = append(m.Cells, m.cell(c.Classes, g, p, n, sum))
		}
	}
	m.Note = "Each row is a class as labelled, each column as answered. The stronger the colour of a cell, the greater its share of its row: right answers blue, mistakes orange."
	return m
}

func (m *matrix) cell(classes []string, gold, predicted, n, sum int) matrixCell {
	x, y := round(m.Left+float64(predicted)*m.Cell), round(m.Top+float64(gold)*m.Row)
	cell := matrixCell{X: x, Y: y, Kind: "miss", Count: cli.Thousands(n), TextX: round(x + m.Cell/2), TextY: round(y + m.Row/2 + 5)}
	if gold == predicted {
		cell.Kind = "hit"
	}
	share := 0.0
	if sum > 0 {
		share = float64(n) / float64(sum)
	}
	if n == 0 {
		cell.Count = "·"
	} else {
		cell.Opacity = math.Round(100*(0.08+0.72*share)) / 100
	}
	cell.Title = fmt.Sprintf("%s answered as %s: %s of %d, %.1f %%", cli.Plain(classes[gold], 80), cli.Plain(classes[predicted], 80), cli.Thousands(n), sum, 100*share)
	if m.Cell >= 56 && m.Row >= 44 && n > 0 {
		cell.Share, cell.TextY, cell.ShareY = percent(share), round(y+m.Row/2-1), round(y+m.Row/2+15)
	}
	return cell
}

// bars are the telling words of a class.
type bars struct {
	Class  string
	Height float64
	Bars   []bar
}

type bar struct {
	Y, TextY, Width float64
	Word, Title     string
}

// newBars draws the words of all classes to one scale.
func newBars(classes []classWords) []bars {
	const step, room = 22.0, 170.0 // of a bar, and for the longest
	most := 0.0
	for _, c := range classes {
		for _, w := range c.Words {
			most = max(most, w.Weight)
		}
	}
	var out []bars
	for _, c := range classes {
		b := bars{Class: c.Class, Height: step*float64(max(len(c.Words), 1)) + 4}
		for i, w := range c.Words {
			y := step * float64(i)
			b.Bars = append(b.Bars, bar{
				Y: y + 3, TextY: y + 16, Width: round(max(room*w.Weight/most, 1)),
				Word: w.String(), Title: fmt.Sprintf("%s: adds %.3f to the score on average, in %s", w, w.Weight, cli.Count(w.Rows, "row")),
			})
		}
		out = append(out, b)
	}
	return slices.Clip(out)
}
