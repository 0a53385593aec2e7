package model

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Save writes the model to a file, whole or not at all: to a temporary file in
// the same folder, which is synced and then takes the name. Whatever happens
// in between, a file that was there before stays as it was.
func (t *Text) Save(path string) (err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("model: save: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("model: save %s: %w", path, err)
		}
	}()
	if _, err = t.WriteTo(f); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil && !errors.Is(err, errors.ErrUnsupported) {
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
	syncDir(dir)
	return nil
}

// syncDir makes the new name last; where folders cannot be synced (Windows) the
// system sees to it.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

// Open reads a model file by name. Its errors name the file; a missing one
// wraps fs.ErrNotExist, the others as those of [Parse].
func Open(path string) (*Text, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	t, err := Parse(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return t, nil
}
