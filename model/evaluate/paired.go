package evaluate

import "fmt"

// Comparison is what [Compare] finds.
type Comparison struct {
	Rows      int         `json:"rows"`
	Resamples int         `json:"resamples"`
	Level     float64     `json:"level"`
	Accuracy  Difference  `json:"accuracy"`
	MacroF1   Difference  `json:"macro_f1"`
	McNemar   McNemarTest `json:"mcnemar"`
}

// Difference is how two classifiers score on the same rows.
type Difference struct {
	A float64 `json:"a"`
	B float64 `json:"b"`
	// Gain is B - A with its interval.
	Gain Interval `json:"gain"`
	// PValue is how probable so great a difference, either way, would be if
	// there were none: twice the share of resamples in which the gain has the
	// other sign or is 0, at least 2/(resamples+1) and at most 1.
	PValue float64 `json:"p_value"`
}

// String returns "0.780 → 0.812, gain 0.032 [0.010, 0.055], p = 0.004".
func (d Difference) String() string {
	return fmt.Sprintf("%s → %s, gain %v, p = %s", fixed(d.A), fixed(d.B), d.Gain, fixed(d.PValue))
}

// String returns a line each for accuracy, macro-F1 and McNemar's test.
func (c *Comparison) String() string {
	return fmt.Sprintf("accuracy %v\nmacro-F1 %v\nMcNemar  %v\n%s intervals, %d rows", c.Accuracy, c.MacroF1, c.McNemar, percent(c.Level), c.Rows)
}

// Compare asks whether the predictions b are better than a on the same rows.
// Both are resampled together, so that what is hard for both cancels out: the
// paired bootstrap with percentile intervals (B. Efron and R. Tibshirani, An
// Introduction to the Bootstrap, 1993). For the accuracy the exact test of
// [McNemar] is there too.
//
// The test takes rows for independent and speaks of these two predictors, not
// of the methods that trained them. Arguments and errors are those of [Score],
// and [ErrSettings].
func Compare(classes, gold, a, b []string, settings BootstrapSettings) (*Comparison, error) {
	c, err := newCells(classes, gold, a, b)
	if err != nil {
		return nil, err
	}
	if err := settings.resolve(); err != nil {
		return nil, err
	}
	result := &Comparison{Rows: len(gold), Resamples: settings.Resamples, Level: settings.Level}
	ta, tb := newTally(len(classes)), newTally(len(classes))
	c.count(c.counts, ta, tb)
	result.Accuracy.A, result.Accuracy.B = ta.accuracy(), tb.accuracy()
	result.MacroF1.A, result.MacroF1.B = ta.macroF1(), tb.macroF1()

	accuracy := make([]float64, settings.Resamples)
	macroF1 := make([]float64, settings.Resamples)
	c.resample(settings, func(i int) {
		c.count(c.drawn, ta, tb)
		accuracy[i] = tb.accuracy() - ta.accuracy()
		macroF1[i] = tb.macroF1() - ta.macroF1()
	})
	result.Accuracy.finish(accuracy, settings.Level)
	result.MacroF1.finish(macroF1, settings.Level)
	result.McNemar, err = McNemar(gold, a, b)
	return result, err
}

// finish sets gain and p-value from the gains in the resamples.
func (d *Difference) finish(gains []float64, level float64) {
	d.Gain.Estimate = d.B - d.A
	d.Gain.bounds(gains, level)
	up, down := 0, 0
	for _, g := range gains {
		if g >= 0 {
			up++
		}
		if g <= 0 {
			down++
		}
	}
	d.PValue = min(2*ratio(min(up, down)+1, len(gains)+1), 1)
}

// McNemarTest is what [McNemar] finds.
type McNemarTest struct {
	// OnlyA and OnlyB are the numbers of rows that only a and only b has right.
	OnlyA int `json:"only_a"`
	OnlyB int `json:"only_b"`
	// PValue is how probable so great a difference between them, either way,
	// would be were both equally likely.
	PValue float64 `json:"p_value"`
}

// String returns "right in a alone 29, in b alone 59, p = 0.002".
func (t McNemarTest) String() string {
	return fmt.Sprintf("right in a alone %d, in b alone %d, p = %s", t.OnlyA, t.OnlyB, fixed(t.PValue))
}

// McNemar asks whether two predictions are right equally often on the same
// rows (Q. McNemar, Note on the sampling error of the difference between
// correlated proportions or percentages, 1947), by the exact two-sided
// binomial test on the rows that one of them alone has right. Where there are
// none the p-value is 1. Errors: [ErrEmpty], [ErrLength].
func McNemar(gold, a, b []string) (McNemarTest, error) {
	var t McNemarTest
	if err := sameLength(len(gold), "predictions", len(a)); err != nil {
		return t, err
	}
	if err := sameLength(len(gold), "predictions", len(b)); err != nil {
		return t, err
	}
	for i, g := range gold {
		switch {
		case a[i] == g && b[i] != g:
			t.OnlyA++
		case a[i] != g && b[i] == g:
			t.OnlyB++
		}
	}
	t.PValue = signTest(t.OnlyA, t.OnlyB)
	return t, nil
}

// signTest returns the probability that n = a+b fair coins part at least as
// unevenly as a and b: 2·Σ C(n,i)/2^n over i ≤ min(a, b), at most 1. The terms
// are reckoned from the middle outwards, relative to the greatest, and so
// without logarithms.
func signTest(a, b int) float64 {
	n, few := a+b, min(a, b)
	var all, tail float64
	term := 1.0
	for i := n / 2; i >= 0; i-- {
		both := 2 * term // C(n,i) and C(n,n-i)
		if 2*i == n {
			both = term
		}
		all += both
		if i <= few {
			tail += both
		}
		if term == 0 {
			break
		}
		term *= float64(i) / float64(n-i+1)
	}
	return tail / all
}
