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
	blocks    [features.Blocks]float64 // the weight of each beside the others
	words     *vocabulary
	idf       []float32
	vectors   *Vectors
	// prior is what learning starts from, start its weights of the columns.
	prior *Text
	start *Linear
}

// dims returns the number of columns.
func (e *encoder) dims() int {
	n := len(e.words.ids)
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
	e := &encoder{extractor: ex, blocks: s.blockScale(few), vectors: s.Vectors, prior: s.Prior}
	shards := shard(len(examples), s.Workers)
	parts := make([]*gathered, len(shards))
	err = parallel(ctx, len(shards), s.Workers, func(w int) error {
		parts[w] = e.gather(ctx, examples[shards[w][0]:shards[w][1]])
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	counted()
	all := newCounter()
	for _, p := range parts {
		all.merge(p.counter)
	}
	var rows []uint32
	known := func(uint64) bool { return false }
	if s.Prior != nil {
		known = s.Prior.table.known
	}
	e.words, rows = all.vocabulary(s.minRows(len(examples), few), known)
	n := float64(len(examples))
	e.idf = make([]float32, len(rows))
	memo := map[uint32]float32{} // few counts occur
	for i, df := range rows {
		g, ok := memo[df]
		if !ok {
			g = float32(log((1+n)/(1+float64(df))) + 1)
			memo[df] = g
		}
		e.idf[i] = g
	}
	if s.Prior != nil {
		e.start = s.Prior.start(e)
	}
	err = parallel(ctx, len(parts), s.Workers, func(w int) error {
		e.settle(parts[w])
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
	return e, m, nil
}

// scale turns the counts of a row into values.
func (e *encoder) scale(cols []uint32, values []float32) {
	var norm [features.Blocks]float64
	for i, col := range cols {
		norm[features.BlockOf(e.words.ids[col])] += float64(float64(values[i]) * square(e.idf[col]))
	}
	for b := range norm {
		if norm[b] > 0 {
			norm[b] = e.blocks[b] / math.Sqrt(norm[b])
		}
	}
	for i, col := range cols {
		x := float64(values[i]) * float64(e.idf[col]) * norm[features.BlockOf(e.words.ids[col])]
		values[i] = float32(x)
	}
}

// encodeScratch holds the working memory of encoding one text after the other.
type encodeScratch struct {
	buf     features.Buffer
	counts  map[uint32]float32
	touched []uint32
	sum     vectorSum
	dense   []float32
}

// appendRow encodes one text as the next row of m.
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
			m.Cols = append(m.Cols, uint32(len(e.words.ids)+i))
			m.Values = append(m.Values, x)
		}
	}
	m.Start = append(m.Start, len(m.Cols))
}

func square(x float32) float64 { return float64(float64(x) * float64(x)) }
