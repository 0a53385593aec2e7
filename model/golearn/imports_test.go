package golearn

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Nothing but this folder and its example imports golearn or this package, so
// that nobody builds it who does not ask for it.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		rel, err := filepath.Rel(root, path)
		require.NoError(t, err)
		rel = filepath.ToSlash(rel)
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return nil // testdata
		}
		files++
		if strings.HasPrefix(rel, "model/golearn/") || strings.HasPrefix(rel, "examples/golearn/") {
			return nil
		}
		for _, i := range f.Imports {
			assert.NotContains(t, i.Path.Value, "golearn", rel)
		}
		return nil
	}))
	assert.Greater(t, files, 50)
}
