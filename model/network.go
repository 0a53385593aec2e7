package model

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model/internal/convnet"
)

// ErrNoNetwork is wrapped by the error for a model that has no network.
var ErrNoNetwork = errors.New("the model has no network")

// Network asks for a small convolutional network over word vectors (Kim 2014),
// learnt beside the linear model from the same rows: a committee of three, each
// without another fifth of the rows. The linear model knows words that no vector
// stands for and is far faster; the network sees in which order words come. Their
// scores are averaged where [Text.WithNetwork] turns it on. It pays from some
// thousand rows, and takes a minute for ten thousand.
type Network struct {
	// Vectors are the word vectors; they become part of the model. Nil means
	// those of [Settings.Vectors], and is an error where these are nil, too.
	Vectors *Vectors
	// Widths are how many words the filters span. Nil means 2, 3 and 5.
	Widths []int
	// Filters is the number of filters of each width. 0 means 64.
	Filters int
	// Epochs is how often all rows are passed. 0 means 6.
	Epochs int
}

// resolve fills in the defaults; vectors are those of the settings.
func (n Network) resolve(vectors *Vectors) (Network, error) {
	if n.Vectors == nil {
		n.Vectors = vectors
	}
	if n.Widths == nil {
		n.Widths = []int{2, 3, 5}
	}
	if n.Filters == 0 {
		n.Filters = 64
	}
	if n.Epochs == 0 {
		n.Epochs = 6
	}
	if n.Vectors == nil {
		return n, fmt.Errorf("model: %w: a network needs Vectors, its own or those of the settings", ErrSettings)
	}
	if n.Epochs < 0 {
		return n, fmt.Errorf("model: %w: %d epochs of the network, want 1 or more, or 0 for the default", ErrSettings, n.Epochs)
	}
	if err := n.shape(2).Check(); err != nil {
		return n, fmt.Errorf("model: %w: %w", ErrSettings, err)
	}
	return n, nil
}

func (n Network) shape(classes int) convnet.Shape {
	return convnet.Shape{Dim: n.Vectors.dim, Classes: classes, Widths: n.Widths, Filters: n.Filters}
}

// network is a trained committee and how it is averaged with the linear model.
type network struct {
	// members have the same shape; their scores are averaged.
	members []*convnet.Net
	vectors *Vectors
	// The scores of both are slope · linear + share · network's.
	slope, share float64
	cal          calibration
}

// netTable gives the network the vectors, at about unit variance.
type netTable struct{ v *Vectors }

func (t netTable) Len() int { return t.v.Len() }

func (t netTable) Row(dst []float32, word int) {
	t.v.values(dst, word, float32(math.Sqrt(float64(t.v.dim))/meanLength))
}

// places appends where the words of tokens stand in the vectors.
func (v *Vectors) places(dst []int, tokens []features.Token) []int {
	for _, t := range tokens {
		place := v.table.column(features.LookupID(t.Text, false))
		if place < 0 {
			place = convnet.Unknown
		}
		dst = append(dst, place)
	}
	return dst
}

// mix leaves the average of linear and network scores in linear.
func (n *network) mix(linear, net []float64) {
	for c, x := range linear {
		linear[c] = float64(n.slope*x) + float64(n.share*net[c])
	}
}

// scores leaves the mean score of the members for each class in dst; one is
// working memory as long as dst.
func (n *network) scores(dst, one []float64, s *convnet.Scratch, words []int) {
	clear(dst)
	for _, m := range n.members {
		m.Scores(one, s, words)
		for c, x := range one {
			dst[c] += x
		}
	}
	for c := range dst {
		dst[c] /= float64(len(n.members))
	}
}

const (
	// committee is how many networks are learnt. What they differ in is chance,
	// and averages out.
	committee = 3
	// committeeParts is into how many parts the rows are divided, of which each
	// member does without one.
	committeeParts = 5
)

// shares are the weights of the network to choose from.
var shares = []float64{0.25, 0.5, 0.75, 1, 1.5}

// learnNetwork learns a cross-validation committee (Parmanto, Munro and Doyle,
// "Improving Committee Diagnosis with Resampling Techniques", NIPS 1995): the rows
// that a member did not learn from tell, beside the linear scores that did not know
// them either, how the two are best averaged. Without such scores all rows are
// learnt.
func (t *trainer) learnNetwork(ctx context.Context, linear []float64, cal *calibration) (*network, error) {
	settings := *t.Network
	k := len(t.classes)
	rows := make([]convnet.Row, len(t.examples))
	var tokens []features.Token
	for i, e := range t.examples {
		tokens = t.encoder.extractor.Tokens(tokens[:0], e.Text)
		rows[i] = convnet.Row{
			Words: settings.Vectors.places(nil, tokens),
			Class: t.problem.Y[i], Cost: t.problem.Cost[i],
		}
	}
	n := &network{vectors: settings.Vectors, slope: cal.Slope, share: 1, cal: newCalibration(k)}
	part := assignFolds(t.examples, t.problem.Y, committeeParts, t.Seed)
	var scratch convnet.Scratch
	var held []int // the rows that a member did not learn from
	var own []float64
	for m := range committee {
		known := rows
		if linear != nil {
			known = nil
			for i, p := range part {
				if p != m {
					known = append(known, rows[i])
				}
			}
		}
		net, err := convnet.Train(ctx, settings.shape(k), netTable{settings.Vectors}, known, convnet.Settings{
			Epochs: settings.Epochs, Batch: 128, Rate: 0.002, Dropout: 0.5, Smoothing: 0.1, Decay: 0.01,
			Seed: t.Seed + uint64(m), Workers: t.Workers, Exp: exp,
			Progress: func(epoch int) {
				t.report("network", m*settings.Epochs+epoch, committee*settings.Epochs)
			},
		})
		if err != nil {
			return nil, err
		}
		n.members = append(n.members, net)
		for i, p := range part {
			if linear != nil && p == m {
				held = append(held, i)
				own = append(own, make([]float64, k)...)
				net.Scores(own[len(own)-k:], &scratch, rows[i].Words)
			}
		}
	}
	if len(held) > 0 {
		t.average(n, held, own, linear)
	}
	return n, nil
}

// average finds the share and the calibration of both together on rows that
// neither knew, from the network's own scores of these and the linear ones of all.
func (t *trainer) average(n *network, held []int, own, linear []float64) {
	k := len(t.classes)
	y, weight := make([]int, len(held)), make([]float64, len(held))
	for j, i := range held {
		y[j], weight[j] = t.problem.Y[i], t.weight[i]
	}
	weight = t.toShares(y, weight)
	best := math.Inf(1)
	for _, share := range shares {
		at := *n
		at.share = share
		both := make([]float64, len(held)*k)
		for j, i := range held {
			copy(both[j*k:], linear[i*k:i*k+k])
			at.mix(both[j*k:j*k+k], own[j*k:j*k+k])
		}
		at.cal = fitCalibration(both, y, weight, k)
		if loss := logLoss(&at.cal, both, y, weight); loss < best {
			best = loss
			*n = at
		}
	}
	n.cal.setObjective(t.Objective)
}

// HasNetwork reports whether a network was learnt beside the linear model.
func (t *Text) HasNetwork() bool { return t.network != nil }

// NetworkVectors returns the word vectors of the network, nil where there is
// none. They share the memory of the model.
func (t *Text) NetworkVectors() *Vectors {
	if t.network == nil {
		return nil
	}
	return t.network.vectors
}

// WithNetwork returns the same classifier with its network turned on or off: on,
// the answers are those of the linear model and the network together, more
// accurate and slower. A model that was read has it off. [Text.Explain] tells of
// the linear model all the same, and so do [Summary]'s scores and thresholds. The
// error for a model without a network wraps
// [ErrNoNetwork].
func (t *Text) WithNetwork(on bool) (*Text, error) {
	if on && t.network == nil {
		return nil, fmt.Errorf("model: %w: it was trained without Settings.Network", ErrNoNetwork)
	}
	c := *t
	c.both = on
	return c.ready(), nil
}

// scoreBoth leaves the scores of both together in s.scores, where the linear
// ones are.
func (t *Text) scoreBoth(s *predictScratch, text string) {
	s.enc.buf.Tokens = t.extractor.Tokens(s.enc.buf.Tokens[:0], text)
	s.places = t.network.vectors.places(s.places[:0], s.enc.buf.Tokens)
	k := len(t.classes)
	s.net = slices.Grow(s.net[:0], 2*k)[:2*k]
	t.network.scores(s.net[:k], s.net[k:], &s.convnet, s.places)
	t.network.mix(s.scores, s.net[:k])
}
