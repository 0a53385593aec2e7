// Package stance tells the stance of diplomatic statements: whether a speaker
// is [Cooperative], [DemandingGuarantees] or [Rejecting] toward the other side,
// or takes none of these stances ([None]).
//
// # At once
//
// [Default] returns a classifier that comes with the package, trained on
// English statements about international disputes:
//
//	r := stance.Default().Classify("We can be back at the table on Monday.")
//	fmt.Println(r.Label, r.Probability)
//
// [Classifier.Sentences] tags each sentence of a text, and
// [Classifier.Explain] says which words spoke for which stance.
//
// # On your own sentences
//
// [Train] learns from labelled statements, [Classifier.Save] keeps the result
// and [Open] brings it back, [OpenMapped] where it stands. The labels are the four
// names of [Labels]; a row with another one is an error. [Settings] are what it
// trains with, to cross-validate the same. For labels of another kind use package
// model, which does the same for any classes.
//
// # How sure
//
// Probabilities are calibrated on statements that the learner did not see; those
// of the default model are for texts in which the four labels are equally
// frequent, unlike those of most sources. Where two labels are nearly as probable,
// the one chosen may be the other. [Classifier.WithThreshold] makes a classifier
// that abstains below a probability; abstaining is a flag, the label is still
// given.
//
// [Classifier.WithNetwork] turns on the network of the default classifier, which
// sees in which order words come.
//
// A classifier is safe for concurrent use, and no text makes it fail.
package stance
