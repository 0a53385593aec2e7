package corpus

import (
	"cmp"
	"slices"
	"strings"
)

// maxSimilarity is the Jaccard coefficient of word trigrams above which two
// statements count as near-duplicates.
const maxSimilarity = 0.5

// Near is two statements and how alike they are: the trigrams of words that
// they share, of all that either has; 1 where the words are the same.
type Near struct {
	A, B       int
	Similarity float64
}

// similar returns the pairs of texts that are at least so alike, the most alike
// first. A text shorter than three words is one gram.
func similar(texts [][]string, least float64) []Near {
	grams := make([]map[string]bool, len(texts))
	in := map[string][]int{}
	for i, words := range texts {
		grams[i] = trigrams(words)
		for g := range grams[i] {
			in[g] = append(in[g], i)
		}
	}
	var out []Near
	shared := make([]int, len(texts))
	for i := range texts {
		var met []int
		for g := range grams[i] {
			for _, j := range in[g] {
				if j >= i {
					break // in[g] ascends
				}
				if shared[j] == 0 {
					met = append(met, j)
				}
				shared[j]++
			}
		}
		for _, j := range met {
			n := shared[j]
			shared[j] = 0
			s := float64(n) / float64(len(grams[i])+len(grams[j])-n)
			if slices.Equal(texts[i], texts[j]) {
				s = 1
			} else if s == 1 {
				s = 0.999 // the same trigrams, repeated or in another order
			}
			if s >= least {
				out = append(out, Near{A: j, B: i, Similarity: s})
			}
		}
	}
	slices.SortFunc(out, func(a, b Near) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out
}

func trigrams(words []string) map[string]bool {
	out := map[string]bool{}
	if len(words) < 3 {
		out[strings.Join(words, " ")] = true
		return out
	}
	for i := range len(words) - 2 {
		out[strings.Join(words[i:i+3], " ")] = true
	}
	return out
}

// maxOpening is the share of rows that may begin with the same three words, and
// fewOpenings how many may in any case.
const (
	maxOpening  = 0.01
	fewOpenings = 3
)

// Count is how often something is there.
type Count struct {
	Name string
	Rows int
}

// openings counts the first three words of the rows, the commonest first.
func openings(rows []Row) []Count {
	n := map[string]int{}
	for _, r := range rows {
		if len(r.words) >= 3 {
			n[strings.Join(r.words[:3], " ")]++
		}
	}
	return sorted(n)
}

// sorted returns the counts, highest first.
func sorted(n map[string]int) []Count {
	out := make([]Count, 0, len(n))
	for name, rows := range n {
		out = append(out, Count{name, rows})
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// tooCommon returns the openings of more rows than one in a hundred.
func tooCommon(rows []Row) []Count {
	all := openings(rows)
	most := max(maxOpening*float64(len(rows)), fewOpenings)
	end := slices.IndexFunc(all, func(c Count) bool { return float64(c.Rows) <= most })
	if end < 0 {
		return all
	}
	return all[:end]
}
