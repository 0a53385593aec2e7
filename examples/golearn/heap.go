package main

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// watchHeap looks every few milliseconds at how many bytes the objects on the
// heap take, and returns what stops it and returns the most that it saw beyond
// those that were there before.
func watchHeap() (stop func() uint64) {
	runtime.GC()
	read := func() uint64 {
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(s)
		return s[0].Value.Uint64()
	}
	before := read()
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		top := before
		for {
			select {
			case <-tick.C:
				top = max(top, read())
			case <-done:
				most <- max(top, read()) - before
				return
			}
		}
	}()
	return func() uint64 {
		close(done)
		return <-most
	}
}
