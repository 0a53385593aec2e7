package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/article"
)

const width = 78 // of a line of text

// colours of the stances on a terminal.
var colours = [stance.NumLabels]string{
	stance.None:                "\x1b[90m",
	stance.Cooperative:         "\x1b[32m",
	stance.DemandingGuarantees: "\x1b[33m",
	stance.Rejecting:           "\x1b[31m",
}

// list prints what an article's speakers say, speaker by speaker in the order
// of their first statements. What nobody is made to say is left out.
func list(w io.Writer, a input, statements []stance.Statement, colour bool) {
	paint := func(code, text string) string {
		if !colour {
			return text
		}
		return code + text + "\x1b[0m"
	}
	var order []string
	by := map[string][]stance.Statement{}
	for _, s := range statements {
		if s.Kind == article.Narration {
			continue
		}
		if by[s.Speaker] == nil {
			order = append(order, s.Speaker)
		}
		by[s.Speaker] = append(by[s.Speaker], s)
	}
	fmt.Fprintln(w, paint("\x1b[1m", cli.Line(a.id)))
	if len(order) == 0 {
		fmt.Fprintln(w, "\nNobody says anything.")
	}
	for _, speaker := range order {
		name := cli.Line(speaker)
		if name == "" {
			name = "(nobody named)"
		}
		fmt.Fprintf(w, "\n%s\n", paint("\x1b[1m", name))
		for _, s := range by[speaker] {
			doubt := ""
			if s.Abstained {
				doubt = "?"
			}
			head := fmt.Sprintf("%s%s %.0f%%", s.Label, doubt, 100*s.Probability)
			mark := ""
			if s.Kind == article.Direct {
				mark = "“"
			}
			said := mark + cli.Line(s.Reported) + closing(mark)
			if s.Modality != article.Asserted {
				said = fmt.Sprintf("[%s] %s", s.Modality, said)
			}
			lines := cli.Wrap(said, width-28)
			for i, line := range lines {
				if i == 0 {
					fmt.Fprintf(w, "  %s%s %s\n", paint(colours[s.Label], head), strings.Repeat(" ", max(0, 25-len(head))), line)
				} else {
					fmt.Fprintf(w, "%28s%s\n", "", line)
				}
			}
		}
	}
}

func closing(mark string) string {
	if mark == "" {
		return ""
	}
	return "”"
}
