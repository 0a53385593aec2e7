package model

import (
	"errors"
	"strconv"
)

// The causes of errors, to be told apart with [errors.Is].
var (
	// ErrSettings: settings that no training can follow.
	ErrSettings = errors.New("bad settings")
	// ErrExample: a training row that cannot be used: no class, a class that
	// was not declared or is not valid UTF-8, a weight out of range.
	ErrExample = errors.New("bad example")
	// ErrNoExamples: there is nothing to learn from.
	ErrNoExamples = errors.New("no examples")
	// ErrOneClass: all rows have the same class, so there is nothing to tell
	// apart.
	ErrOneClass = errors.New("only one class")
	// ErrDiverged: training ended in numbers that are not finite or beyond all
	// bounds. Settings, weights of rows or word vectors are extreme.
	ErrDiverged = errors.New("training diverged")
	// ErrTemporary: the temporary file for rows that do not fit in memory could
	// not be made, written or read, for the cause wrapped beside it.
	ErrTemporary = errors.New("temporary file")
	// ErrFormat: the bytes are not a model file.
	ErrFormat = errors.New("not a model file")
	// ErrVersion: the model file was written by a newer version.
	ErrVersion = errors.New("model file is of another version")
	// ErrCorrupt: the model file is truncated or altered.
	ErrCorrupt = errors.New("model file is damaged")
	// ErrNotLinear: the learner's result cannot be saved or explained.
	ErrNotLinear = errors.New("the learner is not linear")
	// ErrNoThreshold: no threshold makes the answers as precise as asked for.
	ErrNoThreshold = errors.New("no such threshold")
)

// ExampleError tells which row could not be used. Its message counts rows from 1,
// as in "model: example 1: …" for Row 0; it knows no file and line.
type ExampleError struct {
	Row int    // position among the rows given, from 0
	ID  string // of the row, if it has one
	Err error
}

// Error names the row.
func (e *ExampleError) Error() string {
	s := "model: example " + strconv.Itoa(e.Row+1)
	if e.ID != "" {
		s += " (" + e.ID + ")"
	}
	return s + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *ExampleError) Unwrap() error { return e.Err }
