package evaluate

import (
	"cmp"
	"math"
	"slices"
)

// thresholdSlack is how far below the threshold of a class a probability may
// lie: rounding must not keep the rows of a class whose probabilities are all
// alike below their own mean. It is that of the authors' own program, cleanlab.
const thresholdSlack = 1e-6

// ConfidentLearning is what [LabelIssues] finds. Its matrices have a row for
// each class as given and a column for each class as it should be, both in the
// order of Classes.
type ConfidentLearning struct {
	Classes []string `json:"classes"`
	// Thresholds holds for each class the mean probability of the class over the
	// rows labelled with it; 0 where there are none.
	Thresholds []float64 `json:"thresholds"`
	// ConfidentJoint counts the rows labelled g that are confidently of class c;
	// rows that are confidently of no class are not counted.
	ConfidentJoint [][]int `json:"confident_joint"`
	// Joint is the estimated share of all rows that is labelled g and is truly of
	// class c: ConfidentJoint scaled to the number of rows of each label. It sums
	// to 1.
	Joint [][]float64 `json:"joint"`
	// NoiseRate is the estimated share of wrong labels, the sum of Joint off its
	// diagonal.
	NoiseRate float64 `json:"noise_rate"`
	// Issues are the rows whose label looks wrong, the worst first.
	Issues []LabelIssue `json:"issues"`
}

// LabelIssue is a row whose label looks wrong.
type LabelIssue struct {
	Row int `json:"row"` // from 0
	// Label is the class that the row has, Suggested the one that it seems to be
	// of.
	Label     string `json:"label"`
	Suggested string `json:"suggested"`
	// SelfConfidence is the probability of Label; Margin is how far that of
	// Suggested lies above it. A margin below 0 is possible, where rows labelled
	// Label are usually far surer than this one.
	SelfConfidence float64 `json:"self_confidence"`
	Margin         float64 `json:"margin"`
}

// LabelIssues finds the rows whose label looks wrong, by confident learning (C.
// Northcutt, L. Jiang and I. Chuang, Confident learning: estimating uncertainty
// in dataset labels, Journal of Artificial Intelligence Research 70, 2021).
//
// A row is confidently of class c if the probability of c is at least what the
// rows labelled c get on average (Thresholds); if that holds for several classes
// it is of the most probable among them, of the first of equal ones. A row that
// is confidently of another class than its label is an issue: the rows off the
// diagonal of the paper's confident joint. They are ranked by the paper's
// margin, Probability of Suggested - SelfConfidence, the greatest first. A class
// without rows is suggested for none.
//
// The probabilities must come from models that have not seen the row, as
// [CrossValidation] has them, with near-duplicates in one group
// ([DuplicateGroups]); the mean of several runs ([Repeated.Probabilities]) is
// better. What is found are candidates for a second look, hard rows with a right
// label among them, not errors proven.
//
// probabilities holds for each row those of the classes, in their order. Errors
// are those of [Top].
func LabelIssues(classes, labels []string, probabilities [][]float64) (*ConfidentLearning, error) {
	given, err := checkDistributions(classes, labels, probabilities)
	if err != nil {
		return nil, err
	}
	k := len(classes)
	cl := &ConfidentLearning{
		Classes:        slices.Clone(classes),
		Thresholds:     make([]float64, k),
		ConfidentJoint: newConfusion(classes).Counts,
	}
	size := make([]int, k)
	for row, g := range given {
		size[g]++
		cl.Thresholds[g] += probabilities[row][g]
	}
	for c, n := range size {
		if n > 0 {
			cl.Thresholds[c] /= float64(n)
		}
	}

	for row, g := range given {
		p := probabilities[row]
		best := -1
		for c := range classes {
			if size[c] > 0 && p[c] >= cl.Thresholds[c]-thresholdSlack && (best < 0 || p[c] > p[best]) {
				best = c
			}
		}
		if best < 0 {
			continue
		}
		cl.ConfidentJoint[g][best]++
		if best != g {
			cl.Issues = append(cl.Issues, LabelIssue{row, labels[row], classes[best], p[g], p[best] - p[g]})
		}
	}
	slices.SortStableFunc(cl.Issues, func(a, b LabelIssue) int { return cmp.Compare(b.Margin, a.Margin) })
	cl.Joint, cl.NoiseRate = calibrateJoint(cl.ConfidentJoint, size)
	return cl, nil
}

// calibrateJoint scales the rows of the confident joint to the number of rows of
// each label and all to the sum 1. A label none of whose rows is confidently of
// any class is taken to be right.
func calibrateJoint(joint [][]int, size []int) (q [][]float64, noise float64) {
	rows := float64(total(size))
	q = make([][]float64, len(joint))
	for g := range joint {
		q[g] = make([]float64, len(joint))
		counted := total(joint[g])
		if counted == 0 {
			q[g][g] = float64(size[g]) / rows
			continue
		}
		for c, n := range joint[g] {
			q[g][c] = float64(n) / float64(counted) * (float64(size[g]) / rows)
			if c != g {
				noise += q[g][c]
			}
		}
	}
	return q, math.Min(noise, 1)
}
