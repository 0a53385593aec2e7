// Package evaluate says how good a classifier is, and how sure that is.
//
// But for [CrossValidate] and what is built on it nothing here knows a model:
// what goes in are gold classes, predicted classes and probabilities, row by row,
// in slices of equal length.
//
// # How good
//
// [Score] compares predicted with gold classes over a declared list of classes
// and gives a [Report]: precision, recall and F1 of every class, their
// averages, kappa, Matthews correlation and the confusion matrix, as a table
// for people ([Report.WriteText]) or as JSON.
//
//	report, err := evaluate.Score(classes, gold, predicted)
//	if err != nil { … }
//	fmt.Print(report)
//
// A prediction that is none of the classes, such as the empty string for a row
// on which the classifier abstained, counts as wrong.
//
// # On which rows
//
// [Folds] deals rows into k folds and [Split] into training and held-out rows.
// Both keep the shares of the classes, never tear a group apart, and give the
// same rows for the same seed on every machine. Near-duplicates belong in one
// group; otherwise a score measures memory. [DuplicateGroups] finds them.
//
// [CrossValidate] trains on all folds but one, predicts that one, and so gives
// every row a prediction by a model that has not seen it:
//
//	cv, err := evaluate.CrossValidate(ctx, examples, model.Settings{}, 10)
//	if err != nil { … }
//	fmt.Print(cv.Report)
//
// [CrossValidation] holds gold and predicted classes and the probabilities in
// the rows' order, ready for what follows. [RepeatCrossValidation] deals the rows
// anew several times and gives mean and deviation; [LearningCurve] tells what
// more rows would bring.
//
// # How sure
//
// [Bootstrap] puts confidence intervals around accuracy and macro-F1.
// [Compare] asks whether one classifier is better than another on the same
// rows, [McNemar] whether it is right more often.
//
// # Are the probabilities honest
//
// [Top] takes the most probable class of each row; [Calibrate] says how far its
// probability is from how often it is right, with what a perfectly calibrated
// model of that size would show; [Brier] and [LogLoss] score whole
// distributions. [NewRiskCoverage] tells what abstaining buys, and
// [RiskCoverage.ThresholdFor] below which confidence to abstain.
//
// # What to do about it
//
// [ConfusedPairs] tells which classes are taken for one another, and with
// [Mistakes] on which rows most confidently; [LabelIssues] finds the rows whose
// label looks wrong, and [LabelNext] the texts that are most useful to label. All
// give the numbers of rows, by which their texts are found:
//
//	found, err := evaluate.LabelIssues(cv.Classes, cv.Gold, cv.Probabilities)
//	if err != nil { … }
//	for _, issue := range found.Issues {
//		fmt.Println(issue.Label, "or", issue.Suggested, examples[issue.Row].Text)
//	}
//
// # Conventions
//
// Every quotient 0/0 is 0. The order of classes is the caller's. No rows at
// all is an error, [ErrEmpty]; an error about one row is a [*RowError]. Nothing
// is drawn from a clock: equal arguments and seeds give equal results. All
// functions may be called from several goroutines at once.
package evaluate
