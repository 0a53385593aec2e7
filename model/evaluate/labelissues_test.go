package evaluate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

func TestLabelIssues(t *testing.T) {
	labels := []string{"a", "a", "a", "a", "b", "b", "b", "b"}
	odds := func(a ...float64) (out [][]float64) {
		for _, p := range a {
			out = append(out, []float64{p, 1 - p})
		}
		return out
	}
	// t_a = (0.9 + 0.8 + 0.5 + 0.2) / 4 = 0.6, t_b = (0.875 + 0.75 + 0.5 + 0.375) / 4 = 0.625.
	//
	//	row    0      1     2       3      4      5     6    7
	//	p(a)   0.9    0.8   0.5     0.2    0.125  0.25  0.5  0.625
	//	label  a      a     a       a      b      b     b    b
	//	is     a      a     none    b      b      b     none a
	p := odds(0.9, 0.8, 0.5, 0.2, 0.125, 0.25, 0.5, 0.625)
	got, err := evaluate.LabelIssues([]string{"a", "b"}, labels, p)
	require.NoError(t, err)
	require.InDeltaSlice(t, []float64{0.6, 0.625}, got.Thresholds, 1e-12)
	require.Equal(t, [][]int{{2, 1}, {1, 2}}, got.ConfidentJoint)
	// Each label has three counted rows of four: (2/3)·(4/8) and (1/3)·(4/8).
	for g, want := range [][]float64{{1.0 / 3, 1.0 / 6}, {1.0 / 6, 1.0 / 3}} {
		require.InDeltaSlice(t, want, got.Joint[g], 1e-12)
	}
	require.InDelta(t, 1.0/3, got.NoiseRate, 1e-12)
	require.Len(t, got.Issues, 2)
	first, second := got.Issues[0], got.Issues[1]
	require.InDelta(t, 0.6, first.Margin, 1e-12)
	first.Margin = 0
	require.Equal(t, evaluate.LabelIssue{Row: 3, Label: "a", Suggested: "b", SelfConfidence: 0.2}, first)
	require.Equal(t, evaluate.LabelIssue{Row: 7, Label: "b", Suggested: "a", SelfConfidence: 0.375, Margin: 0.25}, second)
}

// A row can be confidently of a class that is not its most probable one.
func TestLabelIssuesBelowTheMargin(t *testing.T) {
	// t_a = (1 + 1 + 0.6) / 3 = 0.87, t_b = 0.4: row 2 is no sure a but a sure b.
	got, err := evaluate.LabelIssues([]string{"a", "b"}, []string{"a", "a", "a", "b"}, [][]float64{{1, 0}, {1, 0}, {0.6, 0.4}, {0.6, 0.4}})
	require.NoError(t, err)
	require.Len(t, got.Issues, 1)
	require.Equal(t, 2, got.Issues[0].Row)
	require.Equal(t, "b", got.Issues[0].Suggested)
	require.InDelta(t, -0.2, got.Issues[0].Margin, 1e-12)
}

func TestLabelIssuesEdges(t *testing.T) {
	// A class without rows has no threshold and attracts nothing. Rows all alike
	// are as sure as their mean, whatever its rounding.
	p := make([][]float64, 10)
	labels := make([]string, 10)
	for i := range p {
		p[i], labels[i] = []float64{0.7, 0.1, 0.2}, "a"
	}
	got, err := evaluate.LabelIssues([]string{"a", "empty", "c"}, labels, p)
	require.NoError(t, err)
	require.Equal(t, 10, got.ConfidentJoint[0][0])
	require.Empty(t, got.Issues)
	require.Zero(t, got.NoiseRate)
	require.Zero(t, got.Thresholds[1])
	require.InDelta(t, 1, got.Joint[0][0], 1e-12)

	// No b is confidently of a class: b counts as right.
	got, err = evaluate.LabelIssues([]string{"a", "b", "c"}, []string{"a", "b", "b", "c"},
		[][]float64{{0.9, 0.1, 0}, {0.1, 0.5, 0.4}, {0.4, 0.6, 0}, {0.25, 0.125, 0.625}})
	require.NoError(t, err)
	require.Equal(t, [][]int{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, got.ConfidentJoint)
	require.Equal(t, []float64{0, 0.5, 0}, got.Joint[1])

	_, err = evaluate.LabelIssues([]string{"a"}, []string{"b"}, [][]float64{{1}})
	require.ErrorIs(t, err, evaluate.ErrUnknownClass)
	_, err = evaluate.LabelIssues([]string{"a", "b"}, []string{"b"}, [][]float64{{1}})
	require.ErrorIs(t, err, evaluate.ErrLength)
}

// The equations of the paper, set by set.
func TestLabelIssuesAgainstThePaper(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 30 {
		k := 2 + random.IntN(4)
		var classes []string
		for c := range k {
			classes = append(classes, fmt.Sprint("c", c))
		}
		n := 50
		label := make([]int, n)
		labels := make([]string, n)
		p := make([][]float64, n)
		for x := range p {
			label[x] = random.IntN(k)
			labels[x] = classes[label[x]]
			p[x] = make([]float64, k)
			var sum float64
			for c := range p[x] {
				p[x][c] = random.ExpFloat64()
				if c == label[x] {
					p[x][c] *= 3
				}
				sum += p[x][c]
			}
			for c := range p[x] {
				p[x][c] /= sum
			}
		}
		got, err := evaluate.LabelIssues(classes, labels, p)
		require.NoError(t, err)

		of := func(i int) (rows []int) { // X with label i
			for x := range p {
				if label[x] == i {
					rows = append(rows, x)
				}
			}
			return rows
		}
		threshold := func(j int) (mean float64) { // equation 2
			for _, x := range of(j) {
				mean += p[x][j] / float64(len(of(j)))
			}
			return mean
		}
		var issues []int
		var off, all float64
		unscaled := make([][]float64, k)
		for i := range k {
			unscaled[i] = make([]float64, k)
			for j := range k {
				for _, x := range of(i) { // equation 1
					best, at := math.Inf(-1), -1
					for l := range k {
						if p[x][l] >= threshold(l) && p[x][l] > best {
							best, at = p[x][l], l
						}
					}
					if at == j {
						unscaled[i][j]++
						if i != j {
							issues = append(issues, x)
						}
					}
				}
				require.Equal(t, unscaled[i][j], float64(got.ConfidentJoint[i][j]))
			}
			var sum float64 // equation 3
			for j := range k {
				sum += unscaled[i][j]
			}
			for j := range k {
				if sum > 0 {
					unscaled[i][j] *= float64(len(of(i))) / sum
				} else if i == j {
					unscaled[i][j] = float64(len(of(i)))
				}
				all += unscaled[i][j]
			}
		}
		var sum float64
		for i := range k {
			for j := range k {
				require.InDelta(t, unscaled[i][j]/all, got.Joint[i][j], 1e-12)
				sum += got.Joint[i][j]
				if i != j {
					off += unscaled[i][j] / all
				}
			}
		}
		require.InDelta(t, 1, sum, 1e-12)
		require.InDelta(t, off, got.NoiseRate, 1e-12)

		var found []int
		for i, issue := range got.Issues {
			found = append(found, issue.Row)
			require.NotEqual(t, issue.Label, issue.Suggested)
			if i > 0 {
				require.LessOrEqual(t, issue.Margin, got.Issues[i-1].Margin)
			}
		}
		slices.Sort(issues)
		slices.Sort(found)
		require.Equal(t, issues, found)
	}
}
