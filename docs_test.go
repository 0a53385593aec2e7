package stancekit_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every line of the tables of docs/inputs.md names a test that exists.
func TestInputsTable(t *testing.T) {
	doc, err := os.ReadFile("docs/inputs.md")
	require.NoError(t, err)
	link := regexp.MustCompile(`\[((?:Test|Fuzz)\w+)\]\(([^)]+)\)`)
	sources := map[string]string{}
	lines := 0
	for line := range strings.Lines(string(doc)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| what is wrong ") {
			continue
		}
		lines++
		require.Equal(t, 4, strings.Count(line, "|"), line)
		found := link.FindAllStringSubmatch(line, -1)
		require.NotEmpty(t, found, "no test: %s", line)
		for _, f := range found {
			path := filepath.Join("docs", f[2])
			if sources[path] == "" {
				source, err := os.ReadFile(path)
				require.NoError(t, err)
				sources[path] = string(source)
			}
			require.Contains(t, sources[path], "\nfunc "+f[1]+"(", "%s has no %s", path, f[1])
		}
	}
	require.Greater(t, lines, 60)
}

// Links between the documents lead to files.
func TestLinks(t *testing.T) {
	files, err := filepath.Glob("*.md")
	require.NoError(t, err)
	more, err := filepath.Glob("*/*.md")
	require.NoError(t, err)
	deep, err := filepath.Glob("testdata/*/*.md")
	require.NoError(t, err)
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	n := 0
	for _, file := range append(append(files, more...), deep...) {
		doc, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, f := range link.FindAllStringSubmatch(string(doc), -1) {
			_, err := os.Stat(filepath.Join(filepath.Dir(file), f[1]))
			require.NoError(t, err, "%s leads to %s", file, f[1])
			n++
		}
	}
	require.Greater(t, n, 50)
}
