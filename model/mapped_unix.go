//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package model

import (
	"os"
	"syscall"
)

// mapFile maps a file into memory and returns what gives it back.
func mapFile(f *os.File) (b []byte, release func() error, err error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	size := info.Size()
	if !info.Mode().IsRegular() || size == 0 || int64(int(size)) != size {
		return readWhole(f)
	}
	if b, err = syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED); err != nil {
		return nil, nil, os.NewSyscallError("mmap", err)
	}
	return b, func() error { return os.NewSyscallError("munmap", syscall.Munmap(b)) }, nil
}
