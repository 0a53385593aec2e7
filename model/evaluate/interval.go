package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// BootstrapSettings are the settings of [Bootstrap] and [Compare]. The zero
// value is the default.
type BootstrapSettings struct {
	// Resamples is how many times the rows are resampled. 0 means 1,000.
	Resamples int
	// Level is how often an interval should hold the true value, above 0 and
	// below 1. 0 means 0.95.
	Level float64
	// Seed of the resampling.
	Seed uint64
}

func (s *BootstrapSettings) resolve() error {
	if s.Resamples == 0 {
		s.Resamples = 1000
	}
	if s.Level == 0 {
		s.Level = 0.95
	}
	if s.Resamples < 0 || !(s.Level > 0 && s.Level < 1) {
		return errorf(ErrSettings, "%d resamples, level %v", s.Resamples, s.Level)
	}
	return nil
}

// Interval is a figure with its confidence interval.
type Interval struct {
	Estimate float64 `json:"estimate"` // on the rows as they are
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// String returns the figure and its interval, "0.812 [0.790, 0.833]".
func (i Interval) String() string {
	return fmt.Sprintf("%s [%s, %s]", fixed(i.Estimate), fixed(i.Low), fixed(i.High))
}

// Intervals is what [Bootstrap] finds.
type Intervals struct {
	Rows      int      `json:"rows"`
	Resamples int      `json:"resamples"`
	Level     float64  `json:"level"`
	Accuracy  Interval `json:"accuracy"`
	MacroF1   Interval `json:"macro_f1"`
}

// String returns one line: "accuracy 0.812 [0.790, 0.833], macro-F1 0.745 [0.701,
// 0.782]; 95 % intervals, 500 rows".
func (i *Intervals) String() string {
	return fmt.Sprintf("accuracy %v, macro-F1 %v; %s intervals, %d rows", i.Accuracy, i.MacroF1, percent(i.Level), i.Rows)
}

// percent writes a level, "95 %" or "99.5 %".
func percent(level float64) string {
	return strconv.FormatFloat(math.Round(1e4*level)/100, 'f', -1, 64) + " %"
}

// Bootstrap puts confidence intervals around the accuracy and the macro-F1 of
// [Score] by the percentile bootstrap (B. Efron, Bootstrap methods: another
// look at the jackknife, 1979): rows are drawn with replacement, as many as
// there are, over and over, and the middle of what they score is the interval.
//
// It holds for rows that are independent; near-duplicates make it too narrow.
// It speaks of other test rows, not of other training rows. The F1 of a class
// with a handful of rows varies more than any resampling shows.
//
// Arguments and errors are those of [Score], and [ErrSettings].
func Bootstrap(classes, gold, predicted []string, settings BootstrapSettings) (*Intervals, error) {
	c, err := newCells(classes, gold, predicted, predicted)
	if err != nil {
		return nil, err
	}
	if err := settings.resolve(); err != nil {
		return nil, err
	}
	result := &Intervals{Rows: len(gold), Resamples: settings.Resamples, Level: settings.Level}
	t := newTally(len(classes))
	c.count(c.counts, t, nil)
	result.Accuracy.Estimate = t.accuracy()
	result.MacroF1.Estimate = t.macroF1()

	accuracy := make([]float64, settings.Resamples)
	macroF1 := make([]float64, settings.Resamples)
	c.resample(settings, func(i int) {
		c.count(c.drawn, t, nil)
		accuracy[i], macroF1[i] = t.accuracy(), t.macroF1()
	})
	result.Accuracy.bounds(accuracy, settings.Level)
	result.MacroF1.bounds(macroF1, settings.Level)
	return result, nil
}

// bounds sets the ends of the interval. It sorts the values.
func (i *Interval) bounds(values []float64, level float64) {
	slices.Sort(values)
	tail := float64((1 - level) / 2)
	i.Low = quantile(values, tail)
	i.High = quantile(values, 1-tail)
}

// quantile interpolates between the sorted values, as R's type 7 and NumPy do.
func quantile(sorted []float64, q float64) float64 {
	at := float64(q * float64(len(sorted)-1))
	i := min(int(at), len(sorted)-1)
	j := min(i+1, len(sorted)-1)
	return sorted[i] + float64((at-math.Floor(at))*(sorted[j]-sorted[i]))
}

// cells counts the rows that are alike, in gold class and both predictions.
// The rows of one cell need not be drawn apart.
type cells struct {
	of     []cell
	counts []int
	sums   []int // running sums of counts
	drawn  []int // counts of a resample
}

type cell struct{ gold, a, b int }

// newCells checks and counts the rows.
func newCells(classes, gold, a, b []string) (*cells, error) {
	if err := sameLength(len(gold), "predictions", len(a)); err != nil {
		return nil, err
	}
	if err := sameLength(len(gold), "predictions", len(b)); err != nil {
		return nil, err
	}
	index, err := classIndex(classes)
	if err != nil {
		return nil, err
	}
	g, err := goldIndex(index, gold)
	if err != nil {
		return nil, err
	}
	first, second := predictedIndex(index, a), predictedIndex(index, b)

	c := &cells{}
	place := make(map[cell]int)
	for i := range g {
		key := cell{g[i], first[i], second[i]}
		p, ok := place[key]
		if !ok {
			p = len(c.of)
			place[key] = p
			c.of = append(c.of, key)
			c.counts = append(c.counts, 0)
		}
		c.counts[p]++
	}
	c.sums = make([]int, len(c.counts)+1)
	for i, n := range c.counts {
		c.sums[i+1] = c.sums[i] + n
	}
	c.drawn = make([]int, len(c.counts))
	return c, nil
}

// resample calls each with the number of each resample, whose counts then stand
// in drawn.
func (c *cells) resample(settings BootstrapSettings, each func(i int)) {
	random := newSource(settings.Seed, forBootstrap)
	for i := range settings.Resamples {
		random.resample(c.sums, c.drawn)
		each(i)
	}
}

// count sets the tallies of both predictions; b may be nil.
func (c *cells) count(counts []int, a, b *tally) {
	a.reset()
	if b != nil {
		b.reset()
	}
	for i, n := range counts {
		a.add(c.of[i].gold, c.of[i].a, n)
		if b != nil {
			b.add(c.of[i].gold, c.of[i].b, n)
		}
	}
}
