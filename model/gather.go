package model

import (
	"context"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// gathered are the features of some of the texts.
type gathered struct {
	counter *counter
	rows    Matrix // with the counter's numbers for columns, counts for values
	// dense holds the dimensions of the word vectors, 2·dim a row.
	dense []float32
}

// gather makes and counts the features of the texts; it ends early where the
// context does.
func (e *encoder) gather(ctx context.Context, examples []Example) *gathered {
	g := &gathered{counter: newCounter()}
	g.rows.Start = make([]int, 1, len(examples)+1)
	var b features.Buffer
	var sum vectorSum
	for i := range examples {
		if i%1024 == 0 && ctx.Err() != nil {
			break
		}
		e.extractor.Extract(&b, examples[i].Text)
		sum.reset(e.vectors)
		for _, f := range b.Features {
			if features.BlockOf(f.ID) >= features.Looked {
				sum.add(e.vectors, f.ID)
				continue
			}
			n, c := g.counter.find(f.ID)
			if c.last == uint32(i)+1 {
				g.rows.Values[c.at]++
				continue
			}
			c.last, c.at = uint32(i)+1, len(g.rows.Cols)
			c.rows++
			g.rows.Cols = append(g.rows.Cols, n)
			g.rows.Values = append(g.rows.Values, 1)
		}
		g.rows.Start = append(g.rows.Start, len(g.rows.Cols))
		g.dense = sum.append(g.dense)
	}
	return g
}

// settle replaces numbers by columns, of the features that have one, and counts
// by values. To sort the columns of each row it deals the counts out twice, to
// the columns and, column by column, back to the rows.
func (e *encoder) settle(g *gathered) {
	column := make([]int32, len(g.counter.seen))
	next := make([]int, len(e.words.ids)+1) // where a column's counts go on
	for n, x := range g.counter.seen {
		column[n] = int32(e.words.column(x.id))
		if column[n] >= 0 {
			next[column[n]+1] = int(x.rows)
		}
	}
	for col := range e.words.ids {
		next[col+1] += next[col]
	}
	type cell struct {
		row   uint32
		count float32
	}
	cells := make([]cell, next[len(e.words.ids)])
	old := g.rows
	wide := e.dims() - len(e.words.ids)
	start := make([]int, old.Rows()+1)
	for i := range old.Rows() {
		size := 0
		for j := old.Start[i]; j < old.Start[i+1]; j++ {
			if col := column[old.Cols[j]]; col >= 0 {
				cells[next[col]] = cell{uint32(i), old.Values[j]}
				next[col]++
				size++
			}
		}
		for _, x := range g.dense[i*wide : (i+1)*wide] {
			if x != 0 {
				size++
			}
		}
		start[i+1] = start[i] + size
	}
	size := start[len(start)-1]
	m := Matrix{Start: start, Cols: make([]uint32, size), Values: make([]float32, size)}
	end := slices.Clone(start[:len(start)-1])
	from := 0
	for col, to := range next[:len(e.words.ids)] { // next is now where the following column begins
		for _, c := range cells[from:to] {
			at := end[c.row]
			m.Cols[at], m.Values[at] = uint32(col), c.count
			end[c.row]++
		}
		from = to
	}
	for i, at := range end {
		e.scale(m.Cols[start[i]:at], m.Values[start[i]:at])
		e.putDense(m.Cols[at:start[i+1]], m.Values[at:start[i+1]], g.dense[i*wide:(i+1)*wide])
	}
	g.rows, g.counter, g.dense = m, nil, nil
}

// putDense writes the dimensions of the word vectors that are not 0 to the end
// of a row.
func (e *encoder) putDense(cols []uint32, values, dense []float32) {
	n := 0
	for i, x := range dense {
		if x != 0 {
			cols[n], values[n] = uint32(len(e.words.ids)+i), x
			n++
		}
	}
}
