//go:build cgo

package cgolearn_test

import (
	"context"
	"fmt"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/golearn/cgolearn"
)

func ExampleKNN() {
	reports := []model.Example{
		{Text: "Heavy rain and showers in the valley", Class: "rain"},
		{Text: "Showers will soak the coast", Class: "rain"},
		{Text: "Bright sunshine over the valley", Class: "sun"},
		{Text: "A clear sky and sunshine in the hills", Class: "sun"},
	}
	classifier, _, err := model.Train(context.Background(), model.FromSlice(reports), model.Settings{Learner: cgolearn.KNN(1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(classifier.Predict("Rain and showers").Class)
	// Output:
	// rain
}

func ExampleLinearSVC() {
	if err := cgolearn.Ready(); err != nil {
		// What main would print, and end.
		fmt.Println("start me with GODEBUG=cgocheck=0")
		return
	}
	_ = model.Settings{Learner: cgolearn.LinearSVC(0.3)}
}
