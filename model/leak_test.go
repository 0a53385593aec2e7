package model

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// checkLeaks fails a test that ends with more goroutines than it began with.
// Those that are about to end get the time to do so.
func checkLeaks(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		for range 500 {
			if runtime.NumGoroutine() <= before {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		buf := make([]byte, 1<<20)
		t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
	})
}

// endlessSettings are those of a training that would not end in years.
func endlessSettings(l Loss) Settings {
	return Settings{
		Folds:   Off,
		Learner: SVM{Cost: 1e6, Loss: l, Tolerance: 1e-300, MaxPasses: 1 << 60},
	}
}

// A training that is cancelled ends, wherever it stands, and leaves nothing
// running.
func TestCancelAnywhere(t *testing.T) {
	rows := manyRowsOf(200)
	for _, loss := range []Loss{SquaredHinge, Hinge, Logistic} {
		for _, folds := range []int{Off, 3} {
			t.Run(fmt.Sprint(loss, " ", folds), func(t *testing.T) {
				checkLeaks(t)
				ctx, cancel := context.WithCancelCause(context.Background())
				s := endlessSettings(loss)
				s.Folds = folds
				s.Workers = 4
				s.Progress = func(p Progress) {
					// The last report before the part that never ends.
					if p.Stage == "learn" || p.Stage == "encode" && p.Done == p.Total && folds != Off {
						time.AfterFunc(20*time.Millisecond, func() { cancel(errors.New("enough")) })
					}
				}
				m, _, err := Train(ctx, FromSlice(rows), s)
				require.ErrorIs(t, err, context.Canceled)
				require.Nil(t, m)
			})
		}
	}
}

// One that is cancelled in its first steps does no more of them.
func TestCancelStages(t *testing.T) {
	rows := manyRowsOf(150)
	var stages []string
	train(t, rows, Settings{Progress: func(p Progress) { stages = append(stages, p.Stage) }})
	for n := range stages {
		checkLeaks(t)
		ctx, cancel := context.WithCancel(context.Background())
		seen := 0
		_, _, err := Train(ctx, FromSlice(rows), Settings{Workers: 2, Progress: func(Progress) {
			if seen++; seen == n+1 {
				cancel()
			}
		}})
		cancel()
		if n < len(stages)-1 { // after the last one all is done
			require.ErrorIs(t, err, context.Canceled, "after %q", stages[n])
			require.LessOrEqual(t, seen, n+3, "after %q", stages[n])
		}
	}
}

// Rows that never end are read until the context ends.
func TestCancelReading(t *testing.T) {
	checkLeaks(t)
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	_, _, err := Train(ctx, func(yield func(Example, error) bool) {
		for ; ; n++ {
			if n == 1000 {
				cancel()
			}
			if !yield(Example{Text: "again", Class: "x"}, nil) {
				return
			}
		}
	}, Settings{})
	require.ErrorIs(t, err, context.Canceled)
	require.LessOrEqual(t, n, 1001)

	late, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	_, _, err = Train(late, FromSlice(weather()), Settings{})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// A batch that is cancelled gives the answers in order, then the error, once.
func TestPredictAllCancelled(t *testing.T) {
	m, _ := train(t, weather(), Settings{Folds: Off})
	checkLeaks(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	endless := func(yield func(string) bool) {
		for i := 0; yield(foldedTexts[i%len(foldedTexts)]); i++ {
		}
	}
	answers, failures := 0, 0
	for p, err := range m.PredictAll(ctx, endless) {
		if err != nil {
			require.ErrorIs(t, err, context.Canceled)
			failures++
			continue
		}
		require.Zero(t, failures, "an answer after the error")
		require.Equal(t, m.Predict(foldedTexts[answers%len(foldedTexts)]), p)
		if answers++; answers == 1000 {
			cancel()
		}
	}
	require.Equal(t, 1, failures)
	require.GreaterOrEqual(t, answers, 1000)
}

// A row that ends the training leaves nothing running either.
func TestErrorsLeakNothing(t *testing.T) {
	checkLeaks(t)
	for range 20 {
		_, _, err := Train(context.Background(), FromSlice(weather()), Settings{Learner: SVM{Cost: -1}, Workers: 4})
		require.ErrorIs(t, err, ErrSettings)
	}
}

// Hundreds of goroutines ask one model, by every way to ask, and each gets the
// answer that it would get alone. The race detector looks on in .ci/run.
func TestPredictByHundreds(t *testing.T) {
	checkLeaks(t)
	rows := manyRowsOf(200)
	m, _ := train(t, rows, Settings{Vectors: tinyVectors(t)})
	want := make([]Prediction, len(rows))
	for i, e := range rows {
		want[i] = m.Predict(e.Text)
	}
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	shared, err := Parse(b)
	require.NoError(t, err)
	const askers, each = 200, 30
	errs := make(chan error, askers)
	var wg sync.WaitGroup
	for a := range askers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mine := shared
			if a%3 == 0 {
				mine, _ = shared.WithThreshold(0.5)
			}
			buf := make([]float64, 0, 3)
			for j := range each {
				i := (a*31 + j*7) % len(rows)
				text := rows[i].Text
				p, class, _ := mine.PredictInto(buf[:0], text)
				if mine.classes[class] != want[i].Class || p[class] != want[i].Probability {
					errs <- fmt.Errorf("%q: %v", text, p)
					return
				}
				// Words that nobody has asked for yet.
				mine.Predict(fmt.Sprintf("word%d of asker%d refuses %s", j, a, strings.Repeat("x", j)))
				mine.HasToken(text)
				if e, err := mine.Explain(text); err != nil || e.Class != want[i].Class {
					errs <- fmt.Errorf("explain %q: %w", text, err)
					return
				}
				if j == 0 {
					if again, err := mine.MarshalBinary(); err != nil || len(again) == 0 {
						errs <- err
						return
					}
				}
			}
		}()
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
}
