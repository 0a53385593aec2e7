package golearn

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

var allSettings = []SchemaSettings{
	{}, {Kind: Binary}, {FloatClass: true}, {Kind: Binary, FloatClass: true, ClassName: "label"},
}

// requireSame requires that two grids hold the same attributes by name, and the
// same bytes in each cell, by Get and by MapOverRows.
func requireSame(t *testing.T, want, got base.FixedDataGrid) {
	t.Helper()
	wantCols, wantRows := want.Size()
	cols, rows := got.Size()
	require.Equal(t, [2]int{wantCols, wantRows}, [2]int{cols, rows})
	attrs := want.AllAttributes()
	require.ElementsMatch(t, attributeNames(attrs), attributeNames(got.AllAttributes()))
	require.Equal(t, attributeNames(want.AllClassAttributes()), attributeNames(got.AllClassAttributes()))
	a, b := base.ResolveAttributes(want, attrs), base.ResolveAttributes(got, attrs)
	byName := map[string]base.AttributeSpec{}
	for _, s := range a {
		byName[s.GetAttribute().GetName()] = s
	}
	for _, s := range b {
		for row := range rows {
			require.Equal(t, want.Get(byName[s.GetAttribute().GetName()], row), got.Get(s, row), "row %d, %v", row, s.GetAttribute())
		}
	}
	visited := 0
	require.NoError(t, got.MapOverRows(b, func(cells [][]byte, row int) (bool, error) {
		require.Equal(t, visited, row)
		visited++
		for i, s := range b {
			if w := want.Get(byName[s.GetAttribute().GetName()], row); !bytes.Equal(w, cells[i]) {
				require.Equal(t, w, cells[i], "row %d, %v", row, s.GetAttribute())
			}
		}
		return true, nil
	}))
	require.Equal(t, rows, visited)
}

func attributeNames(attrs []base.Attribute) []string {
	var out []string
	for _, a := range attrs {
		out = append(out, a.GetName())
	}
	return out
}

// The sparse grid answers as golearn's dense copy of it does, and as a dense
// grid that was filled by hand.
func TestGridIsDense(t *testing.T) {
	for _, s := range allSettings {
		g := randomGrid(t, 40, 70, 3, s)
		requireSame(t, base.NewDenseCopy(g), g)

		dense := base.NewDenseInstances()
		specs := map[string]base.AttributeSpec{}
		for _, a := range g.AllAttributes() {
			specs[a.GetName()] = dense.AddAttribute(a)
		}
		class := g.AllClassAttributes()[0]
		require.NoError(t, dense.AddClassAttribute(class))
		require.NoError(t, dense.Extend(40))
		for row := range 40 {
			for col, a := range g.AllAttributes()[:70] {
				value := float32(0)
				cols, values := g.x.Row(row)
				for i, c := range cols {
					if int(c) == col {
						value = values[i]
					}
				}
				// golearn's own reading of numbers.
				cell := a.GetSysValFromString(fmt.Sprintf("%.17g", value))
				dense.Set(specs[a.GetName()], row, cell)
			}
			name := fmt.Sprint(g.y[row])
			if !s.FloatClass {
				name = g.Class(row)
			}
			dense.Set(specs[class.GetName()], row, class.GetSysValFromString(name))
		}
		requireSame(t, dense, g)
	}
}

func TestGridSubset(t *testing.T) {
	g := randomGrid(t, 20, 15, 2, SchemaSettings{})
	sub, err := g.Subset([]int{7, 3, 3, 19})
	require.NoError(t, err)
	subsub, err := sub.Subset([]int{3, 0})
	require.NoError(t, err)
	requireSame(t, base.NewDenseCopy(sub), sub)
	for _, s := range base.ResolveAllAttributes(g) {
		assert.Equal(t, g.Get(s, 3), sub.Get(s, 2))
		assert.Equal(t, g.Get(s, 19), subsub.Get(s, 0))
		assert.Equal(t, g.Get(s, 7), subsub.Get(s, 1))
	}
	assert.Equal(t, g.Class(7), sub.Class(0))
	empty, err := g.Subset(nil)
	require.NoError(t, err)
	_, rows := empty.Size()
	assert.Zero(t, rows, "a subset of no rows has none")
	for _, row := range []int{-1, 4} {
		_, err := sub.Subset([]int{row})
		require.ErrorIs(t, err, ErrData)
	}
}

// golearn's own view of the grid gives the same cells.
func TestGridView(t *testing.T) {
	g := randomGrid(t, 20, 15, 2, SchemaSettings{})
	rows := []int{5, 4, 11}
	view := base.NewInstancesViewFromVisible(g, rows, g.AllAttributes())
	sub, err := g.Subset(rows)
	require.NoError(t, err)
	for _, s := range base.ResolveAllAttributes(view) {
		for i := range rows {
			require.Equal(t, sub.Get(s, i), view.Get(s, i))
		}
	}
}

func TestGridMapOverRows(t *testing.T) {
	g := randomGrid(t, 6, 9, 2, SchemaSettings{})
	specs := base.ResolveAllAttributes(g)
	odd := []base.AttributeSpec{specs[4], specs[0], specs[2], specs[4], specs[0]}
	n := 0
	require.NoError(t, g.MapOverRows(odd, func(cells [][]byte, row int) (bool, error) {
		for i, s := range odd {
			require.Equal(t, g.Get(s, row), cells[i])
		}
		n++
		return n < 3, nil
	}))
	assert.Equal(t, 3, n, "false ends it")
	stop := errors.New("stop")
	require.ErrorIs(t, g.MapOverRows(nil, func([][]byte, int) (bool, error) { return true, stop }), stop)
	other := randomGrid(t, 2, 12, 2, SchemaSettings{})
	require.ErrorIs(t, g.MapOverRows(base.ResolveAllAttributes(other), nil), ErrData, "f11 is not there")
}

// Attributes are found by pointer, and by name where another grid's are equal.
func TestGridAttributes(t *testing.T) {
	g, twin := randomGrid(t, 5, 40, 2, SchemaSettings{}), randomGrid(t, 5, 40, 2, SchemaSettings{})
	for i, a := range twin.AllAttributes() {
		spec, err := g.GetAttribute(a)
		require.NoError(t, err)
		assert.Same(t, g.AllAttributes()[i], spec.GetAttribute())
	}
	binary, err := g.With(SchemaSettings{Kind: Binary})
	require.NoError(t, err)
	for _, a := range []base.Attribute{nil, base.NewFloatAttribute("nothing"), binary.AllAttributes()[0]} {
		_, err := g.GetAttribute(a)
		require.ErrorIs(t, err, ErrData)
		require.ErrorIs(t, g.AddClassAttribute(a), ErrData)
		require.ErrorIs(t, g.RemoveClassAttribute(a), ErrData)
	}
	f3, class := twin.AllAttributes()[3], twin.AllAttributes()[40]
	require.NoError(t, g.AddClassAttribute(f3))
	require.NoError(t, g.AddClassAttribute(f3))
	assert.Equal(t, []string{"class", "f3"}, attributeNames(g.AllClassAttributes()))
	require.NoError(t, g.RemoveClassAttribute(class))
	assert.Equal(t, []string{"f3"}, attributeNames(g.AllClassAttributes()))
	assert.Equal(t, []string{"class"}, attributeNames(twin.AllClassAttributes()), "others stay as they are")
	assert.Len(t, base.NonClassAttributes(g), 40)
	assert.Contains(t, g.String(), "5 rows, 40 float features")
	assert.Contains(t, binary.RowString(0), "c")
}

func TestGridErrors(t *testing.T) {
	s, err := NewSchema([]string{"a", "b"}, []string{"x", "y"}, SchemaSettings{})
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b"}, s.Features())
	assert.Equal(t, []string{"x", "y"}, s.Classes())
	ok := &model.Matrix{Start: []int{0, 1}, Cols: []uint32{1}, Values: []float32{2}, Columns: 2}
	_, err = s.Grid(ok, []int{0})
	require.NoError(t, err)
	for name, c := range map[string]struct {
		x *model.Matrix
		y []int
	}{
		"no starts":      {&model.Matrix{Columns: 2}, nil},
		"columns":        {&model.Matrix{Start: []int{0}, Columns: 3}, nil},
		"rows":           {ok, []int{0, 1}},
		"class":          {ok, []int{2}},
		"negative class": {ok, []int{-1}},
		"column":         {&model.Matrix{Start: []int{0, 1}, Cols: []uint32{2}, Values: []float32{2}, Columns: 2}, []int{0}},
		"order":          {&model.Matrix{Start: []int{0, 2}, Cols: []uint32{1, 0}, Values: []float32{2, 1}, Columns: 2}, []int{0}},
	} {
		_, err := s.Grid(c.x, c.y)
		require.ErrorIs(t, err, ErrData, name)
	}
	for name, c := range map[string]struct {
		features, classes []string
		s                 SchemaSettings
	}{
		"empty name":  {[]string{""}, []string{"x"}, SchemaSettings{}},
		"twice":       {[]string{"a", "a"}, []string{"x"}, SchemaSettings{}},
		"class name":  {[]string{"class"}, []string{"x"}, SchemaSettings{}},
		"class twice": {[]string{"a"}, []string{"x", "x"}, SchemaSettings{}},
		"no class":    {[]string{"a"}, nil, SchemaSettings{}},
		"kind":        {[]string{"a"}, []string{"x"}, SchemaSettings{Kind: 7}},
	} {
		_, err := NewSchema(c.features, c.classes, c.s)
		require.ErrorIs(t, err, ErrData, name)
	}
}
