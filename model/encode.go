package model

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/stancekit/stancekit/features"
)

// blockScale is the weight of each block of features beside the others.
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
	words     *vocabulary
	idf       []float32
	vectors   *Vectors
}

// dims returns the number of columns.
func (e *encoder) dims() int {
	n := len(e.words.ids)
	if e.vectors != nil {
		n += 2 * e.vectors.dim
	}
	return n
}

// newEncoder counts the features of the texts and fixes the columns.
func newEncoder(ctx context.Context, examples []Example, s Settings) (*encoder, error) {
	ex, err := features.New(s.Features)
	if err != nil {
		return nil, err
	}
	shards := shard(len(examples), s.Workers)
	counters := make([]*counter, len(shards))
	err = parallel(ctx, len(shards), s.Workers, func(w int) error {
		c := newCounter()
		var b features.Buffer
		for i := shards[w][0]; i < shards[w][1]; i++ {
			if i%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			ex.Extract(&b, examples[i].Text)
			for _, f := range b.Features {
				if features.BlockOf(f.ID) < features.Looked {
					c.add(f.ID, i)
				}
			}
		}
		counters[w] = c
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, c := range counters[1:] {
		counters[0].merge(c)
	}
	vocab, rows := counters[0].vocabulary(s.minRows(len(examples)))
	e := &encoder{extractor: ex, words: vocab, vectors: s.Vectors}
	n := float64(len(examples))
	e.idf = make([]float32, len(rows))
	for i, df := range rows {
		e.idf[i] = float32(log((1+n)/(1+float64(df))) + 1)
	}
	return e, nil
}

// shard divides n rows into at most k neighbouring ranges.
func shard(n, k int) [][2]int {
	k = max(1, min(k, n/64+1))
	out := make([][2]int, k)
	for i := range out {
		out[i] = [2]int{n * i / k, n * (i + 1) / k}
	}
	return out
}

// parallel calls f(0) to f(n-1) on as many goroutines as workers and returns
// the error of the lowest number, or the context's.
func parallel(ctx context.Context, n, workers int, f func(i int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				errs[i] = f(i)
			}
		}()
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// encodeScratch holds the working memory of encoding, one a goroutine.
type encodeScratch struct {
	buf     features.Buffer
	tf      []float32
	touched []uint32
	dense   []float64
}

// matrix encodes all texts.
func (e *encoder) matrix(ctx context.Context, examples []Example, workers int) (*Matrix, error) {
	shards := shard(len(examples), workers)
	parts := make([]*Matrix, len(shards))
	err := parallel(ctx, len(shards), workers, func(w int) error {
		var s encodeScratch
		m := &Matrix{Start: []int{0}, Columns: e.dims()}
		for i := shards[w][0]; i < shards[w][1]; i++ {
			if i%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			e.appendRow(m, &s, examples[i].Text)
		}
		parts[w] = m
		return nil
	})
	if err != nil {
		return nil, err
	}
	m := parts[0]
	for _, p := range parts[1:] {
		base := len(m.Cols)
		m.Cols = append(m.Cols, p.Cols...)
		m.Values = append(m.Values, p.Values...)
		for _, s := range p.Start[1:] {
			m.Start = append(m.Start, base+s)
		}
	}
	return m, nil
}

// appendRow encodes one text as the next row of m.
func (e *encoder) appendRow(m *Matrix, s *encodeScratch, text string) {
	if s.tf == nil {
		s.tf = make([]float32, len(e.words.ids))
		if e.vectors != nil {
			s.dense = make([]float64, 2*e.vectors.dim)
		}
	}
	e.extractor.Extract(&s.buf, text)
	s.touched = s.touched[:0]
	clear(s.dense)
	var norm [features.Blocks]float64
	for _, f := range s.buf.Features {
		block := features.BlockOf(f.ID)
		if block >= features.Looked {
			if e.vectors != nil {
				norm[block] += e.vectors.add(s.dense, f.ID)
			}
			continue
		}
		col := e.words.column(f.ID)
		if col < 0 {
			continue
		}
		if s.tf[col] == 0 {
			s.touched = append(s.touched, uint32(col))
		}
		s.tf[col]++
		norm[block] += square(e.idf[col])
	}
	slices.Sort(s.touched)
	for b := range norm {
		if norm[b] > 0 {
			norm[b] = blockScale[b] / math.Sqrt(norm[b])
		}
	}
	for _, col := range s.touched {
		x := float64(s.tf[col]) * float64(e.idf[col]) * norm[features.BlockOf(e.words.ids[col])]
		m.Cols = append(m.Cols, col)
		m.Values = append(m.Values, float32(x))
		s.tf[col] = 0
	}
	first := len(e.words.ids)
	for i, x := range s.dense {
		if x != 0 {
			block := features.Looked
			if i >= e.vectors.dim {
				block = features.LookedNegated
			}
			m.Cols = append(m.Cols, uint32(first+i))
			m.Values = append(m.Values, float32(x*norm[block]))
		}
	}
	m.Start = append(m.Start, len(m.Cols))
}

// add adds the weighted vector of a lookup feature's word to its half of dense
// and returns the square of the weight, 0 for a word without a vector.
func (v *Vectors) add(dense []float64, id uint64) float64 {
	row, negated := v.row(id)
	if row < 0 {
		return 0
	}
	if negated {
		dense = dense[v.dim:]
	}
	g := float64(v.weight[row])
	unit := float64(g * float64(v.step[row]))
	for d, q := range v.data[row*v.dim : (row+1)*v.dim] {
		dense[d] += float64(unit * float64(q))
	}
	return float64(g * g)
}

func square(x float32) float64 { return float64(float64(x) * float64(x)) }

// merge adds the counts of another counter whose rows are others.
func (c *counter) merge(o *counter) {
	for i, r := range o.rows {
		if r == 0 {
			continue
		}
		j := c.slot(o.ids[i])
		if c.rows[j] == 0 {
			c.ids[j] = o.ids[i]
			c.used++
		}
		c.rows[j] += r
		if c.used > len(c.ids)/8*5 {
			c.grow()
		}
	}
}
