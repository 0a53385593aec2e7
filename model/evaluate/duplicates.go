package evaluate

import (
	"context"
	"slices"
	"sort"
	"strconv"
)

// DuplicateGroups finds near-duplicates among the texts and returns a group for
// each row, for [Folds], [Split] and [model.Example]: rows of one group belong
// on one side of a split, or the score measures memory. A row like no other has
// the empty group; any other has the number of the first row of its group.
//
// Two texts are near-duplicates if at least the share threshold, above 0 and at
// most 1, of the runs of three words that either holds is in both: the Jaccard
// similarity of their shingles (A. Broder, On the resemblance and containment
// of documents, 1997). Words are compared in normal form, so case, punctuation
// and white space do not count; a text of one or two words is one shingle, and
// one without words is like no other. Groups are closed: if a is like b and b
// like c, all three are in one. One word changed in the middle of a text of n
// words leaves (n-5)/(n+1) in common, so 0.5 is a threshold for texts of a dozen
// words and more.
//
// groups is nil or holds the caller's own group of each row, as in [Folds]. Its
// rows stay together, and groups that share a near-duplicate become one.
//
// The search is exact: it finds every pair, without comparing all. Of each text
// only its rarest shingles are looked up, as many as leave too few for the
// threshold (prefix filtering: R. Bayardo, Y. Ma and R. Srikant, Scaling up all
// pairs similarity search, 2007). It takes seconds for 100,000 sentences; low
// thresholds and texts from one mould take longer.
//
// Errors: [ErrEmpty], [ErrLength], [ErrSettings], and the context's.
func DuplicateGroups(ctx context.Context, texts, groups []string, threshold float64) ([]string, error) {
	if groups == nil {
		groups = make([]string, len(texts))
	}
	if err := sameLength(len(texts), "groups", len(groups)); err != nil {
		return nil, err
	}
	if !(threshold > 0 && threshold <= 1) {
		return nil, errorf(ErrSettings, "a threshold of %v", threshold)
	}
	joined := newForest(len(texts))
	for _, rows := range unite(len(texts), groups) {
		for _, row := range rows {
			joined.union(rows[0], row)
		}
	}
	sets, ranks, err := shingle(ctx, texts, joined)
	if err != nil {
		return nil, err
	}
	if err := joinSimilar(ctx, sets, ranks, threshold, joined); err != nil {
		return nil, err
	}
	return joined.names(), nil
}

// joinSimilar unites the rows of all sets that are alike. ranks is the number of
// different shingles in them.
//
// What two sets share must be at least least. So of either set all shingles but
// least-1 are enough to meet on, and it is the rarest that are kept. The sets
// come by size: one that was there before is no larger than the one that looks
// for it, which makes the least of the former greater.
func joinSimilar(ctx context.Context, sets []shingles, ranks int, threshold float64, joined forest) error {
	slices.SortStableFunc(sets, func(a, b shingles) int { return a.size - b.size })
	holders := make([][]int32, ranks) // sets to be found by the shingle, by size
	met := make([]int32, len(sets))   // the last set that each was compared with, counted from 1
	for i, x := range sets {
		if err := ctx.Err(); err != nil {
			return err
		}
		least := sort.Search(x.size, func(n int) bool { return ratio(n, x.size) >= threshold })
		for _, id := range x.rarest(least) {
			list := holders[id]
			for len(list) > 0 && sets[list[0]].size < least {
				list = list[1:] // too small for x and for all that follow
			}
			holders[id] = list
			for _, j := range list {
				if met[j] == int32(i+1) {
					continue
				}
				met[j] = int32(i + 1)
				y := &sets[j]
				if joined.find(x.row) == joined.find(y.row) {
					continue
				}
				shared := x.shared(y)
				if ratio(shared, x.size+y.size-shared) >= threshold {
					joined.union(x.row, y.row)
				}
			}
		}
		least = sort.Search(x.size, func(n int) bool { return ratio(n, x.size+x.size-n) >= threshold })
		for _, id := range x.rarest(least) {
			holders[id] = append(holders[id], int32(i))
		}
	}
	return nil
}

// forest holds disjoint sets of rows as trees, the first row of each at the
// root: forest[row] is the parent (B. Galler and M. Fischer, An improved
// equivalence algorithm, 1964).
type forest []int32

func newForest(rows int) forest {
	f := make(forest, rows)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

// find returns the first row of the set, halving the way there.
func (f forest) find(row int) int {
	r := int32(row)
	for f[r] != r {
		f[r] = f[f[r]]
		r = f[r]
	}
	return int(r)
}

func (f forest) union(a, b int) {
	a, b = f.find(a), f.find(b)
	f[max(a, b)] = int32(min(a, b))
}

// names returns for each row the number of the first row of its set, or the
// empty string if it is alone.
func (f forest) names() []string {
	size := make([]int, len(f))
	for row := range f {
		size[f.find(row)]++
	}
	names := make([]string, len(f))
	for row := range f {
		if root := f.find(row); size[root] > 1 {
			names[row] = strconv.Itoa(root)
		}
	}
	return names
}
