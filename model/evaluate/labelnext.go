package evaluate

import (
	"cmp"
	"container/heap"
	"context"
	"math"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

// Uncertainty is a measure of how unsure a classifier is of a text, from 0 to 1.
type Uncertainty string

// The measures.
const (
	// Margin is 1 less the distance between the two greatest probabilities (T.
	// Scheffer, C. Decomain and S. Wrobel, Active hidden Markov models for
	// information extraction, 2001).
	Margin Uncertainty = "margin"
	// Entropy is the entropy of the probabilities, divided by the greatest that
	// so many classes can have: it looks at all classes, not at two.
	Entropy Uncertainty = "entropy"
)

// NextSettings are the settings of [LabelNext]. The zero value is the default.
type NextSettings struct {
	// Uncertainty is the measure of uncertainty; empty means [Margin].
	Uncertainty Uncertainty
	// Diversity is the weight of likeness against uncertainty, below 1. 0 means
	// 0.5; [model.Off] goes by uncertainty alone.
	Diversity float64
	// Labelled are texts that have a label already, which the choice should
	// differ from, too.
	Labelled []string
	// Features says what of a text is compared. The zero value stands for single
	// English stems, which are quick to make and tell topics apart.
	Features features.Settings
}

func (s *NextSettings) resolve() error {
	switch s.Uncertainty {
	case "":
		s.Uncertainty = Margin
	case Margin, Entropy:
	default:
		return errorf(ErrSettings, "uncertainty %q", string(s.Uncertainty))
	}
	if s.Features == (features.Settings{}) {
		s.Features = features.Settings{Words: features.Off, Stems: 1, CharMax: features.Off, Negation: features.Off}
	}
	switch d := s.Diversity; {
	case d == 0:
		s.Diversity = 0.5
	case d == model.Off:
		s.Diversity = 0
	case !(d > 0 && d < 1):
		return errorf(ErrSettings, "diversity %v", d)
	}
	return nil
}

// Candidate is a text to label.
type Candidate struct {
	Row         int     `json:"row"` // from 0
	Uncertainty float64 `json:"uncertainty"`
	// Similarity is the greatest cosine similarity to a labelled text or to a
	// candidate before it; 0 where Diversity is off.
	Similarity float64 `json:"similarity"`
	// Score is (1-Diversity)·Uncertainty - Diversity·Similarity.
	Score float64 `json:"score"`
}

// LabelNext returns the n texts without a label that are most useful to label,
// the most useful first: those that the classifier is unsure of (uncertainty
// sampling, section 3.1 of B. Settles, Active learning literature survey,
// University of Wisconsin–Madison, 2009), and of these not the same thing twice
// over (batch mode, section 6.1 there). Each next one has the greatest score given
// those before it (maximal marginal relevance: J. Carbonell and J. Goldstein, The
// use of MMR, diversity-based reranking, 1998), the first of equal ones.
// Similarity is the cosine between the tf-idf vectors of the texts.
//
// probabilities holds for each text those of the classes, as [model.Text] predicts
// them. Fewer than n are returned where there are fewer texts; those without a
// token are never chosen. Rows so chosen are no fair sample: keep them out of
// test sets. A classifier that has learnt from less than some hundred rows does
// not know yet what it does not know; until then a random choice is as good.
//
// Errors: [ErrEmpty]; [ErrLength]; [ErrSettings], for n below 1 too; a [*RowError]
// as of [Top]; those of [features.New]; the context's.
func LabelNext(ctx context.Context, texts []string, probabilities [][]float64, n int, s NextSettings) ([]Candidate, error) {
	if err := sameLength(len(texts), "rows of probabilities", len(probabilities)); err != nil {
		return nil, err
	}
	if err := s.resolve(); err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, errorf(ErrSettings, "%d candidates", n)
	}
	queue := make(candidates, len(texts))
	for row, p := range probabilities {
		if err := checkDistribution(row, p, len(probabilities[0])); err != nil {
			return nil, err
		}
		u := s.Uncertainty.of(p)
		queue[row] = candidate{Candidate{Row: row, Uncertainty: u, Score: float64((1 - s.Diversity) * u)}, -1}
	}
	heap.Init(&queue)

	vectors, err := newVectors(ctx, s.Features, s.Diversity > 0, texts, s.Labelled)
	if err != nil {
		return nil, err
	}
	var labelled, chosen index
	if s.Diversity > 0 {
		for _, text := range s.Labelled {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			labelled.add(vectors.of(text))
		}
	}
	// Similarity only grows while texts are chosen, so a score from before is a
	// bound: the text at the head with a fresh score is the best, and most others
	// are never looked at again (M. Minoux, Accelerated greedy algorithms for
	// maximizing submodular set functions, 1978).
	var out []Candidate
	for len(queue) > 0 && len(out) < n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		head := &queue[0]
		if head.fresh == len(out) {
			out = append(out, head.Candidate)
			if s.Diversity > 0 {
				chosen.add(vectors.of(texts[head.Row]))
			}
			heap.Pop(&queue)
			continue
		}
		v := vectors.of(texts[head.Row])
		if len(v.ids) == 0 {
			heap.Pop(&queue)
			continue
		}
		if head.fresh < 0 {
			head.Similarity = labelled.nearest(v)
		}
		head.Similarity = max(head.Similarity, chosen.nearest(v))
		head.Score = float64((1-s.Diversity)*head.Uncertainty) - float64(s.Diversity*head.Similarity)
		head.fresh = len(out)
		heap.Fix(&queue, 0)
	}
	return out, nil
}

// of returns the uncertainty of a distribution.
func (u Uncertainty) of(p []float64) float64 {
	var first, second, entropy float64
	for _, x := range p {
		first, second = max(first, x), max(second, min(first, x))
		if x > 0 {
			entropy -= float64(x * ln(x))
		}
	}
	if u == Margin {
		return 1 - (first - second)
	}
	if len(p) < 2 {
		return 0
	}
	return min(max(entropy/ln(float64(len(p))), 0), 1)
}

// candidate is a text that may be chosen.
type candidate struct {
	Candidate
	fresh int // how many were chosen when the score was reckoned, -1 for never
}

// candidates is a heap of them, the best at the head.
type candidates []candidate

func (c candidates) Len() int { return len(c) }

func (c candidates) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(c[j].Score, c[i].Score), c[i].Row-c[j].Row) < 0
}

func (c candidates) Swap(i, j int) { c[i], c[j] = c[j], c[i] }

func (c *candidates) Push(x any) { *c = append(*c, x.(candidate)) }

func (c *candidates) Pop() any {
	last := len(*c) - 1
	x := (*c)[last]
	*c = (*c)[:last]
	return x
}

// ln returns the natural logarithm of x > 0. It is made of plain operations, as
// that of package model: the library's own is assembly on some processors and
// differs there in the last bit. x = m·2^k with m around 1, and
// ln m = 2 artanh((m-1)/(m+1)) by its series.
func ln(x float64) float64 {
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		k--
	}
	t := (m - 1) / (m + 1)
	square := float64(t * t)
	sum := 0.0
	for n := 23.0; n >= 1; n -= 2 {
		sum = float64(sum*square) + 1/n
	}
	return float64(float64(k)*math.Ln2) + float64(2*float64(t*sum))
}
