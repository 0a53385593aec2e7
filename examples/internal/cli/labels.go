package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/stancekit/stancekit/model"
)

// maxLabels is how many labels of a long list are shown.
const maxLabels = 20

// Labels lists labels for people: `"a", "b"`, cut short where they are long,
// or of many the first ones and how many more there are.
func Labels(labels []string) string {
	shown := make([]string, 0, maxLabels)
	for _, l := range labels[:min(len(labels), maxLabels)] {
		shown = append(shown, strconv.Quote(Plain(l, 40)))
	}
	return strings.Join(shown, ", ") + More(len(labels)-maxLabels)
}

// More says how many follow those shown of a list: " and 3 more", or "".
func More(n int) string {
	if n <= 0 {
		return ""
	}
	return " and " + Thousands(n) + " more"
}

// SharedLabel returns an error if none of the rows that a reader has read has
// one of the classes: whatever is answered, all of it would count as wrong.
func SharedLabel(from *Reader, rows []model.Example, classes []string) error {
	labels := make([]string, len(rows))
	for i, e := range rows {
		if slices.Contains(classes, e.Class) {
			return nil
		}
		labels[i] = e.Class
	}
	labels = slices.Compact(slices.Sorted(slices.Values(labels)))
	return fmt.Errorf("none of the labels in %s is a class of the model: the rows have %s, the model %s", from.Source(), Labels(labels), Labels(classes))
}

// CountClasses counts the rows of each class, in the order of their names.
func CountClasses(rows []model.Example) []model.ClassSummary {
	counts := make(map[string]int)
	for _, e := range rows {
		counts[e.Class]++
	}
	out := make([]model.ClassSummary, 0, len(counts))
	for class, n := range counts {
		out = append(out, model.ClassSummary{Class: class, Rows: n})
	}
	slices.SortFunc(out, func(a, b model.ClassSummary) int { return strings.Compare(a.Class, b.Class) })
	return out
}

// WarnColumns warns where most of the classes, and five at least, have a single
// row: the texts may have been read as labels.
func WarnColumns(w io.Writer, classes []model.ClassSummary) {
	singles := 0
	for _, c := range classes {
		if c.Rows == 1 {
			singles++
		}
	}
	if singles >= 5 && 2*singles > len(classes) {
		fmt.Fprintf(w, "warning  %s of %s classes have one row each: are -text-column and -label-column the right way round?\n", Thousands(singles), Thousands(len(classes)))
	}
}
