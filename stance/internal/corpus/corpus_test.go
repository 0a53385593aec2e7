package corpus

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const folder = "../../../testdata/corpus"

func realCorpus(t testing.TB) *Corpus {
	t.Helper()
	c, err := Read(os.DirFS(folder))
	require.NoError(t, err)
	return c
}

// The corpus itself is as its README has it.
func TestCorpus(t *testing.T) {
	c := realCorpus(t)
	for _, v := range Check(c) {
		t.Error(v)
	}
	topics, countries, there := map[string]bool{}, map[string]bool{}, map[string]bool{}
	traps := 0
	for _, r := range c.Rows {
		topics[r.Topic], countries[r.Country] = true, true
		there[r.Split+" "+r.Kind], there[r.Split+" "+r.Move] = true, true
		if r.Trap {
			traps++
		}
	}
	assert.GreaterOrEqual(t, len(c.Rows), 4000)
	assert.GreaterOrEqual(t, len(topics), 150)
	assert.GreaterOrEqual(t, len(countries), 80)
	assert.InDelta(t, 0.15, float64(traps)/float64(len(c.Rows)), 0.05, "share of traps")
	assert.Len(t, c.Pairs, 240)
	for _, split := range Splits {
		for _, kind := range Kinds {
			assert.True(t, there[split+" "+kind], "%s lacks kind %s", split, kind)
		}
		for _, label := range Labels {
			for _, move := range Moves[label] {
				assert.True(t, there[split+" "+move], "%s lacks move %s", split, move)
			}
		}
	}
}

// The README of the corpus gives its counts and the values of its fields.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile(folder + "/README.md")
	require.NoError(t, err)
	c, readme := realCorpus(t), string(b)
	line := func(name string, of func(Row) bool) {
		var n [4]int
		all := 0
		for _, r := range c.Rows {
			if of(r) {
				all++
				for i, l := range Labels {
					if r.Label == l {
						n[i]++
					}
				}
			}
		}
		want := fmt.Sprintf("| %s | %d | %d | %d | %d | %d |", name, all, n[0], n[1], n[2], n[3])
		assert.True(t, strings.Contains(readme, want), "testdata/corpus/README.md should have the line %s", want)
	}
	line("all", func(Row) bool { return true })
	for _, s := range Splits {
		line("`"+s+"`", func(r Row) bool { return r.Split == s })
	}
	for _, k := range Kinds {
		line("`"+k+"`", func(r Row) bool { return r.Kind == k })
	}
	line("traps", func(r Row) bool { return r.Trap })
	for _, l := range Labels {
		for _, m := range Moves[l] {
			assert.True(t, strings.Contains(readme, "`"+m+"`"), "testdata/corpus/README.md does not name the move %s", m)
		}
	}
}

// good is a corpus of a row a split and one minimal pair.
func good() *Corpus {
	row := func(split, topic, text string) Row {
		r := Row{
			ID: topicID(topic) + "-01", Text: text, Label: "none", Kind: "agency", Topic: topic,
			Country: "Fiji", Move: "figure", Split: split, Place: split + "/x.jsonl:1",
		}
		r.tokens, r.words = tokens(text)
		return r
	}
	pair := func(id, text, label, move string) PairRow {
		p := PairRow{ID: id, Pair: id[:len(id)-1], Text: text, Label: label, Move: move, Place: "pairs.jsonl:1"}
		_, p.words = tokens(text)
		return p
	}
	return &Corpus{
		Rows: []Row{
			row("train", "port lease", "Eleven ships berthed at Suva in May, and nine left."),
			row("dev", "tin quota", "The ministers last met in 1987."),
			row("test", "mediator's house", "It stands empty, said its owner."),
		},
		Pairs: []PairRow{
			pair("negation-01a", "We shall sign it on Monday.", "cooperative", "agree"),
			pair("negation-01b", "We shall not sign it on Monday.", "rejecting", "refuse"),
		},
	}
}

func TestCheck(t *testing.T) {
	require.Empty(t, Check(good()))
	text := func(r *Row, s string) {
		r.Text = s
		r.tokens, r.words = tokens(s)
	}
	for want, spoil := range map[string]func(c *Corpus){
		`unknown label "maybe"`:                                           func(c *Corpus) { c.Rows[0].Label = "maybe" },
		`unknown kind "song"`:                                             func(c *Corpus) { c.Rows[0].Kind = "song" },
		`"offer" is no move of none`:                                      func(c *Corpus) { c.Rows[0].Move = "offer" },
		"no topic or no country":                                          func(c *Corpus) { c.Rows[0].Country = "" },
		`split "dev" stands in folder "train"`:                            func(c *Corpus) { c.Rows[0].Split = "dev" },
		`identifier is not "port-lease" and a number`:                     func(c *Corpus) { c.Rows[0].ID = "port-01" },
		"the identifier stands in train/x.jsonl:1 too":                    func(c *Corpus) { c.Rows[1].ID = c.Rows[0].ID },
		`topic "port lease" is in split train too, see port-lease-01`:     func(c *Corpus) { c.Rows[1].Topic = "port lease" },
		"text without a word":                                             func(c *Corpus) { text(&c.Rows[0], "…") },
		"white space to spare":                                            func(c *Corpus) { text(&c.Rows[0], "Two  ships. ") },
		"text with U+0007":                                                func(c *Corpus) { text(&c.Rows[0], "A bell\a rang.") },
		"“ and ” do not match":                                            func(c *Corpus) { text(&c.Rows[0], "“Ships, he said.") },
		"duplicate of port-lease-01 (train/x.jsonl:1)":                    func(c *Corpus) { text(&c.Rows[2], "ELEVEN ships berthed at Suva in May and nine left!") },
		"near-duplicate of port-lease-01 (train/x.jsonl:1): 60 % of":      func(c *Corpus) { text(&c.Rows[2], "Eleven ships berthed at Suva in May, and eight left.") },
		"duplicate of tin-quota-01 (dev/x.jsonl:1)":                       func(c *Corpus) { c.Pairs[0].words = c.Rows[1].words },
		"both rows are rejecting":                                         func(c *Corpus) { c.Pairs[0].Label, c.Pairs[0].Move = "rejecting", "deny" },
		"not the two rows a and b":                                        func(c *Corpus) { c.Pairs = c.Pairs[:1] },
		"name is not a type of difference and a number":                   func(c *Corpus) { rename(c.Pairs, "12") },
		"the rows share 0 % of their words":                               func(c *Corpus) { c.Pairs[0].words = []string{"no"} },
		"pairs.jsonl:1: negation-01a: \"figure\" is no move of rejecting": func(c *Corpus) { c.Pairs[0].Label, c.Pairs[0].Move = "rejecting", "figure" },
	} {
		c := good()
		spoil(c)
		var all []string
		for _, v := range Check(c) {
			all = append(all, v.String())
		}
		assert.Contains(t, strings.Join(all, "\n"), want)
	}
}

func rename(rows []PairRow, name string) {
	for i := range rows {
		rows[i].Pair, rows[i].ID = name, name+string("ab"[i])
	}
}

func TestReadErrors(t *testing.T) {
	const row = `{"id":"a-01","text":"x","label":"none","kind":"agency","topic":"a","country":"b","move":"figure","split":"dev","trap":false}`
	for in, want := range map[string]string{
		"":           "",
		row:          "",
		row + "\n{":  "dev/a.jsonl:2: not a row: unexpected end",
		row + "\n\n": "dev/a.jsonl:2: not a row",
		strings.Replace(row, `"trap":false`, `"trap":"no"`, 1):           "cannot unmarshal string",
		strings.Replace(row, `,"trap":false`, "", 1):                     `field "trap" is missing`,
		strings.Replace(row, `"trap":false`, `"trap":null`, 1):           `field "trap" is missing`,
		strings.Replace(row, `"trap":false`, `"trap":false,"x":1`, 1):    `field "x" is unknown`,
		strings.Replace(row, `"x"`, `"`+strings.Repeat("x", 1e5)+`"`, 1): "token too long",
	} {
		_, err := Read(fstest.MapFS{"dev/a.jsonl": {Data: []byte(in)}, "pairs.jsonl": {}})
		if want == "" {
			assert.NoError(t, err)
		} else {
			assert.ErrorContains(t, err, want)
		}
	}
	_, err := Read(fstest.MapFS{})
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = Read(fstest.MapFS{"dev/a.jsonl": {}})
	require.ErrorContains(t, err, "pairs.jsonl")
	_, err = Read(fstest.MapFS{"dev/a.jsonl": {Data: []byte("1")}})
	require.ErrorIs(t, err, ErrRow)
}

func FuzzRead(f *testing.F) {
	f.Add(`{"id":"a-01","text":"x","label":"none","kind":"agency","topic":"a","country":"b","move":"figure","split":"dev","trap":false}`, "")
	f.Add("", `{"id":"but-01a","pair":"but-01","text":"x","label":"none","move":"figure"}`)
	f.Fuzz(func(t *testing.T, rows, pairs string) {
		c, err := Read(fstest.MapFS{"dev/a.jsonl": {Data: []byte(rows)}, "pairs.jsonl": {Data: []byte(pairs)}})
		if err == nil {
			require.NoError(t, Report(io.Discard, c, ReportSettings{Topics: true}))
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	c := realCorpus(b)
	b.ReportAllocs()
	for b.Loop() {
		Check(c)
	}
}
