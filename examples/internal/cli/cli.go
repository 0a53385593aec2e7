// Package cli is what the example programs share: how a program ends, how its
// help reads, how it reads labelled files and shows progress.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/stancekit/stancekit/model/dataset"
)

// Program is the body of a command line program. It returns what went wrong
// instead of ending the process, so that a test can run it.
type Program func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error

// Main runs a program and ends the process: with status 0, with 2 where it was
// called wrongly ([UsageError]), with 1 after any other error. The error goes
// to stderr. The first interrupt cancels the context.
func Main(name string, p Program) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	err := p(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	var usage *UsageError
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "%s: %s\nRun it with -h for help.\n", name, Message(err))
		os.Exit(2)
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(os.Stderr, "%s: interrupted\n", name)
		os.Exit(1)
	default:
		fmt.Fprintf(os.Stderr, "%s: %s\n", name, advise(err))
		os.Exit(1)
	}
}

// Message returns an error in words for people at a command line, who neither
// know the library's packages nor set its options.
func Message(err error) string {
	var file *dataset.Error
	if errors.Is(err, dataset.ErrFormat) && errors.As(err, &file) {
		return fmt.Sprintf("%s: %v: its name ends in none of .jsonl, .csv, .tsv and .txt; say with -format what it is", file.File, dataset.ErrFormat)
	}
	text := err.Error()
	for _, pkg := range packages {
		text = strings.TrimPrefix(strings.ReplaceAll(text, ": "+pkg, ": "), pkg)
	}
	return text
}

// packages are the prefixes of the library's errors, outermost first.
var packages = []string{"evaluate: ", "timeline: ", "stance: ", "article: ", "model: ", "features: ", "dataset: "}

// UsageError is the error of a program that was called wrongly.
type UsageError struct{ Err error }

// Error returns what is wrong.
func (e *UsageError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *UsageError) Unwrap() error { return e.Err }

// Usagef returns a [*UsageError].
func Usagef(format string, args ...any) error {
	return &UsageError{fmt.Errorf(format, args...)}
}
