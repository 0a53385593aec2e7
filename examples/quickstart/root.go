package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const modulePath = "github.com/stancekit/stancekit"

// projectRoot returns the folder of the project: the one above the working
// directory, or the one above this source file.
func projectRoot() (string, error) {
	if dir, err := os.Getwd(); err == nil {
		if root, ok := above(dir); ok {
			return root, nil
		}
	}
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) {
		if root, ok := above(filepath.Dir(file)); ok {
			return root, nil
		}
	}
	return "", errors.New("the project's folder is not to be found, and with it testdata/corpus: run it inside a clone of " + modulePath)
}

// above looks for the project's go.mod in a folder and those above it.
func above(dir string) (string, bool) {
	for {
		b, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			line, _, _ := strings.Cut(string(b), "\n")
			if strings.TrimSpace(line) == "module "+modulePath {
				return dir, true
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}
