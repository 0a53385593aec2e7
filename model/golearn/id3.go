package golearn

import (
	"context"
	"fmt"
	"sync"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/trees"

	"github.com/stancekit/stancekit/model"
)

// ID3 is golearn's decision tree over the presence of features: at each node the
// feature with the greatest information gain (Quinlan, "Induction of Decision
// Trees", Machine Learning 1, 1986). The nodes and their splits are golearn's;
// the search for the best feature is ours, since golearn's asks for each cell
// of each row by a chain of maps that grows with the depth, and breaks ties at
// random. Here the first of equal features wins, and a split without gain ends
// the branch.
//
// As a learner its scores are the shares of the classes in the leaf, with one
// row of each class added (Laplace).
type ID3 struct {
	// Columns is as in [Learner.Columns].
	Columns int
	// MaxDepth is the longest chain of splits. 0 means no bound.
	MaxDepth int
	// MinRows is how many rows a node needs to be split. 0 means 2.
	MinRows int
}

// Name returns the name and the bounds.
func (t ID3) Name() string {
	name := "golearn ID3"
	if t.MaxDepth > 0 {
		name += fmt.Sprintf(", depth %d", t.MaxDepth)
	}
	if t.MinRows > 2 {
		name += fmt.Sprintf(", from %d rows", t.MinRows)
	}
	return name
}

// Learn grows a tree. The errors are those of [Learner.Learn].
func (t ID3) Learn(ctx context.Context, p *model.Problem) (model.Scorer, error) {
	l := Learner{Title: t.Name(), Schema: SchemaSettings{Kind: Binary}, Columns: t.Columns}
	if _, err := l.check(p); err != nil {
		return nil, err
	}
	s := &scorer{learner: l, classes: p.Classes, mu: &sync.Mutex{}}
	grid, err := s.trainingGrid(ctx, p)
	if err != nil {
		return nil, err
	}
	tree, err := t.Tree(ctx, grid)
	if err != nil {
		return nil, err
	}
	out := &treeScorer{classes: len(p.Classes), place: s.place}
	out.root = out.flatten(tree.Root, s)
	return out, nil
}

// Tree grows golearn's tree over a grid of binary features, to be used, printed
// or saved as any other of golearn's. The errors wrap [ErrData], [ErrPanic], or
// are the context's.
func (t ID3) Tree(ctx context.Context, g *Grid) (*trees.ID3DecisionTree, error) {
	_, rows := g.Size()
	switch {
	case g.schema.settings.Kind != Binary || g.schema.settings.FloatClass:
		return nil, fmt.Errorf("golearn: %w: the tree wants binary features and a categorical class", ErrData)
	case len(g.class) != 1 || g.class[0] != g.schema.class:
		return nil, fmt.Errorf("golearn: %w: the tree wants the class of the grid as the class", ErrData)
	case rows == 0:
		return nil, fmt.Errorf("golearn: %w: there are no rows", ErrData)
	case t.MaxDepth < 0 || t.MinRows < 0:
		return nil, fmt.Errorf("golearn: %w: MaxDepth %d, MinRows %d of the tree", model.ErrSettings, t.MaxDepth, t.MinRows)
	}
	grow := &grower{ID3: t, search: newGainSearch(g)}
	tree := trees.NewID3DecisionTreeFromRule(0, grow)
	err := protect("growing a tree", func() error {
		all := make([]int, rows)
		for i := range all {
			all[i] = g.row(i)
		}
		flat := *g
		flat.ctx = nil
		var err error
		tree.Root, err = grow.node(ctx, &flat, all, 0)
		return err
	})
	tree.Rule = new(trees.InformationGainRuleGenerator)
	return tree, err
}

// grower lets golearn make one node at a time, each over a flat grid of its
// rows, where golearn would pile view on view.
type grower struct {
	ID3
	search *gainSearch
	// What the node being made is split by, once; nil for none.
	next *trees.DecisionTreeRule
}

// GenerateSplitRule returns the split of the node, and none for its children.
func (w *grower) GenerateSplitRule(base.FixedDataGrid) *trees.DecisionTreeRule {
	r := w.next
	w.next = nil
	return r
}

// node makes the node of some rows of g.x, and all below it.
func (w *grower) node(ctx context.Context, g *Grid, rows []int, depth int) (*trees.DecisionTreeNode, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w.next = nil
	col := -1
	if len(rows) >= max(w.MinRows, 2) && (w.MaxDepth == 0 || depth < w.MaxDepth) {
		col = w.search.best(rows)
	}
	if col >= 0 {
		w.next = &trees.DecisionTreeRule{SplitAttr: g.schema.features[col]}
	}
	sub := *g
	sub.rows = rows
	n := trees.InferID3Tree(&sub, w)
	n.Class = majority(n.ClassDist, g.schema.classes)
	if col < 0 || n.Children == nil {
		// golearn calls a node that it did not split a rule without a rule,
		// which it cannot print.
		n.Type, n.Children, n.SplitRule = trees.LeafNode, nil, &trees.DecisionTreeRule{}
		return n, nil
	}
	var sides [2][]int
	for _, row := range rows {
		side := 0
		if w.search.has(row, col) {
			side = 1
		}
		sides[side] = append(sides[side], row)
	}
	for side, name := range []string{"0", "1"} {
		child, err := w.node(ctx, g, sides[side], depth+1)
		if err != nil {
			return nil, err
		}
		n.Children[name] = child
	}
	return n, nil
}

// majority returns the class with the most rows, the first of equal ones.
func majority(rows map[string]int, classes []string) string {
	best := ""
	for _, c := range classes {
		if rows[c] > rows[best] {
			best = c
		}
	}
	return best
}

// treeScorer is a tree laid out for our rows. Its nodes are immutable.
type treeScorer struct {
	classes int
	place   []int32
	root    *treeNode
}

type treeNode struct {
	col    int32        // of the schema, that the node is split by
	sides  [2]*treeNode // without it and with it; nil in a leaf
	scores []float64
}

func (t *treeScorer) flatten(n *trees.DecisionTreeNode, s *scorer) *treeNode {
	if n.Children == nil {
		out := &treeNode{scores: make([]float64, t.classes)}
		total := 0
		for _, rows := range n.ClassDist {
			total += rows
		}
		for i, k := range s.learnt {
			out.scores[k] = float64(n.ClassDist[s.schema.classes[i]]+1) / float64(total+t.classes)
		}
		return out
	}
	out := &treeNode{col: int32(s.schema.column[n.SplitRule.SplitAttr])}
	out.sides[0] = t.flatten(n.Children["0"], s)
	out.sides[1] = t.flatten(n.Children["1"], s)
	return out
}

// Scores writes the shares of the classes in the leaf of the row.
func (t *treeScorer) Scores(dst []float64, cols []uint32, values []float32) {
	n := t.root
	for n.scores == nil {
		side := 0
		for i, col := range cols {
			if t.place[col] == n.col && values[i] > 0 {
				side = 1
				break
			}
		}
		n = n.sides[side]
	}
	copy(dst, n.scores)
}
