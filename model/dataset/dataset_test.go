package dataset_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/dataset"
)

const testRows = "../../testdata/rows/"

// read collects the rows and the errors, without the prefix of the package.
func read(s string, o dataset.Options) (rows []dataset.Row, errs []string) {
	return collect(dataset.Read(strings.NewReader(s), o))
}

func collect(seq iter.Seq2[dataset.Row, error]) (rows []dataset.Row, errs []string) {
	for row, err := range seq {
		if err != nil {
			errs = append(errs, strings.TrimPrefix(err.Error(), "dataset: "))
			continue
		}
		rows = append(rows, row)
	}
	return rows, errs
}

// pairs returns the rows as "class|text".
func pairs(rows []dataset.Row) (out []string) {
	for _, r := range rows {
		out = append(out, r.Class+"|"+r.Text)
	}
	return out
}

// A readCase is text that is read, with the rows as "class|text".
type readCase struct {
	name string
	in   string
	o    dataset.Options
	rows []string
	errs []string
}

func runCases(t *testing.T, f dataset.Format, cases []readCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.o.Format = f
			rows, errs := read(c.in, c.o)
			require.Equal(t, c.rows, pairs(rows))
			require.Equal(t, c.errs, errs)

			// Line ends, a byte order mark and one byte at a time change nothing.
			rows, errs = read("\uFEFF"+c.in, c.o)
			require.Equal(t, c.rows, pairs(rows))
			require.Equal(t, c.errs, errs)
			rows, errs = collect(dataset.Read(oneByte{strings.NewReader(c.in)}, c.o))
			require.Equal(t, c.rows, pairs(rows))
			require.Equal(t, c.errs, errs)
			rows, errs = read(strings.ReplaceAll(c.in, "\n", "\r\n"), c.o)
			require.Equal(t, c.rows, pairs(rows))
			require.Equal(t, c.errs, errs)
		})
	}
}

type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:min(1, len(p))]) }

func TestFormatsAgree(t *testing.T) {
	want := []dataset.Row{
		{"a1", "We will work with our partners.", "cooperative", 1, "a"},
		{"a2", `He said "no", and left.`, "rejecting", 2, "a"},
		{"b1", "The talks, both sides agree, go on – in Zürich.", "none", 1, "b"},
	}
	for _, name := range []string{"rows.jsonl", "rows.csv", "rows.tsv", "rows.txt"} {
		rows, errs := collect(dataset.OpenFile(testRows+name, dataset.Options{}))
		require.Empty(t, errs, name)
		if name == "rows.txt" {
			for i := range want {
				want[i].ID, want[i].Weight, want[i].Group = "", 1, ""
			}
		}
		require.Equal(t, want, rows, name)
	}
}

func TestBadFile(t *testing.T) {
	rows, errs := collect(dataset.OpenFile(testRows+"bad.csv", dataset.Options{}))
	require.Equal(t, []string{"none|A good row,\nover two lines.", "none|Another good row.", "none|The last good row."}, pairs(rows))
	require.Equal(t, []string{
		testRows + `bad.csv:4: malformed row: 5 fields, want 4`,
		testRows + `bad.csv:5:3: malformed row: a quote is never closed`,
		testRows + `bad.csv:7:18: field "label": no label`,
		testRows + `bad.csv:8:27: field "weight": weight is not a finite number above 0: "-1"`,
	}, errs)
}

func TestRowConverts(t *testing.T) {
	type Example struct {
		ID, Text, Class string
		Weight          float64
		Group           string
	}
	row := dataset.Row{ID: "1", Text: "a", Class: "b", Weight: 2, Group: "c"}
	require.Equal(t, Example{"1", "a", "b", 2, "c"}, Example(row))
}

// A row does not hold its line, but the reader tells it.
func TestLine(t *testing.T) {
	var line int
	for f, in := range map[dataset.Format]string{
		dataset.JSONLines: `{"text":"a","label":"x"}` + "\n\n{}\n" + `{"text":"b","label":"x"}` + "\n" + `{"text":"c","label":"x"}`,
		dataset.CSV:       "\"a\n\",x\n,x\nb,x\nc,x",
		dataset.TSV:       "a\tx\n\n\tx\nb\tx\nc\tx",
		dataset.FastText:  "__label__x a\n\n__label__x\n__label__x b\n__label__x c",
	} {
		var lines []int
		rows := dataset.Read(strings.NewReader(in), dataset.Options{Format: f, NoHeader: true, Line: &line})
		for _, err := range dataset.Skip(rows, nil) {
			require.NoError(t, err)
			lines = append(lines, line)
		}
		require.Equal(t, []int{1, 4, 5}, lines, f)
	}
	for _, err := range dataset.OpenFile(testRows+"rows.csv", dataset.Options{Line: &line}) {
		require.NoError(t, err)
		require.Equal(t, 2, line, "behind the header")
		break
	}
}

// An error tells as what its source is read.
func TestErrorFormat(t *testing.T) {
	for f, in := range map[dataset.Format]string{
		dataset.JSONLines: "{}", dataset.CSV: "a\n", dataset.TSV: "a\n", dataset.FastText: "a", dataset.Auto: "",
	} {
		o, n := dataset.Options{Name: "rows." + f.String()}, 0
		for _, err := range dataset.Read(strings.NewReader(in), o) {
			var e *dataset.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, f, e.Format)
			n++
		}
		require.Equal(t, 1, n, f)
	}
}

func TestFormatNames(t *testing.T) {
	for f := dataset.Auto; f <= dataset.FastText; f++ {
		got, err := dataset.ParseFormat(strings.ToUpper(f.String()))
		require.NoError(t, err)
		require.Equal(t, f, got)
	}
	require.Equal(t, "Format(9)", dataset.Format(9).String())
	_, err := dataset.ParseFormat("xlsx")
	require.ErrorIs(t, err, dataset.ErrFormat)
	require.EqualError(t, err, `dataset: unknown format "xlsx": want auto, jsonl, csv, tsv or fasttext`)
}

func TestAuto(t *testing.T) {
	rows := map[string]string{
		"jsonl ndjson json JSON": `{"text":"a","label":"x"}`,
		"csv CSV":                "text,label\na,x",
		"tsv tab":                "text\tlabel\na\tx",
		"txt ft fasttext":        "__label__x a",
	}
	for endings, in := range rows {
		for _, ending := range strings.Fields(endings) {
			got, errs := read(in, dataset.Options{Name: "dir.old/file." + ending})
			require.Empty(t, errs, ending)
			require.Equal(t, []string{"x|a"}, pairs(got), ending)
		}
	}
	for name, want := range map[string]string{
		"":          "unknown format: set Options.Format or Options.Name",
		"rows.xlsx": "rows.xlsx: unknown format: the file's name does not end in .jsonl, .csv, .tsv or .txt; set Options.Format",
		"csv":       "csv: unknown format: the file's name does not end in .jsonl, .csv, .tsv or .txt; set Options.Format",
	} {
		_, errs := read("a", dataset.Options{Name: name})
		require.Equal(t, []string{want}, errs)
	}
	_, errs := read("a", dataset.Options{Format: 77})
	require.Equal(t, []string{"unknown format: Format(77)"}, errs)
}

func TestSkip(t *testing.T) {
	in := "text,label\na,x\nb,\nc,y\nd\n"
	var reported []error
	report := func(err error) { reported = append(reported, err) }
	o := dataset.Options{Format: dataset.CSV, Name: "f"}
	rows, errs := collect(dataset.Skip(dataset.Read(strings.NewReader(in), o), report))
	require.Equal(t, []string{"x|a", "y|c"}, pairs(rows))
	require.Empty(t, errs)
	require.Len(t, reported, 2)
	require.ErrorIs(t, reported[0], dataset.ErrNoLabel)
	require.ErrorIs(t, reported[1], dataset.ErrSyntax)

	var e *dataset.Error
	require.ErrorAs(t, reported[0], &e)
	require.Equal(t, []any{"f", 3, 3, "label"}, []any{e.File, e.Line, e.Column, e.Field})
	require.True(t, e.Skippable())

	// Nobody need listen, and the loop may stop early.
	for range dataset.Skip(dataset.Read(strings.NewReader(in), o), nil) {
		break
	}

	// What ends the reading comes through.
	_, errs = collect(dataset.Skip(dataset.Read(strings.NewReader("text\na"), o), report))
	require.Equal(t, []string{`f:1: field "label": no such column: there is only "text"`}, errs)

	// So does an error of somebody else's sequence.
	alien := errors.New("alien")
	for _, err := range dataset.Skip(func(yield func(dataset.Row, error) bool) { yield(dataset.Row{}, alien) }, report) {
		require.Equal(t, alien, err)
	}
}

// A sequence of Read goes on where the last loop stopped.
func TestReadOnce(t *testing.T) {
	seq := dataset.Read(strings.NewReader("__label__x a\n__label__x b\n__label__x c"), dataset.Options{Format: dataset.FastText})
	for row := range seq {
		require.Equal(t, "a", row.Text)
		break
	}
	rows, errs := collect(seq)
	require.Equal(t, []string{"x|b", "x|c"}, pairs(rows))
	require.Empty(t, errs)
	rows, errs = collect(seq)
	require.Empty(t, rows)
	require.Empty(t, errs)
}

func TestErrorText(t *testing.T) {
	err := errors.New("bad")
	for want, e := range map[string]dataset.Error{
		"dataset: bad":                                 {},
		"dataset: f: bad":                              {File: "f"},
		"dataset: f:3: bad":                            {File: "f", Line: 3},
		`dataset: f:3:4: field "a b": bad`:             {File: "f", Line: 3, Column: 4, Field: "a b"},
		`dataset: line 3: bad`:                         {Line: 3},
		`dataset: line 3, column 4: field "text": bad`: {Line: 3, Column: 4, Field: "text"},
	} {
		e.Err = err
		require.Equal(t, want, e.Error())
		require.ErrorIs(t, fmt.Errorf("more: %w", &e), err)
	}
}
