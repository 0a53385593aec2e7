package corpus

import (
	"fmt"
	"strings"
)

// Violation is something that is wrong with a row or with several.
type Violation struct {
	Place string // of the row, empty where the whole is meant
	ID    string
	What  string
}

// String returns the violation on one line.
func (v Violation) String() string {
	return strings.TrimLeft(strings.Join([]string{v.Place, v.ID, v.What}, ": "), ": ")
}

// Check returns all that is wrong with the corpus, by file and line; what is
// wrong with the whole comes last.
func Check(c *Corpus) []Violation {
	var out []Violation
	at := func(place, id string) func(string, ...any) {
		return func(format string, args ...any) {
			out = append(out, Violation{place, id, fmt.Sprintf(format, args...)})
		}
	}
	first := map[string]string{}
	topics := map[string]Row{}
	unique := func(id, place string, bad func(string, ...any)) {
		if other, ok := first[id]; ok {
			bad("the identifier stands in %s too", other)
			return
		}
		first[id] = place
	}
	for _, r := range c.Rows {
		bad := at(r.Place, r.ID)
		checkRow(r, bad)
		unique(r.ID, r.Place, bad)
		if other, ok := topics[topicID(r.Topic)]; !ok {
			topics[topicID(r.Topic)] = r
		} else if other.Split != r.Split {
			bad("topic %q is in split %s too, see %s", r.Topic, other.Split, other.ID)
		}
	}
	checkDuplicates(c, at)
	checkOpenings(c.Rows, at("", ""))
	for _, r := range c.Pairs {
		bad := at(r.Place, r.ID)
		checkLabel(r.Label, r.Move, bad)
		checkText(r.Text, bad)
		unique(r.ID, r.Place, bad)
	}
	checkPairs(c, at)
	return out
}

// checkDuplicates compares all texts; only the two of a minimal pair may be
// alike.
func checkDuplicates(c *Corpus, at func(place, id string) func(string, ...any)) {
	var texts [][]string
	for _, r := range c.Rows {
		texts = append(texts, r.words)
	}
	for _, r := range c.Pairs {
		texts = append(texts, r.words)
	}
	row := func(i int) (id, place, pair string) {
		if i < len(c.Rows) {
			return c.Rows[i].ID, c.Rows[i].Place, ""
		}
		p := c.Pairs[i-len(c.Rows)]
		return p.ID, p.Place, p.Pair
	}
	for _, n := range similar(texts, maxSimilarity) {
		idA, placeA, pairA := row(n.A)
		idB, placeB, pairB := row(n.B)
		switch {
		case n.Similarity == 1:
			at(placeB, idB)("duplicate of %s (%s)", idA, placeA)
		case n.Similarity > maxSimilarity && (pairA == "" || pairA != pairB):
			at(placeB, idB)("near-duplicate of %s (%s): %.0f %% of the trigrams", idA, placeA, 100*n.Similarity)
		}
	}
}

// checkOpenings looks at the rows as a whole and at each split and label alone.
func checkOpenings(rows []Row, bad func(string, ...any)) {
	check := func(name string, keep func(Row) bool) {
		var some []Row
		for _, r := range rows {
			if keep(r) {
				some = append(some, r)
			}
		}
		for _, o := range tooCommon(some) {
			bad("%d of %d %s begin with %q", o.Rows, len(some), name, o.Name)
		}
	}
	check("rows", func(Row) bool { return true })
	for _, s := range Splits {
		check("rows of "+s, func(r Row) bool { return r.Split == s })
	}
	for _, l := range Labels {
		check(l+" rows", func(r Row) bool { return r.Label == l })
	}
}

// minPairOverlap is the share of its words that the shorter statement of a
// minimal pair has in common with the other.
const minPairOverlap = 0.5

// checkPairs wants two rows of different labels in each minimal pair, that
// share most of their words.
func checkPairs(c *Corpus, at func(place, id string) func(string, ...any)) {
	names, of := c.pairNames()
	for _, name := range names {
		rows := of[name]
		bad := at(rows[0].Place, name)
		if len(rows) != 2 || rows[0].ID != name+"a" || rows[1].ID != name+"b" {
			bad("not the two rows a and b")
			continue
		}
		if rows[0].Label == rows[1].Label {
			bad("both rows are %s", rows[0].Label)
		}
		if o := overlap(rows[0].words, rows[1].words); o < minPairOverlap {
			bad("the rows share %.0f %% of their words", 100*o)
		}
		if pairType(name) == "" {
			bad("name is not a type of difference and a number")
		}
	}
}

// overlap returns how many of the words of the shorter text the longer one has.
func overlap(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	left := map[string]int{}
	for _, w := range b {
		left[w]++
	}
	n := 0
	for _, w := range a {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return float64(n) / float64(max(len(a), 1))
}
