package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/model"
)

// Progress returns a function for [model.Settings] that shows how far training
// has come: as one line with a bar on a terminal, as plain lines elsewhere, one
// for every million rows. done
// takes the bar away; call it when the training has ended, however it ended.
func Progress(w io.Writer) (show func(model.Progress), done func()) {
	if IsTerminal(w) {
		return bar(w)
	}
	last := ""
	show = func(p model.Progress) {
		line := stage(p.Stage)
		if p.Total > 1 && slices.Contains([]string{"choose", "cross-validate", "learning-curve"}, p.Stage) {
			line = fmt.Sprintf("%s: %d of %d", line, p.Done, p.Total)
		}
		if million := p.Done / 1e6 * 1e6; million > 0 {
			line = fmt.Sprintf("%s: %s", line, Thousands(million))
		}
		if line != last {
			fmt.Fprintln(w, line)
			last = line
		}
	}
	return show, func() {}
}

func bar(w io.Writer) (show func(model.Progress), done func()) {
	const width = 30
	show = func(p model.Progress) {
		full := 0
		if p.Total > 0 {
			full = width * p.Done / p.Total
		}
		count := ""
		if p.Total == 0 && p.Done > 0 { // nobody knows how many there will be
			count = ": " + Thousands(p.Done)
		}
		// \x1b[K clears what is left of a longer line before.
		fmt.Fprintf(w, "\r  [%s%s] %s%s\x1b[K", strings.Repeat("█", full), strings.Repeat("░", width-full), stage(p.Stage), count)
	}
	return show, func() { fmt.Fprint(w, "\r\x1b[K") }
}

// stage says in words what training does.
func stage(name string) string {
	switch name {
	case "read":
		return "reading rows"
	case "count":
		return "reading words"
	case "encode":
		return "making features"
	case "choose":
		return "choosing the cost by cross-validation"
	case "learn":
		return "learning from all rows"
	case "cross-validate":
		return "cross-validating"
	case "learning-curve":
		return "training on shares of the rows"
	}
	return name
}

// IsTerminal reports whether w is a terminal that can move its cursor.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
