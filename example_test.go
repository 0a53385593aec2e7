package stancekit_test

import (
	"fmt"

	"github.com/stancekit/stancekit/stance"
)

func Example() {
	text := "The delegations met in Oslo on Tuesday. " +
		"The envoy welcomed the offer and accepted it. " +
		"His guests refused to sign and condemned the draft."

	classifier := stance.Default()
	for s := range classifier.Sentences(text) {
		fmt.Printf("%-12s %s\n", s.Label, s.Text)
	}
	// Output:
	// none         The delegations met in Oslo on Tuesday.
	// cooperative  The envoy welcomed the offer and accepted it.
	// rejecting    His guests refused to sign and condemned the draft.
}
