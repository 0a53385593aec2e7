package main

import (
	"fmt"
	"os"
	"runtime"
)

// measurement is what the process holds while all loads pause.
type measurement struct {
	heap       uint64 // bytes that are in use
	system     uint64 // bytes taken from the system
	goroutines int
	files      int // open ones, 0 where the system does not tell
}

// measure collects the garbage first: twice, since pools keep what is in them
// over one collection.
func measure() measurement {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	out := measurement{heap: m.HeapAlloc, system: m.Sys, goroutines: runtime.NumGoroutine()}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		out.files = len(open)
	}
	return out
}

func (m measurement) String() string {
	return fmt.Sprintf("in use %5.1f MB, from the system %5.1f MB, %d goroutines, %d files", megabytes(m.heap), megabytes(m.system), m.goroutines, m.files)
}

func megabytes(n uint64) float64 { return float64(n) / 1e6 }

const (
	// What is in use may be so many bytes more at the end than at the start:
	// what the caches hold differs from moment to moment.
	heapSlack = 4 << 20
	// What comes from the system follows the peaks between the measurements.
	systemShare = 1.5
)

// fewest is how many measurements can be judged.
const fewest = 4

// judge compares the last quarter of the measurements with the second: the first
// may still be warming up.
func judge(all []measurement) error {
	n := len(all)
	early, late := least(all[n/4:n/2]), least(all[n-n/4:])
	switch {
	case late.heap > early.heap+heapSlack:
		return fmt.Errorf("memory in use grew from %.1f to %.1f MB", megabytes(early.heap), megabytes(late.heap))
	case float64(late.system) > systemShare*float64(early.system):
		return fmt.Errorf("memory from the system grew from %.1f to %.1f MB", megabytes(early.system), megabytes(late.system))
	case late.goroutines > early.goroutines:
		return fmt.Errorf("goroutines grew from %d to %d", early.goroutines, late.goroutines)
	case late.files > early.files:
		return fmt.Errorf("open files grew from %d to %d", early.files, late.files)
	}
	return nil
}

// least returns the least of each figure: what stays, whatever came and went.
func least(all []measurement) measurement {
	out := all[0]
	for _, m := range all[1:] {
		out.heap, out.system = min(out.heap, m.heap), min(out.system, m.system)
		out.goroutines, out.files = min(out.goroutines, m.goroutines), min(out.files, m.files)
	}
	return out
}
