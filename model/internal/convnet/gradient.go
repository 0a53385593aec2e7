package convnet

import (
	"math"
	"math/rand/v2"
)

// part is the work of one shard.
type part struct {
	scratch Scratch
	grad    params
	masked  []float32
	logits  []float64
	delta   []float32
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
			products(y0, nil, x0, nil, t.params.rows)
			return
		}
		x1, y1 := t.vectors[i*d:(i+1)*d], t.product[i*n:(i+1)*n]
		t.words.Row(x1, t.batch[i])
		products(y0, y1, x0, x1, t.params.rows)
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
	s.pool(t.shape, t.params.bias)

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
	output(p.logits, p.masked, t.params.out, t.params.outBias)
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
		p.grad.outBias[c] += p.delta[c]
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
			out, grad := t.params.out[j*k:j*k+k], p.grad.out[j*k:j*k+k]
			for c, g := range p.delta {
				back += float32(g * out[c])
				grad[c] += float32(g * h)
			}
			back = float32(back * scale)
			p.grad.bias[j] += back
			pos := int(s.at[j])
			for o := max(0, -pos); o < width && pos+o < len(row.Words); o++ {
				if word := row.Words[pos+o]; word >= 0 {
					at := (first + o*f + j - w*f) * d
					x := t.vectors[int(t.seen[word])*d:]
					addScaled(p.grad.rows[at:at+d], x[:d], back)
				}
			}
		}
		first += width * f
	}
}
