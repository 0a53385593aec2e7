package batch

import (
	"context"
	"iter"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// count yields 0 to n-1 and keeps in read how many were taken.
func count(n int, read *atomic.Int64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			read.Store(int64(i + 1))
			if !yield(i) {
				return
			}
		}
	}
}

func double(i int) int { return 2 * i }

// noLeak fails the test where goroutines are left behind.
func noLeak(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		// A goroutine is counted for a moment after its last statement.
		for wait := 0; runtime.NumGoroutine() > before && wait < 5000; wait++ {
			time.Sleep(time.Millisecond)
		}
		require.LessOrEqual(t, runtime.NumGoroutine(), before)
	})
}

func TestMapOrder(t *testing.T) {
	noLeak(t)
	for _, n := range []int{0, 1, Size - 1, Size, Size + 1, 50 * Size * Ahead} {
		var read atomic.Int64
		next := 0
		for r, err := range Map(context.Background(), count(n, &read), double) {
			require.NoError(t, err)
			require.Equal(t, 2*next, r)
			next++
			require.LessOrEqual(t, int(read.Load())-next, Size*Ahead*runtime.GOMAXPROCS(0), "read too far ahead")
		}
		require.Equal(t, n, next)
	}
}

func TestMapStopsEarly(t *testing.T) {
	noLeak(t)
	for _, stop := range []int{0, 1, Size, 3 * Size} {
		var read atomic.Int64
		seen := 0
		for range Map(context.Background(), count(1<<40, &read), double) {
			if seen == stop {
				break
			}
			seen++
		}
		assert.Equal(t, stop, seen)
	}
}

func TestMapCancelled(t *testing.T) {
	noLeak(t)
	for _, at := range []int{0, 5, Size, 1000} {
		ctx, cancel := context.WithCancel(context.Background())
		var read atomic.Int64
		seen, failed := 0, 0
		for _, err := range Map(ctx, count(1<<40, &read), double) {
			if err != nil {
				require.ErrorIs(t, err, context.Canceled)
				failed++
				continue
			}
			require.Zero(t, failed, "nothing comes behind the error")
			if seen == at {
				cancel()
			}
			seen++
		}
		assert.Equal(t, 1, failed)
		assert.Equal(t, at+1, seen)
		cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	calls := 0
	for _, err := range Map(ctx, count(10, new(atomic.Int64)), double) {
		require.ErrorIs(t, err, context.Canceled)
		calls++
	}
	assert.Equal(t, 1, calls)
}

// A function that hangs does not hold up the end of the context's error.
func TestMapCancelledWhileWaiting(t *testing.T) {
	noLeak(t)
	ctx, cancel := context.WithCancel(context.Background())
	entered := make(chan struct{}, 10)
	go func() {
		<-entered
		cancel()
	}()
	wait := func(int) int {
		entered <- struct{}{}
		<-ctx.Done()
		return 0
	}
	for _, err := range Map(ctx, count(3, new(atomic.Int64)), wait) {
		require.ErrorIs(t, err, context.Canceled)
	}
}

// A sequence that panics does so in the caller's goroutine, and leaves nothing
// behind.
func TestMapPanic(t *testing.T) {
	noLeak(t)
	items := func(yield func(int) bool) {
		for i := range 3 * Size {
			yield(i)
		}
		panic("no more")
	}
	assert.PanicsWithValue(t, "no more", func() {
		for range Map(context.Background(), items, double) {
		}
	})
}

// At a pause the results of all items so far are there; one that ends the loop
// ends all.
func TestMapPausing(t *testing.T) {
	noLeak(t)
	for _, stop := range []int{1 << 30, 0, 1, Size, Size + 7} {
		seen, paused := 0, 0
		items := func(pause func()) iter.Seq[int] {
			return func(yield func(int) bool) {
				for i := range 5 * Size {
					if i%(Size+3) == 5 {
						pause()
						require.Equal(t, min(i, stop), seen)
						paused++
					}
					if !yield(i) {
						return
					}
				}
			}
		}
		for r, err := range MapPausing(context.Background(), items, double) {
			require.NoError(t, err)
			require.Equal(t, 2*seen, r)
			if seen == stop {
				break
			}
			seen++
		}
		assert.Equal(t, min(5*Size, stop), seen)
		assert.Positive(t, paused)
	}
}
