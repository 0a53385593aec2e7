package golearn

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/trees"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

// tell returns rows of which each column tells a different amount about three
// classes, so that no two tie at the top.
func tell(t testing.TB) *Grid {
	schema, err := NewSchema(names("f", 5), names("c", 3), SchemaSettings{Kind: Binary})
	require.NoError(t, err)
	x := &model.Matrix{Start: []int{0}, Columns: 5}
	var y []int
	for i := range 60 {
		k := i % 3
		add := func(col int, yes bool) {
			if yes {
				x.Cols, x.Values = append(x.Cols, uint32(col)), append(x.Values, 1)
			}
		}
		add(0, i%7 == 0)
		add(1, k == 1 || i%10 == 3)
		add(2, i > 50)
		add(3, k == 2 && i%6 != 5)
		add(4, i%4 == 1)
		x.Start = append(x.Start, len(x.Cols))
		y = append(y, k)
	}
	g, err := schema.Grid(x, y)
	require.NoError(t, err)
	return g
}

// splits lists the splits of a tree from the top, and the classes of its
// leaves, as far as both sides differ.
func splits(n *trees.DecisionTreeNode, depth int) string {
	if n.Children == nil || depth == 0 {
		return n.Class
	}
	return fmt.Sprintf("%s(%s,%s)", n.SplitRule.SplitAttr.GetName(), splits(n.Children["0"], depth-1), splits(n.Children["1"], depth-1))
}

// Down to where ties begin the tree is the one that golearn grows by itself.
func TestID3IsGolearn(t *testing.T) {
	g := tell(t)
	tree, err := ID3{}.Tree(context.Background(), g)
	require.NoError(t, err)
	own := trees.NewID3DecisionTree(0)
	require.NoError(t, own.Fit(base.NewDenseCopy(g)))
	require.Equal(t, splits(own.Root, 2), splits(tree.Root, 2))
	assert.Equal(t, own.Root.ClassDist, tree.Root.ClassDist)
	want, err := own.Predict(g)
	require.NoError(t, err)
	got, err := tree.Predict(g)
	require.NoError(t, err)
	same := 0
	for i := range 60 {
		if base.GetClass(want, i) == base.GetClass(got, i) {
			same++
		}
	}
	assert.GreaterOrEqual(t, same, 57, "rows that nothing tells apart may differ")
	assert.Contains(t, tree.String(), "f1")
}

// The scorer finds the leaf that golearn's Predict finds.
func TestID3Scores(t *testing.T) {
	rows, test := corpus(t, "train/events.jsonl", 200), corpus(t, "test/events.jsonl", 40)
	g, e := sentences(t, rows, words(), SchemaSettings{Kind: Binary})
	for _, id3 := range []ID3{{Columns: -1}, {Columns: -1, MaxDepth: 3, MinRows: 10}} {
		tree, err := id3.Tree(context.Background(), g)
		require.NoError(t, err)
		testGrid, err := e.Examples(model.FromSlice(test))
		require.NoError(t, err)
		want, err := tree.Predict(testGrid)
		require.NoError(t, err)
		p := &model.Problem{X: g.x, Y: g.y, Classes: g.schema.classes}
		for i := range g.y {
			p.Rows, p.Cost = append(p.Rows, i), append(p.Cost, 1)
		}
		s, err := id3.Learn(context.Background(), p)
		require.NoError(t, err)
		scores := make([]float64, len(p.Classes))
		for i := range test {
			cols, values := testGrid.x.Row(i)
			s.Scores(scores, cols, values)
			assert.Equal(t, base.GetClass(want, i), p.Classes[slices.Index(scores, slices.Max(scores))])
		}
		assert.Equal(t, tree.String(), func() string {
			again, err := id3.Tree(context.Background(), g)
			require.NoError(t, err)
			return again.String()
		}(), "the same tree each time")
	}
}

func TestID3Errors(t *testing.T) {
	ctx := context.Background()
	_, err := ID3{}.Tree(ctx, randomGrid(t, 5, 3, 2, SchemaSettings{}))
	require.ErrorIs(t, err, ErrData)
	g := tell(t)
	none, err := g.Subset(nil)
	require.NoError(t, err)
	_, err = ID3{}.Tree(ctx, none)
	require.ErrorIs(t, err, ErrData)
	_, err = ID3{MaxDepth: -1}.Tree(ctx, g)
	require.ErrorIs(t, err, model.ErrSettings)
	require.NoError(t, g.RemoveClassAttribute(g.schema.class))
	_, err = ID3{}.Tree(ctx, g)
	require.ErrorIs(t, err, ErrData)
}

// A subset grows the tree of its rows alone.
func TestID3Subset(t *testing.T) {
	g := tell(t)
	sub, err := g.Subset([]int{30, 31, 32, 33, 34, 1, 2})
	require.NoError(t, err)
	tree, err := ID3{}.Tree(context.Background(), sub)
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"c0": 2, "c1": 3, "c2": 2}, tree.Root.ClassDist)
}

func TestLn(t *testing.T) {
	for _, x := range []float64{1, 1.5, 2, 3, 10, 12345, 1e6} {
		assert.InEpsilon(t, 1+math.Log(x), 1+ln(x), 1e-14)
	}
}
