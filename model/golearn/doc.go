// Package golearn lets stancekit and golearn (github.com/sjwhitworth/golearn)
// work on each other's data with each other's learners, without falling into
// what golearn gets wrong.
//
// golearn has no releases and has been dormant since 2022; go.mod pins its last
// commit. Nothing else in this module imports it, so a program that does not
// import this package does not build it.
//
// # Our sentences as its data
//
// [Sentences] makes of labelled sentences a [Grid], a base.FixedDataGrid over
// sparse rows, with features named after the words; the [Encoder] beside it
// makes further texts into rows of the same columns:
//
//	grid, encoder, err := golearn.Sentences(ctx, rows, model.Settings{}, golearn.SchemaSettings{Kind: golearn.Binary})
//	if err != nil { … }
//	nb := golearn.Guard(naive.NewBernoulliNBClassifier())
//	if err := nb.Fit(grid); err != nil { … }
//	predictions, err := nb.Predict(encoder.Texts("We reject this."))
//
// Rows from elsewhere become a grid by a [Schema]. [Grid.Subset] takes the place
// of golearn's views, which are slow and come in random order.
//
// # Its data as ours
//
// [FromGrid] reads any of golearn's data into sparse rows: what golearn's CSV
// reader made, or a view. [ColumnsOf] and [Columns.Read] read more data into the
// same columns, bound by name; [Rows.Problem] hands it to our learners.
//
// # Its classifiers as ours
//
// A [Learner] makes a base.Classifier the learner of a text classifier.
// [BernoulliNB] and [ID3] are ready:
//
//	settings := model.Settings{Learner: golearn.BernoulliNB()}
//	classifier, summary, err := model.Train(ctx, rows, settings)
//
// Such a classifier can be neither saved nor explained: the error wraps
// [model.ErrNotLinear].
//
// Package cgolearn, below this one, has k-nearest neighbours and liblinear,
// which need cgo. Panics become errors that wrap [ErrPanic]; what golearn gets
// wrong in silence is refused with [ErrRefused], and [Unsound] tells beforehand.
// Of any classifier [Guard] gives one that returns errors instead of panicking.
//
// # Ours as its
//
// [Classifier] is a base.Classifier: it fits and predicts dense, sparse and view
// grids, works in golearn's cross-validation and evaluation, and is saved by its
// serializer.
//
//	var c golearn.Classifier
//	folds, err := evaluation.GenerateCrossFoldValidationConfusionMatrices(data, &c, 5)
//
// # What to leave alone
//
// Not offered here, since they are wrong whatever they are given:
// base.InstancesTrainTestSplit and base.LazyShuffle (other shares, other rows),
// random forests and bagging (trees on other rows), AveragePerceptron (does not
// read the label), automatic class weights. For scores, folds and intervals use
// package evaluate: golearn's evaluation gives NaN for a class that is never
// predicted, and its folds can neither be stratified nor seeded.
package golearn
