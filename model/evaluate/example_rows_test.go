package evaluate_test

import (
	"context"
	"fmt"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

func ExampleDuplicateGroups() {
	texts := []string{
		"The minister said on Monday that the talks would go on.",
		"Fishing quotas were not on the table.",
		"The minister said on Monday that the talks would go on as planned.",
		"“The minister said, on Monday, that the talks would go on!”",
	}
	groups, err := evaluate.DuplicateGroups(context.Background(), texts, nil, 0.5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", groups)
	// Output:
	// ["0" "" "0" "0"]
}

// drafts returns 40 rows, of which the first has the wrong class.
func drafts() []model.Example {
	var rows []model.Example
	for i := range 20 {
		rows = append(rows,
			model.Example{Text: fmt.Sprintf("In round %d they accept the draft.", i), Class: "agree"},
			model.Example{Text: fmt.Sprintf("In round %d they refuse the draft.", i), Class: "differ"})
	}
	rows[0].Class = "differ"
	return rows
}

func ExampleRepeatCrossValidation() {
	r, err := evaluate.RepeatCrossValidation(context.Background(), drafts(), model.Settings{Seed: 1}, 5, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("macro-F1", r.MacroF1)
	// Output:
	// macro-F1 0.975 ± 0.000
}

func ExampleLearningCurve() {
	settings := evaluate.CurveSettings{Folds: 4, Shares: []float64{0.2, 0.5, 1}}
	curve, err := evaluate.LearningCurve(context.Background(), drafts(), model.Settings{Seed: 1}, settings)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range curve.Points {
		intervals, err := evaluate.Bootstrap(curve.Classes, curve.Gold, p.Predicted, evaluate.BootstrapSettings{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.Rows, "rows: macro-F1", intervals.MacroF1)
	}
	// Output:
	// 7 rows: macro-F1 0.975 [0.921, 1.000]
	// 15 rows: macro-F1 0.975 [0.921, 1.000]
	// 30 rows: macro-F1 0.975 [0.921, 1.000]
}

func ExampleConfusedPairs() {
	classes := []string{"agree", "demand", "refuse"}
	texts := []string{"We sign.", "We sign if they pay.", "Not unless they pay.", "Sign? Only with guarantees.", "Never."}
	gold := []string{"agree", "demand", "demand", "demand", "refuse"}
	predicted := []string{"agree", "agree", "refuse", "agree", "refuse"}
	probabilities := [][]float64{{0.9, 0.1, 0}, {0.5, 0.4, 0.1}, {0.1, 0.3, 0.6}, {0.7, 0.2, 0.1}, {0, 0.1, 0.9}}

	pairs, err := evaluate.ConfusedPairs(classes, gold, predicted, probabilities)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range pairs {
		fmt.Printf("%.0f%% of %s taken for %s\n", 100*p.Share, p.Gold, p.Predicted)
		for _, m := range p.Mistakes {
			fmt.Printf("  %.2f %s\n", m.Probability, texts[m.Row])
		}
	}
	// Output:
	// 67% of demand taken for agree
	//   0.70 Sign? Only with guarantees.
	//   0.50 We sign if they pay.
	// 33% of demand taken for refuse
	//   0.60 Not unless they pay.
}

func ExampleLabelIssues() {
	rows := drafts()
	cv, err := evaluate.CrossValidate(context.Background(), rows, model.Settings{}, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := evaluate.LabelIssues(cv.Classes, cv.Gold, cv.Probabilities)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, issue := range found.Issues {
		fmt.Printf("%s? rather %s: %s\n", issue.Label, issue.Suggested, rows[issue.Row].Text)
	}
	// Output:
	// differ? rather agree: In round 0 they accept the draft.
}

func ExampleLabelNext() {
	texts := []string{
		"They accept the draft.",
		"They accept what they refused.",
		"They accept what they refused!",
		"The envoys meet again on Monday.",
	}
	probabilities := [][]float64{{0.98, 0.02}, {0.55, 0.45}, {0.54, 0.46}, {0.7, 0.3}} // as a model predicts them

	next, err := evaluate.LabelNext(context.Background(), texts, probabilities, 2, evaluate.NextSettings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range next {
		fmt.Printf("%.2f %s\n", c.Uncertainty, texts[c.Row])
	}
	// Output:
	// 0.92 They accept what they refused!
	// 0.60 The envoys meet again on Monday.
}
