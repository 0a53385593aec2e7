package corpus

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// ReportSettings say how long the report is.
type ReportSettings struct {
	// Top is how many terms and openings are listed. 0 means 12.
	Top int
	// Topics adds a line for each topic.
	Topics bool
}

// Report writes what the corpus holds and what is wrong with it, for people to
// read.
func Report(w io.Writer, c *Corpus, s ReportSettings) error {
	if s.Top == 0 {
		s.Top = 12
	}
	var b strings.Builder
	found := Check(c)
	fmt.Fprintf(&b, "%d rows and %d rows of minimal pairs, %d violations\n", len(c.Rows), len(c.Pairs), len(found))
	for _, v := range found {
		fmt.Fprintf(&b, "  %s\n", v)
	}
	for _, by := range []struct {
		title string
		names []string
		of    func(Row) string
	}{
		{"split", Splits, func(r Row) string { return r.Split }},
		{"kind", Kinds, func(r Row) string { return r.Kind }},
		{"trap", []string{"trap", "plain"}, func(r Row) string {
			if r.Trap {
				return "trap"
			}
			return "plain"
		}},
		{"words", lengths, func(r Row) string { return lengthOf(len(r.words)) }},
	} {
		crosstab(&b, by.title, c.Rows, by.names, by.of)
	}
	moveTable(&b, c.Rows)
	topicTable(&b, c.Rows, s.Topics)
	openingTable(&b, c.Rows, s.Top)
	nearTable(&b, c.Rows, s.Top)
	for _, label := range Labels {
		fmt.Fprintf(&b, "\nmost telling of %s: z, rows of the label of all rows, topics\n", label)
		one, two := telling(c.Rows, label, words, s.Top), telling(c.Rows, label, pairs, s.Top)
		t := newTable(&b)
		for i := range max(len(one), len(two)) {
			fmt.Fprintf(t, "  %s\t%s\n", term(one, i), term(two, i))
		}
		t.Flush()
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func newTable(b *strings.Builder) *tabwriter.Writer {
	return tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
}

func term(list []Term, i int) string {
	if i >= len(list) {
		return "\t\t\t"
	}
	t := list[i]
	return fmt.Sprintf("%s\t%.1f\t%d of %d\t%d", t.Text, t.Z, t.Rows, t.All, t.Topics)
}

// lengths are the classes of length, in words.
var lengths = []string{"1-5", "6-10", "11-20", "21-30", "31-40", "41-60", "61 and more"}

func lengthOf(words int) string {
	for i, last := range []int{5, 10, 20, 30, 40, 60} {
		if words <= last {
			return lengths[i]
		}
	}
	return lengths[len(lengths)-1]
}

// crosstab counts the rows by a property and by label, with the share of the
// property in all rows and of each label in the line.
func crosstab(b *strings.Builder, title string, rows []Row, names []string, of func(Row) string) {
	n := map[[2]string]int{}
	for _, r := range rows {
		n[[2]string{of(r), r.Label}]++
	}
	b.WriteByte('\n')
	t := newTable(b)
	fmt.Fprintf(t, "%s\trows\tshare\t%s\n", title, strings.Join(Labels, "\t"))
	line := func(name string, names ...string) {
		var all int
		var cells []int
		for _, l := range Labels {
			sum := 0
			for _, name := range names {
				sum += n[[2]string{name, l}]
			}
			cells = append(cells, sum)
			all += sum
		}
		fmt.Fprintf(t, "  %s\t%d\t%s", name, all, percent(all, len(rows)))
		for _, c := range cells {
			fmt.Fprintf(t, "\t%d (%s)", c, percent(c, all))
		}
		fmt.Fprintln(t)
	}
	for _, name := range names {
		line(name, name)
	}
	line("all", names...)
	t.Flush()
}

func percent(n, of int) string {
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(of, 1)))
}

func moveTable(b *strings.Builder, rows []Row) {
	n := map[[2]string]int{}
	for _, r := range rows {
		n[[2]string{r.Move, r.Split}]++
	}
	b.WriteByte('\n')
	t := newTable(b)
	fmt.Fprintf(t, "label\tmove\t%s\n", strings.Join(Splits, "\t"))
	for _, l := range Labels {
		for _, m := range Moves[l] {
			fmt.Fprintf(t, "  %s\t%s", l, m)
			for _, s := range Splits {
				fmt.Fprintf(t, "\t%d", n[[2]string{m, s}])
			}
			fmt.Fprintln(t)
		}
	}
	t.Flush()
}

// topicTable counts the rows of each topic, or says between what they lie.
func topicTable(b *strings.Builder, rows []Row, each bool) {
	countries := map[string]int{}
	topics := map[string]int{}
	labels := map[[2]string]int{}
	splits := map[string]string{}
	for _, r := range rows {
		countries[r.Country]++
		topics[r.Topic]++
		labels[[2]string{r.Topic, r.Label}]++
		splits[r.Topic] = r.Split
	}
	list := sorted(topics)
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%d topics of %d to %d rows, half of them of %d or more; %d countries and bodies\n",
		len(list), list[len(list)-1].Rows, list[0].Rows, list[len(list)/2].Rows, len(countries))
	if !each {
		return
	}
	t := newTable(b)
	fmt.Fprintf(t, "topic\tsplit\trows\t%s\n", strings.Join(Labels, "\t"))
	for _, c := range list {
		fmt.Fprintf(t, "  %s\t%s\t%d", c.Name, splits[c.Name], c.Rows)
		for _, l := range Labels {
			fmt.Fprintf(t, "\t%d", labels[[2]string{c.Name, l}])
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

func openingTable(b *strings.Builder, rows []Row, top int) {
	list := openings(rows)
	fmt.Fprintf(b, "\ncommonest openings\n")
	t := newTable(b)
	for _, c := range list[:min(top, len(list))] {
		fmt.Fprintf(t, "  %s\t%d\t%s\n", c.Name, c.Rows, percent(c.Rows, len(rows)))
	}
	t.Flush()
}

// nearTable lists the texts that are most alike, whether or not too much.
func nearTable(b *strings.Builder, rows []Row, top int) {
	texts := make([][]string, len(rows))
	for i, r := range rows {
		texts[i] = r.words
	}
	list := similar(texts, 0.15)
	across := slices.DeleteFunc(slices.Clone(list), func(n Near) bool { return rows[n.A].Split == rows[n.B].Split })
	for _, part := range []struct {
		title string
		list  []Near
	}{{"most alike, in trigrams of words", list}, {"most alike across splits", across}} {
		fmt.Fprintf(b, "\n%s\n", part.title)
		t := newTable(b)
		for _, n := range part.list[:min(top, len(part.list))] {
			fmt.Fprintf(t, "  %.2f\t%s\t%s\n", n.Similarity, rows[n.A].ID, rows[n.B].ID)
		}
		t.Flush()
	}
}
