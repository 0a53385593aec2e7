package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Each load does its work.
func TestLoads(t *testing.T) {
	loads, err := allLoads("../../..", t.TempDir())
	require.NoError(t, err)
	for _, l := range loads {
		for n := range 3 {
			if err := l.step(t.Context(), n); err != nil {
				require.ErrorIs(t, err, context.Canceled, "%s, step %d", l.name, n)
			}
		}
	}
	_, err = allLoads(t.TempDir(), t.TempDir())
	require.Error(t, err)
}

// A load that keeps what it should give back is found out, one that does not
// passes.
func TestSoak(t *testing.T) {
	var kept [][]byte
	idle := make(chan struct{})
	defer close(idle)
	steady := func(context.Context, int) error { time.Sleep(2 * time.Millisecond); return nil }
	for name, c := range map[string]struct {
		step func(context.Context, int) error
		want string
	}{
		"steady": {steady, ""},
		"memory": {func(context.Context, int) error {
			if len(kept) < 100 {
				kept = append(kept, make([]byte, 2*heapSlack))
			}
			return steady(nil, 0)
		}, "memory in use grew"},
		"goroutines": {func(context.Context, int) error {
			go func() { <-idle }()
			return steady(nil, 0)
		}, "goroutines grew"},
		"error": {func(context.Context, int) error { return errors.New("broken") }, "error, step 0: broken"},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			s := soak{total: 400 * time.Millisecond, every: 50 * time.Millisecond, warm: 100, loads: []*load{{name: name, step: c.step}}}
			err := s.run(t.Context(), &out)
			if c.want == "" {
				require.NoError(t, err)
				require.GreaterOrEqual(t, strings.Count(out.String(), "goroutines"), 4)
				return
			}
			require.ErrorContains(t, err, c.want)
		})
	}
	require.NotEmpty(t, kept)
	require.Error(t, (&soak{total: time.Second}).run(t.Context(), &strings.Builder{}))
}

func TestJudge(t *testing.T) {
	flat := make([]measurement, 8)
	require.NoError(t, judge(flat))
	for _, last := range []measurement{{heap: heapSlack + 1}, {system: 1}, {goroutines: 1}, {files: 1}} {
		grown := append(flat[:6:6], last, last)
		require.ErrorContains(t, judge(grown), "grew")
		require.NoError(t, judge(append(flat[:6:6], last, measurement{})), "what goes again has not grown")
	}
}
