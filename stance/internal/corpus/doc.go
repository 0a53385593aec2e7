// Package corpus checks and describes the statements in testdata/corpus, whose
// README says what the fields mean.
//
// [Check] returns what is wrong: a field that is not as the README has it, an
// identifier given twice, a topic in two splits, two statements that say nearly
// the same, an opening that comes up too often, a minimal pair that is none.
// The package's test fails on any of it. [Report] adds the counts and the words
// that tell the labels apart, for people to read; the command prints it:
//
//	go run ./stance/internal/corpus/corpuscheck
package corpus
