package main

import (
	"os"
	"syscall"
)

// peakMemory returns how many bytes a process that has ended held at most.
func peakMemory(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return int64(u.Maxrss) << 10 // Linux counts in KiB
	}
	return 0
}
