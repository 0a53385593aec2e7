package model

import (
	"context"

	"github.com/stancekit/stancekit/features"
)

// gathered are the features of some of the texts.
type gathered struct {
	counter *counter
	// rows hold the counter's numbers for columns, counts for values; and the
	// dimensions of the word vectors, marked.
	rows Matrix
}

// dimension marks the number of a dimension of the word vectors.
const dimension = 1 << 31

// A byte of text makes at most about so many features of a row, and so many that
// no row before had, of which the first are made room for at once: memory that
// turns out not to be needed is not touched.
const (
	featuresAByte = 3
	numbersAByte  = 0.6
	mostAtOnce    = 1 << 24
)

// gather makes and counts the features of the texts, the first of which is row
// first; it ends early where the context does. The numbers of what a word makes
// by itself are looked up once and remembered.
func (e *encoder) gather(ctx context.Context, examples []Example, first int) *gathered {
	size := 0
	for i := range examples {
		size += len(examples[i].Text)
	}
	size = min(featuresAByte*size, mostAtOnce)
	g := &gathered{counter: newCounter(int(numbersAByte / featuresAByte * float64(size)))}
	g.rows = Matrix{Start: make([]int, 1, len(examples)+1), Cols: make([]uint32, 0, size), Values: make([]float32, 0, size)}
	var b features.Buffer
	var sum vectorSum
	var ids []uint64
	var dense []float32
	var numbers, joint []uint32
	var words []wordNumbers
	known := map[*features.Term]int{} // which of words
	for i := range examples {
		if i%1024 == 0 && ctx.Err() != nil {
			break
		}
		e.extractor.ExtractJoint(&b, examples[i].Text)
		hash := rowHash(first + i)
		for t := range b.Tokens {
			term := b.Tokens[t].Term()
			at, ok := known[term]
			if !ok {
				at = len(words)
				known[term] = at
				from := len(numbers)
				ids = e.extractor.AppendAlone(ids[:0], term)
				numbers = g.counter.number(numbers, ids)
				words = append(words, wordNumbers{from: from, to: len(numbers)})
			}
			w := &words[at]
			w.trace += hash
			g.count(numbers[w.from:w.to])
		}
		ids = ids[:0]
		sum.reset(e.vectors)
		for _, f := range b.Features {
			if features.BlockOf(f.ID) >= features.Looked {
				sum.add(e.vectors, f.ID)
				continue
			}
			ids = append(ids, f.ID)
		}
		joint = g.counter.number(joint[:0], ids)
		for _, n := range joint {
			g.counter.traces[n] += hash
		}
		g.count(joint)
		dense = sum.append(dense[:0])
		for d, x := range dense {
			if x != 0 {
				g.rows.Cols, g.rows.Values = append(g.rows.Cols, dimension|uint32(d)), append(g.rows.Values, x)
			}
		}
		g.rows.Start = append(g.rows.Start, len(g.rows.Cols))
	}
	for _, w := range words {
		for _, n := range numbers[w.from:w.to] {
			g.counter.traces[n] += w.trace
		}
	}
	return g
}

// wordNumbers are what a word makes by itself: a range of the numbers of all words.
type wordNumbers struct {
	from, to int
	trace    uint64 // as in counter
}

// count counts occurrences in the last row, which is still open.
func (g *gathered) count(numbers []uint32) {
	seen, m := g.counter.seen, &g.rows
	row := m.Start[len(m.Start)-1]
	for _, n := range numbers {
		x := &seen[n]
		if at := row + int(x.at); at < len(m.Cols) && m.Cols[at] == n {
			m.Values[at]++
			continue
		}
		x.at = uint32(len(m.Cols) - row)
		x.rows++
		m.Cols, m.Values = append(m.Cols, n), append(m.Values, 1)
	}
}

// rowHash returns a number that stands for a row in a trace.
func rowHash(row int) uint64 {
	h := (uint64(row) + 1) * 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// settle replaces numbers by columns, given the column of each, and counts by
// values.
func (g *gathered) settle(e *encoder, column []uint32) {
	m := &g.rows
	n, j := 0, 0
	for i, end := range m.Start[1:] {
		first := n
		for ; j < end && m.Cols[j] < dimension; j++ {
			if col := column[m.Cols[j]]; col != noColumn {
				m.Cols[n], m.Values[n] = col, m.Values[j]
				n++
			}
		}
		e.scale(m.Cols[first:n], m.Values[first:n])
		for ; j < end; j++ {
			m.Cols[n], m.Values[n] = uint32(len(e.weight))+m.Cols[j]-dimension, m.Values[j]
			n++
		}
		m.Start[i+1] = n
	}
	m.Cols, m.Values = m.Cols[:n], m.Values[:n]
	g.counter = nil
}
