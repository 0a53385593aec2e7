package dataset_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/dataset"
)

// sources holds "class x, text" in each format.
var sources = map[dataset.Format]func(text string) string{
	dataset.JSONLines: func(text string) string { return `{"text":"` + text + `","label":"x"}` + "\n" },
	dataset.CSV:       func(text string) string { return text + ",x\n" },
	dataset.TSV:       func(text string) string { return text + "\tx\n" },
	dataset.FastText:  func(text string) string { return "__label__x " + text + "\n" },
}

func TestFailingReader(t *testing.T) {
	broken := errors.New("broken")
	for f, row := range sources {
		in := row("a") + row("b") + strings.TrimSpace(row("c"))
		r := io.MultiReader(strings.NewReader(in), iotest.ErrReader(broken))
		var texts []string
		var last error
		for row, err := range dataset.Read(r, dataset.Options{Format: f, NoHeader: true, Name: "f"}) {
			require.NoError(t, last)
			if last = err; err == nil {
				texts = append(texts, row.Text)
			}
		}
		require.Equal(t, []string{"a", "b"}, texts, f) // c may be cut short
		require.ErrorIs(t, last, broken)
		require.EqualError(t, last, "dataset: f:3: broken")
		var e *dataset.Error
		require.ErrorAs(t, last, &e)
		require.False(t, e.Skippable())
	}

	// Inside a quoted field.
	r := io.MultiReader(strings.NewReader("a,x\n\"b\n"), iotest.ErrReader(broken))
	rows, errs := collect(dataset.Read(r, dataset.Options{Format: dataset.CSV, NoHeader: true}))
	require.Equal(t, []string{"x|a"}, pairs(rows))
	require.Equal(t, []string{"line 3: broken"}, errs)

	// At once, and in the header.
	for f := range sources {
		_, errs := collect(dataset.Read(iotest.ErrReader(broken), dataset.Options{Format: f}))
		require.Equal(t, []string{"line 1: broken"}, errs)
	}
}

func TestLongLine(t *testing.T) {
	long := strings.Repeat("no guarantees ", 10<<20/14)
	for f, row := range sources {
		in := row("a") + row(long) + row("b")
		rows, errs := read(in, dataset.Options{Format: f, NoHeader: true})
		require.Empty(t, errs)
		require.Len(t, rows, 3)
		require.True(t, rows[1].Text == long)

		rows, errs = read(in, dataset.Options{Format: f, NoHeader: true, MaxLine: 1 << 20})
		require.Equal(t, []string{"line 2: row too long: more than 1048576 bytes"}, errs)
		require.Equal(t, []string{"x|a", "x|b"}, pairs(rows))
	}
}

// The limit is exact, with either line end, whether the line fits the buffer
// of the reader (64 KiB) or not.
func TestLimit(t *testing.T) {
	for f, row := range sources {
		for _, n := range []int{100, 65533, 65534, 65535, 65536, 65537, 131072, 200000} {
			text := strings.Repeat("a", n)
			in := row("a") + row(text)
			limit := len(row(text)) - 1
			for _, in := range []string{in, strings.ReplaceAll(in, "\n", "\r\n"), strings.TrimSuffix(in, "\n")} {
				rows, errs := read(in, dataset.Options{Format: f, NoHeader: true, MaxLine: limit})
				require.Empty(t, errs)
				require.Len(t, rows, 2)
				rows, errs = read(in, dataset.Options{Format: f, NoHeader: true, MaxLine: limit - 1})
				require.Equal(t, []string{fmt.Sprintf("line 2: row too long: more than %d bytes", limit-1)}, errs)
				require.Len(t, rows, 1)
			}
		}
	}
}

// A quoted field has no end but the limit.
func TestLongQuotedRow(t *testing.T) {
	o := dataset.Options{Format: dataset.CSV, NoHeader: true, MaxLine: 20}
	rows, errs := read("\"a\n1234567,x\n1234567,x\n1234567,x\nb,x\n", o)
	require.Equal(t, []string{"x|1234567", "x|1234567", "x|1234567", "x|b"}, pairs(rows))
	require.Equal(t, []string{"line 1: row too long: more than 20 bytes"}, errs)

	// The next line is too long itself, and counts.
	rows, errs = read("\"a\n"+strings.Repeat("b", 30)+"\nc,x\nd\n", o)
	require.Equal(t, []string{"x|c"}, pairs(rows))
	require.Equal(t, []string{
		"line 1: row too long: more than 20 bytes", "line 2: row too long: more than 20 bytes", "line 4: malformed row: 1 field, want 2",
	}, errs)

	// The row ends, but beyond the limit.
	rows, errs = read("\"1234567\n12345678901\",x\nb,x\n", o)
	require.Equal(t, []string{"x|b"}, pairs(rows))
	require.Equal(t, []string{
		"line 1: row too long: more than 20 bytes",
		"line 2, column 12: malformed row: a quote in a field that is not quoted",
	}, errs)
}

// A line without end is not held in memory.
func TestBoundedMemory(t *testing.T) {
	for f := range sources {
		r := io.MultiReader(strings.NewReader(`"`), io.LimitReader(letters{}, 256<<20))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, errs := collect(dataset.Read(r, dataset.Options{Format: f, NoHeader: true, MaxLine: 1 << 20}))
		runtime.ReadMemStats(&after)
		require.Equal(t, []string{"line 1: row too long: more than 1048576 bytes"}, errs)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20))
	}
}

// letters is an endless line.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestBinary(t *testing.T) {
	for f, row := range sources {
		o := dataset.Options{Format: f, NoHeader: true, Name: "f"}
		start := strings.Repeat(row("abcdefgh"), 100)
		for _, in := range []string{"\x00", start + row("a\x00b"), "\uFEFF\x00"} {
			rows, errs := read(in, o)
			require.Empty(t, rows)
			require.Equal(t, []string{"f: not a text file: it holds NUL bytes"}, errs)
		}
		for _, in := range []string{"\xFF\xFEa", "\xFE\xFFa", "\xFF\xFEt\x00\n\x00", "\xFE\xFF\x00t\x00\n"} {
			for _, r := range []io.Reader{strings.NewReader(in), oneByte{strings.NewReader(in)}} {
				rows, errs := collect(dataset.Read(r, o))
				require.Empty(t, rows)
				require.Equal(t, []string{"f: not a text file: it is UTF-16: save it as UTF-8"}, errs)
			}
		}
		var e *dataset.Error
		for _, err := range dataset.Read(strings.NewReader("\x00"), o) {
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, dataset.ErrBinary)
			require.False(t, e.Skippable())
		}

		// Beyond the start a NUL is a byte like others, where the format has it.
		rows, errs := read(strings.Repeat(start, 8)+row("a\x00b"), o)
		if f == dataset.JSONLines {
			require.Equal(t, []string{"f:801:11: malformed row: invalid character '\\x00' in string literal"}, errs)
		} else {
			require.Empty(t, errs)
			require.Equal(t, "a\x00b", rows[800].Text)
		}
	}
	// Less than a mark.
	for _, in := range []string{"\xEF", "\xEF\xBB", "\xFF"} {
		rows, _ := read(in, dataset.Options{Format: dataset.FastText, NoLabel: true})
		require.Equal(t, []string{"|" + in}, pairs(rows))
	}
}

// Rows come as soon as their line is there.
func TestPipe(t *testing.T) {
	for f, row := range sources {
		r, w := io.Pipe()
		next := make(chan string)
		go func() {
			for text := range next {
				io.WriteString(w, row(text))
			}
			w.Close()
		}()
		next <- "a"
		n := 0
		for got, err := range dataset.Read(r, dataset.Options{Format: f, NoHeader: true}) {
			require.NoError(t, err)
			require.Equal(t, "x|a", got.Class+"|"+got.Text)
			if n++; n == 3 {
				close(next)
				continue
			}
			next <- "a"
		}
		require.Equal(t, 3, n)
	}
}

func TestOpen(t *testing.T) {
	files := fstest.MapFS{"d/a.txt": {Data: []byte("__label__x a\nb\n")}}
	seq := dataset.OpenFS(files, "d/a.txt", dataset.Options{Name: "ignored"})
	for range 2 { // each loop opens the file anew
		rows, errs := collect(seq)
		require.Equal(t, []string{"x|a"}, pairs(rows))
		require.Equal(t, []string{`d/a.txt:2: field "label": no label`}, errs)
	}

	_, errs := collect(dataset.OpenFS(files, "d", dataset.Options{Format: dataset.CSV}))
	require.Equal(t, []string{"read d: is a directory"}, errs)
	_, errs = collect(dataset.OpenFS(files, "no.csv", dataset.Options{}))
	require.Equal(t, []string{"open no.csv: file does not exist"}, errs)

	dir := t.TempDir()
	missing := filepath.Join(dir, "no.csv")
	for _, err := range dataset.Skip(dataset.OpenFile(missing, dataset.Options{}), nil) {
		require.ErrorIs(t, err, fs.ErrNotExist)
		var e *dataset.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, missing, e.File)
		require.Equal(t, 1, strings.Count(err.Error(), "no.csv"))
	}
	for _, err := range dataset.OpenFile(dir, dataset.Options{Format: dataset.CSV}) {
		require.ErrorContains(t, err, dir)
		var e *dataset.Error
		require.ErrorAs(t, err, &e)
		require.False(t, e.Skippable())
	}

	good := filepath.Join(dir, "rows.xyz")
	require.NoError(t, os.WriteFile(good, []byte("text,label\na,x\n"), 0o600))
	rows, errs := collect(dataset.OpenFile(good, dataset.Options{Format: dataset.CSV}))
	require.Empty(t, errs)
	require.Equal(t, []string{"x|a"}, pairs(rows))
	_, errs = collect(dataset.OpenFile(good, dataset.Options{}))
	require.Len(t, errs, 1)
	require.Contains(t, errs[0], "unknown format")
}
