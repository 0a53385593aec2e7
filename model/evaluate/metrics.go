package evaluate

import (
	"math"
	"slices"
)

// Report is what [Score] finds. Every quotient 0/0 is 0.
type Report struct {
	// Rows is the number of rows.
	Rows int `json:"rows"`
	// Accuracy is the share of rows whose prediction is the gold class.
	Accuracy float64 `json:"accuracy"`
	// Coverage is the share of rows whose prediction is one of the classes;
	// on the others the classifier abstained, or said something else.
	Coverage float64 `json:"coverage"`
	// CoveredAccuracy is the accuracy over the covered rows alone.
	CoveredAccuracy float64 `json:"covered_accuracy"`
	// Kappa is Cohen's agreement beyond chance: J. Cohen, A coefficient of
	// agreement for nominal scales, 1960. Predictions that are none of the
	// classes agree with nothing.
	Kappa float64 `json:"kappa"`
	// MCC is the Matthews correlation for several classes: J. Gorodkin,
	// Comparing two K-category assignments by a K-category correlation
	// coefficient, 2004. Predictions that are none of the classes form one
	// further category.
	MCC float64 `json:"mcc"`
	// Macro is the plain mean over all declared classes, those included that
	// occur neither in gold nor in predictions and so score 0. Its F1 is the
	// mean of the F1s, not the F1 of the means. This is scikit-learn's
	// f1_score(labels=classes, average="macro", zero_division=0).
	Macro Average `json:"macro"`
	// Micro counts all classes together. Where every prediction is one of the
	// classes its three numbers equal the accuracy.
	Micro Average `json:"micro"`
	// Weighted is the mean over the classes weighted by their gold rows. Its
	// recall is the accuracy.
	Weighted Average `json:"weighted"`
	// Classes are the scores of each class, in the order of the list.
	Classes []ClassScore `json:"classes"`
	// Confusion counts the rows by gold class and prediction.
	Confusion Confusion `json:"confusion"`
}

// Average is precision, recall and F1 over several classes.
type Average struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// ClassScore is how well one class is found.
type ClassScore struct {
	Class string `json:"class"`
	// Precision is the share of rows predicted as the class that are of it, 0
	// where none is predicted.
	Precision float64 `json:"precision"`
	// Recall is the share of rows of the class that are predicted as it, 0
	// where there are none.
	Recall float64 `json:"recall"`
	// F1 is the harmonic mean of both: 2·hits / (Support + Predicted).
	F1 float64 `json:"f1"`
	// Support is the number of rows of the class.
	Support int `json:"support"`
	// Predicted is the number of rows predicted as the class.
	Predicted int `json:"predicted"`
}

// Confusion is a confusion matrix.
type Confusion struct {
	// Classes name the rows and columns.
	Classes []string `json:"classes"`
	// Counts[g][p] is the number of rows of gold class g predicted as class p.
	Counts [][]int `json:"counts"`
	// Other[g] is the number of rows of gold class g whose prediction is none
	// of the classes.
	Other []int `json:"other"`
}

// Score compares predicted with gold classes, row by row. The classes are
// declared, because a test set may lack some, and reported in the order given.
//
// A prediction outside the list, as the empty string for a row on which the
// classifier abstained, is wrong: it lowers recall and accuracy, no precision.
// A gold class outside the list is a [*RowError] that wraps [ErrUnknownClass].
// Further errors: [ErrEmpty], [ErrLength], [ErrClasses].
func Score(classes []string, gold, predicted []string) (*Report, error) {
	if err := sameLength(len(gold), "predictions", len(predicted)); err != nil {
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
	p := predictedIndex(index, predicted)

	confusion := newConfusion(classes)
	t := newTally(len(classes))
	for i := range g {
		if p[i] == len(classes) {
			confusion.Other[g[i]]++
		} else {
			confusion.Counts[g[i]][p[i]]++
		}
		t.add(g[i], p[i], 1)
	}
	r := t.report(classes)
	r.Confusion = confusion
	return r, nil
}

func newConfusion(classes []string) Confusion {
	n := len(classes)
	c := Confusion{Classes: slices.Clone(classes), Counts: make([][]int, n), Other: make([]int, n)}
	cells := make([]int, n*n)
	for i := range c.Counts {
		c.Counts[i] = cells[i*n : (i+1)*n : (i+1)*n]
	}
	return c
}

// tally holds the counts that every score is made from.
type tally struct {
	gold      []int // rows of each class
	predicted []int // rows predicted as each class; one further place for the rest
	hits      []int // rows of each class predicted as it
}

func newTally(classes int) *tally {
	return &tally{make([]int, classes), make([]int, classes+1), make([]int, classes)}
}

// add counts n rows.
func (t *tally) add(gold, predicted, n int) {
	t.gold[gold] += n
	t.predicted[predicted] += n
	if gold == predicted {
		t.hits[gold] += n
	}
}

func (t *tally) reset() {
	clear(t.gold)
	clear(t.predicted)
	clear(t.hits)
}

func (t *tally) f1(class int) float64 {
	return ratio(2*t.hits[class], t.gold[class]+t.predicted[class])
}

func (t *tally) macroF1() float64 {
	var sum float64
	for c := range t.hits {
		sum += t.f1(c)
	}
	return sum / float64(len(t.hits))
}

func (t *tally) accuracy() float64 { return ratio(total(t.hits), total(t.gold)) }

func (t *tally) report(classes []string) *Report {
	rows, hits := total(t.gold), total(t.hits)
	covered := rows - t.predicted[len(classes)]
	r := &Report{
		Rows:            rows,
		Accuracy:        t.accuracy(),
		Coverage:        ratio(covered, rows),
		CoveredAccuracy: ratio(hits, covered),
		Micro:           Average{ratio(hits, covered), ratio(hits, rows), ratio(2*hits, rows+covered)},
		Classes:         make([]ClassScore, len(classes)),
	}
	for c, name := range classes {
		s := ClassScore{
			Class:     name,
			Precision: ratio(t.hits[c], t.predicted[c]),
			Recall:    ratio(t.hits[c], t.gold[c]),
			F1:        t.f1(c),
			Support:   t.gold[c],
			Predicted: t.predicted[c],
		}
		r.Classes[c] = s
		r.Macro.add(s, 1)
		r.Weighted.add(s, s.Support)
	}
	r.Macro.divide(len(classes))
	r.Weighted.divide(rows)
	r.Kappa, r.MCC = t.agreement()
	return r
}

// agreement returns Cohen's kappa and the Matthews correlation. Both set what
// agrees beyond chance, rows·hits - Σ gold·predicted, against what could.
func (t *tally) agreement() (kappa, mcc float64) {
	rows, hits := int64(total(t.gold)), int64(total(t.hits))
	square := rows * rows
	var chance, goldSquares, predictedSquares int64
	for c := range t.gold {
		g, p := int64(t.gold[c]), int64(t.predicted[c])
		chance += g * p
		goldSquares += g * g
	}
	for _, n := range t.predicted {
		predictedSquares += int64(n) * int64(n)
	}
	beyond := float64(rows*hits - chance)
	if square > chance {
		kappa = beyond / float64(square-chance)
	}
	spread := math.Sqrt(float64(square-goldSquares)) * math.Sqrt(float64(square-predictedSquares))
	if spread > 0 {
		mcc = beyond / spread
	}
	return kappa, mcc
}

// add adds a class as often as the weight says. The conversions keep every
// machine from fusing the multiplication with the addition.
func (a *Average) add(s ClassScore, weight int) {
	w := float64(weight)
	a.Precision += float64(w * s.Precision)
	a.Recall += float64(w * s.Recall)
	a.F1 += float64(w * s.F1)
}

func (a *Average) divide(weights int) {
	w := float64(weights)
	a.Precision /= w
	a.Recall /= w
	a.F1 /= w
}

// ratio returns a/b, and 0 for 0/0.
func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func total(counts []int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
