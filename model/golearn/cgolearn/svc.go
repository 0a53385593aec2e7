//go:build cgo

package cgolearn

// #include <stdlib.h>
import "C"

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/linear_models"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/golearn"
)

// ErrEnvironment: the process was started without GODEBUG=cgocheck=0, and
// liblinear under golearn would panic.
var ErrEnvironment = errors.New("start the process with GODEBUG=cgocheck=0")

// started is GODEBUG as the runtime read it, but for what a package that is
// initialised earlier has changed.
var started = os.Getenv("GODEBUG")

// Ready returns nil where the process was started with GODEBUG=cgocheck=0, and
// otherwise an error that wraps [ErrEnvironment].
func Ready() error {
	check := "1"
	for setting := range strings.SplitSeq(started, ",") {
		if value, ok := strings.CutPrefix(setting, "cgocheck="); ok {
			check = value
		}
	}
	if check != "0" {
		return fmt.Errorf("cgolearn: %w: GODEBUG is %q", ErrEnvironment, started)
	}
	return nil
}

// LinearSVC is liblinear's linear support vector machine under golearn, with
// squared hinge loss and the given cost, one class against the others, solved in
// the dual. An intercept, which golearn leaves out, is added as a column of
// ones. The rows of the class that stands against the others weigh by its cost,
// those of the others do not, as liblinear has it. Negative values, which golearn
// drops, are refused.
//
// It learns only where [Ready] returns nil; otherwise the error wraps
// [ErrEnvironment]. It copies all rows out in full: columns times rows times 24
// bytes.
func LinearSVC(cost float64) golearn.Learner {
	return golearn.Learner{
		New: func(t golearn.Training) (base.Classifier, error) {
			if !(cost > 0) {
				return nil, fmt.Errorf("cgolearn: %w: cost %v is no positive number", model.ErrSettings, cost)
			}
			if err := Ready(); err != nil {
				return nil, err
			}
			p := &linear_models.LinearSVCParams{C: cost, Eps: 0.01, Dual: true, ClassWeights: t.Cost}
			if err := p.SetKindFromStrings("l2", "l2"); err != nil {
				return nil, fmt.Errorf("cgolearn: %w", err)
			}
			c, err := linear_models.NewLinearSVCFromParams(p)
			return &seeded{c}, err
		},
		Title:       fmt.Sprintf("golearn LinearSVC, cost %g", cost),
		Schema:      golearn.SchemaSettings{FloatClass: true},
		NonNegative: true, Constant: true, Concurrent: true,
	}
}

// seeded is LinearSVC with the same random numbers for each Fit, since liblinear
// draws from C's rand, one source for the whole process; and without what
// liblinear prints through golearn's logger, on standard output by default.
type seeded struct{ *linear_models.LinearSVC }

var fitting sync.Mutex

func (s *seeded) Fit(data base.FixedDataGrid) error {
	fitting.Lock()
	defer fitting.Unlock()
	out := base.Logger.Writer()
	base.Logger.SetOutput(io.Discard)
	defer base.Logger.SetOutput(out)
	C.srand(1)
	return s.LinearSVC.Fit(data)
}
