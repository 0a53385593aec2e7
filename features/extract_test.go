package features

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func extractor(t testing.TB, s Settings) *Extractor {
	t.Helper()
	e, err := New(s)
	require.NoError(t, err)
	return e
}

// names writes each feature of a block as the tokens that it stands on.
func names(b *Buffer, block Block) []string {
	var out []string
	for _, f := range b.Features {
		if BlockOf(f.ID) != block {
			continue
		}
		var words []string
		for _, k := range b.Tokens[f.First : f.Last+1] {
			words = append(words, k.Text)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

func TestExtract(t *testing.T) {
	e := extractor(t, Settings{CharMin: 3, CharMax: 3, Lookup: true})
	var b Buffer
	e.Extract(&b, "Not signed, yet.")
	assert.Equal(t, []string{"not", "not signed", "signed", "signed ,", ",", ", yet", "yet", "yet .", "."}, names(&b, Words))
	assert.Equal(t, []string{"not", "not signed", "not", "not signed", "signed", "signed , yet", "yet"}, names(&b, Stems), "n-grams at the start of the text stand there twice")
	assert.Equal(t, []string{"signed"}, names(&b, Negated))
	assert.Len(t, names(&b, Chars), 3+6+3)
	assert.Equal(t, []string{"not", ",", "yet", "."}, names(&b, Looked))
	assert.Equal(t, []string{"signed"}, names(&b, LookedNegated))
	for _, f := range b.Features {
		if BlockOf(f.ID) == LookedNegated {
			assert.Equal(t, LookupID("signed", true), f.ID)
			assert.Equal(t, LookupID("signed", false), WithBlock(f.ID, Looked))
		}
	}
}

// Identifiers are part of the model file format: they never change.
func TestIdentifiersStay(t *testing.T) {
	e := extractor(t, Settings{})
	var b Buffer
	e.Extract(&b, "We won’t sign 12 pacts")
	h := uint64(0)
	for _, f := range b.Features {
		h = combine(h, f.ID)
	}
	assert.Equal(t, uint64(0x5387448631cd37b5), h)
}

func TestExtractOff(t *testing.T) {
	for block, s := range map[Block]Settings{
		Words:   {Words: Off},
		Stems:   {Stems: Off},
		Chars:   {CharMax: Off},
		Negated: {Negation: Off},
		Looked:  {},
	} {
		var b Buffer
		extractor(t, s).Extract(&b, "We will not sign this")
		assert.Empty(t, names(&b, block), block)
		assert.NotEmpty(t, b.Features)
	}
}

func TestExtractOtherLanguage(t *testing.T) {
	var b Buffer
	extractor(t, Settings{Language: "french"}).Extract(&b, "not here n't l'accord co-op")
	assert.Empty(t, names(&b, Negated), "negation is known for English only")
	assert.Equal(t, "not|here|n't|l'accord|co|op", texts(b.Tokens))
}

func TestRow(t *testing.T) {
	e := extractor(t, Settings{Stems: Off, CharMax: Off})
	r := e.Row("no, no, no")
	assert.True(t, slices.IsSorted(r.IDs))
	assert.Len(t, r.IDs, 4)
	total := 0.0
	for _, c := range r.Counts {
		total += c
	}
	assert.Equal(t, 9.0, total, "five tokens and four pairs")
	assert.Empty(t, e.Row(" ").IDs)
	assert.Equal(t, r, e.Row("NO, no,\nNo"), "case and white space make no difference")
}

// The identifiers of n-grams are hashes of their bytes, with the edges marked.
func TestAppendCharGrams(t *testing.T) {
	for _, word := range []string{"", "n", "no", "talks", "été", "\u2014ñandú語", strings.Repeat("é", longWord/2)} {
		for minN := 1; minN <= 4; minN++ {
			for maxN := minN; maxN <= maxChar; maxN++ {
				var want []uint64
				for g := range CharNGrams(word, minN, maxN) {
					want = append(want, featureID(Chars, hashString(strings.ReplaceAll(g, " ", "\xff"))))
				}
				assert.Equal(t, want, appendCharGrams(nil, word, minN, maxN), "%q, %d to %d", word, minN, maxN)
			}
		}
	}
}

func TestCharNGrams(t *testing.T) {
	assert.Equal(t, []string{" n", " no", "no", "no ", "o "}, slices.Collect(CharNGrams("no", 2, 3)))
	assert.Equal(t, []string{" é", "é "}, slices.Collect(CharNGrams("é", 2, 2)))
	assert.Empty(t, slices.Collect(CharNGrams("", 2, 5)))
	for g := range CharNGrams("abc", 2, 2) {
		assert.Equal(t, " a", g)
		break
	}
}

func TestWordNGrams(t *testing.T) {
	assert.Equal(t, []string{"a", "a b", "b", "b c", "c"}, slices.Collect(WordNGrams([]string{"a", "b", "c"}, 1, 2)))
	assert.Equal(t, []string{"a b", "b c"}, slices.Collect(WordNGrams([]string{"a", "b", "c"}, 2, 2)))
	for g := range WordNGrams([]string{"a", "b"}, 1, 2) {
		assert.Equal(t, "a", g)
		break
	}
}

func TestSettings(t *testing.T) {
	s, err := Settings{}.Resolve()
	require.NoError(t, err)
	assert.Equal(t, Settings{Language: "english", Words: 2, Stems: 2, CharMin: 3, CharMax: 6, Negation: 5}, s)
	again, err := s.Resolve()
	require.NoError(t, err)
	assert.Equal(t, s, again)
	for _, bad := range []Settings{{Words: 9}, {Stems: -2}, {CharMin: 6, CharMax: 3}, {CharMax: 99}, {Negation: -7}} {
		_, err := New(bad)
		require.ErrorIs(t, err, ErrSettings, "%+v", bad)
	}
	_, err = New(Settings{Language: "x"})
	require.ErrorIs(t, err, ErrLanguage)
}

func TestBlockString(t *testing.T) {
	assert.Equal(t, "chars", Chars.String())
	assert.Equal(t, "Block(9)", Block(9).String())
}

// The joint features and those of each token alone are all features.
func TestExtractJoint(t *testing.T) {
	clusters, err := ReadClusters(strings.NewReader("sign 1 2\npact 1 3\npacts 1 3\ntalks 2 4\n"))
	require.NoError(t, err)
	text := "Talks? We won’t sign 12 pacts, nor a pact; sign talks now!"
	for _, s := range []Settings{
		{},
		{Words: Off},
		{Stems: Off},
		{Words: 1, Stems: 1},
		{Words: 3, Stems: 4},
		{CharMax: Off},
		{Negation: Off},
		{Clusters: clusters},
		{Clusters: clusters, ClusterGrams: 1},
		{Clusters: clusters, ClusterGrams: 3, Lookup: true},
		{Language: NoLanguage},
	} {
		e := extractor(t, s)
		var b Buffer
		e.Extract(&b, text)
		var want, got []uint64
		for _, f := range b.Features {
			want = append(want, f.ID)
		}
		e.ExtractJoint(&b, text)
		for _, f := range b.Features {
			got = append(got, f.ID)
		}
		for i := range b.Tokens {
			n := len(got) + e.LenAlone(b.Tokens[i].Term())
			got = e.AppendAlone(got, b.Tokens[i].Term())
			assert.Len(t, got, n)
		}
		assert.ElementsMatch(t, want, got, "%+v", s)
	}
}

// A long run without spaces takes time in proportion and is not remembered.
func TestExtractLong(t *testing.T) {
	e := extractor(t, Settings{})
	var b Buffer
	for _, text := range []string{strings.Repeat("x", 1<<20), strings.Repeat("ab.", 1<<18), strings.Repeat("é", 1<<18), strings.Repeat("'", 1<<20), strings.Repeat("!", 1<<20), strings.Repeat("…", 1<<20), strings.Repeat("-", 1<<20)} {
		e.Extract(&b, text)
		assert.NotEmpty(t, b.Tokens)
	}
}

func BenchmarkExtract(b *testing.B) {
	text := "The foreign minister said on Monday that his government would not accept a draft that leaves the border crossings closed, but he did not rule out further talks in Geneva."
	e := extractor(b, Settings{})
	var buf Buffer
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		e.Extract(&buf, text)
	}
}

func BenchmarkTokenize(b *testing.B) {
	text := "The foreign minister said on Monday that his government would not accept a draft that leaves the border crossings closed, but he did not rule out further talks in Geneva."
	var dst []Token
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = Tokenizer{English: true}.Append(dst[:0], text)
	}
}

func TestClusters(t *testing.T) {
	c, err := ReadClusters(strings.NewReader("Talks 1 10\ntalks 9 9\nsign 2 20\n\n"))
	require.NoError(t, err)
	assert.Equal(t, 2, c.Len())
	assert.Equal(t, 2, c.Levels())
	assert.Equal(t, []uint16{1, 10}, c.Of("talks"), "the first of equal words stays")
	assert.Nil(t, c.Of("other"))

	var b Buffer
	extractor(t, Settings{Clusters: c}).Extract(&b, "Talks, sign other talks")
	assert.Equal(t, []string{"talks", "talks , sign", "talks", "talks , sign", "sign", "sign", "talks", "talks"}, names(&b, Similar))

	back, err := ClustersOf(c.Table())
	require.NoError(t, err)
	assert.Equal(t, c, back)
	for name, text := range map[string]string{"empty": "", "no cluster": "a\n", "ragged": "a 1 2\nb 1\n", "no number": "a x\n", "large": "a 65536\n"} {
		_, err := ReadClusters(strings.NewReader(text))
		require.ErrorIs(t, err, ErrClusters, name)
	}
	_, err = NewClusters([]string{"a"}, 2, []uint16{1})
	require.ErrorIs(t, err, ErrClusters)
	_, err = ClustersOf([]uint64{2, 1}, []uint16{1, 1})
	require.ErrorIs(t, err, ErrClusters)
	_, err = ClustersOf(nil, nil)
	require.ErrorIs(t, err, ErrClusters)
	_, err = New(Settings{Clusters: c, ClusterGrams: 9})
	require.ErrorIs(t, err, ErrSettings)
}
