package evaluate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

// randomRows draws rows of skewed classes, in groups of up to most rows; some
// rows stand alone.
func randomRows(random *rand.Rand, rows, classes, most int) (labels, groups []string) {
	for len(labels) < rows {
		name := fmt.Sprint("g", len(labels))
		if random.IntN(4) == 0 {
			name = ""
		}
		class := random.IntN(random.IntN(classes) + 1)
		for range 1 + random.IntN(most) {
			if random.IntN(5) == 0 {
				class = random.IntN(classes)
			}
			labels = append(labels, fmt.Sprint("c", class))
			groups = append(groups, name)
		}
	}
	return labels, groups
}

// requirePartition checks that the parts are rising and hold each row once.
func requirePartition(t *testing.T, rows int, parts ...[]int) {
	t.Helper()
	var all []int
	for _, part := range parts {
		require.NotEmpty(t, part)
		require.True(t, slices.IsSorted(part))
		all = append(all, part...)
	}
	slices.Sort(all)
	require.Equal(t, seq(rows), all)
}

// requireWhole checks that no group is torn apart.
func requireWhole(t *testing.T, groups []string, parts ...[]int) {
	t.Helper()
	place := map[string]int{}
	for i, part := range parts {
		for _, row := range part {
			if g := groups[row]; g != "" {
				if p, ok := place[g]; ok && p != i {
					require.Equal(t, p, i, g)
				}
				place[g] = i
			}
		}
	}
}

func count(labels []string, rows []int) map[string]int {
	n := map[string]int{}
	for _, row := range rows {
		n[labels[row]]++
	}
	return n
}

func spread(values []int) int { return slices.Max(values) - slices.Min(values) }

func TestFoldsAreStratified(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		rows, k := 2+random.IntN(120), 2+random.IntN(9)
		labels, _ := randomRows(random, rows, 1+random.IntN(6), 1)
		seed := random.Uint64()
		folds, err := evaluate.Folds(labels, nil, k, seed)
		if k > len(labels) {
			require.ErrorIs(t, err, evaluate.ErrFolds)
			continue
		}
		require.NoError(t, err)
		require.Len(t, folds, k)
		requirePartition(t, len(labels), folds...)

		var sizes []int
		for _, f := range folds {
			sizes = append(sizes, len(f))
		}
		require.LessOrEqual(t, spread(sizes), 1)
		for class := range count(labels, seq(len(labels))) {
			var counts []int
			for _, f := range folds {
				counts = append(counts, count(labels, f)[class])
			}
			require.LessOrEqual(t, spread(counts), 1, class)
		}
		// Names that nobody shares group nothing.
		alone := make([]string, len(labels))
		for i := range alone {
			alone[i] = fmt.Sprint(i)
		}
		again, err := evaluate.Folds(labels, alone, k, seed)
		require.NoError(t, err)
		require.Equal(t, folds, again)
	}
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestFoldsKeepGroups(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 1))
	for range 100 {
		labels, groups := randomRows(random, 30+random.IntN(200), 1+random.IntN(5), 1+random.IntN(6))
		k := 2 + random.IntN(4)
		folds, err := evaluate.Folds(labels, groups, k, random.Uint64())
		require.NoError(t, err)
		requirePartition(t, len(labels), folds...)
		requireWhole(t, groups, folds...)
	}
}

// With groups of up to four rows and 2,000 rows the shares of the classes in a
// fold hardly differ from those of all rows.
func TestGroupedFoldsAreStratified(t *testing.T) {
	labels, groups := randomRows(rand.New(rand.NewPCG(3, 1)), 2000, 4, 4)
	folds, err := evaluate.Folds(labels, groups, 5, 1)
	require.NoError(t, err)
	all := count(labels, seq(len(labels)))
	for _, f := range folds {
		for class, n := range count(labels, f) {
			require.InDelta(t, float64(all[class])/5, n, 1.5, class)
		}
	}
}

// These numbers are what the first version gave. They must never change: a
// measured figure is repeated by its seed.
func TestFoldsStayTheSame(t *testing.T) {
	labels := letters("aabbbaaccaabba")
	folds, err := evaluate.Folds(labels, nil, 3, 42)
	require.NoError(t, err)
	require.Equal(t, [][]int{{1, 3, 5, 6, 8}, {0, 7, 10, 11, 12}, {2, 4, 9, 13}}, folds)

	groups := strings.Split("x,x,,,y,y,y,,,z,z,,,", ",")
	folds, err = evaluate.Folds(labels, groups, 3, 42)
	require.NoError(t, err)
	require.Equal(t, [][]int{{4, 5, 6, 7, 11}, {8, 9, 10, 12, 13}, {0, 1, 2, 3}}, folds)

	train, test, err := evaluate.Split(labels, groups, 0.25, 42)
	require.NoError(t, err)
	require.Equal(t, []int{2, 4, 5, 6, 7, 9, 10, 11, 12, 13}, train)
	require.Equal(t, []int{0, 1, 3, 8}, test)

	other, err := evaluate.Folds(labels, groups, 3, 43)
	require.NoError(t, err)
	require.NotEqual(t, folds, other)
}

// Too few rows of a class are spread as far as they go.
func TestFoldsOfARareClass(t *testing.T) {
	folds, err := evaluate.Folds(letters("aaaaaaaabb"), nil, 5, 0)
	require.NoError(t, err)
	with := 0
	for _, f := range folds {
		require.Len(t, f, 2)
		if slices.Contains(f, 8) || slices.Contains(f, 9) {
			with++
		}
	}
	require.Equal(t, 2, with)
}

func TestFoldsErrors(t *testing.T) {
	tests := []struct {
		name           string
		labels, groups []string
		k              int
		want           error
	}{
		{"one fold", letters("abab"), nil, 1, evaluate.ErrFolds},
		{"negative", letters("abab"), nil, -3, evaluate.ErrFolds},
		{"more folds than rows", letters("abab"), nil, 5, evaluate.ErrFolds},
		{"no rows", nil, nil, 2, evaluate.ErrFolds},
		{"more folds than groups", letters("abab"), letters("ggh."), 4, evaluate.ErrFolds},
		{"lengths", letters("abab"), letters("gg"), 2, evaluate.ErrLength},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluate.Folds(tt.labels, tt.groups, tt.k, 1)
			require.ErrorIs(t, err, tt.want)
		})
	}
}

func TestSplitIsStratified(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 1))
	for range 300 {
		labels, _ := randomRows(random, 2+random.IntN(100), 1+random.IntN(6), 1)
		share := 0.01 + 0.98*random.Float64()
		train, test, err := evaluate.Split(labels, nil, share, random.Uint64())
		require.NoError(t, err)
		requirePartition(t, len(labels), train, test)
		want := min(max(share*float64(len(labels)), 1), float64(len(labels)-1))
		require.InDelta(t, want, len(test), 0.5000001)
		all, held := count(labels, seq(len(labels))), count(labels, test)
		for class, n := range all {
			require.InDelta(t, share*float64(n), held[class], 1, class)
		}
	}
}

func TestSplitKeepsGroups(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 1))
	for range 200 {
		labels, groups := randomRows(random, 4+random.IntN(200), 1+random.IntN(5), 1+random.IntN(6))
		train, test, err := evaluate.Split(labels, groups, 0.02+0.96*random.Float64(), random.Uint64())
		if err != nil { // one group
			require.ErrorIs(t, err, evaluate.ErrFolds)
			continue
		}
		requirePartition(t, len(labels), train, test)
		requireWhole(t, groups, train, test)
	}
	labels, groups := randomRows(random, 2000, 4, 4)
	_, test, err := evaluate.Split(labels, groups, 0.2, 1)
	require.NoError(t, err)
	held := count(labels, test)
	for class, n := range count(labels, seq(len(labels))) {
		require.InDelta(t, 0.2*float64(n), held[class], 2, class)
	}
}

func TestSplitEdges(t *testing.T) {
	// Two groups: neither side may be empty, however small the share.
	for _, share := range []float64{0.001, 0.3, 0.5, 0.7, 0.999} {
		train, test, err := evaluate.Split(letters("aaaabb"), letters("ggghhh"), share, 1)
		require.NoError(t, err)
		require.Len(t, train, 3)
		require.Len(t, test, 3)
	}
	for _, share := range []float64{1e-300, 1 - 1e-16, 0.5} {
		train, test, err := evaluate.Split(letters("ab"), nil, share, 1)
		require.NoError(t, err)
		requirePartition(t, 2, train, test)
	}
	for _, share := range []float64{0, 1, -1, 2, nan} {
		_, _, err := evaluate.Split(letters("abab"), nil, share, 1)
		require.ErrorIs(t, err, evaluate.ErrFolds)
	}
	_, _, err := evaluate.Split(letters("a"), nil, 0.5, 1)
	require.ErrorIs(t, err, evaluate.ErrFolds)
	_, _, err = evaluate.Split(letters("aab"), letters("ggg"), 0.5, 1)
	require.ErrorIs(t, err, evaluate.ErrFolds)
	_, _, err = evaluate.Split(letters("aab"), letters("g"), 0.5, 1)
	require.ErrorIs(t, err, evaluate.ErrLength)
}
