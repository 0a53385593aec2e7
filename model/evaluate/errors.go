package evaluate

import (
	"errors"
	"fmt"
)

// The errors of this package wrap one of these.
var (
	// ErrEmpty: there are no rows.
	ErrEmpty = errors.New("no rows")
	// ErrLength: two slices that describe the same rows differ in length.
	ErrLength = errors.New("lengths differ")
	// ErrClasses: the list of classes is empty, names a class twice, or holds
	// an empty name.
	ErrClasses = errors.New("bad list of classes")
	// ErrUnknownClass: the gold class of a row is not in the list of classes.
	ErrUnknownClass = errors.New("unknown class")
	// ErrProbability: a probability is no number or lies outside 0 to 1, or the
	// probabilities of a row do not sum to 1.
	ErrProbability = errors.New("bad probability")
	// ErrFolds: the rows cannot be split as asked, because the number of folds
	// or the share makes no sense or there are too few rows or groups.
	ErrFolds = errors.New("cannot split")
	// ErrSettings: a setting makes no sense.
	ErrSettings = errors.New("bad settings")
)

// RowError is an error about one row.
type RowError struct {
	Row   int    // index of the row, from 0
	Value string // what stands there: a class or a number
	Err   error  // the sentinel that it wraps
}

// Error names the row and the value.
func (e *RowError) Error() string {
	return fmt.Sprintf("evaluate: row %d: %v: %q", e.Row, e.Err, e.Value)
}

// Unwrap returns Err.
func (e *RowError) Unwrap() error { return e.Err }

// errorf returns an error of this package that wraps the sentinel.
func errorf(sentinel error, format string, args ...any) error {
	return fmt.Errorf("evaluate: %w: %s", sentinel, fmt.Sprintf(format, args...))
}

// sameLength checks that there are rows and that what is named describes as
// many of them.
func sameLength(rows int, name string, n int) error {
	if n != rows {
		return errorf(ErrLength, "%d rows, %d %s", rows, n, name)
	}
	if rows == 0 {
		return fmt.Errorf("evaluate: %w", ErrEmpty)
	}
	return nil
}

// classIndex maps the classes to their places in the list.
func classIndex(classes []string) (map[string]int, error) {
	if len(classes) == 0 {
		return nil, errorf(ErrClasses, "it is empty")
	}
	index := make(map[string]int, len(classes))
	for i, c := range classes {
		if c == "" {
			return nil, errorf(ErrClasses, "class %d has no name", i)
		}
		if _, ok := index[c]; ok {
			return nil, errorf(ErrClasses, "%q stands there twice", c)
		}
		index[c] = i
	}
	return index, nil
}

// goldIndex returns the places of the gold classes in the list of classes.
func goldIndex(index map[string]int, gold []string) ([]int, error) {
	out := make([]int, len(gold))
	for i, g := range gold {
		c, ok := index[g]
		if !ok {
			return nil, &RowError{Row: i, Value: g, Err: ErrUnknownClass}
		}
		out[i] = c
	}
	return out, nil
}

// predictedIndex returns the places of the predictions in the list of classes,
// len(index) for those that are not in it.
func predictedIndex(index map[string]int, predicted []string) []int {
	out := make([]int, len(predicted))
	for i, p := range predicted {
		c, ok := index[p]
		if !ok {
			c = len(index)
		}
		out[i] = c
	}
	return out
}
