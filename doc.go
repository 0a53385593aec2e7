// Package stancekit is the root of a library that tells what stance a statement
// takes toward the other side: cooperative, demanding guarantees, rejecting, or
// none. It holds no code of its own; the packages are
//
//   - [github.com/stancekit/stancekit/stance]: the stance of a statement and of
//     each sentence of a text, by a model that comes with it or by one trained on
//     your own statements. Begin here.
//   - [github.com/stancekit/stancekit/stance/article]: the sentences of a news
//     article, what is quoted in it, and who says it.
//   - [github.com/stancekit/stancekit/stance/timeline]: who took which stance when.
//   - [github.com/stancekit/stancekit/model]: text classification for any labels:
//     training, calibrated probabilities, abstaining, explanations, model files.
//   - [github.com/stancekit/stancekit/model/dataset]: labelled rows from JSON
//     lines, CSV, TSV and fastText's format.
//   - [github.com/stancekit/stancekit/model/evaluate]: how good a classifier is,
//     and how sure that is: scores, intervals, tests, calibration,
//     cross-validation.
//   - [github.com/stancekit/stancekit/model/golearn]: golearn's data and
//     classifiers as ours, and ours as golearn's.
//   - [github.com/stancekit/stancekit/features]: what is made of a text: tokens,
//     stems, negation, n-grams.
//
// A model is immutable and safe for concurrent use. Training is deterministic:
// the same rows, settings and seed give the same file, byte for byte. Everything
// but the bridge to golearn's own C code is pure Go.
//
// The folder examples holds programs to run and to copy from: quickstart, train,
// predict, inspect, evaluate, compare, article, timeline and golearn.
package stancekit
