package model

import (
	"context"
	"fmt"
	"math"
)

// NaiveBayes is the multinomial naive Bayes classifier, or its complement form
// (Rennie, Shih, Teevan and Karger, "Tackling the Poor Assumptions of Naive
// Bayes Text Classifiers", ICML 2003), over the scaled rows: a quick baseline
// whose scores are linear in the features.
type NaiveBayes struct {
	// Alpha is the count that is added to each feature in each class
	// (Lidstone). 0 means 0.1.
	Alpha float64
	// Multinomial models each class by its own rows and its share of all; the
	// default, the complement form, models it by the rows of the others.
	Multinomial bool
}

// Name returns the name and Alpha.
func (n NaiveBayes) Name() string {
	if n.Alpha == 0 {
		n.Alpha = 0.1
	}
	if n.Multinomial {
		return fmt.Sprintf("multinomial naive Bayes, alpha %g", n.Alpha)
	}
	return fmt.Sprintf("complement naive Bayes, alpha %g", n.Alpha)
}

// Learn counts. Columns with negative values, as word vectors have, are an
// error that wraps [ErrSettings].
func (n NaiveBayes) Learn(ctx context.Context, p *Problem) (Scorer, error) {
	if n.Alpha == 0 {
		n.Alpha = 0.1
	}
	if !(n.Alpha > 0) || math.IsInf(n.Alpha, 1) {
		return nil, fmt.Errorf("model: %w: alpha %v of naive Bayes is no positive number", ErrSettings, n.Alpha)
	}
	k := len(p.Classes)
	counts := make([]float64, p.X.Columns*k)
	total := make([]float64, p.X.Columns)
	sums := make([]float64, k)
	prior := make([]float64, k)
	for i, row := range p.Rows {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		cols, values := p.X.Row(row)
		y, cost := p.Y[row], p.Cost[row]
		prior[y] += cost
		for j, col := range cols {
			v := float64(cost * float64(values[j]))
			if v < 0 {
				return nil, fmt.Errorf("model: %w: naive Bayes cannot learn from negative values, such as word vectors", ErrSettings)
			}
			counts[int(col)*k+y] += v
			total[col] += v
			sums[y] += v
		}
	}
	all, rows := 0.0, 0.0
	for c := range k {
		all += sums[c]
		rows += prior[c]
	}
	l := &Linear{Bias: make([]float64, k), Weights: counts}
	smooth := float64(n.Alpha * float64(p.X.Columns))
	for c := range k {
		if n.Multinomial {
			l.Bias[c] = log((prior[c] + 1) / (rows + float64(k)))
		}
	}
	for col := range p.X.Columns {
		for c := range k {
			own := counts[col*k+c]
			if n.Multinomial {
				counts[col*k+c] = log((own + n.Alpha) / (sums[c] + smooth))
			} else {
				counts[col*k+c] = -log((total[col] - own + n.Alpha) / (all - sums[c] + smooth))
			}
		}
	}
	return l, nil
}
