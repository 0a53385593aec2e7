package model

import (
	"context"
	"math"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// blockScale is the weight of each block of features beside the others, but
// where rows are few ([fewScale]).
var blockScale = [features.Blocks]float64{1, 1, 1, 1, 1, 1, 1}

// encoder turns text into scaled sparse vectors. A feature's value is
//
//	scale(block) · tf · idf / √Σ idf²
//
// where the sum runs over the block's occurrences of known features in the
// text: tf-idf with a norm that is itself a sum over occurrences, so that all
// that a word adds can be added up beforehand. idf is the smoothed
// ln((1+N)/(1+n)) + 1 of Salton and Buckley (1988).
//
// Behind the columns of the features stand 2·dim columns of the mean of the
// word vectors, of the words as they are and of those under negation.
type encoder struct {
	extractor *features.Extractor
	columns
	vectors *Vectors
	// prior is what learning starts from, start its weights of the columns.
	prior *Text
	start *Linear
}

// dims returns the number of columns.
func (e *encoder) dims() int {
	n := len(e.weight)
	if e.vectors != nil {
		n += 2 * e.vectors.dim
	}
	return n
}

// encode makes the features of the texts, fixes the columns, and returns the
// texts as rows. Each text is cut into features once: the rows hold counts by
// the number that a feature got as it was first met, until all are counted and
// the numbers can give way to columns.
func encode(ctx context.Context, examples []Example, s Settings, few bool, counted func()) (*encoder, *Matrix, error) {
	ex, err := features.New(s.Features)
	if err != nil {
		return nil, nil, err
	}
	e := &encoder{extractor: ex, vectors: s.Vectors, prior: s.Prior}
	shards := shard(len(examples), s.Workers)
	parts := make([]*gathered, len(shards))
	err = parallel(ctx, len(shards), s.Workers, func(w int) error {
		from, to := shards[w][0], shards[w][1]
		parts[w] = e.gather(ctx, examples[from:to], from)
		return ctx.Err()
	})
	if err != nil {
		return nil, nil, err
	}
	counted()
	all := parts[0].counter
	numbers := make([][]uint32, len(parts)) // in all, of those of each part
	for w, p := range parts[1:] {
		numbers[w+1] = all.merge(p.counter)
		p.counter = nil
	}
	known := func(uint64) bool { return false }
	if s.Prior != nil {
		known = s.Prior.table.known
	}
	f := all.features(s.minRows(len(examples), few), known)
	e.columns = newColumns(f, len(examples))
	e.blocks = s.blockScale(few)
	if penalises(s.Learner) {
		e.arrange(f, len(examples), s.Prior == nil)
	}
	if s.Prior != nil {
		e.start = s.Prior.start(e)
	}
	column := e.numbers(f, len(all.ids))
	err = parallel(ctx, len(parts), s.Workers, func(w int) error {
		of := column
		if numbers[w] != nil {
			of = make([]uint32, len(numbers[w]))
			for i, n := range numbers[w] {
				of[i] = column[n]
			}
		}
		parts[w].settle(e, of)
		return ctx.Err()
	})
	if err != nil {
		return nil, nil, err
	}
	m := &parts[0].rows
	m.Columns = e.dims()
	for _, p := range parts[1:] {
		base := len(m.Cols)
		m.Cols = append(m.Cols, p.rows.Cols...)
		m.Values = append(m.Values, p.rows.Values...)
		for _, s := range p.rows.Start[1:] {
			m.Start = append(m.Start, base+s)
		}
	}
	if e.of == nil {
		m.sortRows()
	}
	return e, m, nil
}

// encodeScratch holds the working memory of encoding one text after the other.
type encodeScratch struct {
	buf     features.Buffer
	counts  map[uint32]float32
	touched []uint32
	sum     vectorSum
	dense   []float32
}

// appendRow encodes one text as the next row of m, where each feature has a
// column.
func (e *encoder) appendRow(m *Matrix, s *encodeScratch, text string) {
	if s.counts == nil {
		s.counts = map[uint32]float32{}
	}
	clear(s.counts)
	s.touched = s.touched[:0]
	e.extractor.Extract(&s.buf, text)
	s.sum.reset(e.vectors)
	for _, f := range s.buf.Features {
		if features.BlockOf(f.ID) >= features.Looked {
			s.sum.add(e.vectors, f.ID)
			continue
		}
		col := e.words.column(f.ID)
		if col < 0 {
			continue
		}
		if s.counts[uint32(col)] == 0 {
			s.touched = append(s.touched, uint32(col))
		}
		s.counts[uint32(col)]++
	}
	slices.Sort(s.touched)
	first := len(m.Cols)
	for _, col := range s.touched {
		m.Cols = append(m.Cols, col)
		m.Values = append(m.Values, s.counts[col])
	}
	e.scale(m.Cols[first:], m.Values[first:])
	s.dense = s.sum.append(s.dense[:0])
	for i, x := range s.dense {
		if x != 0 {
			m.Cols = append(m.Cols, uint32(len(e.weight)+i))
			m.Values = append(m.Values, x)
		}
	}
	m.Start = append(m.Start, len(m.Cols))
}

// scale turns the counts of a row into values.
func (c *columns) scale(cols []uint32, values []float32) {
	var norm [features.Blocks]float64
	for i, col := range cols {
		w := &c.weight[col]
		norm[w.block] += float64(float64(values[i]) * square(w.value))
	}
	factor := c.scales(&norm)
	for i, col := range cols {
		w := &c.weight[col]
		values[i] = float32(float64(values[i]) * float64(w.value) * factor[w.block])
	}
}

// scales returns what the values of each block are multiplied with, given the sum
// of their squares over the occurrences.
func (c *columns) scales(norm *[features.Blocks]float64) (factor [features.Blocks]float64) {
	for b, s := range norm {
		if s > 0 {
			factor[b] = c.blocks[b] / math.Sqrt(s)
		}
	}
	return factor
}

func square(x float32) float64 { return float64(float64(x) * float64(x)) }
