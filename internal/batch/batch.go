// Package batch calls a function for each item of a sequence, on all processors
// and in order.
package batch

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// Size is how many items a goroutine takes at once, Ahead how many times
// GOMAXPROCS as many are under way at most.
const (
	Size  = 64
	Ahead = 4
)

// part is some neighbouring items.
type part[T, R any] struct {
	items   []T
	results []R
	done    chan struct{}
}

// Map yields the results of f, which must be safe for concurrent use, in the
// order of the items. The items are read, and the results yielded, in the
// caller's goroutine; at most Size·Ahead·GOMAXPROCS results are outstanding. When
// the context ends, Map yields its error with an empty result and ends. No
// goroutine outlives the loop over the results.
func Map[T, R any](ctx context.Context, items iter.Seq[T], f func(T) R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		m := mapper[T, R]{parent: ctx, f: f, yield: yield, ahead: Ahead * runtime.GOMAXPROCS(0)}
		m.queue = make(chan *part[T, R], m.ahead)
		var cancel context.CancelFunc
		m.ctx, cancel = context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer close(m.queue)
		defer cancel()
		for range runtime.GOMAXPROCS(0) {
			wg.Add(1)
			go func() {
				defer wg.Done()
				m.work()
			}()
		}
		m.run(items)
	}
}

type mapper[T, R any] struct {
	parent, ctx context.Context
	f           func(T) R
	yield       func(R, error) bool
	ahead       int
	queue       chan *part[T, R] // holds all that is under way, so that sending never blocks
	under       []*part[T, R]    // the same, in order
	idle        []*part[T, R]
}

// work calls f for the items of the queue, or nothing any more once the loop has
// ended.
func (m *mapper[T, R]) work() {
	for p := range m.queue {
		for _, x := range p.items {
			if m.ctx.Err() != nil {
				break
			}
			p.results = append(p.results, m.f(x))
		}
		p.done <- struct{}{}
	}
}

// run reads the items and delivers the results.
func (m *mapper[T, R]) run(items iter.Seq[T]) {
	p := m.part()
	for x := range items {
		if m.parent.Err() != nil {
			break
		}
		if p.items = append(p.items, x); len(p.items) < Size {
			continue
		}
		m.send(p)
		if len(m.under) == m.ahead && !m.deliver() {
			return
		}
		p = m.part()
	}
	if len(p.items) > 0 {
		m.send(p)
	}
	for len(m.under) > 0 {
		if !m.deliver() {
			return
		}
	}
	if err := m.parent.Err(); err != nil {
		m.fail(err)
	}
}

func (m *mapper[T, R]) part() *part[T, R] {
	if n := len(m.idle); n > 0 {
		p := m.idle[n-1]
		m.idle = m.idle[:n-1]
		return p
	}
	return &part[T, R]{done: make(chan struct{}, 1)}
}

func (m *mapper[T, R]) send(p *part[T, R]) {
	m.queue <- p
	m.under = append(m.under, p)
}

// deliver yields the results of the first part under way; it reports false where
// that was the end.
func (m *mapper[T, R]) deliver() bool {
	p := m.under[0]
	m.under = m.under[1:]
	select {
	case <-p.done:
	case <-m.parent.Done():
		m.fail(m.parent.Err())
		return false
	}
	for _, r := range p.results {
		if err := m.parent.Err(); err != nil {
			m.fail(err)
			return false
		}
		if !m.yield(r, nil) {
			return false
		}
	}
	if len(p.results) < len(p.items) {
		m.fail(m.parent.Err())
		return false
	}
	clear(p.items)
	clear(p.results)
	p.items, p.results = p.items[:0], p.results[:0]
	m.idle = append(m.idle, p)
	return true
}

func (m *mapper[T, R]) fail(err error) {
	var none R
	m.yield(none, err)
}
