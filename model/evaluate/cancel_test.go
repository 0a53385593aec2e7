package evaluate_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// Cross-validation and what is built on it end when they are cancelled, also in
// the middle of a training that would never end, and leave nothing running.
func TestCancel(t *testing.T) {
	var rows []model.Example
	for i := range 200 {
		rows = append(rows, model.Example{Text: fmt.Sprintf("Side %d %s draft %d.", i%5, []string{"accepts", "refuses"}[i%2], i%7), Class: []string{"yes", "no"}[(i/2)%2]})
	}
	endless := model.Settings{Folds: model.Off, Workers: 4, Learner: model.SVM{Cost: 1e6, Tolerance: 1e-300, MaxPasses: 1 << 60}}
	for name, run := range map[string]func(ctx context.Context, s model.Settings) error{
		"CrossValidate": func(ctx context.Context, s model.Settings) error {
			_, err := evaluate.CrossValidate(ctx, rows, s, 4)
			return err
		},
		"RepeatCrossValidation": func(ctx context.Context, s model.Settings) error {
			_, err := evaluate.RepeatCrossValidation(ctx, rows, s, 4, 3)
			return err
		},
		"LearningCurve": func(ctx context.Context, s model.Settings) error {
			_, err := evaluate.LearningCurve(ctx, rows, s, evaluate.CurveSettings{})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := runtime.NumGoroutine()
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			s := endless
			s.Progress = func(model.Progress) { time.AfterFunc(20*time.Millisecond, cancel) }
			require.ErrorIs(t, run(ctx, s), context.Canceled)

			for i := 0; runtime.NumGoroutine() > before; i++ {
				require.Less(t, i, 500, "goroutines are left")
				time.Sleep(10 * time.Millisecond)
			}
			require.ErrorIs(t, run(ctx, model.Settings{}), context.Canceled)
		})
	}
}
