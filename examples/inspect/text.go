package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/features"
)

// write prints the report for people.
func (r *report) write(w io.Writer) {
	fmt.Fprintf(w, "file       %s\n", r.File)
	fmt.Fprintf(w, "format     version %d, written by %s\n", r.Version, cli.Plain(r.Writer, 60))
	fmt.Fprintf(w, "size       %s bytes\n", cli.Thousands(r.Size))
	fmt.Fprintf(w, "checksum   %08x, SHA-256 %s\n", r.Checksum, r.SHA256)

	sum := r.Summary
	width := 0
	for _, c := range sum.Classes {
		width = max(width, utf8.RuneCountInString(cli.Plain(c.Class, 40)))
	}
	head := "classes"
	for _, c := range sum.Classes {
		fmt.Fprintf(w, "%-10s %-*s  %s\n", head, width, cli.Plain(c.Class, 40), cli.Count(c.Rows, "row"))
		head = ""
	}
	fmt.Fprintf(w, "trained    on %s: %s", cli.Count(sum.Rows, "row"), sum.Learner)
	if sum.Folds > 0 {
		fmt.Fprintf(w, "\nscore      accuracy %.3f, macro-F1 %.3f, cross-validated in %d folds", sum.Accuracy, sum.MacroF1, sum.Folds)
	}
	fmt.Fprintf(w, "\nfeatures   %s: %s\n", cli.Thousands(r.Known), r.settings())
	if r.Clusters != nil {
		fmt.Fprintf(w, "clusters   %s at %s\n", cli.Count(r.Clusters.Words, "word"), cli.Count(r.Clusters.Levels, "level"))
	}
	if n := r.Network; n != nil {
		var widths []string
		for _, width := range n.Widths {
			widths = append(widths, fmt.Sprint(width))
		}
		fmt.Fprintf(w, "network    %d networks of %d filters for each width of %s words, over vectors of %s in %d dimensions\n",
			n.Members, n.Filters, strings.Join(widths, ", "), cli.Count(n.Words, "word"), n.Dim)
	}
	if r.Threshold > 0 {
		fmt.Fprintf(w, "abstains   below a probability of %g\n", r.Threshold)
	}
	if r.Named == nil {
		fmt.Fprintln(w, "names      of features need rows: -data FILE")
	} else {
		r.writeNames(w)
	}
	fmt.Fprintln(w)
	r.writeSections(w)
}

// writeNames prints the strongest features of each class.
func (r *report) writeNames(w io.Writer) {
	fmt.Fprintf(w, "names      %s of %s features are in %s\n", cli.Thousands(r.Named.Found), cli.Thousands(r.Known), cli.Count(r.Named.Rows, "row"))
	for _, c := range r.Named.Classes {
		fmt.Fprintf(w, "\n%s\n", cli.Plain(c.Class, 40))
		for _, f := range c.Top {
			fmt.Fprintf(w, "  %6.3f  %-8s  %s  (%s)\n", f.Weight, f.Block, cli.Plain(f.Name, 60), cli.Count(f.Rows, "row"))
		}
		if len(c.Top) == 0 {
			fmt.Fprintf(w, "  no feature that speaks for it occurs in %s or more\n", cli.Count(r.Named.least, "row"))
		}
	}
}

// writeSections prints the parts of the file as a table, which comes last: few need
// it.
func (r *report) writeSections(w io.Writer) {
	width := 0
	for _, s := range r.Sections {
		width = max(width, len(s.Name))
	}
	fmt.Fprintf(w, "parts      %-*s  %12s  %12s\n", width, "", "bytes", "numbers")
	fmt.Fprintf(w, "           %-*s  %12s\n", width, "header", cli.Thousands(r.Header))
	for _, s := range r.Sections {
		fmt.Fprintf(w, "           %-*s  %12s  %12s\n", width, strings.ReplaceAll(s.Name, "_", " "), cli.Thousands(s.Size), cli.Thousands(s.Count))
	}
}

// settings says in words what is made of a text.
func (r *report) settings() string {
	s := r.Settings
	grams := func(n int, of string) string {
		if n == features.Off {
			return "no " + of
		}
		return fmt.Sprintf("%s up to %d", of, n)
	}
	parts := []string{s.Language, grams(s.Words, "words"), grams(s.Stems, "stems")}
	if s.CharMax == features.Off {
		parts = append(parts, "no characters")
	} else {
		parts = append(parts, fmt.Sprintf("characters %d to %d", s.CharMin, s.CharMax))
	}
	if s.Negation != features.Off {
		parts = append(parts, fmt.Sprintf("negation over %d", s.Negation))
	}
	if s.Clusters != nil {
		parts = append(parts, grams(s.ClusterGrams, "clusters"))
	}
	if s.Lookup {
		parts = append(parts, "word vectors")
	}
	return strings.Join(parts, ", ")
}
