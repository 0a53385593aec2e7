package model

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

func TestReadVectors(t *testing.T) {
	v, err := ReadVectors(strings.NewReader("2 3\nRain 1 2 3\nrain 9 9 9\nsnow -1 0.5 1e-2\n\n"))
	require.NoError(t, err)
	assert.Equal(t, 2, v.Len())
	assert.Equal(t, 3, v.Dim())
	row, negated := v.row(features.LookupID("rain", true))
	assert.True(t, negated)
	// The mean is taken off: rain is at half of (1, 2, 3) - (-1, 0.5, 0.01), snow
	// opposite, both 0.5 long.
	got, want := make([]float32, 3), []float32{1, 0.75, 1.495}
	v.values(got, row, 1)
	for d := range want {
		assert.InDelta(t, want[d]*0.5/1.9497, got[d], 0.003, "the first of equal words stays")
	}
	row, _ = v.row(features.LookupID("hail", false))
	assert.Equal(t, -1, row)
	for name, text := range map[string]string{
		"empty": "", "header only": "2 3\n", "short row": "a 1 2\nb 1\n", "no number": "a 1 x\n", "NaN": "a NaN\n", "infinite": "a 1 Inf\n",
	} {
		_, err := ReadVectors(strings.NewReader(text))
		require.ErrorIs(t, err, ErrVectors, name)
	}
	_, err = NewVectors([]string{"a"}, 2, []float32{1}, nil)
	require.ErrorIs(t, err, ErrVectors)
	_, err = NewVectors([]string{"a"}, 1, []float32{float32(math.Inf(1))}, nil)
	require.ErrorIs(t, err, ErrVectors)
}

// Vectors and clusters carry over to words that no row held.
func TestKnowledgeCarriesOver(t *testing.T) {
	v, err := ReadVectors(strings.NewReader("rain 1 0\ndrizzle 0.9 0\nsunshine -1 0\n"))
	require.NoError(t, err)
	m, _ := train(t, weather(), Settings{Vectors: v})
	without, _ := train(t, weather(), Settings{})
	rain := slices.Index(m.Classes(), "rain")
	assert.Greater(t, m.Predict("drizzle").Probabilities[rain], without.Predict("drizzle").Probabilities[rain]+0.02)

	c, err := features.ReadClusters(strings.NewReader("rain 1 7\nshowers 1 7\ndownpour 1 7\nsunshine 2 8\n"))
	require.NoError(t, err)
	m, _ = train(t, weather(), Settings{Features: features.Settings{Clusters: c}})
	assert.Equal(t, "rain", m.Predict("downpour").Class)
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	back, err := Parse(b)
	require.NoError(t, err)
	assert.Equal(t, m.Predict("downpour"), back.Predict("downpour"))
}

// Word vectors that are none are an error with the line.
func TestVectorsBadInput(t *testing.T) {
	for in, want := range map[string]string{
		"":                    "bad word vectors: no words in it",
		"\n\n":                "bad word vectors: no words in it",
		"rain":                `line 1: "rain": want a word and its numbers on each line`,
		"text,label\nhm,b\n":  `line 1: "text,label": want a word`,
		"2 3\n{\"a\": 1} x y": `line 2: "{\"a\": 1} x y": want a word`,
		"rain 1\nsnow a\n":    `line 2: "a" is no number`,
		"\x1f\x8b\b\x00":      "bad word vectors: they are compressed by gzip",
		"\xba\x16O/\f\x00":    "bad word vectors: a fastText .bin file",
		"stancekv":            "bad word vectors: cut short",
		"rain 1 2\nsnow 1\n":  "line 2: 1 numbers, want 2",
		"9 2\nrain 1 2\n":     "cut short: 1 words, the first line says 9",
		"1 3\nrain 1 2\n":     "line 2: 2 numbers, want 3",
		"0 2\n":               "line 1: sizes 0 and 2",
		"rain 1 NaN\n":        `line 1: "NaN" is no number`,
		"rain 1 -Inf\n":       `line 1: "-Inf" is no number`,
		"rain 1 1e39\n":       `line 1: "1e39" is no number`,
		"rain 1\nno 2\x00\n":  `line 2: "2\x00" is no number`,
		"rain 1\nsnow " + strings.Repeat("1", 1<<20): "line 2: more than 1048576 bytes",
	} {
		_, err := ReadVectors(strings.NewReader(in))
		require.ErrorIs(t, err, ErrVectors, "%.20q", in)
		require.ErrorContains(t, err, want)
	}
	// The first line is one of sizes only where it is two whole numbers.
	v, err := ReadVectors(strings.NewReader("\uFEFFrain 1\r\nsnow\t-2.5\r\na\xffb 0\r\n"))
	require.NoError(t, err)
	require.Equal(t, 3, v.Len())
	row, _ := v.row(features.LookupID("rain", false))
	require.GreaterOrEqual(t, row, 0)
	v, err = ReadVectors(strings.NewReader("\uFEFF2 1\nrain 1\nrain 2\nsnow 3\n"))
	require.NoError(t, err, "a file may hold more than it says")
	require.Equal(t, 2, v.Len())

	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, w := range [][]float32{{nan}, {inf}, {-1}, {2e6}, {}, {1, 1}} {
		_, err := NewVectors([]string{"rain"}, 1, []float32{1}, w)
		require.ErrorIs(t, err, ErrVectors, "%v", w)
	}
	for _, x := range []float32{nan, inf, -inf, 3e38} {
		_, err := NewVectors([]string{"rain"}, 1, []float32{x}, nil)
		require.ErrorIs(t, err, ErrVectors)
	}
	_, err = NewVectors(nil, 0, nil, nil)
	require.ErrorIs(t, err, ErrVectors)

	// At their bounds they give numbers.
	v, err = NewVectors([]string{"rain", "sunshine"}, 1, []float32{-1e6, 1e6}, []float32{1e6, 0})
	require.NoError(t, err)
	m, _ := train(t, weather(), Settings{Vectors: v})
	requireProbabilities(t, m)
}
