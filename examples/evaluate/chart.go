package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/stancekit/stancekit/examples/internal/cli"
)

// chart is a picture of points over two axes, ready for the template: all
// coordinates are in its own units, from the top left corner.
type chart struct {
	ID, Title, Note          string // Note says in words what is to be seen
	Width, Height            float64
	Left, Top, Right, Bottom float64 // of the field inside the axes
	XLabel, YLabel           string
	XTicks, YTicks           []tick
	Lines                    []line
	Whiskers                 []whisker
	Dots                     []dot
	Labels                   []label

	x, y scale
}

type tick struct {
	At   float64
	Text string
}

// line is a line through points, or the area inside it. Kind is its style.
type line struct{ Kind, Points string }

type whisker struct {
	Kind      string
	X, Y1, Y2 float64
}

type dot struct {
	Kind    string
	X, Y, R float64
	Title   string // shown under the pointer
}

type label struct {
	Kind, Anchor string
	X, Y         float64
	Text         string
}

// scale maps values from low to high onto an axis.
type scale struct{ low, high, from, to float64 }

func (s scale) at(v float64) float64 {
	if s.high == s.low {
		return round(s.from)
	}
	return round(s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from))
}

// round keeps the page small; a tenth of a unit cannot be seen.
func round(v float64) float64 { return math.Round(v*10) / 10 }

// newChart returns an empty chart with axes for x and y from low to high. right
// is the room for labels at the right.
func newChart(id, title string, x, y [2]float64, right float64) *chart {
	c := &chart{ID: id, Title: title, Width: 520, Height: 340, Left: 72, Top: 14, Bottom: 288}
	c.Right = c.Width - right
	c.x = scale{x[0], x[1], c.Left, c.Right}
	c.y = scale{y[0], y[1], c.Bottom, c.Top}
	return c
}

// ticks marks the axes with values that look well. A format writes a value with
// as many digits as the step between two needs.
func (c *chart) ticks(x, y func(v, step float64) string) {
	values, step := steps(c.x.low, c.x.high)
	for _, v := range values {
		c.XTicks = append(c.XTicks, tick{c.x.at(v), x(v, step)})
	}
	values, step = steps(c.y.low, c.y.high)
	for _, v := range values {
		c.YTicks = append(c.YTicks, tick{c.y.at(v), y(v, step)})
	}
}

// steps returns about six round values from low to high, and how far apart they
// are.
func steps(low, high float64) (values []float64, step float64) {
	step = niceStep((high - low) / 6)
	for i := math.Ceil(low/step - 1e-9); i*step <= high+step*1e-9; i++ {
		values = append(values, i*step+0) // +0 makes 0 of -0
	}
	return values, step
}

// niceStep returns the least of 1, 2, 5, 10, … times a power of ten that is not
// below v.
func niceStep(v float64) float64 {
	if v <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= v*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// path draws a line through values of x and y.
func (c *chart) path(kind string, xs, ys []float64) {
	var b strings.Builder
	for i := range xs {
		fmt.Fprintf(&b, "%v,%v ", c.x.at(xs[i]), c.y.at(ys[i]))
	}
	c.Lines = append(c.Lines, line{kind, strings.TrimSpace(b.String())})
}

func (c *chart) dot(kind string, x, y, r float64, title string) {
	c.Dots = append(c.Dots, dot{kind, c.x.at(x), c.y.at(y), r, title})
}

func (c *chart) whisker(kind string, x, low, high float64) {
	c.Whiskers = append(c.Whiskers, whisker{kind, c.x.at(x), c.y.at(low), c.y.at(high)})
}

func (c *chart) label(kind, anchor string, x, y float64, text string) {
	c.Labels = append(c.Labels, label{kind, anchor, x, y, text})
}

// YMiddle is where the label of the y axis is centred.
func (c *chart) YMiddle() float64 { return (c.Top + c.Bottom) / 2 }

// XMiddle is where the label of the x axis is centred.
func (c *chart) XMiddle() float64 { return (c.Left + c.Right) / 2 }

func percent(v float64) string { return fmt.Sprintf("%.0f %%", 100*v) }

// share, percentage and whole write the values of an axis.
func share(v, step float64) string { return fmt.Sprintf("%.*f", digits(step), v) }

func percentage(v, step float64) string { return fmt.Sprintf("%.*f %%", digits(100*step), 100*v) }

func whole(v, _ float64) string { return cli.Thousands(int(v + 0.5)) }

// digits returns how many digits after the point a multiple of step needs.
func digits(step float64) int { return max(0, int(math.Ceil(-math.Log10(step)-1e-9))) }
