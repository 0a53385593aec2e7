package model

import "github.com/stancekit/stancekit/features"

// Where there are few rows most features occur in one alone, cross-validated
// counts of errors are mostly chance, and which class happened to get the longer
// or more general texts tips the scores. So
//
//   - features of a single row count, and the blocks that mostly hold such weigh
//     less than the n-grams of characters (fewScale),
//   - the learner is chosen by the likelihood of the classes, which takes into
//     account by how much each row is right or wrong (likelihood),
//   - and a class that draws rows of all classes has to be better by a part of
//     what it draws them by (even).
//
// A prior knows most features, and its balance is to be kept: beside one only the
// features of a single row are added.

// Rows are few below 450, or below 150 a class. Three times as many would still do
// for most sets, but not for all: see docs/accuracy.md.
const (
	fewAll      = 450
	fewPerClass = 150
)

func fewRows(rows, classes int) bool { return rows < max(fewAll, fewPerClass*classes) }

// fewScale is the weight of each block of features where rows are few.
var fewScale = [features.Blocks]float64{
	features.Words: 0.5, features.Stems: 0.7, features.Chars: 1, features.Negated: 0.5,
	features.Similar: 0.7, features.Looked: 1, features.LookedNegated: 1,
}

// blockScale returns the weights of the blocks: those of the prior, if there is
// one, whose weights are of rows so scaled.
func (s Settings) blockScale(few bool) [features.Blocks]float64 {
	switch {
	case s.Prior != nil:
		return s.Prior.scale
	case few:
		return fewScale
	}
	return blockScale
}

// likelihood returns the mean logarithm of the probability of each row's class,
// calibrated.
func (t *trainer) likelihood(scores []float64) float64 {
	cal := fitCalibration(scores, t.problem.Y, t.weight, len(t.classes))
	return -logLoss(&cal, scores, t.problem.Y, t.weight)
}

// evenRows is the number of rows a class at which half of what a class draws the
// rows by is taken off: with more of them the scores themselves can be trusted.
const evenRows = 32

// even sets the offsets against classes that draw the rows of all, a part of the
// mean score, all classes of rows alike.
func (t *trainer) even(c *calibration, scores []float64) {
	k := len(t.classes)
	mean, weight := make([]float64, k*k), make([]float64, k)
	for i, y := range t.problem.Y {
		weight[y] += t.weight[i]
		for j, s := range scores[i*k : i*k+k] {
			mean[y*k+j] += float64(t.weight[i] * s)
		}
	}
	occurring := 0.0
	for y := range weight {
		if weight[y] > 0 {
			occurring++
		}
	}
	part := evenRows / (evenRows + float64(len(t.problem.Y))/occurring)
	for j := range c.Offset {
		for y, w := range weight {
			if w > 0 {
				c.Offset[j] -= float64(part * (mean[y*k+j] / w / occurring))
			}
		}
	}
	center(c.Offset)
}
