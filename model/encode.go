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
func encode(ctx context.Context, examples []Example, s Settings, counted func()) (*encoder, *Matrix, error) {
	ex, err := features.New(s.Features)
	if err != nil {
		return nil, nil, err
	}
	e := &encoder{extractor: ex, vectors: s.Vectors, prior: s.Prior}
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
	e.words, rows = all.vocabulary(s.minRows(len(examples)), known)
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
