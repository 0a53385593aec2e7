package dataset_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/dataset"
)

// fuzz checks what holds for every input: the reading ends, the lines of the
// errors rise, the rows are sound, and how the bytes arrive changes nothing.
func fuzz(f *testing.F, format dataset.Format, more func(t *testing.T, in []byte, o dataset.Options, rows []dataset.Row, errs []string), seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s), false, false, 0)
		f.Add([]byte(s+"\n"+s), true, true, 30)
	}
	f.Fuzz(func(t *testing.T, in []byte, noHeader, noLabel bool, most int) {
		o := dataset.Options{Format: format, NoHeader: noHeader, NoLabel: noLabel, MaxLine: most}
		if o.MaxLine <= 0 {
			o.MaxLine = dataset.DefaultMaxLine
		}
		var line int
		o.Line = &line
		last, n, ended := 0, 0, false
		for row, err := range dataset.Read(bytes.NewReader(in), o) {
			require.False(t, ended)
			n++
			require.LessOrEqual(t, n, bytes.Count(in, []byte("\n"))+2)
			if err != nil {
				var e *dataset.Error
				require.ErrorAs(t, err, &e)
				require.Zero(t, row)
				if ended = !e.Skippable(); !ended {
					require.Greater(t, e.Line, last)
				}
				last = e.Line
				require.True(t, utf8.ValidString(err.Error()))
				continue
			}
			require.Greater(t, line, last)
			last = line
			require.True(t, row.Weight > 0 && !math.IsInf(row.Weight, 0))
			require.Equal(t, strings.TrimSpace(row.Class), row.Class)
			require.True(t, utf8.ValidString(row.Class))
			require.LessOrEqual(t, len(row.Text), o.MaxLine)
			if !noLabel {
				require.NotEmpty(t, row.Class)
				require.NotEmpty(t, strings.TrimSpace(row.Text))
			}
		}
		rows, errs := read(string(in), o)
		if bytes.IndexByte(in, 0) < 0 {
			again, errsAgain := collect(dataset.Read(oneByte{bytes.NewReader(in)}, o))
			require.Equal(t, rows, again)
			require.Equal(t, errs, errsAgain)
		}
		if more != nil && !noHeader && o.MaxLine == dataset.DefaultMaxLine {
			more(t, in, o, rows, errs)
		}
	})
}

func FuzzJSONLines(f *testing.F) {
	fuzz(f, dataset.JSONLines, func(t *testing.T, in []byte, _ dataset.Options, rows []dataset.Row, errs []string) {
		// encoding/json reads the same texts from lines without error.
		var want []string
		for _, line := range bytes.Split(in, []byte("\n")) {
			var keys map[string]any
			if !utf8.Valid(line) || json.Unmarshal(line, &keys) != nil {
				return
			}
			text, _ := keys["text"].(string)
			want = append(want, text)
		}
		if len(errs) > 0 {
			return
		}
		require.Len(t, rows, len(want))
		for i, row := range rows {
			require.Equal(t, want[i], row.Text)
		}
	},
		`{"text":"a","label":"x"}`, `{"text":"\u00fc\ud83d\"","label":1,"id":2,"weight":0.5,"group":null}`,
		"{\"text\":\"a\xff\\n\",\"label\":\"x\"}", `{"text":"a","text":1,"label":[{}]}`, "[[[", "null", "\uFEFF{}", "{\"a\":\x00}")
}

func FuzzCSV(f *testing.F) {
	fuzz(f, dataset.CSV, func(t *testing.T, in []byte, o dataset.Options, rows []dataset.Row, errs []string) {
		// Semicolons do as commas do.
		swap := strings.NewReplacer(",", ";", ";", ",")
		o.Comma = ';'
		swapped, swappedErrs := read(swap.Replace(string(in)), o)
		require.Len(t, swappedErrs, len(errs))
		require.Len(t, swapped, len(rows))
		for i, row := range swapped {
			require.Equal(t, rows[i].Text, swap.Replace(row.Text))
			require.Equal(t, rows[i].Class, swap.Replace(row.Class))
		}
		// Where encoding/csv sees an error we see one, and what it reads we
		// read alike. It takes a line of spaces for a row.
		for _, line := range bytes.Split(in, []byte("\n")) {
			if len(line) > 0 && len(bytes.Trim(line, " \t\r")) == 0 {
				return
			}
		}
		want, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(in, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			require.NotEmpty(t, errs)
		}
		if len(errs) > 0 || len(want) == 0 {
			return
		}
		text := -1
		for i, name := range want[0] {
			if strings.TrimSpace(name) == "text" {
				text = i
			}
		}
		require.Len(t, rows, len(want)-1)
		for i, row := range rows {
			require.Equal(t, want[i+1][text], row.Text)
		}
	},
		"text,label\na,x\n", "text,label\n\"a \"\"b\"\"\nc\",x\r\nd,y", "label,text,weight\nx,\"a,2\nx,b,2\nx,c\"d,-1\n",
		"a,b\n1,2,3\n\"", "\"text\",label\n \"a\",x\n\"a\"b,x\n\n", "text\n\x00", "text,label\n\"a\n\nb\n")
}

func FuzzTSV(f *testing.F) {
	fuzz(f, dataset.TSV, nil, "text\tlabel\na\tx\n", "label\ttext\tweight\tid\n\"x\ta\t1e3\t\n\n \nx\n", "a\tx\t\t\nb\ty\tz\r\n", "\t\t\t")
}

func FuzzFastText(f *testing.F) {
	fuzz(f, dataset.FastText, nil, "__label__x a b\n", "__label__ __label__y\ta\n\n", "a __label__x", " __label__x __label__y\v", "\xFF\xFE_")
}

// Texts survive being written and read.
func FuzzRoundTrip(f *testing.F) {
	f.Add("a, \"b\"\nc", "x")
	f.Add("\"", "\"y\" ")
	f.Add("\r\n\ufeff\u2028 <", "é")
	f.Fuzz(func(t *testing.T, text, label string) {
		label = strings.TrimSpace(label)
		invisible := func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }
		if strings.IndexFunc(label, invisible) >= 0 || strings.TrimSpace(text) == "" || label == "" || !utf8.ValidString(text) || !utf8.ValidString(label) || strings.ContainsAny(text+label, "\x00\r") {
			return
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		require.NoError(t, errors.Join(w.Write([]string{"text", "label"}), w.Write([]string{text, label})))
		w.Flush()
		rows, errs := read(b.String(), dataset.Options{Format: dataset.CSV})
		require.Empty(t, errs)
		require.Equal(t, []string{label + "|" + text}, pairs(rows))

		line, err := json.Marshal(map[string]string{"text": text, "label": label})
		require.NoError(t, err)
		rows, errs = read(string(line), dataset.Options{Format: dataset.JSONLines})
		require.Empty(t, errs)
		require.Equal(t, []string{label + "|" + text}, pairs(rows))
	})
}
