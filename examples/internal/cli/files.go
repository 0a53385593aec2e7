package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Writable finds out before a long run whether the file that a flag names can be
// written.
func Writable(flag, path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("-%s %s: it is a directory", flag, path)
	}
	dir := filepath.Dir(path)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = errors.New("there is no such directory")
	case err == nil && !info.IsDir():
		err = errors.New("it is no directory")
	}
	if err != nil {
		return fmt.Errorf("-%s %s: %s: %w", flag, path, dir, err)
	}
	return nil
}
