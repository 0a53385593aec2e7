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

// manyClusters has levels of a few, of many and of one cluster a word: the rows of
// their pairs are held in different ways.
func manyClusters(t testing.TB) *features.Clusters {
	t.Helper()
	words := strings.Fields(strings.ToLower(strings.Join(foldedTexts, " ")))
	for _, row := range weather() {
		words = append(words, strings.Fields(strings.ToLower(row.Text))...)
	}
	var clusters []uint16
	for i := range words {
		clusters = append(clusters, uint16(i%2), uint16(i%maxDense), uint16(i*37%2000))
	}
	c, err := features.NewClusters(words, 3, clusters)
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
		"many clusters":       {rows: weather(), s: features.Settings{Clusters: manyClusters(t)}},
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
			growing := m.borrow()
			growing.folded = newFolded(s.folded.folding)
			growing.folded.memo = newMemo(small.folded.memo.width, 0)
			places := len(growing.folded.memo.words)
			growing.folded.memo.limit = 64 * places
			for range 3 {
				for _, text := range foldedTexts {
					equalSums(t, m, s, text)
					equalSums(t, m, small, text)
					equalSums(t, m, growing, text)
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
				equalSums(t, m, growing, strings.Join(text, " "))
			}
			require.Len(t, small.folded.memo.words, places)
			require.Greater(t, len(growing.folded.memo.words), 4*places)
			require.LessOrEqual(t, len(growing.folded.memo.words), 64*places)
		})
	}
}

// Rows too large to be packed change nothing.
func TestFoldedLimits(t *testing.T) {
	m, _ := train(t, weather(), Settings{Features: features.Settings{Clusters: rainy(t)}})
	for i := range m.table.blocks {
		b := &m.table.blocks[i]
		for at := range int(b.places) {
			if b.holds(at) {
				b.slots[at*b.width+1] = fieldsOf(maxSquare, []int{weightSpan, -weightSpan, weightSpan})
			}
		}
	}
	m.ready()
	s := m.borrow()
	long := strings.Repeat("rainsnow", 3)
	for _, text := range append(foldedTexts, long, "not "+long) {
		equalSums(t, m, s, text)
	}
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

// The innermost loops give what those in Go beside them do, in assembly, too.
func TestFoldedKernels(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	models := foldingModels(t)
	for range 40 {
		n := 1 + rng.IntN(rowsAtOnce)
		hashes, clusters := make([]uint64, n), make([]groups, n)
		for i := range n {
			hashes[i] = rng.Uint64()
			for level := range clusters[i] {
				clusters[i][level] = uint16(rng.IntN(2001))
			}
		}
		for name, m := range models {
			for b := range m.table.blocks {
				block := &m.table.blocks[b]
				var want, got [rowsAtOnce]located
				block.locateGo(want[:], hashes)
				block.locate(got[:], hashes)
				require.Equal(t, want, got, name)
				pairs := want[:n-1]
				for i := range pairs {
					// Some are known.
					if at := rng.IntN(int(block.places)); rng.IntN(2) == 0 && block.holds(at) {
						pairs[i] = located{block.slots[at*block.width], at * block.width}
					}
				}
				for part := range rowWidth(m.table.classes) {
					require.Equal(t, block.sumLocatedGo(pairs, part), block.sumLocated(pairs, part), name)
				}
			}
			f := m.scratch.Get().(*predictScratch).folded
			for level, l := range f.grid.levels {
				line := append([]groups(nil), clusters...)
				for i := range line {
					line[i][level] %= uint16(l.side)
				}
				for _, rows := range l.rows {
					if l.cells == nil {
						require.Equal(t, sumDenseGo(line, level, l.side, rows), sumDense(line, level, l.side, rows), name)
					} else {
						require.Equal(t, sumCellsGo(line, level, l.side, l.cells, rows), sumCells(line, level, l.side, l.cells, rows), name)
					}
				}
			}
		}
		rows := make([]uint64, 40*lineLength)
		for i := range rows {
			rows[i] = rng.Uint64()
		}
		places := make([]int32, n-1)
		for i := range places {
			places[i] = int32(rng.IntN(20))
		}
		var want, got [lineLength]uint64
		sumRowsGo(&want, rows, 2*lineLength, places)
		sumRows(&got, rows, 2*lineLength, places)
		require.Equal(t, want, got)
	}
}

func FuzzFolded(f *testing.F) {
	for _, s := range foldedTexts {
		f.Add(s)
	}
	m, _ := train(f, weather(), Settings{Features: features.Settings{Clusters: manyClusters(f)}, Vectors: tinyVectors(f), Folds: Off, MinRows: 1})
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

// The words that came last are found, and what is forgotten is not.
func TestMemo(t *testing.T) {
	m := newMemo(8, 1<<13)
	places := len(m.words) - 1
	for key := (features.Key{A: 1}); key.A < 10000; key.A++ {
		require.NotEqual(t, key, m.words[m.find(key)].key)
		at, _ := m.place(key)
		m.words[at].key = key
		m.row(at)[0] = key.A
		assert.Equal(t, at, m.find(key))
	}
	found := 0
	for key := (features.Key{A: 1}); key.A < 10000; key.A++ {
		if at := m.find(key); m.words[at].key == key {
			assert.Equal(t, key.A, m.row(at)[0])
			found++
		}
	}
	assert.LessOrEqual(t, found, places)
	assert.Greater(t, found, places/2)
}
