package golearn

import (
	"errors"
	"fmt"

	"github.com/sjwhitworth/golearn/base"
)

// The causes of errors, to be told apart with [errors.Is].
var (
	// ErrData: data that cannot cross the bridge, such as a cell that is no
	// number, a missing column, or two columns of one name.
	ErrData = errors.New("bad data")
	// ErrRefused: golearn would take this without an error and get it wrong.
	ErrRefused = errors.New("refused")
	// ErrPanic: golearn's code panicked.
	ErrPanic = errors.New("golearn panicked")
	// ErrNotFitted: the classifier has not learnt anything yet.
	ErrNotFitted = errors.New("not fitted")
	// ErrFile: the file does not hold what it should.
	ErrFile = errors.New("bad classifier file")
)

// protect calls f and turns a panic into an error that wraps [ErrPanic].
func protect(what string, f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("golearn: %s: %w: %v", what, ErrPanic, r)
		}
	}()
	return f()
}

// Guard returns the same classifier, with errors in place of panics: where
// golearn panics, as in Predict before Fit, Guard's Fit, Predict, Save and Load
// return an error that wraps [ErrPanic]. What cannot be caught, an abort in C
// code, still ends the process.
func Guard(c base.Classifier) base.Classifier {
	if g, ok := c.(*guard); ok {
		return g
	}
	return &guard{c}
}

type guard struct{ base.Classifier }

func (g *guard) Fit(data base.FixedDataGrid) error {
	return protect("Fit", func() error { return g.Classifier.Fit(data) })
}

func (g *guard) Predict(data base.FixedDataGrid) (out base.FixedDataGrid, err error) {
	err = protect("Predict", func() error {
		out, err = g.Classifier.Predict(data)
		return err
	})
	return out, err
}

func (g *guard) String() (s string) {
	if err := protect("String", func() error { s = g.Classifier.String(); return nil }); err != nil {
		return err.Error()
	}
	return s
}

func (g *guard) Save(path string) error {
	return protect("Save", func() error { return g.Classifier.Save(path) })
}

func (g *guard) Load(path string) error {
	return protect("Load", func() error { return g.Classifier.Load(path) })
}

func (g *guard) SaveWithPrefix(w *base.ClassifierSerializer, prefix string) error {
	return protect("SaveWithPrefix", func() error { return g.Classifier.SaveWithPrefix(w, prefix) })
}

func (g *guard) LoadWithPrefix(r *base.ClassifierDeserializer, prefix string) error {
	return protect("LoadWithPrefix", func() error { return g.Classifier.LoadWithPrefix(r, prefix) })
}
