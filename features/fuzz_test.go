package features

import (
	"strings"
	"testing"

	"github.com/kljensen/snowball"
	"github.com/stretchr/testify/require"
)

// However full the cache is and whatever was asked before, a stem is that of
// the algorithm.
func FuzzStemmerCache(f *testing.F) {
	f.Add("talks talked talking talk", uint8(0))
	f.Add("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c", uint8(3))
	f.Add("переговоры förhandlingar négociations \xff '' '’s ", uint8(200))
	f.Add(strings.Repeat("nations", 20)+" ying \u0301 \x00", uint8(7))
	f.Fuzz(func(t *testing.T, text string, seed uint8) {
		language := languages[int(seed)%len(languages)]
		tiny := &Stemmer{language: language, cache: newCache[string](1 << (seed % 5))}
		words := strings.Fields(text)
		for range 2 {
			for _, w := range words {
				w = Normalize(w)
				want, err := snowball.Stem(w, language, true)
				if err != nil || want == "" || len(w) > longWord {
					want = w
				}
				require.Equal(t, want, tiny.Stem(w), "%q in %s", w, language)
			}
		}
	})
}

// Whatever is read as a table of clusters is one, and gives features.
func FuzzReadClusters(f *testing.F) {
	for _, s := range []string{
		"talks 1 10\nsign 2 20\n", "", "a\n", "a 1\nb 1 2\n", "\uFEFFa 1\r\n", "a -1\n", "a 65535\n", "a 65536\n", "a\x00 1\n",
		"\u200b 0\n", "a 1\na 2\n", "a " + strings.Repeat("1 ", MaxLevels+1), "\xff 1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, table string) {
		c, err := ReadClusters(strings.NewReader(table))
		if err != nil {
			require.ErrorIs(t, err, ErrClusters)
			return
		}
		require.Positive(t, c.Len())
		require.True(t, c.Levels() >= 1 && c.Levels() <= MaxLevels)
		back, err := ClustersOf(c.Table())
		require.NoError(t, err)
		e, err := New(Settings{Clusters: back})
		require.NoError(t, err)
		var b Buffer
		text, _, _ := strings.Cut(table, "\n")
		e.Extract(&b, text)
		requireFeatures(t, &b, text)
	})
}

// Under any settings features stand on tokens, and tokens in the text, in order.
func FuzzExtract(f *testing.F) {
	f.Add("We won’t co-operate, and don't call it “help”!", uint8(2), uint8(2), uint8(3), uint8(6), uint8(0))
	f.Add("a\xff\u0301b ''’’ n't…..", uint8(0), uint8(5), uint8(1), uint8(8), uint8(3))
	f.Add("", uint8(9), uint8(9), uint8(9), uint8(9), uint8(9))
	f.Fuzz(func(t *testing.T, text string, words, stems, low, high, language uint8) {
		s := Settings{
			Words: int(words) - 1, Stems: int(stems) - 1, CharMin: int(low), CharMax: int(high) - 1,
			Language: append(languages, NoLanguage, "klingon")[int(language)%(len(languages)+2)], Lookup: true,
		}
		e, err := New(s)
		if err != nil {
			return
		}
		var b, again Buffer
		e.Extract(&b, text)
		requireFeatures(t, &b, text)
		e.Extract(&again, text)
		require.Equal(t, b.Features, again.Features)
		total := 0.0
		row := e.Row(text)
		for i, n := range row.Counts {
			require.True(t, i == 0 || row.IDs[i-1] < row.IDs[i])
			total += n
		}
		require.Equal(t, float64(len(b.Features)), total)
	})
}

func requireFeatures(t *testing.T, b *Buffer, text string) {
	t.Helper()
	end := 0
	for _, k := range b.Tokens {
		require.True(t, end <= k.Start && k.Start < k.End && k.End <= len(text))
		require.NotEmpty(t, k.Stem)
		end = k.End
	}
	for _, f := range b.Features {
		require.Less(t, BlockOf(f.ID), Blocks)
		require.True(t, f.First <= f.Last && int(f.Last) < len(b.Tokens))
	}
}
