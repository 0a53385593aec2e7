package golearn

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

// corpus returns the first n rows of a file of the project's corpus.
func corpus(t testing.TB, file string, n int) []model.Example {
	t.Helper()
	var out []model.Example
	for e, err := range model.Examples(dataset.OpenFile(filepath.Join("..", "..", "testdata", "corpus", filepath.FromSlash(file)), dataset.Options{})) {
		require.NoError(t, err)
		out = append(out, e)
	}
	require.NotEmpty(t, out)
	return out[:min(n, len(out))]
}

// words are settings without character n-grams.
func words() model.Settings {
	return model.Settings{Features: features.Settings{CharMax: features.Off}}
}

func sentences(t testing.TB, rows []model.Example, s model.Settings, as SchemaSettings) (*Grid, *Encoder) {
	t.Helper()
	g, e, err := Sentences(context.Background(), model.FromSlice(rows), s, as)
	require.NoError(t, err)
	return g, e
}

// random returns a matrix with few cells, some of them negative, and classes.
func random(rows, columns, classes int) (*model.Matrix, []int) {
	rng := rand.New(rand.NewPCG(uint64(rows), uint64(columns)))
	x := &model.Matrix{Start: []int{0}, Columns: columns}
	y := make([]int, rows)
	for i := range rows {
		for c := range columns {
			if rng.IntN(5) == 0 {
				x.Cols = append(x.Cols, uint32(c))
				x.Values = append(x.Values, float32(rng.NormFloat64()))
			}
		}
		x.Start = append(x.Start, len(x.Cols))
		y[i] = rng.IntN(classes)
	}
	return x, y
}

func names(prefix string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s%d", prefix, i)
	}
	return out
}

func randomGrid(t testing.TB, rows, columns, classes int, s SchemaSettings) *Grid {
	t.Helper()
	schema, err := NewSchema(names("f", columns), names("c", classes), s)
	require.NoError(t, err)
	x, y := random(rows, columns, classes)
	g, err := schema.Grid(x, y)
	require.NoError(t, err)
	return g
}
