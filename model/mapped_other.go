//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package model

import "os"

func mapFile(f *os.File) (b []byte, release func() error, err error) { return readWhole(f) }
