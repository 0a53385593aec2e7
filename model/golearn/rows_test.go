package golearn

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

const csv = `length,colour,wet,kind
1.5,red,1,apple
0,green,0,pear
-2.25,red,0,apple
3,blue,1,pear
`

func parseCSV(t testing.TB, text string) *base.DenseInstances {
	t.Helper()
	g, err := base.ParseCSVToInstancesFromReader(strings.NewReader(text), true)
	require.NoError(t, err)
	return g
}

// dense returns a row as a slice.
func (r *Rows) dense(row int) []float32 {
	out := make([]float32, r.X.Columns)
	cols, values := r.X.Row(row)
	for i, c := range cols {
		out[c] = values[i]
	}
	return out
}

func (r *Rows) all() [][]float32 {
	out := make([][]float32, r.X.Rows())
	for i := range out {
		out[i] = r.dense(i)
	}
	return out
}

func TestFromCSV(t *testing.T) {
	r, err := FromGrid(parseCSV(t, csv))
	require.NoError(t, err)
	assert.Equal(t, []string{"apple", "pear"}, r.Classes)
	assert.Equal(t, []int{0, 1, 0, 1}, r.Y)
	at := map[string]int{}
	for i, n := range r.Names {
		at[n] = i
	}
	require.Len(t, at, 5)
	row := r.dense(2)
	assert.Equal(t, []float32{-2.25, 1, 0, 0, 0}, []float32{
		row[at["length"]], row[at["colour=red"]], row[at["colour=green"]], row[at["colour=blue"]], row[at["wet"]],
	})
}

// Columns are bound by name: in another order, with one more, and with a value
// and a class that are new.
func TestColumnsByName(t *testing.T) {
	first := parseCSV(t, csv)
	c, err := ColumnsOf(first)
	require.NoError(t, err)
	want, err := c.Read(first)
	require.NoError(t, err)

	other := parseCSV(t, `colour,extra,kind,wet,length
red,9,pear,1,1.5
violet,8,plum,0,-2.25
`)
	for _, a := range other.AllClassAttributes() {
		require.NoError(t, other.RemoveClassAttribute(a))
	}
	require.NoError(t, other.AddClassAttribute(base.GetAttributeByName(other, "kind")))
	got, err := c.Read(other)
	require.NoError(t, err)
	assert.Equal(t, want.dense(0), got.dense(0))
	assert.Equal(t, []int{1, -1}, got.Y, "pear, and what was not there before")
	row := got.dense(1)
	for i, n := range c.Names() {
		if strings.HasPrefix(n, "colour=") {
			assert.Zero(t, row[i])
		}
	}
	_, err = c.Read(parseCSV(t, "colour,wet,kind\nred,1,pear\n"))
	require.ErrorIs(t, err, ErrData)
	require.ErrorContains(t, err, `"length"`)
	_, err = c.Read(parseCSV(t, "length,colour,wet,kind\nlong,red,1,pear\n"))
	require.ErrorContains(t, err, `"length" is categorical, want float`)
}

// Our rows come back from golearn's forms as they went.
func TestRoundTrip(t *testing.T) {
	for _, s := range allSettings {
		g := randomGrid(t, 30, 40, 3, s)
		g, err := g.Subset([]int{4, 9, 2, 2, 25, 17, 11, 8, 0})
		require.NoError(t, err)
		sparse, err := FromGrid(g)
		require.NoError(t, err)
		dense, err := FromGrid(base.NewDenseCopy(g))
		require.NoError(t, err)
		view, err := FromGrid(base.NewInstancesViewFromVisible(g, []int{0, 1, 2, 3, 4, 5, 6, 7, 8}, g.AllAttributes()))
		require.NoError(t, err)
		for _, other := range []*Rows{dense, view} {
			assert.Equal(t, sparse.Names, other.Names)
			assert.Equal(t, sparse.all(), other.all())
			assert.Equal(t, sparse.Y, other.Y)
		}
		assert.Equal(t, names("f", 40), sparse.Names)
	}
}

// A grid whose columns stand in another order reads the same, through the quick
// way and cell by cell.
func TestReadSparseReordered(t *testing.T) {
	g := randomGrid(t, 25, 20, 2, SchemaSettings{})
	turned := names("f", 20)
	for i := range turned {
		turned[i] = g.schema.Features()[(i+7)%20]
	}
	dense := base.NewDenseInstances()
	for _, n := range turned {
		dense.AddAttribute(base.NewFloatAttribute(n))
	}
	require.NoError(t, dense.Extend(1))
	c, err := ColumnsOf(dense)
	require.NoError(t, err)
	sparse, err := c.Read(g)
	require.NoError(t, err)
	cells, err := c.Read(base.NewDenseCopy(g))
	require.NoError(t, err)
	assert.Equal(t, cells.all(), sparse.all())
	assert.Nil(t, sparse.Y, "there is no class in the columns")

	// A feature that is a class no longer is a column.
	require.NoError(t, g.RemoveClassAttribute(g.schema.class))
	require.NoError(t, g.AddClassAttribute(g.schema.features[2]))
	r, err := FromGrid(g)
	require.NoError(t, err)
	assert.NotContains(t, r.Names, "f2")
	assert.Contains(t, r.Names, "class=c0")
	assert.Greater(t, len(r.Classes), 2)
}

func TestReadErrors(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1), 1e300} {
		g := parseCSV(t, csv)
		spec, err := g.GetAttribute(base.GetAttributeByName(g, "length"))
		require.NoError(t, err)
		g.Set(spec, 1, base.PackFloatToBytes(bad))
		_, err = FromGrid(g)
		require.ErrorIs(t, err, ErrData)
		require.ErrorContains(t, err, `row 1: attribute "length"`)
	}
	g := parseCSV(t, csv)
	require.NoError(t, g.AddClassAttribute(base.GetAttributeByName(g, "wet")))
	_, err := FromGrid(g)
	require.ErrorIs(t, err, ErrData, "two classes")
	twice := base.NewDenseInstances()
	twice.AddAttribute(base.NewFloatAttribute("a"))
	twice.AddAttribute(base.NewBinaryAttribute("a"))
	_, err = FromGrid(twice)
	require.ErrorIs(t, err, ErrData, "two attributes of one name")
	_, err = FromGrid(broken{parseCSV(t, csv)})
	require.ErrorIs(t, err, ErrPanic)
}

func TestRowsProblem(t *testing.T) {
	r, err := FromGrid(flowers(t, 90))
	require.NoError(t, err)
	r.Y[4] = -1
	p := r.Problem()
	assert.Len(t, p.Rows, 89)
	assert.NotContains(t, p.Rows, 4)
	scale := scaleOf(p.X)
	apply(scale, p.X)
	s, err := model.SVM{Cost: 1}.Learn(context.Background(), p)
	require.NoError(t, err)
	scores := make([]float64, 3)
	right := 0
	for i, y := range r.Y {
		cols, values := p.X.Row(i)
		s.Scores(scores, cols, values)
		if slices.Index(scores, slices.Max(scores)) == y {
			right++
		}
	}
	assert.Greater(t, right, 75)
}

// broken is data that panics.
type broken struct{ base.FixedDataGrid }

func (broken) AllAttributes() []base.Attribute { panic("broken") }
