package corpus

import (
	"cmp"
	"math"
	"slices"
)

const (
	// priorWords is the weight of the prior, in words. Monroe et al. use 500.
	priorWords = 500
	// minTermRows is how many rows a term must stand in to be listed.
	minTermRows = 8
)

// Term is a word or a pair of words and how strongly it tells a label.
type Term struct {
	Text string
	// Z is the z-score of the difference in log-odds between the label's rows
	// and all others.
	Z float64
	// Rows is how many rows of the label hold the term, All how many rows do.
	Rows, All int
	// Topics is in how many topics a row of the label holds it.
	Topics int
}

// words yields the words of a row; all numbers are "#".
func words(r Row, yield func(string)) {
	for _, w := range r.words {
		yield(number(w))
	}
}

// pairs yields the pairs of words that no mark stands between.
func pairs(r Row, yield func(string)) {
	for i := range len(r.tokens) - 1 {
		if r.tokens[i] != "" && r.tokens[i+1] != "" {
			yield(number(r.tokens[i]) + " " + number(r.tokens[i+1]))
		}
	}
}

func number(w string) string {
	if w[0] >= '0' && w[0] <= '9' {
		return "#"
	}
	return w
}

// telling returns the terms that tell a label most, by the log-odds ratio with
// an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin'
// Words", equations 16, 20 and 22). The prior is the distribution of the terms
// in all rows. A term counts once a row.
func telling(rows []Row, label string, terms func(Row, func(string)), top int) []Term {
	type tally struct {
		in, out float64
		topics  map[string]bool
	}
	of := map[string]*tally{}
	var in, out float64
	for _, r := range rows {
		seen := map[string]bool{}
		terms(r, func(t string) {
			if seen[t] {
				return
			}
			seen[t] = true
			n := of[t]
			if n == nil {
				n = &tally{topics: map[string]bool{}}
				of[t] = n
			}
			if r.Label == label {
				n.in++
				in++
				n.topics[r.Topic] = true
			} else {
				n.out++
				out++
			}
		})
	}
	var list []Term
	for t, n := range of {
		if n.in+n.out < minTermRows {
			continue
		}
		prior := priorWords * (n.in + n.out) / (in + out)
		a, b := n.in+prior, n.out+prior
		delta := math.Log(a/(in+priorWords-a)) - math.Log(b/(out+priorWords-b))
		z := delta / math.Sqrt(1/a+1/b)
		list = append(list, Term{t, z, int(n.in), int(n.in + n.out), len(n.topics)})
	}
	slices.SortFunc(list, func(a, b Term) int {
		return cmp.Or(cmp.Compare(b.Z, a.Z), cmp.Compare(a.Text, b.Text))
	})
	return list[:min(top, len(list))]
}
