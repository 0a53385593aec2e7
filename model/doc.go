// Package model is a text classifier that is right without tuning: labelled
// texts in, a classifier out, for classes of any kind and number. Package
// stance is one use of it.
//
// # Training
//
// [Train] takes rows of text and class, as package model/dataset reads them
// from files ([Examples] converts its rows, [Collect] keeps them) or from a slice
// ([FromSlice]):
//
//	rows := model.Examples(dataset.OpenFile("rows.csv", dataset.Options{}))
//	m, summary, err := model.Train(ctx, rows, model.Settings{})
//
// The zero [Settings] are meant to be right from fifty rows to hundreds of
// thousands. Features are words, stems, pairs of them and parts of words
// (package features), weighted by tf-idf. The learner is a linear support
// vector machine whose features are scaled by how much they tell of each class,
// with a share of naive Bayes ([Blend]); cost and share are chosen by
// cross-validation inside the rows, and so are the probabilities calibrated.
// [Summary] tells what was chosen and how good it is on rows that the learner
// did not see, and which threshold makes the answers as precise as is wanted
// ([Summary.ThresholdFor]). The same rows, settings and seed give the same
// model, byte for byte, however many goroutines train.
//
// # Predicting
//
// [Text.Predict] gives a [Prediction]: the class, the probability of each, and
// whether to abstain ([Text.WithThreshold]). By default the choice of a class
// aims at macro-F1, so that it leans toward rare classes;
// [Settings.Objective] changes that. [Text.PredictInto] is the same without
// allocating, [Text.PredictAll] of many texts on all processors. [Text.Explain]
// divides the scores among the words of the text.
//
// # Saving
//
// [Text.Save] writes a model file, whole or not at all, and [Open] reads it
// back, [OpenMapped] where it stands; [Text.WriteTo], [Read] and [Parse] do it for
// any writer, reader and memory. A file that was altered, cut short or written by a newer version is
// an error: [ErrCorrupt], [ErrVersion], [ErrFormat]. [Describe] tells how a file is
// laid out, and [Text.Weights] how strongly a feature speaks for each class.
//
// # Other learners
//
// [SVM] and [NaiveBayes] are there by themselves, and [Settings.Learner] takes
// any other [Learner] that scores sparse rows. Only linear ones can be saved
// and explained.
//
// # Word vectors
//
// [ReadVectors] reads word2vec, GloVe or fastText vectors in text form;
// [Settings.Vectors] adds the mean of a text's vectors to what is learnt from.
// features.Clusters adds n-grams of word clusters. [Vectors.WriteTo] writes them
// in a form of an eighth of the size.
//
// # More than the rows tell
//
// [Settings.Prior] starts from another linear model of the same classes, so that a
// few rows of one's own only have to say what is different with them.
// [Settings.Network] learns a small convolutional network over word vectors beside
// the linear model, in the same file; [Text.WithNetwork] turns it on for answers
// of both together: slower, and better where the order of words tells.
package model
