// Command soak runs the library under mixed load for a long time and fails
// where memory, goroutines or open files grow.
//
//	go run ./stance/internal/soak -for 1h
//
// All loads run side by side, each on a goroutine of its own, over and over. At
// intervals they all pause, so that what is then in memory is what the library
// keeps and not what it is working on; a line is printed, and after the last one
// the later ones are compared with the earlier ones.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := soak{warm: 300_000}
	flag.DurationVar(&s.total, "for", time.Hour, "how long to run, without the warm-up")
	flag.DurationVar(&s.every, "every", 30*time.Second, "how often to measure")
	flag.StringVar(&s.root, "root", ".", "the project's `folder`")
	flag.Parse()
	if err := s.run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// soak is one run.
type soak struct {
	total, every time.Duration
	root         string
	warm         int     // words to fill the caches with
	loads        []*load // nil for all

	pause sync.RWMutex // held for reading by each step of a load
}

// load is one kind of work.
type load struct {
	name string
	// step does a small part of the work, the n-th since the start.
	step  func(ctx context.Context, n int) error
	steps atomic.Int64
}

// run runs the loads and writes a line for each measurement.
func (s *soak) run(ctx context.Context, w io.Writer) error {
	if s.every <= 0 {
		return fmt.Errorf("cannot measure every %v", s.every)
	}
	dir, err := os.MkdirTemp("", "soak")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if s.loads == nil {
		if s.loads, err = allLoads(s.root, dir); err != nil {
			return err
		}
	}
	if s.warm > 0 {
		begin := time.Now()
		warmUp(s.warm)
		fmt.Fprintf(w, "warm after %v\n", time.Since(begin).Round(time.Second))
	}

	ctx, cancel := context.WithCancelCause(ctx)
	var wg sync.WaitGroup
	for _, l := range s.loads {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := s.repeat(ctx, l); err != nil {
				cancel(fmt.Errorf("%s, step %d: %w", l.name, l.steps.Load(), err))
			}
		}()
	}
	all, err := s.watch(ctx, w)
	cancel(nil)
	wg.Wait()
	if err != nil {
		return err
	}
	return judge(all)
}

// repeat does a load step by step until the context ends.
func (s *soak) repeat(ctx context.Context, l *load) error {
	for n := 0; ctx.Err() == nil; n++ {
		s.pause.RLock()
		err := l.step(ctx, n)
		s.pause.RUnlock()
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
		l.steps.Add(1)
	}
	return nil
}

// watch measures at intervals until the time is over, and no fewer times than can
// be judged.
func (s *soak) watch(ctx context.Context, w io.Writer) ([]measurement, error) {
	var all []measurement
	begin := time.Now()
	tick := time.NewTicker(s.every)
	defer tick.Stop()
	for len(all) < fewest || time.Since(begin) < s.total {
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-tick.C:
		}
		s.pause.Lock()
		m := measure()
		s.pause.Unlock()
		all = append(all, m)
		fmt.Fprintf(w, "%8v  %v ", time.Since(begin).Round(time.Second), m)
		for _, l := range s.loads {
			fmt.Fprintf(w, "  %s %d", l.name, l.steps.Load())
		}
		fmt.Fprintln(w)
	}
	return all, nil
}
