package model

import (
	"context"
	"math"
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

// encode makes the features of the texts, fixes the columns, and returns the
// texts as rows. Each text is cut into features once: the rows hold counts by
// the number that a feature got as it was first met, until all are counted and
// the numbers can give way to columns.
func encode(ctx context.Context, examples []Example, s Settings, counted func()) (*encoder, *Matrix, error) {
	ex, err := features.New(s.Features)
	if err != nil {
		return nil, nil, err
	}
	e := &encoder{extractor: ex, vectors: s.Vectors}
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
	e.words, rows = all.vocabulary(s.minRows(len(examples)))
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
// by values.
func (e *encoder) settle(g *gathered) {
	column := make([]int32, len(g.counter.seen))
	for n := range column {
		column[n] = int32(e.words.column(g.counter.seen[n].id))
	}
	g.counter = nil
	old := g.rows
	if len(g.dense) > 0 { // rows may grow
		g.rows.Cols, g.rows.Values = make([]uint32, 0, len(old.Cols)), make([]float32, 0, len(old.Cols))
	} else {
		g.rows.Cols, g.rows.Values = old.Cols[:0], old.Values[:0]
	}
	g.rows.Start = make([]int, 1, len(old.Start))
	wide := e.dims() - len(e.words.ids)
	for i := range old.Rows() {
		first := len(g.rows.Cols)
		for j := old.Start[i]; j < old.Start[i+1]; j++ {
			if col := column[old.Cols[j]]; col >= 0 {
				g.rows.Cols = append(g.rows.Cols, uint32(col))
				g.rows.Values = append(g.rows.Values, old.Values[j])
			}
		}
		e.scale(g.rows.Cols[first:], g.rows.Values[first:])
		e.appendDense(&g.rows, g.dense[i*wide:(i+1)*wide])
		g.rows.Start = append(g.rows.Start, len(g.rows.Cols))
	}
}

// scale turns the counts of a row into values.
func (e *encoder) scale(cols []uint32, values []float32) {
	var norm [features.Blocks]float64
	for i, col := range cols {
		norm[features.BlockOf(e.words.ids[col])] += float64(float64(values[i]) * square(e.idf[col]))
	}
	for b := range norm {
		if norm[b] > 0 {
			norm[b] = blockScale[b] / math.Sqrt(norm[b])
		}
	}
	for i, col := range cols {
		x := float64(values[i]) * float64(e.idf[col]) * norm[features.BlockOf(e.words.ids[col])]
		values[i] = float32(x)
	}
}

// appendDense adds the dimensions of the word vectors to the row that is being
// made.
func (e *encoder) appendDense(m *Matrix, dense []float32) {
	first := len(e.words.ids)
	for i, x := range dense {
		if x != 0 {
			m.Cols = append(m.Cols, uint32(first+i))
			m.Values = append(m.Values, x)
		}
	}
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

// encodeScratch holds the working memory of encoding one text after the other.
type encodeScratch struct {
	buf features.Buffer
	at  map[uint32]int // where a column stands in the row
	sum vectorSum
}

// appendRow encodes one text as the next row of m.
func (e *encoder) appendRow(m *Matrix, s *encodeScratch, text string) {
	if s.at == nil {
		s.at = map[uint32]int{}
	}
	clear(s.at)
	e.extractor.Extract(&s.buf, text)
	s.sum.reset(e.vectors)
	first := len(m.Cols)
	for _, f := range s.buf.Features {
		if features.BlockOf(f.ID) >= features.Looked {
			s.sum.add(e.vectors, f.ID)
			continue
		}
		col := e.words.column(f.ID)
		if col < 0 {
			continue
		}
		if at, ok := s.at[uint32(col)]; ok {
			m.Values[at]++
			continue
		}
		s.at[uint32(col)] = len(m.Cols)
		m.Cols = append(m.Cols, uint32(col))
		m.Values = append(m.Values, 1)
	}
	e.scale(m.Cols[first:], m.Values[first:])
	e.appendDense(m, s.sum.append(nil))
	m.Start = append(m.Start, len(m.Cols))
}

// vectorSum is the weighted mean of the word vectors of a text: those of the
// words as they are, and those of words under negation behind them.
type vectorSum struct {
	sum  []float64
	norm [2]float64 // the sum of the squares of the weights, of each half
}

// reset makes it the sum of no words.
func (s *vectorSum) reset(v *Vectors) {
	if v != nil && s.sum == nil {
		s.sum = make([]float64, 2*v.dim)
	}
	clear(s.sum)
	s.norm = [2]float64{}
}

// add adds the weighted vector of a lookup feature's word, if it has one.
func (s *vectorSum) add(v *Vectors, id uint64) {
	if v == nil {
		return
	}
	row, negated := v.row(id)
	if row < 0 {
		return
	}
	half := 0
	if negated {
		half = 1
	}
	sum := s.sum[half*v.dim:]
	g := float64(v.weight[row])
	unit := float64(g * float64(v.step[row]))
	for d, q := range v.data[row*v.dim : (row+1)*v.dim] {
		sum[d] += float64(unit * float64(q))
	}
	s.norm[half] += float64(g * g)
}

// append appends the dimensions to dst.
func (s *vectorSum) append(dst []float32) []float32 {
	half := len(s.sum) / 2
	for i, x := range s.sum {
		if x != 0 {
			block, h := features.Looked, 0
			if i >= half {
				block, h = features.LookedNegated, 1
			}
			x *= blockScale[block] / math.Sqrt(s.norm[h])
		}
		dst = append(dst, float32(x))
	}
	return dst
}

func square(x float32) float64 { return float64(float64(x) * float64(x)) }
