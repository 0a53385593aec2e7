package model

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// Save writes the model to a file, whole or not at all: to a temporary file in
// the same folder, which is synced and then takes the name; then the folder is
// synced. Whatever happens in between, a full disk or a process that is killed,
// a file that was there before stays as it was. After an error the temporary
// file is removed; that of a killed process stays, named after the file with
// ".tmp" at the end.
//
// The new file has the permissions of the old one, if there was one. A symbolic
// link is replaced, not followed. The error for a name that stands for something
// else than a file, such as a folder or a device, wraps fs.ErrInvalid, that for
// a model that is not linear [ErrNotLinear], and others are the system's.
func (t *Text) Save(path string) error {
	if err := t.save(path); err != nil {
		return fmt.Errorf("model: save %s: %w", path, err)
	}
	return nil
}

func (t *Text) save(path string) (err error) {
	old, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = nil
	case err != nil:
		return err
	case !old.Mode().IsRegular():
		return fmt.Errorf("%w: it is no regular file", fs.ErrInvalid)
	}
	f, err := createTemp(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close() // an error of its own if it is closed, which is as well
			os.Remove(f.Name())
		}
	}()
	if old != nil {
		if err = f.Chmod(old.Mode().Perm()); err != nil && !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	if _, err = t.write(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// createTemp creates a new file beside path. Unlike os.CreateTemp it leaves the
// permissions to the process's mask, as for any file that a program writes.
func createTemp(path string) (*os.File, error) {
	for tries := 0; ; tries++ {
		name := fmt.Sprintf("%s.%08x.tmp", path, rand.Uint32())
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil || !errors.Is(err, fs.ErrExist) || tries == 100 {
			return f, err
		}
	}
}

// syncFolder makes a new name in a folder last. Windows sees to it by itself;
// elsewhere a folder may be one that the process cannot read, or that its file
// system cannot sync.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err == nil {
		err = errors.Join(d.Sync(), d.Close())
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}

// Open reads a model file by name. Its errors name the file; a missing one
// wraps fs.ErrNotExist, the others as those of [Read].
func Open(path string) (*Text, error) {
	t, err := open(path)
	if err != nil {
		return nil, inFile(path, err)
	}
	return t, nil
}

func open(path string) (*Text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return readSized(f, info.Size())
}

// inFile names the package and the file in an error, but neither the file nor what
// was done to it where the system has done so.
func inFile(path string, err error) error {
	var named *fs.PathError
	if errors.As(err, &named) {
		return fmt.Errorf("model: %w", named)
	}
	return fmt.Errorf("model: %s: %w", path, err)
}

// readSized reads a model file that is likely to hold so many bytes.
func readSized(r io.Reader, likely int64) (*Text, error) {
	b, err := readFile(r, likely)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return parse(b, false)
}
