package textfile

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// However the bytes come, the answer is the same, and it stays.
func TestReader(t *testing.T) {
	fill := strings.Repeat("a", sniffed-1)
	for in, want := range map[string]string{
		"":             "",
		"\xff":         "",
		"a\xff\xfe":    "",
		"\uFEFFa":      "",
		fill + "b\x00": "",
		fill + "\x00":  "not a text file: it holds NUL bytes",
		"\x00":         "not a text file: it holds NUL bytes",
		"\xff\xfea":    "not a text file: it is UTF-16: save it as UTF-8",
		"\xfe\xff":     "not a text file: it is UTF-16: save it as UTF-8",
	} {
		for _, r := range []io.Reader{strings.NewReader(in), iotest.OneByteReader(strings.NewReader(in)), iotest.DataErrReader(strings.NewReader(in))} {
			r := NewReader(r)
			got, err := io.ReadAll(r)
			if want == "" {
				require.NoError(t, err, "%q", in)
				require.Equal(t, in, string(got))
				continue
			}
			require.ErrorIs(t, err, ErrBinary)
			require.EqualError(t, err, want)
			n, again := r.Read(make([]byte, 9))
			require.Zero(t, n)
			require.Equal(t, err, again)
		}
	}
}

func TestReaderFails(t *testing.T) {
	broken := errors.New("broken")
	got, err := io.ReadAll(NewReader(io.MultiReader(strings.NewReader("a"), iotest.ErrReader(broken))))
	require.Equal(t, "a", string(got))
	require.ErrorIs(t, err, broken)
}
