//go:build unix

package model

import (
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestFullChild is the child process of TestSaveFull: no file that it writes
// may be as long as a model.
func TestFullChild(t *testing.T) {
	path := os.Getenv(saverEnv)
	if path == "" {
		t.Skip("run by TestSaveFull")
	}
	models, files := twoModels(t)
	signal.Ignore(syscall.SIGXFSZ) // so that writing fails instead
	require.Greater(t, len(files[1]), 4096)
	var limit syscall.Rlimit
	require.NoError(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit))
	small := limit
	small.Cur = 4096
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small))
	err := models[1].Save(path)
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)) // for what the test binary writes
	if !errors.Is(err, syscall.EFBIG) {
		t.Fatalf("saved beyond the limit: %v", err)
	}
}

// Where there is no room for the new file, the old one stays and no other is
// left.
func TestSaveFull(t *testing.T) {
	models, files := twoModels(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "w.model")
	require.NoError(t, models[0].Save(path))
	out, err := child(t, "TestFullChild", path).CombinedOutput()
	require.NoError(t, err, "%s", out)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, files[0], got)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 1)
}

// A folder that may not be written to is an error, and the old file stays.
func TestSaveReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	models, files := twoModels(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "w.model")
	require.NoError(t, models[0].Save(path))
	require.NoError(t, os.Chmod(dir, 0o500))
	t.Cleanup(func() { os.Chmod(dir, 0o700) })
	require.ErrorIs(t, models[1].Save(path), os.ErrPermission)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, files[0], got)
}
