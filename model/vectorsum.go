package model

import (
	"math"

	"github.com/stancekit/stancekit/features"
)

// vectorSum is the weighted mean of the word vectors of a text: those of the
// words as they are, and those of words under negation behind them.
type vectorSum struct {
	sum  []float64
	norm [2]float64 // the sum of the squares of the weights, of each half
}

// reset makes it the sum of no words.
func (s *vectorSum) reset(v *Vectors) {
	if v != nil && s.sum == nil {
		s.sum = make([]float64, 2*v.dim)
	}
	clear(s.sum)
	s.norm = [2]float64{}
}

// add adds the weighted vector of a lookup feature's word, if it has one.
func (s *vectorSum) add(v *Vectors, id uint64) {
	if v == nil {
		return
	}
	row, negated := v.row(id)
	if row < 0 {
		return
	}
	half := 0
	if negated {
		half = 1
	}
	sum := s.sum[half*v.dim:]
	g := float64(v.weight[row])
	unit := float64(g * float64(v.step[row]))
	for d, q := range v.data[row*v.dim : (row+1)*v.dim] {
		sum[d] += float64(unit * float64(q))
	}
	s.norm[half] += float64(g * g)
}

// append appends the dimensions to dst.
func (s *vectorSum) append(dst []float32) []float32 {
	half := len(s.sum) / 2
	for i, x := range s.sum {
		if x != 0 {
			block, h := features.Looked, 0
			if i >= half {
				block, h = features.LookedNegated, 1
			}
			x *= blockScale[block] / math.Sqrt(s.norm[h])
		}
		dst = append(dst, float32(x))
	}
	return dst
}
