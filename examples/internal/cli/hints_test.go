package cli

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/dataset"
)

// Where no row can be used, the hint is about what is wrong with most of them, in
// the format that they are read as.
func TestHints(t *testing.T) {
	for _, c := range []struct{ file, content, want string }{
		{"a.txt", "They rise.\nThey fall.\n", "begin with __label__"},
		{"a.jsonl", "text,label\na,x\n", "want -format csv"},
		{"a.jsonl", "{\n\"text\":\"a\",\n\"label\":\"x\"\n}\n", "each line is to hold one JSON object"},
		{"a.jsonl", "{\"text\":\"a\"\n", "each line is to hold one JSON object"},
		{"a.jsonl", "[\n{\"text\":\"a\",\"label\":\"x\"}\n]\n", "a.jsonl:1: a JSON array, want one JSON object a line"},
		{"a.jsonl", `{"sentence":"a","label":"x"}` + "\n", "-text-column"},
		{"a.jsonl", `{"text":"a","stance":"x"}` + "\n", "-label-column"},
		{"a.csv", "text,label\na,b\xe9\nb,c\xe9\nc,\n", "3 rows refused, none left; save the file as UTF-8"},
		{"a.csv", "text,label\na,b\xe9\nb,c\xe9\n", "save the file as UTF-8"},
		{"a.csv", "text,label\na,\nb,c\xe9\nb,\n", "-label-column"},
		{"a.csv", "text,label\na, b,x\n", "-delimiter"},
		{"a.csv", "text;label\na;x\n", `the fields seem to be split by another character: ';'; see -delimiter`},
		{"a.csv", "\"text\";\"label\"\n\"a\";\"x\"\n", "split by another character (-delimiter)?"},
		{"a.csv", "a,x\nb,y\n", "-no-header"},
		{"a.tsv", "text\tlabel\na\tb\tx\n", "-format csv"},
		{"a.csv", "text,label,weight\na,x,0\n", "none left"},
	} {
		path := filepath.Join(t.TempDir(), c.file)
		require.NoError(t, os.WriteFile(path, []byte(c.content), 0o600))
		_, err := (&Reader{Files: []string{path}, Log: io.Discard}).Slice()
		require.Equal(t, 1, strings.Count(advise(err), c.want))
		if c.want == "none left" {
			require.True(t, strings.HasSuffix(advise(err), c.want), "nothing to advise: %v", err)
		}
	}
	// The programs for articles have none of these flags.
	for _, err := range errorsOfArticles(t) {
		require.Equal(t, Message(err), advise(err))
	}
	// Somebody who has said that there is no header need not be told how.
	r := Reader{Files: []string{"a.csv"}, Options: dataset.Options{NoHeader: true, Text: "text"}, Log: io.Discard}
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("a.csv", nil, 0o600))
	_, err := r.Slice()
	require.Equal(t, `a.csv: field "text": no such column: without a header, columns are numbers from 1`, advise(err))
	require.Equal(t, "no examples", advise(errors.New("model: no examples")))
}

// The columns that the flags name by default depend on whether there is a header.
func TestRowFlags(t *testing.T) {
	for args, want := range map[string]string{
		"":                                "text label",
		"-label-column x":                 "text x",
		"-no-header":                      "1 2",
		"-text-column 3 -no-header":       "3 2",
		"-no-header=false -text-column a": "a label",
	} {
		var o dataset.Options
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		RowFlags(flags, &o)
		require.NoError(t, Parse(flags, strings.Fields(args), "", io.Discard, nil))
		require.Equal(t, want, flags.Lookup("text-column").Value.String()+" "+flags.Lookup("label-column").Value.String())
	}
	for value, want := range map[string]rune{";": ';', "|": '|', "tab": '\t', `\t`: '\t', ",": ',', "": 0, ";;": 0, "é": 0, `"`: 0, "\n": 0, "\x00": 0} {
		var o dataset.Options
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		RowFlags(flags, &o)
		err := Parse(flags, []string{"-delimiter", value}, "", io.Discard, nil)
		require.Equal(t, want, o.Comma)
		require.Equal(t, want == 0, err != nil, "%q", value)
	}
	var help strings.Builder
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	RowFlags(flags, &dataset.Options{NoLabel: true})
	require.ErrorIs(t, Parse(flags, []string{"-h"}, "", &help, nil), flag.ErrHelp)
	require.Contains(t, help.String(), "txt for plain lines")
	require.Contains(t, help.String(), "(default text)")
	require.NotContains(t, help.String(), "-label-column")
}

// errorsOfArticles returns errors about articles whose cause is worth a hint where
// rows are read.
func errorsOfArticles(t *testing.T) []error {
	_, err := PlainText("-", strings.NewReader(""))
	require.ErrorIs(t, err, dataset.ErrNoText)
	out := []error{err}
	for in, want := range map[string]error{"a,b\n": dataset.ErrSyntax, "{}\n": dataset.ErrNoText} {
		for _, err := range Articles([]string{"-"}, strings.NewReader(in), false) {
			require.ErrorIs(t, err, want)
			out = append(out, err)
		}
	}
	require.Len(t, out, 3)
	return out
}
