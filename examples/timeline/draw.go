package main

import (
	"fmt"
	"html"
	"io"
	"time"

	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/timeline"
)

// The picture has a lane for each speaker. In it a column stands for a period:
// what is said for the other side grows up from the middle, what is said
// against it down, a demand both ways; grey is without a stance. How strong the
// colour is shows how sure the classifier is.

const (
	left   = 20.0  // margin
	names  = 260.0 // room for the speakers
	plot   = 640.0 // room for the time
	top    = 64.0
	lane   = 84.0
	bottom = 40.0
	column = 18.0 // widest
)

// look is how a stance is drawn.
var look = [stance.NumLabels]struct{ name, colour string }{
	stance.None:                {"none", "#8a8f98"},
	stance.Cooperative:         {"cooperative", "#1b7f5c"},
	stance.DemandingGuarantees: {"demanding guarantees", "#c98a00"},
	stance.Rejecting:           {"rejecting", "#b3261e"},
}

// draw writes the lines as SVG.
func draw(w io.Writer, lines []timeline.Line, p timeline.Period) {
	width, height := left+names+plot+left, top+lane*float64(len(lines))+bottom
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" font-family="system-ui, sans-serif" font-size="13">`+"\n", width, height, width, height)
	fmt.Fprintf(w, `<title>Stance by speaker over time</title>`+"\n"+`<rect width="100%%" height="100%%" fill="#ffffff"/>`+"\n")
	legend(w)
	from, to, most := bounds(lines)
	at := func(t time.Time) float64 {
		if !to.After(from) {
			return left + names + plot/2
		}
		return left + names + column + (plot-2*column)*float64(t.Sub(from))/float64(to.Sub(from))
	}
	for i, l := range lines {
		y := top + lane*float64(i)
		middle := y + lane/2
		fmt.Fprintf(w, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#d5d9df"/>`+"\n", left+names, middle, left+names+plot, middle)
		for k, part := range wrapName(l.Speaker) {
			fmt.Fprintf(w, `<text x="%.1f" y="%.1f" fill="#1f2328">%s</text>`+"\n", left, middle-4+16*float64(k), html.EscapeString(part))
		}
		for _, pt := range l.Points {
			columnOf(w, pt, at(pt.Start), middle, (lane/2-8)/float64(most), p)
		}
	}
	axis(w, lines, p, at, height-bottom+18)
	fmt.Fprintln(w, `</svg>`)
}

// legend names the colours.
func legend(w io.Writer) {
	x := left + names
	for _, l := range []stance.Label{stance.Cooperative, stance.DemandingGuarantees, stance.Rejecting, stance.None} {
		fmt.Fprintf(w, `<rect x="%.1f" y="22" width="12" height="12" fill="%s"/><text x="%.1f" y="33" fill="#1f2328">%s</text>`+"\n", x, look[l].colour, x+18, look[l].name)
		x += 40 + 7.5*float64(len(look[l].name))
	}
}

// bounds returns the first and last period and the largest number of statements
// in a column.
func bounds(lines []timeline.Line) (from, to time.Time, most int) {
	most = 1
	for _, l := range lines {
		for _, pt := range l.Points {
			if from.IsZero() || pt.Start.Before(from) {
				from = pt.Start
			}
			if pt.Start.After(to) {
				to = pt.Start
			}
			n := 0
			for _, c := range pt.Counts {
				n += c
			}
			most = max(most, n)
		}
	}
	return from, to, most
}

// columnOf draws a period of a speaker from the middle outward.
func columnOf(w io.Writer, pt timeline.Point, x, middle, unit float64, p timeline.Period) {
	up, down := middle, middle
	for _, l := range []stance.Label{stance.DemandingGuarantees, stance.None, stance.Cooperative, stance.Rejecting} {
		h := float64(pt.Counts[l]) * unit
		if h == 0 {
			continue
		}
		var above, below float64 // how much of it stands above and below
		switch l {
		case stance.Cooperative:
			above = h
		case stance.Rejecting:
			below = h
		default:
			above, below = h/2, h/2
		}
		fmt.Fprintf(w, `<g fill="%s" fill-opacity="%.2f"><title>%s: %d %s, mean probability %.2f</title>`,
			look[l].colour, 0.4+0.6*pt.Mean[l], p.Format(pt.Start), pt.Counts[l], look[l].name, pt.Mean[l])
		for _, part := range [][2]float64{{up - above, above}, {down, below}} {
			if part[1] > 0 {
				fmt.Fprintf(w, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, x-column/2, part[0], column, part[1])
			}
		}
		fmt.Fprintln(w, `</g>`)
		up, down = up-above, down+below
	}
}

// axis writes the periods that are drawn, as many as there is room for.
func axis(w io.Writer, lines []timeline.Line, p timeline.Period, at func(time.Time) float64, y float64) {
	seen := map[time.Time]bool{}
	var last float64
	for _, t := range starts(lines) {
		x := at(t)
		if seen[t] || last != 0 && x-last < 78 {
			continue
		}
		seen[t], last = true, x
		fmt.Fprintf(w, `<text x="%.1f" y="%.1f" text-anchor="middle" fill="#57606a">%s</text>`+"\n", x, y, p.Format(t))
	}
}
