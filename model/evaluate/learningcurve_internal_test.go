package evaluate

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// A greater share must hold all rows of a smaller one, whole groups, and at
// least its part of each class.
func TestSharesAreNested(t *testing.T) {
	random := newSource(3, forLearningCurve)
	for range 20 {
		n := 5 + random.below(60)
		gold, groups := make([]string, n), make([]string, n)
		for i := range n {
			gold[i] = fmt.Sprint(random.below(1 + random.below(4)))
			if random.below(3) > 0 {
				groups[i] = fmt.Sprint(random.below(n / 2))
			}
		}
		rows := others(n, []int{0, 2})
		p := newParts(rows, gold, groups, random)
		var last []int
		for s := 1; s <= 20; s++ {
			got := p.share(float64(s) / 20)
			require.True(t, slices.IsSorted(got))
			in := make(map[string]bool)
			count := make(map[string]int)
			for _, row := range got {
				in[groups[row]] = true
				count[gold[row]]++
			}
			for _, row := range rows {
				if groups[row] != "" && in[groups[row]] {
					require.Contains(t, got, row)
				}
			}
			for class, n := range p.size {
				require.GreaterOrEqual(t, count[class]*20, n*s)
			}
			require.Subset(t, got, last)
			last = got
		}
		require.Equal(t, rows, last)
	}
}
