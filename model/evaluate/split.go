package evaluate

import (
	"math"
	"slices"
)

// Split holds out a share of the rows, above 0 and below 1, for testing, and
// returns the indexes of the training and of the test rows, rising. Equal
// arguments give equal splits on every machine.
//
// labels and groups are those of [Folds]. Without groups the test set has
// share·rows rows, rounded, at least one and at most all but one; each class
// has its share of them, rounded down or up so that the sum comes out (largest
// remainders). With groups both hold as nearly as the groups allow. A class
// with a single row may fall on either side.
//
// Errors: [ErrLength]; [ErrFolds] if the share is none, or if there are fewer
// than two groups and rows that stand alone.
func Split(labels, groups []string, share float64, seed uint64) (train, test []int, err error) {
	if !(share > 0 && share < 1) {
		return nil, nil, errorf(ErrFolds, "a share of %v", share)
	}
	u, err := newUnits(labels, groups, newSource(seed, forSplit))
	if err != nil {
		return nil, nil, err
	}
	if u.len() < 2 {
		return nil, nil, errorf(ErrFolds, "two parts of %d rows in %d groups", len(labels), u.len())
	}

	held := make([]bool, len(labels))
	heldOf := make([]int, len(u.size))  // held-out rows of each class
	dealtOf := make([]int, len(u.size)) // rows of each class dealt so far
	hold := func(row int) {
		held[row] = true
		heldOf[u.class[row]]++
	}
	for _, group := range u.groups {
		// The sum over both sides and all classes of (count/size of the
		// class)²/share of the side is least where each side has its share; the
		// group goes to the side where it grows less.
		var ifHeld, ifKept float64
		classes, n := u.count(group)
		for i, c := range classes {
			size := float64(u.size[c])
			add := float64(n[i]) / size
			in, out := float64(heldOf[c])/size, float64(dealtOf[c]-heldOf[c])/size
			ifHeld += float64(add * (in + in + add))
			ifKept += float64(add * (out + out + add))
			dealtOf[c] += n[i]
		}
		if ifHeld/share < ifKept/(1-share) {
			for _, row := range group {
				hold(row)
			}
		}
	}
	for c, want := range quotas(u.size, share, len(labels)) {
		for _, row := range u.alone[c] {
			if heldOf[c] < want {
				hold(row)
			}
		}
	}
	// Groups can leave one side empty. The smallest unit then goes there.
	if n := total(heldOf); n == 0 || n == len(labels) {
		for _, row := range u.smallest() {
			held[row] = n == 0
		}
	}

	for row, h := range held {
		if h {
			test = append(test, row)
		} else {
			train = append(train, row)
		}
	}
	return train, test, nil
}

// quotas returns how many rows of each class to hold out.
func quotas(sizes []int, share float64, rows int) []int {
	left := min(max(int(math.Round(share*float64(rows))), 1), rows-1)
	quota := make([]int, len(sizes))
	rest := make([]float64, len(sizes))
	order := make([]int, len(sizes))
	for c, size := range sizes {
		exact := float64(share * float64(size))
		quota[c] = int(exact)
		rest[c] = exact - float64(quota[c])
		order[c] = c
		left -= quota[c]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case rest[a] > rest[b]:
			return -1
		case rest[a] < rest[b]:
			return 1
		}
		return 0
	})
	for _, c := range order {
		if left <= 0 {
			break
		}
		quota[c]++
		left--
	}
	return quota
}

// smallest returns a unit of the fewest rows.
func (u *units) smallest() []int {
	for _, rows := range u.alone {
		if len(rows) > 0 {
			return rows[:1]
		}
	}
	return u.groups[len(u.groups)-1]
}
