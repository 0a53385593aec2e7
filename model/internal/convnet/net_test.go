package convnet

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// drawn is a table of vectors drawn at random.
type drawn struct {
	dim  int
	rows []float32
}

func (d drawn) Len() int                    { return len(d.rows) / d.dim }
func (d drawn) Row(dst []float32, word int) { copy(dst, d.rows[word*d.dim:]) }

func table(words, dim int) drawn {
	rng := rand.New(rand.NewPCG(1, 2))
	d := drawn{dim, make([]float32, words*dim)}
	for i := range d.rows {
		d.rows[i] = float32(rng.NormFloat64())
	}
	return d
}

var small = Shape{Dim: 9, Classes: 2, Widths: []int{1, 2, 3}, Filters: 6}

// swapped are texts of the same words; the class is which of words 0 and 1
// stands right before word 2.
func swapped(n int) []Row {
	rng := rand.New(rand.NewPCG(3, 4))
	rows := make([]Row, n)
	for i := range rows {
		class := rng.IntN(2)
		words := []int{class, 2, 1 - class, 3}
		for range rng.IntN(4) {
			words = append(words, 4+rng.IntN(16))
		}
		if rng.IntN(3) == 0 {
			words = append([]int{Unknown}, words...)
		}
		rows[i] = Row{Words: words, Class: class, Cost: 1}
	}
	return rows
}

var settings = Settings{Epochs: 30, Batch: 16, Rate: 0.01, Dropout: 0.2, Smoothing: 0.05, Decay: 0.01, Seed: 7, Workers: 1, Exp: math.Exp}

func train(t testing.TB, s Settings) *Net {
	t.Helper()
	n, err := Train(context.Background(), small, table(20, small.Dim), swapped(300), s)
	require.NoError(t, err)
	return n
}

func TestLearnsOrder(t *testing.T) {
	n := train(t, settings)
	var s Scratch
	var scores [2]float64
	right := 0
	rows := swapped(500)[300:]
	for _, r := range rows {
		n.Scores(scores[:], &s, r.Words)
		if scores[r.Class] > scores[1-r.Class] {
			right++
		}
	}
	assert.Greater(t, right, len(rows)*95/100, "of %d texts that differ in the order of words only", len(rows))
}

func TestSameOnAnyNumberOfWorkers(t *testing.T) {
	s := settings
	s.Epochs = 2
	want := train(t, s).Weights()
	for _, workers := range []int{2, 3, 8} {
		s.Workers = workers
		assert.Equal(t, want, train(t, s).Weights(), workers)
	}
	s.Seed++
	assert.NotEqual(t, want, train(t, s).Weights())
}

// The gradient is that of the loss: each parameter moved a little changes the
// loss as it says.
func TestGradient(t *testing.T) {
	rows := swapped(3)
	tr := newTrainer(small, table(20, small.Dim), rows, Settings{Dropout: 0.3, Smoothing: 0.1, Seed: 5, Workers: 1, Exp: math.Exp})
	tr.start(rand.New(rand.NewPCG(1, 1)))
	batch := []int{0, 1, 2}
	gradient := func() params {
		tr.respond(batch)
		p := &part{grad: newParams(small), masked: make([]float32, small.pooled()), logits: make([]float64, 2), delta: make([]float32, 2)}
		for _, i := range batch {
			tr.learn(p, i, 0, 1)
		}
		return p.grad
	}
	// learn leaves the probabilities, not yet divided by their sum, in logits.
	loss := func() float64 {
		tr.respond(batch)
		total := 0.0
		for _, i := range batch {
			p := &part{grad: newParams(small), masked: make([]float32, small.pooled()), logits: make([]float64, 2), delta: make([]float32, 2)}
			tr.learn(p, i, 0, 1)
			sum := p.logits[0] + p.logits[1]
			for c, e := range p.logits {
				target := 0.05
				if c == rows[i].Class {
					target += 0.9
				}
				total -= target * math.Log(e/sum)
			}
		}
		return total
	}
	grad := gradient()
	rng := rand.New(rand.NewPCG(9, 9))
	for k, params := range tr.params.arrays() {
		for range 40 {
			i := rng.IntN(len(params))
			const h = 1e-3
			was := params[i]
			params[i] = was + h
			up := loss()
			params[i] = was - h
			down := loss()
			params[i] = was
			assert.InDelta(t, (up-down)/(2*h), grad.arrays()[k][i], 5e-3, "array %d, parameter %d", k, i)
		}
	}
}

func TestScoresOfNoWords(t *testing.T) {
	n := train(t, settings)
	var s Scratch
	var none, unknown [2]float64
	n.Scores(none[:], &s, nil)
	n.Scores(unknown[:], &s, []int{Unknown})
	for c := range none {
		assert.False(t, math.IsNaN(none[c]))
		assert.False(t, math.IsNaN(unknown[c]))
	}
}

func TestNewRefusesWhatDoesNotFit(t *testing.T) {
	words := table(3, 4)
	_, err := New(Shape{Dim: 4, Classes: 2, Widths: []int{2}, Filters: 1}, Weights{}, words)
	assert.ErrorContains(t, err, "do not fit")
	for _, s := range []Shape{
		{Dim: 0, Classes: 2, Widths: []int{2}, Filters: 1},
		{Dim: 4, Classes: 1, Widths: []int{2}, Filters: 1},
		{Dim: 4, Classes: 2, Widths: nil, Filters: 1},
		{Dim: 4, Classes: 2, Widths: []int{0}, Filters: 1},
		{Dim: 4, Classes: 2, Widths: []int{2}, Filters: 1 << 30},
	} {
		_, err := Train(context.Background(), s, words, nil, settings)
		assert.Error(t, err, s)
	}
}

func TestTrainCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := settings
	s.Progress = func(int) { cancel() }
	_, err := Train(ctx, small, table(20, small.Dim), swapped(100), s)
	assert.ErrorIs(t, err, context.Canceled)
}

// The products of two vectors at once are those of each alone.
func TestProducts(t *testing.T) {
	rows := table(7, 5).rows // not a multiple of four rows
	x := table(9, 5).rows[35:]
	var a, b, c, d [7]float32
	products(a[:], b[:], x[:5], x[5:10], rows)
	products(c[:], nil, x[:5], nil, rows)
	products(d[:], nil, x[5:10], nil, rows)
	assert.Equal(t, [][7]float32{c, d}, [][7]float32{a, b})
	for i := range a {
		want := 0.0
		for j := range 5 {
			want += float64(x[j]) * float64(rows[5*i+j])
		}
		assert.InDelta(t, want, a[i], 1e-5)
	}
}

func BenchmarkScores(b *testing.B) {
	n, err := Train(context.Background(), Shape{Dim: 200, Classes: 4, Widths: []int{2, 3, 5}, Filters: 64}, table(100, 200),
		[]Row{{Words: []int{1, 2, 3}, Class: 0, Cost: 1}, {Words: []int{4, 5}, Class: 1, Cost: 1}}, Settings{Epochs: 1, Batch: 2, Rate: 0.01, Workers: 1, Exp: math.Exp})
	require.NoError(b, err)
	words := make([]int, 25)
	for i := range words {
		words[i] = i
	}
	var s Scratch
	var scores [4]float64
	b.ReportAllocs()
	for b.Loop() {
		n.Scores(scores[:], &s, words)
	}
}
