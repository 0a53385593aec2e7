package article

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// whoSaid returns speaker and text of what is said in an article.
func whoSaid(all []Statement) (out []string) {
	for _, s := range all {
		if s.Kind != Narration {
			out = append(out, s.Speaker+": "+s.Text)
		}
	}
	return out
}

// A byte order mark, line ends of either kind and bytes that are no text around
// what is said do not change who says it; offsets stay those of the text.
func TestOddBytes(t *testing.T) {
	plain := "“We will sign,” Foreign Minister Ola Berg said.\n\nThe rain went on. He rejected the other terms.\n"
	want := whoSaid(Statements(plain))
	require.Len(t, want, 2)
	for name, text := range map[string]string{
		"byte order mark": "\uFEFF" + plain,
		"CRLF":            strings.ReplaceAll(plain, "\n", "\r\n"),
		"NUL around":      "\x00\n\n" + plain + "\n\x00\x00\n",
		"invalid around":  "\xff\xfe\n\n" + plain + "\n\xc3\n",
		"bidirectional":   "\u200e\n\n" + plain + "\n\u202e\u2069\n",
	} {
		all := Statements(text)
		require.Equal(t, want, whoSaid(all), name)
		for _, s := range all {
			require.Equal(t, s.Text, s.Spans[0].Of(text), name)
		}
		check(t, text)
	}
	for _, text := range []string{"", "\uFEFF", "\r\n\r\n", "\u202e"} {
		require.Empty(t, Statements(text), "%q", text)
	}
}

// What was read before the reader fails comes through, and then its error.
func TestReadFails(t *testing.T) {
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader("“We will sign,” Ada Ruiz said.\n\n“Never,” Ola Be"), iotest.ErrReader(broken))
	var got []Statement
	var last error
	for s, err := range Read(in) {
		require.NoError(t, last, "nothing follows the error")
		if last = err; err == nil {
			got = append(got, s)
		} else {
			require.Zero(t, s)
		}
	}
	require.ErrorIs(t, last, broken)
	require.ErrorContains(t, last, "article: ")
	require.Equal(t, "Ada Ruiz: We will sign", whoSaid(got)[0])

	file, err := os.Create(filepath.Join(t.TempDir(), "closed"))
	require.NoError(t, err)
	require.NoError(t, file.Close())
	n := 0
	for _, err := range Read(file) {
		require.ErrorIs(t, err, fs.ErrClosed)
		n++
	}
	for _, err := range Read(idle{}) {
		require.ErrorIs(t, err, io.ErrNoProgress)
		n++
	}
	require.Equal(t, 2, n)
}

// idle is a reader that never gives anything.
type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

// A reader without end is read as long as the caller goes on, in bounded memory
// even where no line ends.
func TestReadEndless(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many megabytes")
	}
	for _, unit := range []string{"The rain went on. ", "x", "\n"} {
		in := io.LimitReader(endless{[]byte(strings.Repeat(unit, 1<<12))}, 3<<20)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		n := 0
		for s, err := range Read(in) {
			require.NoError(t, err)
			require.LessOrEqual(t, len(s.Text), maxChunk)
			n++
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		require.Less(t, after.HeapAlloc, before.HeapAlloc+4<<20, "%q", unit)
	}
	n := 0
	for _, err := range Read(endless{[]byte("They left. He agreed.\n\n")}) {
		require.NoError(t, err)
		if n++; n == 1000 {
			break
		}
	}
	require.Equal(t, 1000, n)
}

type endless struct{ b []byte }

func (e endless) Read(p []byte) (int, error) { return copy(p, e.b), nil }
