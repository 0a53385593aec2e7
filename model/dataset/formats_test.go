package dataset_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/dataset"
)

func TestJSONLines(t *testing.T) {
	runCases(t, dataset.JSONLines, []readCase{
		{name: "empty"},
		{name: "blank lines", in: "\n \t\n" + `{"text":"a","label":"x"}` + "\n\n", rows: []string{"x|a"}},
		{name: "space around", in: ` {"text":" a ","label":" x "} `, rows: []string{"x| a "}},
		{name: "escapes", in: `{"text":"\u00fc\ud83d\ude00\n","label":"\u0078"}`, rows: []string{"x|ü😀\n"}},
		{name: "number and bool labels", in: `{"text":"a","label":1.0}` + "\n" + `{"text":"b","label":false}`, rows: []string{"1.0|a", "false|b"}},
		{name: "last key wins", in: `{"text":"a","text":"b","label":"x","label":"y"}`, rows: []string{"y|b"}},
		{name: "exact keys", in: `{"Text":"a","text":"b","LABEL":"x","label":"y"}`, rows: []string{"y|b"}},
		{name: "extra keys", in: `{"n":{"text":[1,{}]},"text":"a","label":"x","z":null}`, rows: []string{"x|a"}},
		{
			name: "own keys", in: `{"text":"no","sentence":"a","stance":"x"}`,
			o: dataset.Options{Text: "sentence", Label: "stance"}, rows: []string{"x|a"},
		},
		{
			name: "no label",
			in:   `{"text":"a"}` + "\n" + `{"text":"a","label":null}` + "\n" + `{"text":"a","label":""}` + "\n" + `{"text":"a","label":" \t"}` + "\n" + `{"text":"a","label":[1]}` + "\n" + `{"text":"a","label":{}}`,
			errs: []string{
				`line 1: field "label": no label: there is only "text"`, `line 2, column 21: field "label": no label`, `line 3, column 21: field "label": no label`, `line 4, column 21: field "label": no label`,
				`line 5, column 21: field "label": no label: neither a string nor a number nor a bool: an array`,
				`line 6, column 21: field "label": no label: neither a string nor a number nor a bool: an object`,
			},
		},
		{
			name: "no text",
			in:   `{"label":"x"}` + "\n" + `{"text":null,"label":"x"}` + "\n" + `{"text":1,"label":"x"}` + "\n" + `{"text":"","label":"x"}`,
			errs: []string{`line 1: field "text": no text: there is only "label"`, `line 2, column 9: field "text": no text`, `line 3, column 9: field "text": no text`, `line 4, column 9: field "text": no text`},
		},
		{
			name: "other keys", in: `{"stance":"x","sentence":"a"}` + "\n" + `{"text":"a","topic":"x","stance":[1]}` + "\n{}",
			errs: []string{
				`line 1: field "text": no text: there are "sentence", "stance"`,
				`line 2: field "label": no label: there are "stance", "text", "topic"`,
				`line 3: field "text": no text`,
			},
		},
		{
			name: "an array of rows", in: "\n [\n" + `{"text":"a","label":"x"},` + "\n]",
			errs: []string{`line 2: a JSON array, want one JSON object a line`},
		},
		{
			name: "to predict", o: dataset.Options{NoLabel: true},
			in:   `{"text":""}` + "\n" + `{"text":"a","label":"x"}` + "\n" + `{"text":"b","label":[]}` + "\n" + `{"label":"x"}`,
			rows: []string{"|", "x|a", "|b"}, errs: []string{`line 4: field "text": no text: there is only "label"`},
		},
		{
			name: "syntax",
			in:   `{"text":"a","label":x}` + "\nhello\n[1]\n" + `{"text":"a"` + "\n" + `{"text":"a","label":"x"}`,
			rows: []string{"x|a"},
			errs: []string{
				`line 1, column 21: malformed row: invalid character 'x' looking for beginning of value`,
				`line 2, column 1: malformed row: want one JSON object a line`,
				`line 3, column 1: malformed row: want one JSON object a line`,
				`line 4, column 11: malformed row: unexpected end of JSON input`,
			},
		},
		{
			name: "identifier", in: `{"text":"a","label":"x","id":{}}` + "\n" + `{"text":"a","label":"x","group":[]}`,
			errs: []string{
				`line 1, column 30: field "id": neither a string nor a number nor a bool: an object`,
				`line 2, column 33: field "group": neither a string nor a number nor a bool: an array`,
			},
		},
		{
			name: "weight",
			in:   `{"text":"a","label":"x","weight":0}` + "\n" + `{"text":"a","label":"x","weight":1e999}` + "\n" + `{"text":"a","label":"x","weight":"2"}`,
			errs: []string{
				`line 1, column 34: field "weight": weight is not a finite number above 0: "0"`,
				`line 2, column 34: field "weight": weight is not a finite number above 0: "1e999"`,
				`line 3, column 34: field "weight": weight is not a finite number above 0: "\"2\""`,
			},
		},
		{
			name: "invalid UTF-8", in: "{\"text\":\"\xffa\\u00fc\xc3\\\"\xe2\x82\",\"label\":\"x\"}\n{\"text\":\"a\",\"label\":\"\xff\"}",
			rows: []string{"x|\xffaü\xc3\"\xe2\x82"}, errs: []string{`line 2, column 21: field "label": label is not valid UTF-8: "\xff"`},
		},
	})

	for _, in := range []string{"[", "{\"a\":"} {
		rows, errs := read(`{"text":"a","label":"x","z":`+strings.Repeat(in, 1<<20)+"\n"+`{"text":"a","label":"x"}`, dataset.Options{Format: dataset.JSONLines})
		require.Len(t, errs, 1)
		require.Contains(t, errs[0], "exceeded max depth")
		require.Equal(t, []string{"x|a"}, pairs(rows))
	}

	rows, errs := read(`{"text":"a","label":"x","id":7,"group":12.50,"weight":2e-1}`+"\n"+`{"text":"a","label":"x","id":null,"weight":null}`,
		dataset.Options{Format: dataset.JSONLines})
	require.Empty(t, errs)
	require.Equal(t, []dataset.Row{{"7", "a", "x", 0.2, "12.50"}, {"", "a", "x", 1, ""}}, rows)
}

func TestCSV(t *testing.T) {
	runCases(t, dataset.CSV, []readCase{
		{name: "empty"},
		{name: "header alone", in: "text,label\n"},
		{name: "no last line end", in: "text,label\na,x", rows: []string{"x|a"}},
		{name: "blank lines", in: "\n  \ntext,label\n\n \t\na,x\n\n", rows: []string{"x|a"}},
		{name: "other order and names", in: "n, stance ,sentence\n1,x,a\n", o: dataset.Options{Text: "sentence", Label: "stance"}, rows: []string{"x|a"}},
		{name: "quotes", in: "text,label\n\"a, \"\"b\"\"\",\"x\"\n", rows: []string{`x|a, "b"`}},
		{name: "bare quotes", in: "text,label\nhe said \"no\",x\na,x\"\n\"a\nb\",\"\"x\n", errs: []string{
			"line 2, column 9: malformed row: a quote in a field that is not quoted", "line 3, column 4: malformed row: a quote in a field that is not quoted",
			"line 4: malformed row: a lone quote in a quoted field", "line 5, column 2: malformed row: a quote in a field that is not quoted",
		}},
		{name: "bare quote on a later line", in: "text,label\n\"a\nb\",x\"\n", errs: []string{
			"line 2: malformed row: a quote in a field that is not quoted", "line 3, column 2: malformed row: a quote in a field that is not quoted",
		}},
		{name: "quoted newlines", in: "text,label\n\"a\n\nb\",x\nc\n\"d\n\",x\n", rows: []string{"x|a\n\nb", "x|d\n"}, errs: []string{"line 5: malformed row: 1 field, want 2"}},
		{name: "empty quoted", in: "text,label\n\"\",x\n", errs: []string{`line 2, column 1: field "text": no text`}},
		{name: "empty label", in: "text,label\na,\n\"b\nc\",\"\"\n", errs: []string{`line 2, column 3: field "label": no label`, `line 3: field "label": no label`}},
		{name: "fields", in: "text,label\na\na,x,\na,x\na,x,y\n", rows: []string{"x|a"}, errs: []string{"line 2: malformed row: 1 field, want 2", "line 3: malformed row: 3 fields, want 2", "line 5: malformed row: 3 fields, want 2"}},
		{name: "stray quote", in: "text,label\n\"a\"b,x\nc,y\n\"d\n\"e,x\nf,z\n", rows: []string{"y|c", "z|f"}, errs: []string{
			"line 2, column 3: malformed row: a lone quote in a quoted field",
			"line 4: malformed row: a lone quote in a quoted field",
			"line 5, column 1: malformed row: a quote is never closed",
		}},
		{name: "open quote", in: "text,label\na,\"x\nb,y\nc,z\n", rows: []string{"y|b", "z|c"}, errs: []string{"line 2, column 3: malformed row: a quote is never closed"}},
		{name: "space before a quote", in: "text,label\na, \"x\"\n", errs: []string{"line 2, column 4: malformed row: a quote in a field that is not quoted"}},
		{name: "encoding", in: "text,label\n\xff\xc3,x\na,\xff\n", rows: []string{"x|\xff\xc3"}, errs: []string{`line 3, column 3: field "label": label is not valid UTF-8: "\xff"`}},
		{name: "missing text", in: "Text,label\na,x\n", errs: []string{`line 1: field "text": no such column: there are "Text", "label"`}},
		{name: "missing label", in: "text;label\na;x\n", errs: []string{`line 1: field "text": no such column: there is only "text;label": the fields seem to be split by another character: ';'`}},
		{name: "semicolons", in: "text;label\na, b;x\n\"c;\"\"\n\";y\nd,y\n", o: dataset.Options{Comma: ';'}, rows: []string{"x|a, b", "y|c;\"\n"}, errs: []string{"line 5: malformed row: 1 field, want 2"}},
		{name: "quoted, split by tabs", in: "text\tlabel\n\"a\tb\"\tx\n\t\n \n", o: dataset.Options{Comma: '\t'}, rows: []string{"x|a\tb"}, errs: []string{`line 3, column 1: field "text": no text`}},
		{name: "no semicolons", in: "text,label\na,x\n", o: dataset.Options{Comma: ';'}, errs: []string{`line 1: field "text": no such column: there is only "text,label": the fields seem to be split by another character: ','`}},
		{name: "a comma in the one column", in: "\"text,label\"\n", errs: []string{`line 1: field "text": no such column: there is only "text,label"`}},
		{name: "missing named column", in: "text,label\na,x\n", o: dataset.Options{ID: "key"}, errs: []string{`line 1: field "key": no such column: there are "text", "label"`}},
		{name: "many columns", in: strings.Repeat("c,", 30) + "\n", errs: []string{`line 1: field "text": no such column: there are ` + strings.Repeat(`"c", `, 20) + "11 more"}},
		{name: "column twice", in: "text,label,text\na,x,b\n", errs: []string{`line 1: field "text": bad header: the column stands there twice`}},
		{name: "broken header", in: "text,\"label\na,x\n", errs: []string{"line 1: bad header: malformed row: a quote is never closed"}},
		{name: "to predict", in: "text\n\"\"\na\n", o: dataset.Options{NoLabel: true}, rows: []string{"|", "|a"}},
		{name: "to predict with labels", in: "text,label\na,x\nb,\xff\n", o: dataset.Options{NoLabel: true, Label: "label"}, rows: []string{"x|a", "|b"}},
		{name: "no header", in: "e\na,x\n\nb,y\nc,z,d\ne\n", o: dataset.Options{NoHeader: true}, rows: []string{"x|a", "y|b"}, errs: []string{"line 1: malformed row: 1 field, want 2", "line 5: malformed row: 3 fields, want 2", "line 6: malformed row: 1 field, want 2"}},
		{name: "numbered", in: "x,a,n\ny,b,n\n", o: dataset.Options{NoHeader: true, Text: "2", Label: "1"}, rows: []string{"x|a", "y|b"}},
		{name: "no header, to predict", in: "a\nb\n", o: dataset.Options{NoHeader: true, NoLabel: true}, rows: []string{"|a", "|b"}},
		{name: "names without a header", in: "a,x\n", o: dataset.Options{NoHeader: true, Text: "text"}, errs: []string{`field "text": no such column: without a header, columns are numbers from 1`}},
		{name: "column 0", in: "a,x\n", o: dataset.Options{NoHeader: true, Label: "0"}, errs: []string{`field "0": no such column: without a header, columns are numbers from 1`}},
		{name: "long values", in: "text,label,weight\na,x," + strings.Repeat("ü", 50) + "\n", errs: []string{
			`line 2, column 5: field "weight": weight is not a finite number above 0: "` + strings.Repeat("ü", 20) + `"…`,
		}},
		{name: "long odd values", in: "text,label,weight\na,x,a" + strings.Repeat("ü", 50) + "\n", errs: []string{
			`line 2, column 5: field "weight": weight is not a finite number above 0: "a` + strings.Repeat("ü", 19) + `"…`,
		}},
	})

	for _, w := range []string{"0", "-1", "nan", "inf", "1e-999", "one"} {
		_, errs := read("text,label,weight\na,x,"+w, dataset.Options{Format: dataset.CSV})
		require.Len(t, errs, 1, w)
	}
}

// The delimiter is one character that cannot be taken for anything else.
func TestComma(t *testing.T) {
	first := func(in string, comma rune) error {
		for _, err := range dataset.Read(strings.NewReader(in), dataset.Options{Format: dataset.CSV, Comma: comma}) {
			return err
		}
		return nil
	}
	for _, comma := range []rune{'"', '\n', '\r', 'é', -1, 0x10FFFF} {
		err := first("text,label\na,x\n", comma)
		require.ErrorIs(t, err, dataset.ErrComma)
		var e *dataset.Error
		require.ErrorAs(t, err, &e)
		require.False(t, e.Skippable())
	}
	// Of the other formats it is no part.
	for f, row := range sources {
		if f == dataset.CSV {
			continue
		}
		rows, errs := read(row("a"), dataset.Options{Format: f, NoHeader: true, Comma: ';'})
		require.Empty(t, errs)
		require.Equal(t, []string{"x|a"}, pairs(rows))
	}
	err := first("text;label\na;x\n", 0)
	require.ErrorIs(t, err, dataset.ErrMissingColumn)
	require.ErrorIs(t, err, dataset.ErrDelimiter)
	// Where fields are quoted the header is broken by it, and tells why.
	err = first("\"text\";\"label\"\n", 0)
	require.ErrorIs(t, err, dataset.ErrHeader)
	require.ErrorIs(t, err, dataset.ErrSyntax)
}

func TestTSV(t *testing.T) {
	runCases(t, dataset.TSV, []readCase{
		{name: "empty"},
		{name: "rows", in: "text\tlabel\na, b\tx\n\n", rows: []string{"x|a, b"}},
		{name: "no quoting", in: "text\tlabel\n\"a\tx\nb\\t\"\ty\n", rows: []string{`x|"a`, `y|b\t"`}},
		{name: "no label", in: "text\tlabel\na\t\n \na\n\t\n", errs: []string{
			`line 2, column 3: field "label": no label`, "line 4: malformed row: 1 field, want 2", `line 5, column 1: field "text": no text`,
		}},
		{name: "tab in the text", in: "text\tlabel\na\tb\tx\n", errs: []string{"line 2: malformed row: 3 fields, want 2"}},
		{name: "commas", in: "text,label\na,x\n", errs: []string{`line 1: field "text": no such column: there is only "text,label": the fields seem to be split by another character: ','`}},
		{name: "missing column", in: "a\tb\n", errs: []string{`line 1: field "text": no such column: there are "a", "b"`}},
		{name: "no header", in: "x\ta\n", o: dataset.Options{NoHeader: true, Text: "2", Label: "1"}, rows: []string{"x|a"}},
	})
	rows, errs := read("w\tg\tk\tlabel\ttext\n 2 \tg1\tk1\tx\ta\n", dataset.Options{Format: dataset.TSV, Weight: "w", Group: "g", ID: "k"})
	require.Empty(t, errs)
	require.Equal(t, []dataset.Row{{"k1", "a", "x", 2, "g1"}}, rows)
}

func TestFastText(t *testing.T) {
	runCases(t, dataset.FastText, []readCase{
		{name: "empty"},
		{name: "rows", in: "__label__x a b \n\n \t\n__label__y\tc", rows: []string{"x|a b ", "y|c"}},
		{name: "several labels", in: " __label__x  __label__y __label__ a __label__z\n", rows: []string{"x|a __label__z"}},
		{name: "no label", in: "a __label__x\n__label__ a\n__label__\u00a0 a\n", errs: []string{
			`line 1: field "label": no label`, `line 2, column 10: field "label": no label`, `line 3, column 10: field "label": no label`,
		}},
		{name: "no text", in: "__label__x\n__label__x \n", errs: []string{`line 1: field "text": no text`, `line 2: field "text": no text`}},
		{name: "encoding", in: "__label__x a\xff\n__label__\xff a\n", rows: []string{"x|a\xff"}, errs: []string{`line 2, column 10: field "label": label is not valid UTF-8: "\xff"`}},
		{name: "to predict", in: " a b\n__label__x c\n__label__\n", o: dataset.Options{NoLabel: true}, rows: []string{"| a b", "x|c", "|"}},
	})
}
