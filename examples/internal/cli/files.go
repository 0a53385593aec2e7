package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Writable finds out before a long run whether the file that a flag names can be
// written, and that it is none of those that the program reads: a file that is
// both would be lost. "-" as the file is refused; as an input it is standard
// input, and the name of none.
func Writable(flag, path string, inputs ...string) error {
	if path == "-" {
		return Usagef("-%s -: want the name of a file; it does not go to standard output", flag)
	}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return fmt.Errorf("-%s %s: it is a directory", flag, path)
	}
	if err == nil {
		for _, input := range inputs {
			if in, err := os.Stat(input); err == nil && input != "-" && os.SameFile(info, in) {
				return Usagef("-%s %s: it is also read", flag, path)
			}
		}
	}
	return writableFolder(flag, path)
}

// writableFolder finds out whether there is a folder for the file.
func writableFolder(flag, path string) error {
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

// AddFile appends the name of a file to a list.
func AddFile(files *[]string, name string) error {
	if name == "" {
		return errors.New("the name of a file is empty")
	}
	*files = append(*files, name)
	return nil
}

// AddRowFile appends the name of a file for a [Reader], which reads no standard
// input, so that "-" is refused.
func AddRowFile(files *[]string, name string) error {
	if name == "-" {
		return errors.New("these rows are read from files alone, not from standard input")
	}
	return AddFile(files, name)
}
