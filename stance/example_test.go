package stance_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/stance"
)

func Example() {
	c := stance.Default()
	for _, s := range []string{
		"We are ready to resume talks and welcome the mediator's proposal.",
		"We will sign only if we are given binding guarantees.",
		"The minister rejected the draft and condemned the attack.",
	} {
		fmt.Println(c.Classify(s).Label)
	}
	// Output:
	// cooperative
	// demanding_guarantees
	// rejecting
}

func ExampleClassifier_Sentences() {
	text := "The delegations met in Oslo on Tuesday. The envoy welcomed the offer. His guests rejected the draft and condemned the siege."
	for s := range stance.Default().Sentences(text) {
		fmt.Printf("%d-%d %s\n", s.Start, s.End, s.Label)
	}
	// Output:
	// 0-39 none
	// 40-69 cooperative
	// 70-124 rejecting
}

func ExampleClassifier_ClassifyAll() {
	texts := []string{
		"We welcome the proposal.",
		"They rejected the draft and condemned the attack.",
	}
	for r, err := range stance.Default().ClassifyAll(context.Background(), slices.Values(texts)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.Label)
	}
	// Output:
	// cooperative
	// rejecting
}

// Rows of one's own say what is different with them; the rest is the default's.
func ExampleTrain_prior() {
	rows := []model.Example{
		{Text: "The board took note of the request.", Class: "rejecting"},
		{Text: "It took note of the appeal.", Class: "rejecting"},
		{Text: "The board took note.", Class: "rejecting"},
		{Text: "The board met in Lima.", Class: "none"},
		{Text: "Its report has 40 pages.", Class: "none"},
		{Text: "The board's seat is Lima.", Class: "none"},
	}
	text := "The council took note of the complaint."
	prior := stance.Default()
	c, _, err := stance.Train(context.Background(), model.FromSlice(rows), model.Settings{Prior: prior.Model()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(prior.Classify(text).Label, "becomes", c.Classify(text).Label)
	fmt.Println(c.Classify("We welcome the offer and accept it.").Label)
	// Output:
	// none becomes rejecting
	// cooperative
}

func ExampleTrain() {
	rows := []model.Example{
		{Text: "We accept the plan.", Class: "cooperative"},
		{Text: "We accept their offer.", Class: "cooperative"},
		{Text: "We refuse the plan.", Class: "rejecting"},
		{Text: "We refuse their offer.", Class: "rejecting"},
	}
	c, summary, err := stance.Train(context.Background(), model.FromSlice(rows), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(summary.Rows, "rows")
	fmt.Println(c.Classify("They refuse.").Label)

	path := filepath.Join(os.TempDir(), "own.model")
	defer os.Remove(path)
	if err := c.Save(path); err != nil {
		fmt.Println(err)
		return
	}
	again, err := stance.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(again.Classify("They accept.").Label)
	// Output:
	// 4 rows
	// rejecting
	// cooperative
}

func ExampleClassifier_Explain() {
	e, err := stance.Default().Explain("They refused to sign.")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Class, e.Top("rejecting", 1)[0].Text)
	// Output: rejecting refused
}

func ExampleParseLabel() {
	_, err := stance.ParseLabel("friendly")
	fmt.Println(err)
	// Output: stance: unknown label "friendly", want "none", "cooperative", "demanding_guarantees" or "rejecting"
}

func ExampleClassifier_Statements() {
	text := "“We accept the offer,” Foreign Minister Lena Varga said on Monday. General Tomas Ruhl rejected the idea of a treaty."
	for s := range stance.Default().Statements(text) {
		fmt.Printf("%s: %s (%s, %s)\n", s.Speaker, s.Text, s.Kind, s.Label)
	}
	// Output:
	// Foreign Minister Lena Varga: We accept the offer (direct, cooperative)
	// General Tomas Ruhl: the idea of a treaty (indirect, rejecting)
}
