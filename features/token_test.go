package features

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func texts(tokens []Token) string {
	var out []string
	for _, k := range tokens {
		out = append(out, k.Text)
	}
	return strings.Join(out, "|")
}

func TestTokenize(t *testing.T) {
	cases := []struct{ text, plain, english string }{
		{"", "", ""},
		{" \t\n ", "", ""},
		{"The talks failed.", "the|talks|failed|.", ""},
		{"We won't sign", "we|won't|sign", "we|will|not|sign"},
		{"We won’t sign", "we|won't|sign", "we|will|not|sign"},
		{"They can't, cannot, shan't", "they|can't|,|cannot|,|shan't", "they|can|not|,|can|not|,|shall|not"},
		{"do n't", "do|n't", "do|not"},
		{"didnt", "didnt", "did|not"},
		{"the minister's aide", "the|minister's|aide", "the|minister|'s|aide"},
		{"Let's talk, we're here, I'm sure they'd agree", "let's|talk|,|we're|here|,|i'm|sure|they'd|agree", "let|us|talk|,|we|are|here|,|i|am|sure|they|would|agree"},
		{"co-operation and long-term re-opening", "co|operation|and|long|term|re|opening", "cooperation|and|long|term|reopening"},
		{"co‑operate", "co|operate", "cooperate"},
		{"non-proliferation", "non|proliferation", "nonproliferation"},
		{"peace -- now", "peace|--|now", ""},
		{"peace—now", "peace|--|now", ""},
		{"wait... what?!", "wait|...|what|?|!", ""},
		{"so..... ???? ..", "so|...|???|..", ""},
		{"wait… what", "wait|...|what", ""},
		{"1,200.50 tons, 5%", "1,200.50|tons|,|5|%", ""},
		{"“No,” he said", `"|no|,|"|he|said`, ""},
		{"U.S. troops", "u.s|.|troops", ""},
		{"(see 3.1)", "(|see|3.1|)", ""},
		{"semi-automatic-", "semi|automatic|-", ""},
		{"-5 -", "-|5|-", ""},
		{"日本", "日|本", ""},
		{"été", "été", ""},
		{"\xff\xfe", "\uFFFD", ""},
		{"\u200b", "", ""},
		{"a\u00a0b", "a|b", ""},
	}
	for _, c := range cases {
		assert.Equal(t, c.plain, texts(Tokenizer{}.Append(nil, c.text)), "%q", c.text)
		english := c.english
		if english == "" {
			english = c.plain
		}
		got := Tokenizer{English: true}.Append(nil, c.text)
		assert.Equal(t, english, texts(got), "%q, English", c.text)
		assert.Equal(t, got, slices.Collect(Tokenizer{English: true}.Tokens(c.text)), "%q", c.text)
	}
}

func TestTokenOffsets(t *testing.T) {
	text := "“They won’t co-operate,” she said."
	var got []string
	for k := range (Tokenizer{English: true}).Tokens(text) {
		got = append(got, text[k.Start:k.End]+"="+k.Text)
	}
	assert.Equal(t, []string{"“=\"", "They=they", "wo=will", "n’t=not", "co-operate=cooperate", ",=,", "”=\"", "she=she", "said=said", ".=."}, got)
}

func TestTokensStopEarly(t *testing.T) {
	for k := range (Tokenizer{}).Tokens("one two three") {
		assert.Equal(t, "one", k.Text)
		break
	}
}

func TestClass(t *testing.T) {
	for text, want := range map[string]Class{"a": Word, "x2": Word, "2x": Word, "12": Number, "1,5": Number, ".": Mark, "€": Mark, "😀": Mark, "日": Word, "'s": Word} {
		assert.Equal(t, want, classOf(text), text)
	}
	assert.Equal(t, "word number mark", strings.Join([]string{Word.String(), Number.String(), Mark.String()}, " "))
}

func TestSplitContraction(t *testing.T) {
	for word, want := range map[string][2]string{
		"won't": {"will", "not"}, "ain't": {"is", "not"}, "n't": {"", "not"}, "they've": {"they", "have"},
		"cannot": {"can", "not"}, "it's": {"it", "'s"}, "let's": {"let", "us"}, "mustn't": {"must", "not"},
	} {
		head, tail, ok := SplitContraction(word)
		require.True(t, ok, word)
		assert.Equal(t, want, [2]string{head, tail}, word)
	}
	for _, word := range []string{"", "not", "o'clock", "rock'n'roll", "cant", "'"} {
		_, _, ok := SplitContraction(word)
		assert.False(t, ok, word)
	}
}

// Straight and curly, composed and decomposed spellings give equal tokens.
func TestSpellingsAgree(t *testing.T) {
	for _, pair := range [][2]string{
		{"We don't say \"no\"", "We don’t say “no”"},
		{"the cafe\u0301's", "the café's"},
		{"wait...", "wait…"},
		{"peace -- now", "peace — now"},
		{"cease\u00ADfire", "ceasefire"},
	} {
		tk := Tokenizer{English: true}
		assert.Equal(t, texts(tk.Append(nil, pair[0])), texts(tk.Append(nil, pair[1])), "%q", pair)
	}
}

// What lies between the tokens is white space, control and format characters,
// and the hyphens of compounds: nothing is lost.
func FuzzTokenizer(f *testing.F) {
	for _, s := range []string{"We won’t co-operate.", "a\xff\u0301b", "’’s n't ''", "co-co-co-op", "x-\u200b-y", "…..", "I'm 5-0", "\u00adn't", "don\u00ad't", "co\u2010\u2011x"} {
		f.Add(s)
	}
	ex, err := New(Settings{})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		for _, tk := range []Tokenizer{{}, {English: true}} {
			tokens := tk.Append(nil, text)
			end := 0
			for _, k := range tokens {
				require.LessOrEqual(t, end, k.Start)
				require.Less(t, k.Start, k.End)
				require.LessOrEqual(t, k.End, len(text))
				require.True(t, droppable(text[end:k.Start]), "lost %q", text[end:k.Start])
				require.NotEmpty(t, k.Text)
				require.Equal(t, classOf(k.Text), k.Class, "%q", k.Text)
				require.True(t, utf8.ValidString(k.Text))
				end = k.End
			}
			require.True(t, droppable(text[end:]), "lost %q", text[end:])
		}
		// The extractor's cached path agrees with the plain one, twice.
		for range 2 {
			plain := Tokenizer{English: true}.Append(nil, text)
			cached := ex.Tokens(nil, text)
			require.Equal(t, texts(plain), texts(cached))
			for i := range plain {
				require.Equal(t, [2]int{plain[i].Start, plain[i].End}, [2]int{cached[i].Start, cached[i].End})
			}
		}
	})
}

func droppable(s string) bool {
	for _, r := range s {
		n := Normalize(string(r))
		if !(n == "" || n == "-" || isSpace(n) || unicode.Is(unicode.Mn, r)) {
			return false
		}
	}
	return true
}
