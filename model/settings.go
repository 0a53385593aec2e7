package model

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stancekit/stancekit/features"
)

// Off turns a part of [Settings] off.
const Off = -1

// Objective is what the choice of a class aims at.
type Objective string

// The objectives.
const (
	// MacroF1 weighs all classes alike, however rare: the choice leans toward
	// rare classes, so that the class chosen may be one that is not the most
	// probable.
	MacroF1 Objective = "macro-f1"
	// Accuracy chooses the most probable class.
	Accuracy Objective = "accuracy"
)

// Settings says how to train. The zero value is meant to be right.
type Settings struct {
	// Features says what is made of a text.
	Features features.Settings
	// Vectors are word vectors to learn from beside the words themselves; nil
	// means none.
	Vectors *Vectors
	// Prior is a linear model of the same classes to start from and to stay near
	// as far as the rows allow, such as one of many rows of another kind. Its
	// classes and features are taken over, and the features of the rows added; a
	// network that it has is not. A row of another class is an error. Nil means
	// none.
	//
	// Refused are a model that is not linear or has learnt from Vectors, and
	// beside a Prior Vectors, Classes in another order, other Features, and a
	// Learner that is neither Blend nor [SVM] or whose loss is [Multinomial].
	Prior *Text
	// Learner learns scores from the features; nil means [Blend] with
	// its defaults.
	Learner Learner
	// Classes declares the classes and fixes their order; a row of another
	// class is an error. Empty means those that occur, sorted.
	Classes []string
	// MinRows is in how many rows a feature must occur to be used. 0 means 2,
	// or 1 where there are fewer than 450 rows, or than 150 a class, or more where
	// there are very many: the root of a ten-thousandth of them, so 10 of a
	// million.
	MinRows int
	// Balance weighs each row by the share of its class, to the power of minus
	// Balance: 1 gives all classes the same weight. 0 means 1, Off gives all
	// rows the same weight.
	Balance float64
	// Shares, if set, says how frequent the classes are among the texts to be
	// classified, class by class of Classes, where that is not as among the rows:
	// the probabilities are those of such texts. Only the proportions count.
	Shares []float64
	// Objective is what the class chosen aims at; empty means MacroF1.
	Objective Objective
	// Network, if set, asks for a convolutional network beside the linear model.
	// Without vectors of its own it takes Vectors.
	Network *Network
	// Folds is into how many parts the rows are divided to choose the cost and
	// calibrate the probabilities. 0 means 5, or 3 where there are more than
	// 3,000 rows. Off skips both: the learner's own default cost, and
	// probabilities that only follow the scores.
	Folds int
	// Memory is about how many bytes the encoded rows, and the counts of their
	// features, may take together; 0 means 1 GiB. Rows beyond it wait in a
	// temporary file, and rare features are forgotten. A training takes some 50
	// MB besides, and the [Blend] and the [SVM] alone keep to it, without Vectors,
	// Network and Prior: whatever else is asked for learns in memory.
	Memory int
	// TempDir is the folder of the temporary file; empty means the system's
	// ([os.TempDir]).
	TempDir string
	// Seed settles everything random. The same rows, settings and seed give
	// the same model, byte for byte.
	Seed uint64
	// Workers is how many goroutines train; it does not change the result. 0
	// means GOMAXPROCS.
	Workers int
	// Progress is called now and then, from one goroutine at a time; may be
	// nil.
	Progress func(Progress)
}

// Progress tells how far training has come.
type Progress struct {
	Stage string // "count", "encode", "choose", "learn", "network"
	Done  int
	Total int
}

// resolve fills in the defaults that do not depend on the rows.
func (s Settings) resolve() (Settings, error) {
	if s.Prior != nil {
		if err := s.inherit(); err != nil {
			return s, err
		}
	}
	var err error
	if s.Features, err = s.Features.Resolve(); err != nil {
		return s, fmt.Errorf("model: %w: %w", ErrSettings, err)
	}
	if s.Learner == nil {
		s.Learner = Blend{}
	}
	if s.Balance == 0 {
		s.Balance = 1
	} else if s.Balance == Off {
		s.Balance = 0
	}
	if s.Memory == 0 {
		s.Memory = 1 << 30
	}
	if s.Objective == "" {
		s.Objective = MacroF1
	}
	if s.Workers == 0 {
		s.Workers = runtime.GOMAXPROCS(0)
	}
	if s.Network != nil {
		n, err := s.Network.resolve(s.Vectors)
		if err != nil {
			return s, err
		}
		s.Network = &n
	}
	if s.Vectors != nil {
		s.Features.Lookup = true
	}
	bad := func(cond bool, format string, args ...any) error {
		if !cond {
			return nil
		}
		return fmt.Errorf("model: %w: "+format, append([]any{ErrSettings}, args...)...)
	}
	classes := slices.Clone(s.Classes)
	slices.Sort(classes)
	return s, errors.Join(
		s.checkShares(),
		bad(s.MinRows < 0, "MinRows is %d, want 1 or more, or 0 for the default", s.MinRows),
		bad(math.IsNaN(s.Balance) || s.Balance < 0 || s.Balance > 2, "Balance is %v, want 0 to 2, or Off", s.Balance),
		bad(s.Objective != MacroF1 && s.Objective != Accuracy, "Objective is %q, want %q or %q", s.Objective, MacroF1, Accuracy),
		bad(s.Folds != Off && s.Folds != 0 && (s.Folds < 2 || s.Folds > 100), "Folds is %d, want 2 to 100, 0 for the default, or Off", s.Folds),
		bad(s.Memory < 0, "Memory is %d, want 1 or more bytes, or 0 for the default", s.Memory),
		bad(s.Workers < 1, "Workers is %d, want 1 or more, or 0 for the default", s.Workers),
		bad(slices.Contains(classes, ""), "Classes holds an empty name"),
		bad(!utf8.ValidString(strings.Join(classes, "")), "Classes holds a name that is not valid UTF-8"),
		bad(len(slices.Compact(classes)) != len(s.Classes), "Classes holds a name twice"),
		bad(len(s.Classes) == 1, "Classes holds a single name"),
	)
}

// minRows returns the threshold of each block for a number of rows, few or not.
func (s Settings) minRows(rows int, few bool) (out [features.Blocks]int) {
	n := s.MinRows
	switch {
	case n > 0:
	case few:
		n = 1
	default:
		n = max(2, int(math.Sqrt(float64(rows)/10_000)))
	}
	for b := range out {
		out[b] = n
	}
	return out
}
