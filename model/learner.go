package model

import (
	"context"
)

// Problem is what a learner learns from.
type Problem struct {
	X       *Matrix   // the rows
	Rows    []int     // which of them to learn from
	Y       []int     // the class of each row of X, an index into Classes
	Cost    []float64 // the weight of each row of X, class balance included
	Classes []string
	// Start, if set, are the weights to start from and to stay near. Of the
	// learners here [SVM] and [Blend] do so, but for the multinomial loss.
	Start   *Linear
	Seed    uint64
	Workers int

	roots []float32 // as in columns
}

// Learner learns to score classes. It must be deterministic: the same problem
// gives the same scorer, whatever Workers is.
type Learner interface {
	// Name names the learner and its settings, for reports.
	Name() string
	// Learn returns a scorer, or the context's error.
	Learn(ctx context.Context, p *Problem) (Scorer, error)
}

// PathLearner is a learner with parameters to choose by cross-validation.
// Along the path each solution may start from the one before.
type PathLearner interface {
	Learner
	// Path returns the learners to choose from, all parameters fixed, the
	// simpler ones first.
	Path() []Learner
	// ScorePath learns each learner of the path from p.Rows and calls visit
	// with the scores that it gives the held rows of p.X: row by row, class by
	// class, valid during the call only.
	ScorePath(ctx context.Context, p *Problem, held []int, visit func(step int, scores []float64)) error
}

// Scorer scores a row for each class; the highest score is the class. It is
// safe for concurrent use.
type Scorer interface {
	// Scores writes the score of each class to dst.
	Scores(dst []float64, cols []uint32, values []float32)
}

// Linear is a scorer with a weight for each column and class:
// score[k] = Bias[k] + Σ value · Weights[column·K + k].
type Linear struct {
	Bias    []float64
	Weights []float64
}

// Scores writes the score of each class to dst.
func (l *Linear) Scores(dst []float64, cols []uint32, values []float32) {
	k := len(l.Bias)
	copy(dst, l.Bias)
	for i, col := range cols {
		v := float64(values[i])
		row := l.Weights[int(col)*k : int(col)*k+k]
		for c := range row {
			dst[c] += float64(v * row[c])
		}
	}
}
