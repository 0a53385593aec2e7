package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/dataset"
)

func TestArticleLines(t *testing.T) {
	in := "\uFEFF" + `{"id":"a","date":"2024-03-07","text":"x","label":[],"weight":"3 kg"}` + "\r\n\r\n" + `{"date":"then","text":"y"}` + "\n" + `{"date":"2024-03-07T01:00:00+02:00","text":""}`
	var got []Article
	var bad []error
	for a, err := range articleLines("f", strings.NewReader(in), true) {
		if err != nil {
			bad = append(bad, err)
			continue
		}
		got = append(got, a)
	}
	require.Len(t, got, 2)
	require.Equal(t, Article{ID: "a", Text: "x", Date: time.Date(2024, 3, 7, 0, 0, 0, 0, time.UTC)}, got[0])
	require.Equal(t, "f:4", got[1].ID)
	require.True(t, got[1].Date.Equal(time.Date(2024, 3, 6, 23, 0, 0, 0, time.UTC)))
	require.Len(t, bad, 1)
	require.Equal(t, `f:3: field "date": "then" is no date such as 2024-03-05 or 2024-03-05T14:30:00Z`, Message(bad[0]))

	for a, err := range articleLines("f", strings.NewReader(`{"date":[],"text":"x"}`), false) {
		require.NoError(t, err, "nobody asked for the date")
		require.Zero(t, a.Date)
	}
}

// What ends the reading comes last, whatever is skipped.
func TestArticleLinesEnd(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		in      io.Reader
		want    error
		skipped string
	}{
		{io.MultiReader(strings.NewReader("{}\n"), iotest.ErrReader(broken)), broken, "skipped  f:1: field \"text\": no text\n"},
		{strings.NewReader("{}\n\x00\n" + `{"text":"x"}`), dataset.ErrBinary, ""},
	} {
		var log strings.Builder
		var last error
		for _, err := range SkipArticles(articleLines("f", c.in, false), &log) {
			require.NoError(t, last)
			last = err
		}
		require.ErrorIs(t, last, c.want)
		require.Equal(t, c.skipped, log.String())
	}
}

// The files are read one after the other, and what ends one ends all.
func TestArticles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	a, broken := write("a.jsonl", `{"text":"x"}`+"\n{}\n"), write("b.jsonl", "\x00")
	for _, end := range []struct {
		file string
		want error
	}{{broken, dataset.ErrBinary}, {filepath.Join(dir, "missing"), fs.ErrNotExist}} {
		var ids []string
		var last error
		for article, err := range SkipArticles(Articles([]string{a, "-", end.file, a}, strings.NewReader(`{"text":"y"}`), false), io.Discard) {
			require.NoError(t, last)
			if last = err; err == nil {
				ids = append(ids, article.ID)
			}
		}
		require.Equal(t, []string{a + ":1", "-:1"}, ids)
		require.ErrorIs(t, last, end.want)
	}
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2024-03-07 12:00", "2024-03-07 12:00:00", "2024-03-07T12:00", "2024-03-07T12:00:00", "2024-03-07T12:00:00Z", "2024-03-07T14:00:00.000+02:00"} {
		got, err := parseDate(s)
		require.NoError(t, err)
		require.True(t, got.Equal(time.Date(2024, 3, 7, 12, 0, 0, 0, time.UTC)), s)
	}
	for _, s := range []string{"", "7.3.2024", "2024-02-30", "1709812800", "\x1b[2J"} {
		_, err := parseDate(s)
		require.Error(t, err)
		require.NotContains(t, err.Error(), "\x1b")
	}
}
