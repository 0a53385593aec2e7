package corpus

import (
	"fmt"
	"regexp"
	"strings"
)

// pairForm is the name of a pair: in what its rows differ, and a number.
var pairForm = regexp.MustCompile(`^([a-z]+)-[0-9]{2}$`)

// pairType returns in what the rows of a pair differ, by its name; empty where
// the name does not say.
func pairType(pair string) string {
	if m := pairForm.FindStringSubmatch(pair); m != nil {
		return m[1]
	}
	return ""
}

// PairScore is how many of some minimal pairs a classifier has right.
type PairScore struct {
	Type                   string // in what the pairs differ; "all" for all
	Pairs, RowsRight, Both int
}

// PairScores are the scores of each type and of all pairs, which come last.
type PairScores []PairScore

// ScorePairs classifies the rows of minimal pairs.
func ScorePairs(rows []PairRow, classify func(text string) string) PairScores {
	var out PairScores
	at := map[string]int{}
	all := PairScore{Type: "all"}
	names, of := (&Corpus{Pairs: rows}).pairNames()
	for _, name := range names {
		kind := pairType(name)
		if _, ok := at[kind]; !ok {
			at[kind] = len(out)
			out = append(out, PairScore{Type: kind})
		}
		right := 0
		for _, r := range of[name] {
			if classify(r.Text) == r.Label {
				right++
			}
		}
		for _, s := range []*PairScore{&out[at[kind]], &all} {
			s.Pairs++
			s.RowsRight += right
			if right == len(of[name]) {
				s.Both++
			}
		}
	}
	return append(out, all)
}

// String returns the scores as a table.
func (s PairScores) String() string {
	var b strings.Builder
	t := newTable(&b)
	fmt.Fprintln(t, "minimal pairs\tpairs\trows right\tboth right")
	for _, p := range s {
		fmt.Fprintf(t, "  %s\t%d\t%s\t%s\n", p.Type, p.Pairs, percent(p.RowsRight, 2*p.Pairs), percent(p.Both, p.Pairs))
	}
	t.Flush()
	return b.String()
}
