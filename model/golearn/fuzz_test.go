package golearn

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// No file makes Load panic, and what it loads answers.
func FuzzLoad(f *testing.F) {
	g := randomGrid(f, 20, 5, 2, SchemaSettings{})
	var c Classifier
	require.NoError(f, c.Fit(g))
	path := filepath.Join(f.TempDir(), "c")
	require.NoError(f, c.Save(path))
	b, err := os.ReadFile(path)
	require.NoError(f, err)
	f.Add(b)
	f.Add(b[:len(b)/2])
	f.Add([]byte("text"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "c")
		require.NoError(t, os.WriteFile(path, b, 0o600))
		var c Classifier
		if err := c.Load(path); err != nil {
			require.ErrorIs(t, err, ErrFile)
			return
		}
		_, _ = c.Predict(g)
	})
}
