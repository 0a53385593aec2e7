package model

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// rainy groups the words of the weather.
func rainy(t testing.TB) *features.Clusters {
	t.Helper()
	c, err := features.ReadClusters(strings.NewReader("rain 1 10 3\nsnow 1 11 3\nheavy 2 12 0\nwill 0 12 1\nthe 0 13 1\ncity 5 14 2\nnot 7 15 2\ncannot 7 16 2\n"))
	require.NoError(t, err)
	return c
}

// folding are models whose features fold.
func foldingModels(t testing.TB) map[string]*Text {
	t.Helper()
	many := weather()
	for i := range many {
		many[i].Class = fmt.Sprint(i % 11)
	}
	two := weather()
	for i := range two {
		two[i].Class = fmt.Sprint(i % 2)
	}
	out := map[string]*Text{}
	for name, c := range map[string]struct {
		rows []Example
		s    features.Settings
		v    *Vectors
	}{
		"default":             {rows: weather()},
		"two classes":         {rows: two},
		"eleven classes":      {rows: many, s: features.Settings{Clusters: rainy(t)}},
		"clusters":            {rows: weather(), s: features.Settings{Clusters: rainy(t)}},
		"clusters by one":     {rows: weather(), s: features.Settings{Clusters: rainy(t), ClusterGrams: 1}},
		"clusters, no stems":  {rows: weather(), s: features.Settings{Clusters: rainy(t), Stems: Off, Words: Off}},
		"vectors":             {rows: weather(), s: features.Settings{Clusters: rainy(t)}, v: tinyVectors(t)},
		"words and stems":     {rows: weather(), s: features.Settings{Words: 1, Stems: 1, CharMax: Off, Negation: Off}},
		"long parts of words": {rows: weather(), s: features.Settings{CharMin: 1, CharMax: 8}},
		"no language":         {rows: weather(), s: features.Settings{Language: features.NoLanguage}},
	} {
		out[name], _ = train(t, c.rows, Settings{Features: c.s, Vectors: c.v, Folds: Off, MinRows: 1})
		require.NotNil(t, out[name].scratch.Get().(*predictScratch).folded, name)
	}
	return out
}

var foldedTexts = []string{
	"", " ", "\x00", "rain", "Rain.", "...", "?!", `"`, "a", "12", "1,200 tons,", "rain , snow", ", rain",
	"On Monday heavy rain and showers will soak the coast.",
	"It will NOT rain, not only on Monday: the city cannot flood; dont ask (why)?",
	"No snow! No doubt. Nothing but heavy rain, without doubt; none other than snow",
	"They won’t co-operate — “rain”… U.S. re-opening 3.1% x2 'tis the minister's",
	"cannot cannot. Cannot, can't", "İstanbul ΣΊΣΥΦΟΣ été e\u0301 日本 \xff\xfe \u200b",
	"a\u0301.", "rain\u0301 rain.\u0301", "rain\u200b rain_snow rain_ _rain rain\u00ad", "5n't 5's x5's n't 's",
	strings.Repeat("heavy rain will not soak the city, ", 40),
	strings.Repeat("x", 25) + " " + strings.Repeat("Y", 24) + ", " + strings.Repeat("rain", 30),
	strings.Repeat("é", 13) + " " + strings.Repeat("日", 9),
	"abcdefgh abcdefghi. ABCDEFGHIJKLMNOP abcdefghijklmnopq! rain\train\nrain\x7fsnow \x80",
}

// equalSums requires that the folded sums are the plain ones.
func equalSums(t *testing.T, m *Text, s *predictScratch, text string) {
	t.Helper()
	s.folded.sum(s, text)
	folded, empty := append([]int64(nil), s.sums...), s.empty
	m.plainSum(s, text)
	require.Equal(t, s.sums, folded, "%q", text)
	require.Equal(t, s.empty, empty, "%q", text)
}

// What is folded beforehand and what is added feature by feature are the same to
// the last bit: at first sight, when remembered, and when little is remembered
// and much forgotten.
func TestFoldedEqualsPlain(t *testing.T) {
	for name, m := range foldingModels(t) {
		t.Run(name, func(t *testing.T) {
			s := m.borrow()
			small := m.borrow()
			small.folded = newFolded(s.folded.folding)
			small.folded.memo = newMemo(small.folded.memo.width, 0)
			small.folded.pairs = newMemo(small.folded.pairs.width, 0)
			for range 3 {
				for _, text := range foldedTexts {
					equalSums(t, m, s, text)
					equalSums(t, m, small, text)
				}
			}
			rng := rand.New(rand.NewPCG(1, 2))
			words := strings.Fields(strings.Join(foldedTexts, " "))
			for range 300 {
				var text []string
				for range rng.IntN(40) {
					text = append(text, words[rng.IntN(len(words))])
				}
				equalSums(t, m, s, strings.Join(text, " "))
				equalSums(t, m, small, strings.Join(text, " "))
			}
		})
	}
}

// Rows too large to be packed and serials that are used up change nothing.
func TestFoldedLimits(t *testing.T) {
	m, _ := train(t, weather(), Settings{Features: features.Settings{Clusters: rainy(t)}})
	for i := range m.table.blocks {
		b := &m.table.blocks[i]
		for j := range b.squares {
			b.squares[j] = 255
		}
		for j := range b.weights {
			b.weights[j] = int16(maxWeight - 2*maxWeight*(j%2))
		}
	}
	m.ready()
	s := m.borrow()
	long := strings.Repeat("rainsnow", 3)
	for _, text := range append(foldedTexts, long, "not "+long) {
		equalSums(t, m, s, text)
	}
	s.folded.serials = lastSerial - 5
	for _, text := range foldedTexts {
		equalSums(t, m, s, text+" new"+text)
	}
	assert.Less(t, s.folded.serials, uint64(lastSerial))
}

// Longer n-grams and large tables of clusters are not folded, and work.
func TestNotFolded(t *testing.T) {
	large, err := features.NewClusters([]string{"rain"}, 1, []uint16{5000})
	require.NoError(t, err)
	for _, s := range []features.Settings{{Words: 3}, {Stems: 5}, {Clusters: rainy(t), ClusterGrams: 3}, {Clusters: large}} {
		m, _ := train(t, weather(), Settings{Features: s})
		assert.Nil(t, m.scratch.Get().(*predictScratch).folded)
		assert.Equal(t, "rain", m.Predict("rain and showers").Class)
	}
}

func FuzzFolded(f *testing.F) {
	for _, s := range foldedTexts {
		f.Add(s)
	}
	m, _ := train(f, weather(), Settings{Features: features.Settings{Clusters: rainy(f)}, Vectors: tinyVectors(f), Folds: Off, MinRows: 1})
	s := m.borrow()
	f.Fuzz(func(t *testing.T, text string) {
		equalSums(t, m, s, text)
		equalSums(t, m, s, text)
	})
}

func TestPack(t *testing.T) {
	for k := 1; k < 9; k++ {
		sums := make([]int64, 1+k)
		for i := range sums {
			sums[i] = int64(i%2*2-1) * int64(rowLimit-1-i)
		}
		acc := make([]uint64, packedWidth(k))
		for range rowsAtOnce {
			row := make([]uint64, len(acc))
			pack(row, sums)
			for i, x := range row {
				acc[i] += x
			}
		}
		got := make([]int64, 1+k)
		unpack(got, acc)
		for i := range sums {
			assert.Equal(t, rowsAtOnce*sums[i], got[i])
		}
	}
}

// Keys that are asked for stay, whatever passes by, and what is forgotten is
// not found.
func TestMemo(t *testing.T) {
	m := newMemo(1, 1<<12)
	places := len(m.keys) * memoWays
	for key := uint64(1); key < 10000; key++ {
		if _, ok := m.find(7); !ok {
			m.place(7)[0] = 7
			assert.Less(t, key, uint64(8))
		}
		row, ok := m.find(key)
		if !ok {
			row = m.place(key)
			row[0] = key
		}
		assert.Equal(t, key, row[0])
	}
	found := 0
	for key := uint64(1); key < 10000; key++ {
		if row, ok := m.find(key); ok {
			assert.Equal(t, key, row[0])
			found++
		}
	}
	assert.LessOrEqual(t, found, places)
	assert.Greater(t, found, places/2)
	m.reset()
	_, ok := m.find(7)
	assert.False(t, ok)
}
