package evaluate

import (
	"math"
	"slices"
)

// Folds deals rows into k folds for cross-validation and returns for each fold
// the indexes of its test rows, rising; the other rows are its training rows.
// Every row is in exactly one fold and no fold is empty. Equal arguments give
// equal folds on every machine.
//
// labels holds the class of each row. Each class is spread as evenly as it can
// be: without groups its counts in two folds differ by at most 1, and so do the
// sizes of the folds. A class with fewer rows than k is allowed; it is missing
// from the test rows of some folds, and a class with one row from the training
// rows of one.
//
// groups is nil or holds a name for each row. Rows of one name stay in one
// fold; a row with the empty name stands alone. Groups are dealt first, in
// order of falling size, each to the fold where the shares of its classes then
// vary least between folds, and the rows that stand alone fill up what is
// missing. The method is that of scikit-learn's StratifiedGroupKFold, with the
// sum of the variances in place of the mean of the standard deviations.
//
// Errors: [ErrLength]; [ErrFolds] if k is below 2 or above the number of rows,
// or of groups and rows that stand alone.
func Folds(labels, groups []string, k int, seed uint64) ([][]int, error) {
	if k < 2 {
		return nil, errorf(ErrFolds, "%d folds", k)
	}
	u, err := newUnits(labels, groups, newSource(seed, forFolds))
	if err != nil {
		return nil, err
	}
	if u.len() < k {
		return nil, errorf(ErrFolds, "%d folds of %d rows in %d groups", k, len(labels), u.len())
	}

	fold := make([]int, len(labels))
	size := make([]int, k)
	counts := make([][]int, k) // of each fold, by class
	for f := range counts {
		counts[f] = make([]int, len(u.size))
	}
	put := func(row, f int) {
		fold[row] = f
		size[f]++
		counts[f][u.class[row]]++
	}

	for _, group := range u.groups {
		classes, n := u.count(group)
		best, least := 0, math.Inf(1)
		for f := range k {
			// Σ over folds and classes of (count/size of the class)² grows by
			// this, halved and without the part that is equal in all folds.
			var growth float64
			for i, c := range classes {
				share := float64(counts[f][c]) / float64(u.size[c])
				growth += float64(share * float64(n[i]) / float64(u.size[c]))
			}
			if growth < least || growth == least && size[f] < size[best] {
				best, least = f, growth
			}
		}
		for _, row := range group {
			put(row, best)
		}
	}
	for c, rows := range u.alone {
		for _, row := range rows {
			best := 0
			for f := range k {
				if d := counts[f][c] - counts[best][c]; d < 0 || d == 0 && size[f] < size[best] {
					best = f
				}
			}
			put(row, best)
		}
	}

	folds := make([][]int, k)
	for row, f := range fold {
		folds[f] = append(folds[f], row)
	}
	return folds, nil
}

// units are the parts that rows may be dealt in, in a random order.
type units struct {
	class  []int   // class of each row
	size   []int   // rows of each class
	groups [][]int // groups of two rows and more, the largest first
	alone  [][]int // rows that stand alone, by class

	scratch []int // counts by class, all zero
}

// newUnits finds the units. Classes are numbered as they first occur.
func newUnits(labels, groups []string, random source) (*units, error) {
	if groups != nil && len(groups) != len(labels) {
		return nil, errorf(ErrLength, "%d rows, %d groups", len(labels), len(groups))
	}
	u := &units{class: make([]int, len(labels))}
	classes := make(map[string]int)
	for row, label := range labels {
		c, ok := classes[label]
		if !ok {
			c = len(u.size)
			classes[label] = c
			u.size = append(u.size, 0)
		}
		u.class[row] = c
		u.size[c]++
	}
	u.alone = make([][]int, len(u.size))
	u.scratch = make([]int, len(u.size))

	all := unite(len(labels), groups)
	shuffle(random, all)
	for _, rows := range all {
		if len(rows) == 1 {
			c := u.class[rows[0]]
			u.alone[c] = append(u.alone[c], rows[0])
		} else {
			u.groups = append(u.groups, rows)
		}
	}
	slices.SortStableFunc(u.groups, func(a, b []int) int { return len(b) - len(a) })
	return u, nil
}

// unite returns the rows of each unit, in order of their first rows: those of
// one group together, a row without a group alone.
func unite(rows int, groups []string) [][]int {
	var all [][]int
	place := make(map[string]int)
	for row := range rows {
		if groups == nil || groups[row] == "" {
			all = append(all, []int{row})
			continue
		}
		i, ok := place[groups[row]]
		if !ok {
			i = len(all)
			place[groups[row]] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], row)
	}
	return all
}

// len returns the number of units.
func (u *units) len() int {
	n := len(u.groups)
	for _, rows := range u.alone {
		n += len(rows)
	}
	return n
}

// count returns the classes of a group, rising, and how many rows each has.
func (u *units) count(group []int) (classes, n []int) {
	for _, row := range group {
		c := u.class[row]
		if u.scratch[c] == 0 {
			classes = append(classes, c)
		}
		u.scratch[c]++
	}
	slices.Sort(classes)
	for _, c := range classes {
		n = append(n, u.scratch[c])
		u.scratch[c] = 0
	}
	return classes, n
}
