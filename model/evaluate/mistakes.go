package evaluate

import (
	"cmp"
	"slices"
)

// Mistake is a row that was given another class than its own.
type Mistake struct {
	Row       int    `json:"row"` // from 0
	Gold      string `json:"gold"`
	Predicted string `json:"predicted"`
	// Probability is that of Predicted, GoldProbability that of Gold.
	Probability     float64 `json:"probability"`
	GoldProbability float64 `json:"gold_probability"`
}

// margin tells how sure the mistake is.
func (m Mistake) margin() float64 { return m.Probability - m.GoldProbability }

// Mistakes returns the rows with a wrong prediction, the most confident first:
// by how far the probability of the class predicted lies above that of the gold
// class, which may be below 0 where the classifier shifts its decisions. The
// first are worth reading: the label is wrong, or the classifier does not know
// something.
//
// Rows whose prediction is none of the classes are left out. probabilities holds
// for each row those of the classes, in their order. Errors: those of [Top], and
// [ErrLength] for predictions.
func Mistakes(classes, gold, predicted []string, probabilities [][]float64) ([]Mistake, error) {
	g, err := checkDistributions(classes, gold, probabilities)
	if err != nil {
		return nil, err
	}
	if err := sameLength(len(gold), "predictions", len(predicted)); err != nil {
		return nil, err
	}
	index, _ := classIndex(classes) // was checked with the rest
	var out []Mistake
	for row, p := range predictedIndex(index, predicted) {
		if p != g[row] && p < len(classes) {
			out = append(out, Mistake{row, gold[row], predicted[row], probabilities[row][p], probabilities[row][g[row]]})
		}
	}
	slices.SortStableFunc(out, func(a, b Mistake) int { return cmp.Compare(b.margin(), a.margin()) })
	return out, nil
}

// ConfusedPair is a class taken for another.
type ConfusedPair struct {
	Gold      string `json:"gold"`
	Predicted string `json:"predicted"`
	// Share is the part of the rows of Gold that were predicted as Predicted.
	Share float64 `json:"share"`
	// Mistakes are those rows, the most confident first, as in [Mistakes].
	Mistakes []Mistake `json:"mistakes"`
}

// ConfusedPairs returns the classes that are taken for one another with the rows
// on which they are: the cells of the confusion matrix off its diagonal that are
// not 0, the largest first and equal ones in the order of the classes. Arguments
// and errors are those of [Mistakes].
func ConfusedPairs(classes, gold, predicted []string, probabilities [][]float64) ([]ConfusedPair, error) {
	mistakes, err := Mistakes(classes, gold, predicted, probabilities)
	if err != nil {
		return nil, err
	}
	type pair struct{ gold, predicted string }
	of := make(map[pair][]Mistake)
	for _, m := range mistakes {
		p := pair{m.Gold, m.Predicted}
		of[p] = append(of[p], m)
	}
	support := make(map[string]int)
	for _, class := range gold {
		support[class]++
	}
	var pairs []ConfusedPair
	for _, g := range classes {
		for _, p := range classes {
			if rows := of[pair{g, p}]; len(rows) > 0 {
				pairs = append(pairs, ConfusedPair{g, p, ratio(len(rows), support[g]), rows})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b ConfusedPair) int { return len(b.Mistakes) - len(a.Mistakes) })
	return pairs, nil
}
