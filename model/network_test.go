package model

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// orderly are texts of the same words, told apart by the order of two verbs that
// stand too far from each other for a pair; and vectors that say which nouns
// are alike.
func orderly(n int) ([]Example, *Vectors) {
	rng := rand.New(rand.NewPCG(1, 2))
	nouns := []string{"envoy", "minister", "delegate", "consul", "attache", "herald"}
	var words []string
	var data []float32
	add := func(word string, at int) {
		words = append(words, word)
		for d := range 8 {
			x := float32(rng.NormFloat64() * 0.1)
			if d == at {
				x += 2
			}
			data = append(data, x)
		}
	}
	for _, w := range nouns {
		add(w, 0)
	}
	add("accepts", 1)
	add("declines", 2)
	add("first", 3)
	add("then", 4)
	v, err := NewVectors(words, 8, data, nil)
	if err != nil {
		panic(err)
	}
	var rows []Example
	for i := range n {
		verbs := []string{"accepts", "declines"}
		class := "comes round"
		if i%2 == 0 {
			class = "falls out"
		} else {
			slices.Reverse(verbs)
		}
		noun := func() string { return nouns[rng.IntN(len(nouns))] }
		rows = append(rows, Example{
			ID: fmt.Sprint(i), Class: class, Weight: 1,
			Text: fmt.Sprintf("first %s %s %s %s then %s %s", noun(), noun(), noun(), verbs[0], noun(), verbs[1]),
		})
	}
	return rows, v
}

func trainedNetwork(t testing.TB, workers int) (*Text, *Text) {
	t.Helper()
	rows, v := orderly(300)
	stages := map[string]int{}
	m, _, err := Train(context.Background(), FromSlice(rows), Settings{
		Features: features.Settings{Words: 1, Stems: 1, CharMax: features.Off}, Workers: workers,
		Network:  &Network{Vectors: v, Epochs: 40, Filters: 8},
		Progress: func(p Progress) { stages[p.Stage]++ },
	})
	require.NoError(t, err)
	assert.Equal(t, 120, stages["network"], "an epoch each, of three networks")
	both, err := m.WithNetwork(true)
	require.NoError(t, err)
	return m, both
}

func TestNetworkSeesOrder(t *testing.T) {
	linear, both := trainedNetwork(t, 2)
	rows, _ := orderly(400)
	right := func(m *Text) (n int) {
		for _, e := range rows[300:] {
			p := m.Predict(e.Text)
			if p.Class == e.Class {
				n++
			}
			sum := 0.0
			for _, x := range p.Probabilities {
				sum += x
			}
			require.InDelta(t, 1, sum, 1e-9)
		}
		return n
	}
	assert.Less(t, right(linear), 70, "single words do not tell the order")
	assert.Greater(t, right(both), 95)

	off, err := both.WithNetwork(false)
	require.NoError(t, err)
	assert.Equal(t, linear.Predict(rows[0].Text), off.Predict(rows[0].Text))
	assert.True(t, both.Predict("").Abstained)
	assert.Len(t, both.Predict("no word of these").Probabilities, 2)
}

func TestNetworkFile(t *testing.T) {
	linear, both := trainedNetwork(t, 1)
	_, again := trainedNetwork(t, 3)
	file, err := both.MarshalBinary()
	require.NoError(t, err)
	same, err := again.MarshalBinary()
	require.NoError(t, err)
	assert.True(t, bytes.Equal(file, same), "on one worker and on three")

	back, err := Parse(file)
	require.NoError(t, err)
	assert.True(t, back.HasNetwork())
	rows, _ := orderly(20)
	for _, e := range rows {
		assert.Equal(t, linear.Predict(e.Text), back.Predict(e.Text), "a model that was read has the network off")
	}
	back, err = back.WithNetwork(true)
	require.NoError(t, err)
	for _, e := range rows {
		assert.Equal(t, both.Predict(e.Text), back.Predict(e.Text))
	}
	info, err := Describe(file)
	require.NoError(t, err)
	assert.Equal(t, &NetworkInfo{Members: 3, Widths: []int{2, 3, 5}, Filters: 8, Words: 10, Dim: 8}, info.Network)
	assert.True(t, slices.ContainsFunc(info.Sections, func(s FileSection) bool { return s.Name == "network 3: rows" }))
}

func TestNetworkSettings(t *testing.T) {
	rows, v := orderly(20)
	for name, n := range map[string]Network{
		"no vectors":  {},
		"no filters":  {Vectors: v, Filters: -1},
		"no epochs":   {Vectors: v, Epochs: -1},
		"wide filter": {Vectors: v, Widths: []int{2, 1000}},
	} {
		_, _, err := Train(context.Background(), FromSlice(rows), Settings{Network: &n})
		require.ErrorIs(t, err, ErrSettings, name)
	}
	// Without vectors of its own it has those of the settings.
	_, _, err := Train(context.Background(), FromSlice(rows), Settings{Vectors: v, Network: &Network{Epochs: 1, Filters: 2}})
	require.NoError(t, err)
	m, _ := train(t, weather(), Settings{})
	_, err = m.WithNetwork(true)
	require.ErrorIs(t, err, ErrNoNetwork)
	_, err = m.WithNetwork(false)
	require.NoError(t, err)
	assert.Nil(t, m.NetworkVectors())
}

func TestVectorFile(t *testing.T) {
	_, v := orderly(1)
	var file bytes.Buffer
	n, err := v.WriteTo(&file)
	require.NoError(t, err)
	require.EqualValues(t, file.Len(), n)
	back, err := ReadVectors(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, v, back)
	for cut := range file.Len() {
		_, err := ReadVectors(bytes.NewReader(file.Bytes()[:cut]))
		require.ErrorIs(t, err, ErrVectors, "cut at %d", cut)
	}
	for i := range file.Len() {
		bad := bytes.Clone(file.Bytes())
		bad[i] ^= 0x10
		_, err := ReadVectors(bytes.NewReader(bad))
		require.ErrorIs(t, err, ErrVectors, "byte %d", i)
	}
	long := append(bytes.Clone(file.Bytes()), 0)
	_, err = ReadVectors(bytes.NewReader(long))
	require.ErrorIs(t, err, ErrVectors)
	closed, err := os.Create(t.TempDir() + "/v")
	require.NoError(t, err)
	require.NoError(t, closed.Close())
	_, err = v.WriteTo(closed)
	require.ErrorIs(t, err, os.ErrClosed)
}

// Vectors of any scale and place become the same ones.
func TestVectorsScaled(t *testing.T) {
	a, err := ReadVectors(strings.NewReader("rain 1 0\nsnow 0 1\nsun 0 0\n"))
	require.NoError(t, err)
	b, err := ReadVectors(strings.NewReader("rain 110 7\nsnow 10 107\nsun 10 7\n"))
	require.NoError(t, err)
	assert.Equal(t, a.data, b.data)
	row := make([]float32, 2)
	length := 0.0
	for i := range a.Len() {
		a.values(row, i, 1)
		length += math.Hypot(float64(row[0]), float64(row[1])) / float64(a.Len())
	}
	assert.InDelta(t, meanLength, length, 0.01)
}
