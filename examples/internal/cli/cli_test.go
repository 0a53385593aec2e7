package cli

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/stance"
)

// Arguments that are no flags may stand anywhere.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		args, files, n string
	}{
		{"", "[]", "0"},
		{"-data a -n 1", "[a]", "1"},
		{"-data a b -n 2", "[a b]", "2"},
		{"-data a -data b", "[a b]", "0"},
		{"-n 3 -data=a b c -v d", "[a b c d]", "3"},
		{"a -n 4 -- -n 5", "[a -n 5]", "4"},
	} {
		var files []string
		add := func(name string) error { return AddFile(&files, name) }
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		flags.Func("data", "", add)
		n := flags.Int("n", 0, "")
		flags.Bool("v", false, "")
		require.NoError(t, Parse(flags, strings.Fields(c.args), "", io.Discard, add), c.args)
		require.Equal(t, c.files, fmt.Sprint(files), c.args)
		require.Equal(t, c.n, fmt.Sprint(*n), c.args)
	}
}

func TestParseErrors(t *testing.T) {
	var usage *UsageError
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	require.ErrorAs(t, Parse(flags, []string{"-bogus"}, "", io.Discard, nil), &usage)
	require.ErrorAs(t, Parse(flags, []string{"file"}, "", io.Discard, nil), &usage)
	none := func(name string) error { return AddFile(new([]string), name) }
	require.ErrorAs(t, Parse(flags, []string{""}, "", io.Discard, none), &usage)
}

func TestHelp(t *testing.T) {
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	flags.Int("n", 7, "a `number` of things")
	flags.Bool("long", false, strings.Repeat("twelve chars ", 6))
	var out bytes.Buffer
	err := Parse(flags, []string{"-h"}, "\nusage: test\n\nTests.\n\nExample:\n  test -n 8\n", &out, nil)
	require.ErrorIs(t, err, flag.ErrHelp)
	require.Equal(t, "usage: test\n\nTests.\n\nFlags:\n  -long\n        "+
		strings.Repeat("twelve chars ", 5)+"twelve\n        chars\n  -n NUMBER\n        a number of things (default 7)\n\nExample:\n  test -n 8\n", out.String())
}

func TestReader(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	a := write("a.jsonl", `{"text":"one","label":"x"}`+"\n"+strings.Repeat("{}\n", 25))
	b := write("b.csv", "id,text,label\n1,two,y\n2,three,z\n")
	var log strings.Builder
	r := &Reader{Files: []string{a, b}, Log: &log}
	rows, err := r.Slice()
	require.NoError(t, err)
	require.Len(t, rows, 3)
	require.Equal(t, "3 rows from 2 files, 25 refused", r.String())
	require.Contains(t, log.String(), "a.jsonl:2: field \"text\": no text\n")
	require.Contains(t, log.String(), "a.jsonl:21: ")
	require.NotContains(t, log.String(), "a.jsonl:22: ")
	require.Contains(t, log.String(), "and more")

	err = r.Place(&model.ExampleError{Row: 2, ID: "2", Err: model.ErrExample})
	require.ErrorIs(t, err, model.ErrExample)
	require.Equal(t, b+`:3 (id "2"): bad example`, err.Error())

	_, err = (&Reader{Files: []string{write("c.jsonl", "{}\n")}, Log: io.Discard}).Slice()
	require.ErrorIs(t, err, model.ErrNoExamples)
	require.ErrorContains(t, err, "1 row refused")
	_, err = (&Reader{Files: []string{write("d.jsonl", "")}, Log: io.Discard}).Slice()
	require.ErrorContains(t, err, "no row in it")
	_, err = (&Reader{Files: []string{dir}, Options: dataset.Options{Format: dataset.CSV}, Log: io.Discard}).Slice()
	require.Error(t, err)
}

func TestMessage(t *testing.T) {
	var err error
	for _, e := range dataset.Read(strings.NewReader(""), dataset.Options{Name: "rows.pdf"}) {
		err = e
	}
	require.Contains(t, Message(err), "rows.pdf: unknown format")
	require.Contains(t, Message(err), "-format")
	for text, want := range map[string]string{
		"model: lost":                       "lost",
		"stance: model: lost":               "lost",
		"x.vec: model: bad word vectors":    "x.vec: bad word vectors",
		"evaluate: fold 1: model: diverged": "fold 1: diverged",
		"-language: features: unknown":      "-language: unknown",
		"my-model: lost":                    "my-model: lost",
	} {
		require.Equal(t, want, Message(errors.New(text)))
	}
	_, err = stance.Open(filepath.Join("..", "cli", "cli.go"))
	require.Equal(t, filepath.Join("..", "cli", "cli.go")+": not a model file", Message(err))
}

func TestProgressLines(t *testing.T) {
	var log strings.Builder
	show, done := Progress(&log)
	show(model.Progress{Stage: "encode", Total: 10})
	show(model.Progress{Stage: "encode", Done: 10, Total: 10})
	show(model.Progress{Stage: "choose", Done: 1, Total: 5})
	for n := 0; n <= 2_400_000; n += 16384 {
		show(model.Progress{Stage: "read", Done: n})
	}
	done()
	require.Equal(t, "making features\nchoosing the cost by cross-validation: 1 of 5\nreading rows\nreading rows: 1,000,000\nreading rows: 2,000,000\n", log.String())
}

func TestProgressBar(t *testing.T) {
	var log strings.Builder
	show, done := bar(&log)
	show(model.Progress{Stage: "choose", Done: 1, Total: 2})
	done()
	require.Contains(t, log.String(), strings.Repeat("█", 15)+strings.Repeat("░", 15))
	show(model.Progress{Stage: "read", Done: 32768})
	done()
	require.Contains(t, log.String(), "reading rows: 32,768")
	require.True(t, strings.HasSuffix(log.String(), "\r\x1b[K"))
}

func TestCount(t *testing.T) {
	require.Equal(t, "0 rows", Count(0, "row"))
	require.Equal(t, "1 row", Count(1, "row"))
	require.Equal(t, "1,234,005 rows", Count(1234005, "row"))
}

// A row stands on a line of the file as it was named, whatever was refused before
// it; reading again changes nothing.
func TestWhere(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("b", 0o700))
	for name, content := range map[string]string{
		"rows.csv": "text,label\n\"a\nb\",x\n,x\nc,x\n", "none.csv": "text,label\n,\n", "b/rows.csv": "text,label\n\nd,x\n",
	} {
		require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
	}
	r := &Reader{Files: []string{"./rows.csv", "none.csv", "b/rows.csv"}, Log: io.Discard}
	for range 2 {
		rows, err := r.Slice()
		require.NoError(t, err)
		var got []string
		for i, e := range rows {
			got = append(got, r.Where(i)+" "+e.Text)
		}
		require.Equal(t, []string{"./rows.csv:2 a\nb", "./rows.csv:5 c", "b/rows.csv:3 d"}, got)
	}
	beyond := &model.ExampleError{Row: 3, Err: model.ErrExample}
	require.Equal(t, error(beyond), r.Place(beyond))
}

func TestPlain(t *testing.T) {
	require.Equal(t, "a b c", Plain(" a\n\tb\u00a0c ", 5))
	require.Equal(t, "a b…", Plain("a b c d", 4))
	require.Equal(t, "red[31m x", Plain("red\x1b[31m\x00 \u202ex\u2066", 20))
}

func TestWritable(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, Writable("out", filepath.Join(dir, "new")))
	require.ErrorContains(t, Writable("out", dir), "-out "+dir+": it is a directory")
	require.ErrorContains(t, Writable("out", filepath.Join(dir, "no", "new")), "there is no such directory")
	var usage *UsageError
	require.ErrorAs(t, Writable("out", "-"), &usage)
}

// What a program reads it does not write over, whatever the name.
func TestWritableOverInput(t *testing.T) {
	dir := t.TempDir()
	rows, other := filepath.Join(dir, "rows.csv"), filepath.Join(dir, "other.csv")
	require.NoError(t, os.WriteFile(rows, nil, 0o600))
	require.NoError(t, os.WriteFile(other, nil, 0o600))
	require.NoError(t, Writable("out", other, rows, "", "-", filepath.Join(dir, "missing")))
	require.ErrorContains(t, Writable("out", rows, other, rows), "-out "+rows+": it is also read")
	roundabout := dir + string(filepath.Separator) + "." + string(filepath.Separator) + "rows.csv"
	require.ErrorContains(t, Writable("out", roundabout, rows), "it is also read")
	link := filepath.Join(dir, "hard.csv")
	if os.Link(rows, link) == nil { // some file systems have none
		require.ErrorContains(t, Writable("out", link, rows), "it is also read")
	}
}

func TestAddRowFile(t *testing.T) {
	var files []string
	require.NoError(t, AddRowFile(&files, "a"))
	require.Error(t, AddRowFile(&files, "-"))
	require.Error(t, AddRowFile(&files, ""))
	require.Equal(t, []string{"a"}, files)
}

// The classes of the answers are those of the model, whatever their order.
func TestNewClassify(t *testing.T) {
	var rows []model.Example
	for _, text := range []string{"We accept it.", "We agree to it."} {
		rows = append(rows, model.Example{Text: text, Class: "cooperative"}, model.Example{Text: "They refuse " + text[3:], Class: "rejecting"})
	}
	m, _, err := model.Train(t.Context(), model.FromSlice(rows), model.Settings{Classes: []string{"rejecting", "none", "cooperative", "demanding_guarantees"}})
	require.NoError(t, err)
	classify := NewClassify(m)
	for _, text := range []string{"They refuse.", "We agree."} {
		want := m.Predict(text)
		p, class, _ := classify(nil, text)
		require.Equal(t, want.Probabilities, p)
		require.Equal(t, want.Class, m.Classes()[class])
	}
	p, class, abstained := classify(nil, "")
	require.Equal(t, []float64{0, 1, 0, 0}, p)
	require.Equal(t, 1, class)
	require.True(t, abstained)
}

func TestStanceFlags(t *testing.T) {
	classifier := func(args ...string) (*stance.Classifier, error) {
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		c := StanceFlags(flags, "`p`")
		require.NoError(t, Parse(flags, args, "", io.Discard, nil))
		return c()
	}
	both, err := classifier("-network")
	require.NoError(t, err)
	want, err := stance.Default().WithNetwork(true)
	require.NoError(t, err)
	text := "The envoy accepted the offer."
	require.Equal(t, want.Classify(text), both.Classify(text))
	linear, err := classifier()
	require.NoError(t, err)
	require.NotEqual(t, linear.Classify(text), both.Classify(text))

	plain, _, err := stance.Train(t.Context(), model.FromSlice([]model.Example{{Text: "We accept.", Class: "cooperative"}, {Text: "We refuse.", Class: "rejecting"}}), model.Settings{})
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "plain.model")
	require.NoError(t, plain.Save(path))
	_, err = classifier("-model", path, "-network")
	var usage *UsageError
	require.ErrorAs(t, err, &usage)
	require.ErrorIs(t, err, model.ErrNoNetwork)
	require.Equal(t, "-network: the model has no network; the default model has one", Message(err))
}
