package stance_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
	"github.com/stancekit/stancekit/stance"
)

// By itself the linear model adds up words, and here two pleasant ones outweigh the
// verb; the network sees what the verb is about.
func ExampleClassifier_WithNetwork() {
	linear := stance.Default()
	both, err := linear.WithNetwork(true)
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "The army flouted the spirit of cooperation and dialogue."
	fmt.Println(linear.Classify(text).Label)
	fmt.Println(both.Classify(text).Label)
	// Output:
	// cooperative
	// rejecting
}

// Answer only where answers were right nine times in ten.
func ExampleClassifier_WithThreshold() {
	c := stance.Default()
	point, err := c.Model().Summary().ThresholdFor(0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	careful, err := c.WithThreshold(point.Threshold)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(careful.Classify("The minister condemned the attack and rejected the draft.").Abstained)
	fmt.Println(careful.Classify("We dropped our demand for guarantees.").Abstained)
	// Output:
	// false
	// true
}

// A threshold is saved with the model.
func ExampleClassifier_Save() {
	c, err := stance.Default().WithThreshold(0.6)
	if err != nil {
		fmt.Println(err)
		return
	}
	dir, err := os.MkdirTemp("", "stance")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "careful.model")
	if err := c.Save(path); err != nil {
		fmt.Println(err)
		return
	}
	back, err := stance.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(back.Model().Threshold())

	mapped, err := stance.OpenMapped(path, model.Verify) // where it stands
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(mapped.Classify("We welcome the offer and accept it.").Label)
	fmt.Println(mapped.Close())
	// Output:
	// 0.6
	// cooperative
	// <nil>
}

// How good own rows make it, each row answered by a classifier that has not seen it.
func ExampleSettings() {
	var rows []model.Example
	for _, place := range []string{"Lima", "Oslo", "Quito", "Bern", "Accra", "Minsk"} {
		rows = append(rows,
			model.Example{Text: "We accept the plan of " + place + ".", Class: "cooperative"},
			model.Example{Text: "We refuse the plan of " + place + ".", Class: "rejecting"})
	}
	cv, err := evaluate.CrossValidate(context.Background(), rows, stance.Settings(model.Settings{}), 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cv.Classes)
	fmt.Println(cv.Report.Accuracy)
	// Output:
	// [none cooperative demanding_guarantees rejecting]
	// 1
}
