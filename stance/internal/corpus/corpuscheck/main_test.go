package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	var b strings.Builder
	require.NoError(t, run(&b, []string{"-corpus", "../../../../testdata/corpus", "-model", "-top", "3"}))
	assert.Contains(t, b.String(), "0 violations\n")
	assert.Contains(t, b.String(), "minimal pairs")
}

func TestRunFails(t *testing.T) {
	var b strings.Builder
	require.Error(t, run(&b, []string{"-nonsense"}))
	dir := t.TempDir()
	require.ErrorIs(t, run(&b, []string{"-corpus", dir}), os.ErrNotExist)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "dev"), 0o755))
	const row = `{"id":"","text":"x","label":"","kind":"","topic":"","country":"","move":"","split":"","trap":false}`
	require.NoError(t, os.WriteFile(filepath.Join(dir, "dev", "a.jsonl"), []byte(row), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "pairs.jsonl"), nil, 0o644))
	require.ErrorIs(t, run(&b, []string{"-corpus", dir}), errViolations)
	assert.Contains(t, b.String(), "dev/a.jsonl:1: ")
}
