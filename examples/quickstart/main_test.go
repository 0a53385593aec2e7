package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
)

func TestQuickstart(t *testing.T) {
	if testing.Short() {
		t.Skip("trains on the whole corpus")
	}
	stdout, stderr, err := clitest.Run(t, run, "")
	require.NoError(t, err)
	require.NotContains(t, stderr, "refused")
	require.Contains(t, stderr, "choosing the cost by cross-validation: 3 of 3")
	for _, part := range []string{"\n1. Train\n", "\n2. Test on", "accuracy 0.", "\n3. Tag", "\n4. Explain", " █", "\n5. What next\n"} {
		require.Contains(t, stdout, part)
	}
	for line := range strings.Lines(stdout) {
		require.LessOrEqual(t, utf8.RuneCountInString(line), 100, line)
	}
	// Every word of the article is there.
	require.Contains(t, strings.Join(strings.Fields(stdout), " "), "The delegations are due to meet again on 14 May.")
}

func TestQuickstartUsage(t *testing.T) {
	_, _, err := clitest.Run(t, run, "", "rows.csv")
	clitest.Usage(t, err, `"rows.csv"`)
	_, _, err = clitest.Run(t, run, "", "-v")
	clitest.Usage(t, err, "-v")
}

func TestQuickstartElsewhere(t *testing.T) {
	t.Chdir(t.TempDir())
	root, err := projectRoot()
	require.NoError(t, err) // by the place of the source
	require.FileExists(t, root+"/go.mod")
	_, ok := above(t.TempDir())
	require.False(t, ok)
}

func TestWrap(t *testing.T) {
	require.Equal(t, []string{"a bb", "cccccc", "d e"}, cli.Wrap(" a bb\ncccccc d e", 4))
	require.Empty(t, cli.Wrap("", 4))
}
