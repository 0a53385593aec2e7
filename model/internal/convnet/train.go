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
	// Progress, if set, is called after each epoch with how many are done.
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
	return New(shape, t.params.rounded(shape.Dim), words)
}

type trainer struct {
	Settings
	shape  Shape
	words  Table
	rows   []Row
	params params
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
	rows, bias := t.params.rows, t.params.bias
	for _, width := range t.shape.Widths {
		n := width * f * t.shape.Dim
		fill(rows[:n], width*t.shape.Dim)
		fill(bias[:f], width*t.shape.Dim)
		rows, bias = rows[n:], bias[f:]
	}
	fill(t.params.out, t.shape.pooled())
	fill(t.params.outBias, t.shape.pooled())
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
