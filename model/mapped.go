package model

import (
	"errors"
	"fmt"
	"os"
	"sync"
)

// Mapped is a model whose numbers stay in its file: where the system can, the
// file is mapped into memory, so that opening reads little of it and processes
// that have it open share one copy; elsewhere it is read. The file must not be
// written to while it is open: a new one is put in its place by renaming, as
// [Text.Save] does.
type Mapped struct {
	*Text
	release func() error
}

// Trust says how far the contents of a model file are believed.
type Trust bool

const (
	// Verify compares the checksum, which reads the whole file.
	Verify Trust = false
	// TrustFile does not, so that opening takes no longer for a large file than
	// for a small one. A file that was altered may then give wrong answers; sizes
	// are checked all the same, so that nothing else happens.
	TrustFile Trust = true
)

// OpenMapped opens a model file where it stands. Its errors are those of [Open].
func OpenMapped(path string, trust Trust) (*Mapped, error) {
	m, err := openMapped(path, trust)
	if err != nil {
		return nil, inFile(path, err)
	}
	return m, nil
}

func openMapped(path string, trust Trust) (*Mapped, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, release, err := mapFile(f)
	if err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	t, err := parse(b, bool(trust))
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return &Mapped{Text: t, release: sync.OnceValue(release)}, nil
}

// Close gives the memory back; again it does nothing. Everything that shares the
// memory must be done with: the model and any other made of it ([Text.WithThreshold],
// [Text.WithNetwork], a classifier of package stance), the clusters in its
// [Text.Features], its [Text.NetworkVectors], and what was trained with either or
// with the model as a Prior. One in use would end the process.
func (m *Mapped) Close() error {
	if err := m.release(); err != nil {
		return fmt.Errorf("model: unmap: %w", err)
	}
	return nil
}

// readWhole reads a file that cannot be mapped.
func readWhole(f *os.File) (b []byte, release func() error, err error) {
	b, err = readFile(f, 0)
	return b, func() error { return nil }, err
}
