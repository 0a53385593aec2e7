package evaluate

import (
	"context"
	"fmt"
	"math"

	"github.com/stancekit/stancekit/model"
)

// Repeated is what [RepeatCrossValidation] finds.
type Repeated struct {
	// Runs are the single cross-validations.
	Runs []*CrossValidation `json:"-"`
	// Accuracy and MacroF1 are the figures of the runs' reports taken together,
	// Classes the F1 of each class.
	Accuracy Spread        `json:"accuracy"`
	MacroF1  Spread        `json:"macro_f1"`
	Classes  []ClassSpread `json:"classes"`
}

// ClassSpread is the F1 of a class over several runs.
type ClassSpread struct {
	Class string `json:"class"`
	F1    Spread `json:"f1"`
}

// Spread is a figure over several runs.
type Spread struct {
	Mean float64 `json:"mean"`
	// Deviation is the standard deviation, with one less than the number of runs
	// as divisor; 0 for a single run.
	Deviation float64 `json:"deviation"`
}

// String returns mean and deviation, "0.812 ± 0.004".
func (s Spread) String() string { return fixed(s.Mean) + " ± " + fixed(s.Deviation) }

// RepeatCrossValidation runs [CrossValidate] several times, with s.Seed,
// s.Seed+1 and so on, so that rows are dealt otherwise each time. The mean
// depends less on how they fall than a single run.
//
// The deviation tells how much a single run owes to chance, no more: all runs
// share the rows, so it is smaller than that of scores on other rows, and no
// test can be built on it (Y. Bengio and Y. Grandvalet, No unbiased estimator of
// the variance of k-fold cross-validation, 2004). [Bootstrap] puts an interval
// around a run.
//
// s.Progress is called as by [CrossValidate], with the folds of all runs.
// Errors: [ErrSettings] for less than one run, and those of [CrossValidate].
func RepeatCrossValidation(ctx context.Context, examples []model.Example, s model.Settings, k, times int) (*Repeated, error) {
	if times < 1 {
		return nil, errorf(ErrSettings, "%d runs", times)
	}
	progress, seed := s.Progress, s.Seed
	r := &Repeated{}
	for run := range times {
		if progress != nil {
			s.Progress = func(p model.Progress) {
				if run == 0 || p.Done > 0 { // the end of one run is the start of the next
					progress(model.Progress{Stage: p.Stage, Done: run*k + p.Done, Total: times * k})
				}
			}
		}
		s.Seed = seed + uint64(run)
		cv, err := CrossValidate(ctx, examples, s, k)
		if err != nil {
			return nil, fmt.Errorf("run %d of %d: %w", run+1, times, err)
		}
		r.Runs = append(r.Runs, cv)
	}
	r.Accuracy = r.spread(func(r *Report) float64 { return r.Accuracy })
	r.MacroF1 = r.spread(func(r *Report) float64 { return r.Macro.F1 })
	for c, class := range r.Runs[0].Classes {
		r.Classes = append(r.Classes, ClassSpread{class, r.spread(func(r *Report) float64 { return r.Classes[c].F1 })})
	}
	return r, nil
}

// Probabilities returns for each row the mean of the probabilities that the runs
// gave it: steadier than those of one run, for [LabelIssues] above all.
func (r *Repeated) Probabilities() [][]float64 {
	mean := make([][]float64, len(r.Runs[0].Probabilities))
	for row := range mean {
		mean[row] = make([]float64, len(r.Classes))
		for c := range mean[row] {
			for _, cv := range r.Runs {
				mean[row][c] += cv.Probabilities[row][c]
			}
			mean[row][c] /= float64(len(r.Runs))
		}
	}
	return mean
}

func (r *Repeated) spread(figure func(*Report) float64) Spread {
	values := make([]float64, len(r.Runs))
	for i, cv := range r.Runs {
		values[i] = figure(cv.Report)
	}
	return newSpread(values)
}

func newSpread(values []float64) Spread {
	var s Spread
	n := float64(len(values))
	for _, v := range values {
		s.Mean += v
	}
	s.Mean /= n
	if n < 2 {
		return s
	}
	var squares float64
	for _, v := range values {
		d := v - s.Mean
		squares += float64(d * d)
	}
	s.Deviation = math.Sqrt(squares / (n - 1))
	return s
}
