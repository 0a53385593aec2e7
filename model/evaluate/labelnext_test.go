package evaluate_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

var singleWords = features.Settings{Words: 1, Stems: model.Off, CharMax: model.Off, Negation: model.Off}

func rowsOf(candidates []evaluate.Candidate) []int {
	var rows []int
	for _, c := range candidates {
		rows = append(rows, c.Row)
	}
	return rows
}

func TestLabelNext(t *testing.T) {
	texts := []string{"red apples", "red apples", "green pears", "", "blue plums"}
	p := [][]float64{{0.5, 0.5}, {0.5, 0.5}, {0.375, 0.625}, {0.5, 0.5}, {0.125, 0.875}}

	got, err := evaluate.LabelNext(t.Context(), texts, p, 9, evaluate.NextSettings{})
	require.NoError(t, err)
	// The second text is the first again: ½·1 - ½·1 = 0, less than ½·0.25.
	require.Equal(t, []int{0, 2, 4, 1}, rowsOf(got))
	require.Equal(t, evaluate.Candidate{Row: 0, Uncertainty: 1, Score: 0.5}, got[0])
	require.Equal(t, evaluate.Candidate{Row: 2, Uncertainty: 0.75, Score: 0.375}, got[1])
	require.InDelta(t, 1, got[3].Similarity, 1e-12)
	require.InDelta(t, 0, got[3].Score, 1e-12)

	got, err = evaluate.LabelNext(t.Context(), texts, p, 3, evaluate.NextSettings{Diversity: model.Off})
	require.NoError(t, err)
	require.Equal(t, []int{0, 1, 2}, rowsOf(got))

	got, err = evaluate.LabelNext(t.Context(), texts, p, 2, evaluate.NextSettings{Labelled: []string{"Green pear", "nothing of the sort", "red apple"}})
	require.NoError(t, err)
	require.Equal(t, 4, got[0].Row)
	require.Equal(t, 0, got[1].Row)
	require.InDelta(t, 1, got[1].Similarity, 1e-12)
}

// Equal tf-idf by hand: N = 2, "b" is in both texts, idf(b) = 1, and "a" and "c"
// in one, idf = ln(3/2) + 1. The cosine is 1 / (1 + idf²).
func TestLabelNextSimilarity(t *testing.T) {
	s := evaluate.NextSettings{Features: singleWords}
	got, err := evaluate.LabelNext(t.Context(), []string{"a b", "b c"}, [][]float64{{0.5, 0.5}, {0.5, 0.5}}, 2, s)
	require.NoError(t, err)
	idf := math.Log(1.5) + 1
	require.InDelta(t, 1/(1+idf*idf), got[1].Similarity, 1e-12)
	require.InDelta(t, 0.5-0.5/(1+idf*idf), got[1].Score, 1e-12)
}

// Choosing lazily must give what choosing the best of all each time gives.
func TestLabelNextIsGreedy(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 10 {
		texts := make([]string, 40)
		p := make([][]float64, len(texts))
		for i := range texts {
			var words []string
			for range 1 + random.IntN(5) {
				words = append(words, fmt.Sprint("w", random.IntN(20)))
			}
			texts[i] = strings.Join(words, " ")
			x := float64(random.IntN(9)) / 8
			p[i] = []float64{x, 1 - x}
		}
		s := evaluate.NextSettings{Diversity: 0.3, Uncertainty: evaluate.Entropy, Labelled: texts[:3], Features: singleWords}
		got, err := evaluate.LabelNext(t.Context(), texts, p, len(texts), s)
		require.NoError(t, err)
		require.Len(t, got, len(texts))

		for i := range got {
			for j := i + 1; j < len(got); j++ {
				require.LessOrEqual(t, worth(texts, got, p, i, got[j].Row, s), got[i].Score+1e-9)
			}
		}
	}
}

// worth returns the score that a row would have in place i.
func worth(texts []string, got []evaluate.Candidate, p [][]float64, i, row int, s evaluate.NextSettings) float64 {
	v := vectorsByHand(texts, s.Labelled)
	similarity := 0.0
	for _, l := range s.Labelled {
		similarity = max(similarity, cosine(v(texts[row]), v(l)))
	}
	for _, c := range got[:i] {
		similarity = max(similarity, cosine(v(texts[row]), v(texts[c.Row])))
	}
	entropy := 0.0
	for _, x := range p[row] {
		if x > 0 {
			entropy -= x * math.Log2(x)
		}
	}
	return (1-s.Diversity)*entropy - s.Diversity*similarity
}

func vectorsByHand(corpora ...[]string) func(string) map[string]float64 {
	n, df := 0.0, map[string]float64{}
	for _, texts := range corpora {
		for _, text := range texts {
			n++
			seen := map[string]bool{}
			for _, w := range strings.Fields(text) {
				if !seen[w] {
					seen[w] = true
					df[w]++
				}
			}
		}
	}
	return func(text string) map[string]float64 {
		out := map[string]float64{}
		for _, w := range strings.Fields(text) {
			out[w] += math.Log((1+n)/(1+df[w])) + 1
		}
		return out
	}
}

func cosine(a, b map[string]float64) float64 {
	var ab, aa, bb float64
	for w, x := range a {
		ab += x * b[w]
		aa += x * x
	}
	for _, x := range b {
		bb += x * x
	}
	return ab / math.Sqrt(aa*bb)
}

func TestLabelNextErrors(t *testing.T) {
	texts, p := []string{"a", "b"}, [][]float64{{0.5, 0.5}, {1, 0}}
	next := func(ctx context.Context, texts []string, p [][]float64, n int, s evaluate.NextSettings) error {
		_, err := evaluate.LabelNext(ctx, texts, p, n, s)
		return err
	}
	ctx := t.Context()
	require.ErrorIs(t, next(ctx, nil, nil, 1, evaluate.NextSettings{}), evaluate.ErrEmpty)
	require.ErrorIs(t, next(ctx, texts, p[:1], 1, evaluate.NextSettings{}), evaluate.ErrLength)
	require.ErrorIs(t, next(ctx, texts, p, 0, evaluate.NextSettings{}), evaluate.ErrSettings)
	require.ErrorIs(t, next(ctx, texts, p, 1, evaluate.NextSettings{Diversity: 1}), evaluate.ErrSettings)
	require.ErrorIs(t, next(ctx, texts, p, 1, evaluate.NextSettings{Diversity: nan}), evaluate.ErrSettings)
	require.ErrorIs(t, next(ctx, texts, p, 1, evaluate.NextSettings{Uncertainty: "gut"}), evaluate.ErrSettings)
	require.ErrorIs(t, next(ctx, texts, p, 1, evaluate.NextSettings{Features: features.Settings{Language: "x"}}), features.ErrLanguage)

	var row *evaluate.RowError
	require.ErrorAs(t, next(ctx, texts, [][]float64{{0.5, 0.5}, {1}}, 1, evaluate.NextSettings{}), &row)
	require.Equal(t, 1, row.Row)
	require.ErrorIs(t, next(ctx, texts, [][]float64{{0.5, 0.5}, {1, 1}}, 1, evaluate.NextSettings{}), evaluate.ErrProbability)

	s := evaluate.NextSettings{Labelled: []string{"c"}}
	for n := range 5 {
		require.ErrorIs(t, next(&countdown{Context: ctx, n: n}, texts, p, 2, s), context.Canceled)
	}
}
