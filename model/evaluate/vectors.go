package evaluate

import (
	"context"
	"math"

	"github.com/stancekit/stancekit/features"
)

// holderBits is the logarithm of how many counters there are for the texts that
// hold a feature. Features that fall on one counter look more frequent than they
// are, which does not matter here.
const holderBits = 21

// vectors makes tf-idf vectors of texts: each feature weighs its count times
// ln((1+N)/(1+n)) + 1 for n of N texts that hold it, and the length of a vector is
// 1 (scikit-learn's smooth idf).
type vectors struct {
	extractor *features.Extractor
	holders   []uint32
	texts     float64 // N
}

// newVectors counts the features of all texts, if weighted.
func newVectors(ctx context.Context, s features.Settings, weighted bool, corpora ...[]string) (*vectors, error) {
	extractor, err := features.New(s)
	if err != nil {
		return nil, err
	}
	v := &vectors{extractor: extractor, holders: make([]uint32, 1<<holderBits)}
	if !weighted {
		return v, nil
	}
	for _, texts := range corpora {
		v.texts += float64(len(texts))
		for _, text := range texts {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for _, id := range extractor.Row(text).IDs {
				v.holders[counter(id)]++
			}
		}
	}
	return v, nil
}

// counter returns the counter of a feature, by Fibonacci hashing.
func counter(id uint64) uint64 { return id * 0x9e3779b97f4a7c15 >> (64 - holderBits) }

// vector is a sparse vector of length 1, or without any features.
type vector struct {
	ids    []uint64 // rising
	values []float64
}

func (v *vectors) of(text string) vector {
	row := v.extractor.Row(text)
	var squares float64
	for i, id := range row.IDs {
		n := min(float64(v.holders[counter(id)]), v.texts)
		row.Counts[i] *= ln((1+v.texts)/(1+n)) + 1
		squares += float64(row.Counts[i] * row.Counts[i])
	}
	length := math.Sqrt(squares)
	for i := range row.Counts {
		row.Counts[i] /= length
	}
	return vector{row.IDs, row.Counts}
}

// index finds the nearest of many vectors. The zero value is empty.
type index struct {
	holders map[uint64][]entry
	dots    []float64 // of each vector with the one asked for; all zero in between
}

type entry struct {
	vector int32
	value  float64
}

func (x *index) add(v vector) {
	if x.holders == nil {
		x.holders = make(map[uint64][]entry)
	}
	for i, id := range v.ids {
		x.holders[id] = append(x.holders[id], entry{int32(len(x.dots)), v.values[i]})
	}
	x.dots = append(x.dots, 0)
}

// nearest returns the greatest cosine with a vector of the index, 0 if there is
// none.
func (x *index) nearest(v vector) float64 {
	for i, id := range v.ids {
		for _, e := range x.holders[id] {
			x.dots[e.vector] += float64(e.value * v.values[i])
		}
	}
	best := 0.0
	for i, d := range x.dots {
		best = max(best, d)
		x.dots[i] = 0
	}
	return min(best, 1)
}
