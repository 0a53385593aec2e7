package evaluate_test

import (
	"context"
	"fmt"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

func ExampleScore() {
	classes := []string{"none", "cooperative", "rejecting"}
	gold := []string{"none", "none", "cooperative", "cooperative", "rejecting", "rejecting"}
	predicted := []string{"none", "none", "cooperative", "none", "rejecting", ""}

	report, err := evaluate.Score(classes, gold, predicted)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(report)
	// Output:
	// class        precision  recall     f1  rows
	// none             0.667   1.000  0.800     2
	// cooperative      1.000   0.500  0.667     2
	// rejecting        1.000   0.500  0.667     2
	//
	// macro            0.889   0.667  0.711     6
	// micro            0.800   0.667  0.727     6
	// weighted         0.889   0.667  0.711     6
	//
	// accuracy 0.667, kappa 0.538, Matthews correlation 0.583
	// coverage 0.833, accuracy on the covered rows 0.800
	//
	// gold \ predicted  none  cooperative  rejecting  other
	// none                 2            0          0      0
	// cooperative          1            1          0      0
	// rejecting            0            0          1      1
}

func ExampleFolds() {
	labels := []string{"yes", "no", "yes", "no", "yes", "no", "yes", "no"}
	groups := []string{"", "", "a", "", "a", "", "", ""} // rows 2 and 4 are near-duplicates

	folds, err := evaluate.Folds(labels, groups, 2, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, test := range folds {
		fmt.Printf("fold %d is tested on rows %v\n", i, test)
	}
	// Output:
	// fold 0 is tested on rows [1 2 4 5]
	// fold 1 is tested on rows [0 3 6 7]
}

func ExampleSplit() {
	labels := []string{"yes", "no", "yes", "no", "yes", "no", "yes", "no", "yes", "yes"}

	train, test, err := evaluate.Split(labels, nil, 0.3, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(train, test)
	// Output:
	// [0 1 5 6 7 8 9] [2 3 4]
}

func ExampleBootstrap() {
	classes := []string{"yes", "no"}
	gold := []string{"yes", "yes", "yes", "yes", "no", "no", "no", "no", "no", "no"}
	predicted := []string{"yes", "yes", "yes", "no", "no", "no", "no", "no", "yes", "no"}

	intervals, err := evaluate.Bootstrap(classes, gold, predicted, evaluate.BootstrapSettings{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("accuracy", intervals.Accuracy)
	fmt.Println("macro-F1", intervals.MacroF1)
	// Output:
	// accuracy 0.800 [0.500, 1.000]
	// macro-F1 0.792 [0.444, 1.000]
}

func ExampleCompare() {
	classes := []string{"yes", "no"}
	gold := []string{"yes", "yes", "yes", "yes", "no", "no", "no", "no", "no", "no"}
	before := []string{"yes", "no", "no", "no", "no", "no", "no", "no", "yes", "no"}
	after := []string{"yes", "yes", "yes", "no", "no", "no", "no", "no", "yes", "no"}

	c, err := evaluate.Compare(classes, gold, before, after, evaluate.BootstrapSettings{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("macro-F1", c.MacroF1)
	fmt.Printf("right alone: %d and %d rows, p = %.3f\n", c.McNemar.OnlyA, c.McNemar.OnlyB, c.McNemar.PValue)
	// Output:
	// macro-F1 0.524 → 0.792, gain 0.268 [0.000, 0.566], p = 0.216
	// right alone: 0 and 2 rows, p = 0.500
}

func ExampleCalibrate() {
	classes := []string{"yes", "no"}
	gold := []string{"yes", "no", "no", "yes", "no", "yes"}
	probabilities := [][]float64{{0.9, 0.1}, {0.2, 0.8}, {0.6, 0.4}, {0.7, 0.3}, {0.05, 0.95}, {0.35, 0.65}}

	confidence, correct, err := evaluate.Top(classes, gold, probabilities)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := evaluate.Calibrate(confidence, correct, evaluate.CalibrationSettings{Bins: 2, Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(c)
	// Output:
	// confidence    mean  accuracy  rows
	// 0.600–0.700  0.650     0.333     3
	// 0.800–0.950  0.883     1.000     3
	// all          0.767     0.667     6
	//
	// expected calibration error 0.217 (0.187 if calibrated)
}

func ExampleRiskCoverage_ThresholdFor() {
	confidence := []float64{0.95, 0.9, 0.8, 0.7, 0.65, 0.6}
	correct := []bool{true, true, true, true, false, false}

	curve, err := evaluate.NewRiskCoverage(confidence, correct)
	if err != nil {
		fmt.Println(err)
		return
	}
	if p, ok := curve.ThresholdFor(0.8); ok {
		fmt.Printf("from %.2f upwards %.0f%% are right, %.0f%% are kept\n", p.Threshold, 100*p.Precision, 100*p.Coverage)
	}
	// Output:
	// from 0.65 upwards 80% are right, 83% are kept
}

func ExampleCrossValidate() {
	var examples []model.Example
	for i := range 20 {
		examples = append(examples,
			model.Example{Text: fmt.Sprintf("In round %d they accept the draft.", i), Class: "agree"},
			model.Example{Text: fmt.Sprintf("In round %d they refuse the draft.", i), Class: "differ"})
	}
	cv, err := evaluate.CrossValidate(context.Background(), examples, model.Settings{}, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d rows, accuracy %.2f\n", cv.Report.Rows, cv.Report.Accuracy)
	fmt.Println(cv.Gold[0] == cv.Predicted[0], len(cv.Probabilities[0]))
	// Output:
	// 40 rows, accuracy 1.00
	// true 2
}
