package golearn

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

func TestSentences(t *testing.T) {
	rows := []model.Example{
		{Text: "We don't accept, never.", Class: "no"},
		{Text: "We accept it; we agree.", Class: "yes"},
	}
	g, e := sentences(t, rows, model.Settings{}, SchemaSettings{})
	_, n := g.Size()
	assert.Equal(t, 2, n)
	assert.Equal(t, []string{"no", "yes"}, g.Schema().Classes())
	assert.Equal(t, "no", g.Class(0))
	features := e.Schema().Features()
	for _, name := range []string{
		"word:accept", "word:do not", "word:accept ,", "stem:^ we", "stem:^ we do", "stem:we", "stem:agre",
		"negated:accept", "char: acc", "char:ept ", "char:gree",
	} {
		assert.Contains(t, features, name)
	}
	assert.Len(t, features, len(slices.Compact(slices.Sorted(slices.Values(features)))), "names come once")
	// The features of a text are those with its name.
	has := func(g *Grid, row int, name string) bool {
		cols, _ := g.x.Row(g.row(row))
		_, found := slices.BinarySearch(cols, uint32(slices.Index(features, name)))
		return found
	}
	assert.True(t, has(g, 0, "negated:accept"))
	assert.False(t, has(g, 1, "negated:accept"))
	assert.True(t, has(g, 1, "word:it ;"))
	new := e.Texts("They accept", "")
	assert.True(t, has(new, 0, "word:accept"))
	assert.False(t, has(new, 0, "stem:^ we"))
	cols, _ := new.x.Row(1)
	assert.Empty(t, cols)
}

// The encoder makes of a text the row that it was learnt from, and that the
// model learns from.
func TestEncoder(t *testing.T) {
	rows := corpus(t, "train/events.jsonl", 240)
	for _, s := range []model.Settings{{}, words(), {MinRows: 4}} {
		g, e := sentences(t, rows, s, SchemaSettings{})
		again, err := e.Examples(model.FromSlice(rows))
		require.NoError(t, err)
		assert.Equal(t, g.x, again.x)
		assert.Equal(t, g.y, again.y)

		sink := &recorder{}
		s.Learner, s.Folds = sink, model.Off
		_, _, err = model.Train(context.Background(), model.FromSlice(rows), s)
		require.NoError(t, err)
		assert.Equal(t, sink.problem.X, g.x)
	}
}

func TestSentencesErrors(t *testing.T) {
	ctx := context.Background()
	one := []model.Example{{Text: "a", Class: "x"}}
	_, _, err := Sentences(ctx, model.FromSlice(one), model.Settings{}, SchemaSettings{})
	require.ErrorIs(t, err, model.ErrOneClass)
	bad := errors.New("bad row")
	failing := func(yield func(model.Example, error) bool) { yield(model.Example{}, bad) }
	_, _, err = Sentences(ctx, failing, model.Settings{}, SchemaSettings{})
	require.ErrorIs(t, err, bad)
	two := append(one, model.Example{Text: "b", Class: "y"})
	_, _, err = Sentences(ctx, model.FromSlice(two), model.Settings{}, SchemaSettings{ClassName: "word:a"})
	require.ErrorIs(t, err, ErrData, "a feature has the name of the class")
	_, e := sentences(t, two, model.Settings{}, SchemaSettings{})
	_, err = e.Examples(model.FromSlice([]model.Example{two[0], {ID: "r2", Text: "c", Class: "z"}}))
	require.ErrorIs(t, err, model.ErrExample)
	require.ErrorContains(t, err, "example 2 (r2)")
	_, err = e.Examples(failing)
	require.ErrorIs(t, err, bad)
}
