// Package clitest runs the example programs in tests.
package clitest

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli"
)

// Run runs a program and returns what it printed, and its error.
func Run(t *testing.T, p cli.Program, stdin string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, log bytes.Buffer
	err = p(t.Context(), args, strings.NewReader(stdin), &out, &log)
	return out.String(), log.String(), err
}

// File writes a file into a folder of the test's own and returns its path.
func File(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// Rows returns n rows as JSON lines, in turn of the labels and each with a word
// that tells its label: "word-<label>".
func Rows(n int, labels ...string) string {
	var b strings.Builder
	for i := range n {
		label := labels[i%len(labels)]
		fmt.Fprintf(&b, "{\"id\":\"r%d\",\"text\":\"In round %d they said word%s again.\",\"label\":%q}\n", i, i, label, label)
	}
	return b.String()
}

// Help requires that a program has a help, of lines that are not too long for a
// terminal, and returns it.
func Help(t *testing.T, p cli.Program) string {
	t.Helper()
	stdout, _, err := Run(t, p, "", "-h")
	require.ErrorIs(t, err, flag.ErrHelp)
	for line := range strings.Lines(stdout) {
		if !strings.HasPrefix(line, "  go run ") { // commands stay whole
			require.LessOrEqual(t, len([]rune(line)), 86, line)
		}
	}
	return stdout
}

// Usage requires an error about how the program was called.
func Usage(t *testing.T, err error, text string) {
	t.Helper()
	var usage *cli.UsageError
	require.ErrorAs(t, err, &usage)
	require.ErrorContains(t, err, text)
}
