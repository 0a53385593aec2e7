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
	Size  = 128
	Ahead = 8
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
// goroutine outlives the loop over the results. Nil stands for no items.
func Map[T, R any](ctx context.Context, items iter.Seq[T], f func(T) R) iter.Seq2[R, error] {
	if items == nil {
		items = func(func(T) bool) {}
	}
	return MapPausing(ctx, func(func()) iter.Seq[T] { return items }, f)
}

// MapPausing is [Map] for items that may be long in coming: before they wait for one,
// they call pause, which yields the results of all items so far.
func MapPausing[T, R any](ctx context.Context, items func(pause func()) iter.Seq[T], f func(T) R) iter.Seq2[R, error] {
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
		m.run(items(m.pause))
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
	next        *part[T, R] // being filled
	ended       bool        // nothing is yielded any more
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
	m.next = m.part()
	for x := range items {
		if m.ended || m.parent.Err() != nil {
			break
		}
		if m.next.items = append(m.next.items, x); len(m.next.items) < Size {
			continue
		}
		m.send()
		if len(m.under) == m.ahead && !m.deliver() {
			return
		}
	}
	m.pause()
	if err := m.parent.Err(); err != nil && !m.ended {
		m.fail(err)
	}
}

// pause delivers the results of the items so far.
func (m *mapper[T, R]) pause() {
	if len(m.next.items) > 0 && !m.ended {
		m.send()
	}
	for len(m.under) > 0 && m.deliver() {
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

// send sends the part that was filled on its way, and begins another.
func (m *mapper[T, R]) send() {
	m.queue <- m.next
	m.under = append(m.under, m.next)
	m.next = m.part()
}

// deliver yields the results of the first part under way; it reports false where
// that was the end.
func (m *mapper[T, R]) deliver() bool {
	if m.ended {
		return false
	}
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
			m.ended = true
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
	m.ended = true
	m.yield(none, err)
}
