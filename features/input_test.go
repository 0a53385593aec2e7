package features

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// A table of clusters that is none is an error with its line.
func TestClustersBadInput(t *testing.T) {
	for in, want := range map[string]string{
		"":                                      "no words",
		" \n\t\n":                               "no words",
		"\nrain":                                "line 2: 0 numbers, want 1",
		"rain 1\nsnow 1 2":                      "line 2: 2 numbers, want 1",
		"rain -1":                               `line 1: "-1" is no number below 65536`,
		"rain 65536":                            `"65536" is no number`,
		"rain 1.5":                              `"1.5" is no number`,
		"rain NaN":                              `"NaN" is no number`,
		"rain 1\x00":                            `"1\x00" is no number`,
		"rain " + strings.Repeat("1 ", 65):      "at most 64",
		"a 1\n" + strings.Repeat("rain", 1<<15): "line 2: more than 65536 bytes",
	} {
		_, err := ReadClusters(strings.NewReader(in))
		require.ErrorIs(t, err, ErrClusters, "%.20q", in)
		require.ErrorContains(t, err, want)
	}
	c, err := ReadClusters(strings.NewReader("\uFEFFRain 1\r\nsnow\t2\r\na\xffb 3\r\nrain 9\r\n"))
	require.NoError(t, err)
	require.Equal(t, 3, c.Len())
	require.Equal(t, []uint16{1}, c.Of("rain"), "the first of equal words stays")

	_, err = NewClusters(nil, 0, nil)
	require.ErrorIs(t, err, ErrClusters)
	_, err = NewClusters([]string{"a"}, MaxLevels+1, make([]uint16, MaxLevels+1))
	require.ErrorIs(t, err, ErrClusters)
	_, err = ClustersOf([]uint64{1}, make([]uint16, MaxLevels+1))
	require.ErrorIs(t, err, ErrClusters)
}

func TestClustersReaderFails(t *testing.T) {
	broken := errors.New("broken")
	_, err := ReadClusters(io.MultiReader(strings.NewReader("rain 1\nsnow 2\n"), iotest.ErrReader(broken)))
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "after line 2")
	file, err := os.Create(filepath.Join(t.TempDir(), "closed"))
	require.NoError(t, err)
	require.NoError(t, file.Close())
	_, err = ReadClusters(file)
	require.ErrorIs(t, err, fs.ErrClosed)
}

// Settings of any size are either followed or refused.
func TestSettingsExtremes(t *testing.T) {
	for _, n := range []int{-1 << 62, -2, -1, 0, 1, 5, 6, 9, 1 << 62} {
		for _, s := range []Settings{{Words: n}, {Stems: n}, {CharMin: n}, {CharMax: n}, {Negation: n}, {CharMin: n, CharMax: n}} {
			e, err := New(s)
			if err != nil {
				require.ErrorIs(t, err, ErrSettings, "%+v", s)
				continue
			}
			var b Buffer
			e.Extract(&b, "We will not sign this, nor that.")
			requireFeatures(t, &b, "We will not sign this, nor that.")
		}
	}
}
