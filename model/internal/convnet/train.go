package convnet

import (
	"context"
	"math"
	"math/rand/v2"
	"sync"
)

// Settings say how a network is trained. The zero value is not usable.
type Settings struct {
	Epochs    int     // passes over the rows
	Batch     int     // rows a step
	Rate      float64 // the first step's, falling to 0 on a line
	Dropout   float64 // share of pooled responses left out in each row
	Smoothing float64 // share of each row's target spread over all classes
	Decay     float64 // of the weights, a step, times the rate
	Seed      uint64
	Workers   int
	// Exp is e to the power of x.
	Exp func(x float64) float64
	// Progress, if set, is called after each epoch with the mean loss.
	Progress func(epoch int)
}

// Row is one text to learn from.
type Row struct {
	Words []int // places in the table, or Unknown
	Class int
	Cost  float64
}

// shards is into how many parts a batch is divided, each with its own sums:
// fixed, so that the order of summation is, too.
const shards = 4

// Train learns a network by stochastic gradient descent (Adam of Kingma and Ba,
// ICLR 2015, with decoupled weight decay of Loshchilov and Hutter, ICLR 2019;
// dropout of Srivastava et al., JMLR 2014; label smoothing of Szegedy et al.,
// CVPR 2016). The error is the shape's or the context's.
func Train(ctx context.Context, shape Shape, words Table, rows []Row, s Settings) (*Net, error) {
	if err := shape.Check(); err != nil {
		return nil, err
	}
	t := newTrainer(shape, words, rows, s)
	rng := rand.New(rand.NewPCG(s.Seed, 0xc0f))
	t.start(rng)
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	steps := s.Epochs * ((len(rows) + s.Batch - 1) / s.Batch)
	step := 0
	for epoch := range s.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for b := 0; b < len(order); b += s.Batch {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			t.step(order[b:min(b+s.Batch, len(order))], epoch, s.Rate*(1-float64(step)/float64(steps)))
			step++
		}
		if s.Progress != nil {
			s.Progress(epoch + 1)
		}
	}
	return New(shape, t.params, words)
}

type trainer struct {
	Settings
	shape  Shape
	words  Table
	rows   []Row
	params Params
	all    []*adam
	part   [shards]*part

	// The words of the batch.
	seen    []int32 // word to its number in the batch, behind stamp
	stamp   []int32
	now     int32
	batch   []int
	vectors []float32 // of the batch's words
	product []float32 // their responses
}

// part is the work of one shard.
type part struct {
	scratch Scratch
	grad    Params
	masked  []float32
	logits  []float64
	delta   []float32
}

func newParams(s Shape) Params {
	rows, bias, out, outBias := s.Sizes()
	return Params{
		Rows: make([]float32, rows), Bias: make([]float32, bias),
		Out: make([]float32, out), OutBias: make([]float32, outBias),
	}
}

func (p *Params) arrays() [4][]float32 { return [4][]float32{p.Rows, p.Bias, p.Out, p.OutBias} }

func newTrainer(shape Shape, words Table, rows []Row, s Settings) *trainer {
	t := &trainer{
		Settings: s, shape: shape, words: words, rows: rows, params: newParams(shape),
		seen: make([]int32, words.Len()), stamp: make([]int32, words.Len()),
	}
	for i := range t.part {
		t.part[i] = &part{
			grad: newParams(shape), masked: make([]float32, shape.pooled()),
			logits: make([]float64, shape.Classes), delta: make([]float32, shape.Classes),
		}
	}
	for _, a := range t.params.arrays() {
		t.all = append(t.all, &adam{params: a, mean: make([]float32, len(a)), square: make([]float32, len(a))})
	}
	return t
}

// start draws the first parameters, uniform within 1/sqrt(inputs).
func (t *trainer) start(rng *rand.Rand) {
	fill := func(x []float32, inputs int) {
		bound := 1 / math.Sqrt(float64(inputs))
		for i := range x {
			x[i] = float32(float64(2*rng.Float64()-1) * bound)
		}
	}
	f := t.shape.Filters
	rows, bias := t.params.Rows, t.params.Bias
	for _, width := range t.shape.Widths {
		n := width * f * t.shape.Dim
		fill(rows[:n], width*t.shape.Dim)
		fill(bias[:f], width*t.shape.Dim)
		rows, bias = rows[n:], bias[f:]
	}
	fill(t.params.Out, t.shape.pooled())
	fill(t.params.OutBias, t.shape.pooled())
}

// step learns from one batch of rows.
func (t *trainer) step(batch []int, epoch int, rate float64) {
	t.respond(batch)
	total := 0.0
	for _, i := range batch {
		total += t.rows[i].Cost
	}
	t.each(shards, func(s int) {
		p := t.part[s]
		for _, g := range p.grad.arrays() {
			clear(g)
		}
		for _, i := range batch[len(batch)*s/shards : len(batch)*(s+1)/shards] {
			t.learn(p, i, epoch, t.rows[i].Cost/total)
		}
	})
	var grads [shards][4][]float32
	for s, p := range t.part {
		grads[s] = p.grad.arrays()
	}
	for k, a := range t.all {
		a.steps++
		a.prepare()
		const chunk = 1 << 13
		t.each((len(a.params)+chunk-1)/chunk, func(c int) {
			from, to := c*chunk, min((c+1)*chunk, len(a.params))
			sum := grads[0][k]
			for s := 1; s < shards; s++ {
				add(sum[from:to], grads[s][k][from:to])
			}
			a.update(sum, from, to, rate, t.Decay)
		})
	}
}

// respond works out the responses of the batch's words, each once.
func (t *trainer) respond(batch []int) {
	t.now++
	t.batch = t.batch[:0]
	for _, i := range batch {
		for _, w := range t.rows[i].Words {
			if w >= 0 && t.stamp[w] != t.now {
				t.stamp[w], t.seen[w] = t.now, int32(len(t.batch))
				t.batch = append(t.batch, w)
			}
		}
	}
	d, n := t.shape.Dim, t.shape.places()
	if need := len(t.batch) * d; cap(t.vectors) < need {
		t.vectors = make([]float32, need+need/4)
	}
	if need := len(t.batch) * n; cap(t.product) < need {
		t.product = make([]float32, need+need/4)
	}
	t.vectors, t.product = t.vectors[:len(t.batch)*d], t.product[:len(t.batch)*n]
	t.each((len(t.batch)+1)/2, func(pair int) {
		i := 2 * pair
		x0, y0 := t.vectors[i*d:(i+1)*d], t.product[i*n:(i+1)*n]
		t.words.Row(x0, t.batch[i])
		if i++; i == len(t.batch) {
			products(y0, nil, x0, nil, t.params.Rows)
			return
		}
		x1, y1 := t.vectors[i*d:(i+1)*d], t.product[i*n:(i+1)*n]
		t.words.Row(x1, t.batch[i])
		products(y0, y1, x0, x1, t.params.Rows)
	})
}

// learn adds the gradient of one row's loss, the cross-entropy, times its share
// of the batch.
func (t *trainer) learn(p *part, i, epoch int, share float64) {
	row := &t.rows[i]
	n, k, f := t.shape.places(), t.shape.Classes, t.shape.Filters
	s := &p.scratch
	s.words = s.words[:0]
	for _, w := range row.Words {
		var r []float32
		if w >= 0 {
			at := int(t.seen[w]) * n
			r = t.product[at : at+n]
		}
		s.words = append(s.words, r)
	}
	s.pool(t.shape, t.params.Bias)

	rng := rand.NewPCG(t.Seed^uint64(epoch)<<32, uint64(i))
	keep := 1 - t.Dropout
	limit := uint64(keep * (1 << 32))
	scale := float32(1 / keep)
	for j, h := range s.high {
		p.masked[j] = 0
		if rng.Uint64()>>32 < limit {
			p.masked[j] = float32(h * scale)
		}
	}
	output(p.logits, p.masked, &t.params)
	top := math.Inf(-1)
	for _, v := range p.logits {
		top = max(top, v)
	}
	sum := 0.0
	for c, v := range p.logits {
		p.logits[c] = t.Exp(v - top)
		sum += p.logits[c]
	}
	for c, e := range p.logits {
		target := t.Smoothing / float64(k)
		if c == row.Class {
			target += 1 - t.Smoothing
		}
		p.delta[c] = float32(share * (e/sum - target))
		p.grad.OutBias[c] += p.delta[c]
	}
	d := t.shape.Dim
	first := 0
	for w, width := range t.shape.Widths {
		for j := w * f; j < (w+1)*f; j++ {
			h := p.masked[j]
			if h == 0 {
				continue
			}
			var back float32
			out, grad := t.params.Out[j*k:j*k+k], p.grad.Out[j*k:j*k+k]
			for c, g := range p.delta {
				back += float32(g * out[c])
				grad[c] += float32(g * h)
			}
			back = float32(back * scale)
			p.grad.Bias[j] += back
			pos := int(s.at[j])
			for o := max(0, -pos); o < width && pos+o < len(row.Words); o++ {
				if word := row.Words[pos+o]; word >= 0 {
					at := (first + o*f + j - w*f) * d
					x := t.vectors[int(t.seen[word])*d:]
					addScaled(p.grad.Rows[at:at+d], x[:d], back)
				}
			}
		}
		first += width * f
	}
}

// each calls f(0) to f(n-1) on the workers. What f does may not depend on the
// order.
func (t *trainer) each(n int, f func(i int)) {
	workers := min(t.Workers, n)
	if workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var wg sync.WaitGroup
	wg.Add(workers)
	for w := range workers {
		go func() {
			defer wg.Done()
			for i := w; i < n; i += workers {
				f(i)
			}
		}()
	}
	wg.Wait()
}
