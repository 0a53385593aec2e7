package convnet

import "github.com/stancekit/stancekit/model/internal/eightbit"

// Weights are those of a trained network. The rows of the filters are rounded to
// eight bits, each in steps of its own, as word vectors are: a quarter of the
// bytes.
type Weights struct {
	Rows    []int8    // width by width, place by place, filter by filter: Dim components
	Steps   []float32 // what one in a row stands for
	Bias    []float32 // of each filter
	Out     []float32 // for each filter its weight in each class
	OutBias []float32 // of each class
}

// fit reports whether there are as many weights as the shape asks for.
func (w *Weights) fit(s Shape) bool {
	return len(w.Rows) == s.places()*s.Dim && len(w.Steps) == s.places() &&
		len(w.Bias) == s.pooled() && len(w.Out) == s.pooled()*s.Classes && len(w.OutBias) == s.Classes
}

// respond writes what each row gives for a word with the vector x.
func (w *Weights) respond(dst, x []float32) {
	for i, step := range w.Steps {
		sum := float32(0)
		for j, q := range w.Rows[i*len(x):][:len(x)] {
			sum += float32(float32(q) * x[j])
		}
		dst[i] = sum * step
	}
}

// params are the parameters in training.
type params struct {
	rows    []float32 // as those of Weights
	bias    []float32
	out     []float32
	outBias []float32
}

func newParams(s Shape) params {
	return params{
		rows: make([]float32, s.places()*s.Dim), bias: make([]float32, s.pooled()),
		out: make([]float32, s.pooled()*s.Classes), outBias: make([]float32, s.Classes),
	}
}

func (p *params) arrays() [4][]float32 { return [4][]float32{p.rows, p.bias, p.out, p.outBias} }

// rounded returns the weights of a trained network, whose rows have dim components.
func (p *params) rounded(dim int) Weights {
	w := Weights{Bias: p.bias, Out: p.out, OutBias: p.outBias}
	for row := p.rows; len(row) > 0; row = row[dim:] {
		var step float32
		w.Rows, step = eightbit.Append(w.Rows, row[:dim])
		w.Steps = append(w.Steps, step)
	}
	return w
}
