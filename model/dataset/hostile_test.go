package dataset_test

import (
	"bytes"
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

	"github.com/stancekit/stancekit/model/dataset"
)

// A byte order mark at the start, lines that end in CRLF, bytes that are no
// UTF-8 and characters that turn the direction leave the text as it stands, in
// each format.
func TestOddBytes(t *testing.T) {
	for f, row := range sources {
		o := dataset.Options{Format: f, NoHeader: true}
		for _, text := range []string{"a\xffb", "caf\xe9", "\u202ea\u202c b", "a\u2066b\u2069", "a\u200bb", "\U0001F468\u200d\U0001F467"} {
			rows, errs := read("\uFEFF"+strings.ReplaceAll(row(text)+row("b"), "\n", "\r\n"), o)
			require.Empty(t, errs)
			require.Equal(t, []string{"x|" + text, "x|b"}, pairs(rows), "%v %q", f, text)
		}
	}
}

// CRLF inside a quoted field is LF, as encoding/csv has it.
func TestQuotedCRLF(t *testing.T) {
	rows, errs := read("text,label\r\n\"a\r\nb\",x\r\n", dataset.Options{Format: dataset.CSV})
	require.Empty(t, errs)
	require.Equal(t, []string{"x|a\nb"}, pairs(rows))
}

// A label with a character that nobody sees would be another class that looks
// the same.
func TestInvisibleLabel(t *testing.T) {
	sources := map[dataset.Format]func(label string) string{
		dataset.JSONLines: func(label string) string { return `{"text":"a","label":"` + label + `"}` },
		dataset.CSV:       func(label string) string { return "a," + label },
		dataset.TSV:       func(label string) string { return "a\t" + label },
		dataset.FastText:  func(label string) string { return "__label__" + label + " a" },
	}
	columns := map[dataset.Format]string{dataset.JSONLines: ", column 21", dataset.CSV: ", column 3", dataset.TSV: ", column 3", dataset.FastText: ", column 10"}
	for f, row := range sources {
		o := dataset.Options{Format: f, NoHeader: true}
		for _, bad := range []string{"x\u200b", "\u202ex", "x\u200fy", "x\ufeff", "x\u00ad", "x\u2066"} {
			in := row("x") + "\n" + row(bad) + "\n" + row("z")
			rows, errs := read(in, o)
			require.Equal(t, []string{"x|a", "z|a"}, pairs(rows))
			require.Len(t, errs, 1)
			require.Contains(t, errs[0], "line 2"+columns[f]+": ")
			require.Contains(t, errs[0], `: label holds an invisible character: "`)
			for _, err := range dataset.Read(strings.NewReader(row(bad)), o) {
				require.ErrorIs(t, err, dataset.ErrControl)
			}

			// Rows to predict need no label, so they do without.
			o := o
			o.NoLabel = true
			if f != dataset.FastText {
				o.Label = "2"
			}
			if f == dataset.JSONLines {
				o.Label = "label"
			}
			rows, errs = read(in, o)
			require.Empty(t, errs)
			require.Equal(t, []string{"x|a", "|a", "z|a"}, pairs(rows))
		}
		// Joiners are part of how some languages are written.
		rows, errs := read(row("می\u200cخواهم"), o)
		require.Empty(t, errs)
		require.Len(t, rows, 1)
	}
	// A control character, where the format can hold one.
	for f, in := range map[dataset.Format]string{
		dataset.JSONLines: `{"text":"a","label":"x\u0000"}`, dataset.CSV: "a,\"x\ny\"\n", dataset.TSV: "a\tx\x1by\n",
	} {
		_, errs := read(in, dataset.Options{Format: f, NoHeader: true})
		require.Len(t, errs, 1)
		require.Contains(t, errs[0], "invisible")
	}
}

// An error names the column, counted in bytes, of what is wrong on the line:
// in JSON that of the last of equal keys.
func TestColumns(t *testing.T) {
	for in, want := range map[string]string{
		`{"text":"ä","label":"","label": ""}`:                     `:34: field "label": no label`,
		` { "label" : [ 1 ] , "text":"a"}`:                        `:14: field "label"`,
		`{"text":"a","label":"x","n":{"weight":1},"weight": "2"}`: `:52: field "weight"`,
		`{"te\u0078t":7,"label":"x"}`:                             `:14: field "text": no text`,
		`{"text":"a"}`:                                            `: field "label": no label`,
	} {
		_, errs := read(in, dataset.Options{Format: dataset.JSONLines, Name: "f"})
		require.Len(t, errs, 1)
		require.True(t, strings.HasPrefix(errs[0], "f:1"+want), "%s: %s", in, errs[0])
	}
	_, errs := read(" __label__x a\n __label__\xff b", dataset.Options{Format: dataset.FastText, Name: "f"})
	require.Equal(t, []string{`f:2:11: field "label": label is not valid UTF-8: "\xff"`}, errs)
	_, errs = read("text,label\n\"ä\"\"\", \n", dataset.Options{Format: dataset.CSV, Name: "f"})
	require.Equal(t, []string{`f:2:8: field "label": no label`}, errs)
}

// A line of a gigabyte costs its time and no memory.
func TestGigabyteLine(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a gigabyte")
	}
	in := io.MultiReader(strings.NewReader(`{"text":"`), io.LimitReader(&repeated{bytes.Repeat([]byte("no "), 1<<15)}, 1<<30),
		strings.NewReader("\n"+`{"text":"a","label":"x"}`))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	rows, errs := collect(dataset.Read(in, dataset.Options{Format: dataset.JSONLines, MaxLine: 1 << 16}))
	runtime.ReadMemStats(&after)
	require.Equal(t, []string{"line 1: row too long: more than 65536 bytes"}, errs)
	require.Equal(t, []string{"x|a"}, pairs(rows))
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}

// repeated is an endless reader of the same bytes.
type repeated struct{ b []byte }

func (r *repeated) Read(p []byte) (int, error) { return copy(p, r.b), nil }

// A reader that fails after any byte yields the rows before it and its error.
func TestFailsAnywhere(t *testing.T) {
	broken := errors.New("broken")
	for f, row := range sources {
		in := row("a") + row("b")
		for n := range len(in) {
			r := io.MultiReader(strings.NewReader(in[:n]), iotest.ErrReader(broken))
			var last error
			got := 0
			for row, err := range dataset.Read(r, dataset.Options{Format: f, NoHeader: true}) {
				require.NoError(t, last, "nothing follows the error")
				if last = err; err == nil {
					require.Contains(t, []string{"a", "b"}, row.Text)
					got++
				}
			}
			require.ErrorIs(t, last, broken)
			require.Equal(t, strings.Count(in[:n], "\n"), got)
		}
	}
}

// A file that was closed is an error, and a reader that never gives anything
// is not waited for without end.
func TestClosedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	require.NoError(t, os.WriteFile(path, []byte("text,label\na,x\n"), 0o600))
	file, err := os.Open(path)
	require.NoError(t, err)
	require.NoError(t, file.Close())
	n := 0
	for _, err := range dataset.Read(file, dataset.Options{Format: dataset.CSV}) {
		require.ErrorIs(t, err, fs.ErrClosed)
		n++
	}
	require.Equal(t, 1, n)
	for _, err := range dataset.Read(idle{}, dataset.Options{Format: dataset.CSV}) {
		require.ErrorIs(t, err, io.ErrNoProgress)
		n++
	}
	require.Equal(t, 2, n)
}

// idle is a reader that never gives anything.
type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }
