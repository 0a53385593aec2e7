package golearn_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/evaluation"
	"github.com/sjwhitworth/golearn/naive"
	"github.com/sjwhitworth/golearn/trees"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/golearn"
)

var reports = []model.Example{
	{Text: "Heavy rain and showers in the valley", Class: "rain"},
	{Text: "Rain over the hills, then more showers", Class: "rain"},
	{Text: "Showers will soak the coast", Class: "rain"},
	{Text: "Bright sunshine over the valley", Class: "sun"},
	{Text: "A clear sky and sunshine in the hills", Class: "sun"},
	{Text: "The coast stays bright under a clear sky", Class: "sun"},
}

// words are single words as features: golearn's learners take time for each
// feature.
var words = features.Settings{CharMax: features.Off, Words: 1, Stems: features.Off, Negation: features.Off}

func ExampleSentences() {
	grid, encoder, err := golearn.Sentences(context.Background(), model.FromSlice(reports),
		model.Settings{Features: words}, golearn.SchemaSettings{Kind: golearn.Binary})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(grid)

	nb := golearn.Guard(naive.NewBernoulliNBClassifier())
	if err := nb.Fit(grid); err != nil {
		fmt.Println(err)
		return
	}
	predictions, err := nb.Predict(encoder.Texts("Bright sunshine and a clear sky", "More rain in the valley"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(base.GetClass(predictions, 0), base.GetClass(predictions, 1))
	// Output:
	// sparse grid of 6 rows, 22 binary features and the class "class"
	// sun rain
}

func ExampleBernoulliNB() {
	classifier, summary, err := model.Train(context.Background(), model.FromSlice(reports),
		model.Settings{Learner: golearn.BernoulliNB(), Features: words})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(summary.Learner)
	fmt.Println(classifier.Predict("Bright sunshine and a clear sky").Class)
	// Output:
	// golearn Bernoulli naive Bayes
	// sun
}

func ExampleID3_Tree() {
	grid, _, err := golearn.Sentences(context.Background(), model.FromSlice(reports),
		model.Settings{Features: words}, golearn.SchemaSettings{Kind: golearn.Binary})
	if err != nil {
		fmt.Println(err)
		return
	}
	tree, err := golearn.ID3{}.Tree(context.Background(), grid)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.ReplaceAll(tree.Root.String(), "\t", "  "))
	// Output:
	// Rule(DecisionTreeRule(word:showers))
	//   0
	//   Leaf(sun)
	//   1
	//   Leaf(rain)
}

func ExampleFromGrid() {
	data, err := base.ParseCSVToInstancesFromReader(strings.NewReader("petal,colour,kind\n1.5,red,rose\n4,white,lily\n"), true)
	if err != nil {
		fmt.Println(err)
		return
	}
	rows, err := golearn.FromGrid(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q %q\n", rows.Names, rows.Classes)
	for i, y := range rows.Y {
		columns, values := rows.X.Row(i)
		fmt.Println(rows.Classes[y], columns, values)
	}
	// Output:
	// ["petal" "colour=red" "colour=white"] ["rose" "lily"]
	// rose [0 1] [1.5 1]
	// lily [0 2] [4 1]
}

func ExampleClassifier() {
	data, err := base.ParseCSVToInstancesFromReader(strings.NewReader(flowers), true)
	if err != nil {
		fmt.Println(err)
		return
	}
	var c golearn.Classifier
	if err := c.Fit(data); err != nil {
		fmt.Println(err)
		return
	}
	predictions, err := c.Predict(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	matrix, err := evaluation.GetConfusionMatrix(data, predictions)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(evaluation.GetAccuracy(matrix))

	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "flowers.cls")
	if err := c.Save(path); err != nil {
		fmt.Println(err)
		return
	}
	var loaded golearn.Classifier
	fmt.Println(loaded.Load(path), loaded.Classes())
	// Output:
	// 1
	// <nil> [rose lily]
}

const flowers = `petal,colour,kind
1.5,red,rose
1.2,red,rose
1.9,white,rose
4.0,white,lily
4.4,white,lily
3.8,red,lily
`

// Any other base.Classifier becomes a learner, too. What it would get wrong is
// refused.
func ExampleLearner() {
	learner := golearn.Learner{
		New: func(golearn.Training) (base.Classifier, error) {
			return trees.NewID3DecisionTree(0.6), nil
		},
		Schema: golearn.SchemaSettings{Kind: golearn.Binary},
	}
	_, _, err := model.Train(context.Background(), model.FromSlice(reports), model.Settings{Learner: learner, Features: words})
	fmt.Println(errors.Is(err, golearn.ErrRefused))
	fmt.Println(err)
	// Output:
	// true
	// golearn: trees.ID3DecisionTree: refused: to prune it learns from a part of the rows only, and another one than asked for
}
