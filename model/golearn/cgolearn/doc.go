// Package cgolearn offers the learners of golearn that are C code or do not
// build without it: k-nearest neighbours and the linear support vector machine
// of liblinear. Without cgo the package is empty, and whoever uses it does not
// build; it wants a C and a C++ compiler.
//
//	settings.Learner = cgolearn.KNN(5)
//
// # The environment that LinearSVC needs
//
// golearn hands Go pointers to Go pointers to C, which the runtime answers with
// a panic unless the process was started with
//
//	GODEBUG=cgocheck=0
//
// A program cannot set that for itself: not by os.Setenv, which comes too late,
// and not by a //go:debug line, which does not know the setting. [Ready] says
// whether it is there, and [LinearSVC] refuses to learn where it is not.
//
// model.SVM solves the same problem in Go, with an intercept, probabilities and
// a file format, without the setting, and in a fraction of the time and memory.
package cgolearn
