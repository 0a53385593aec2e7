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
// learnt beside the linear model from the same rows. The linear model knows
// words that no vector stands for and is far faster; the network sees in which
// order words come. Their scores are averaged where [Text.WithNetwork] turns it
// on. It pays from some thousand rows, and takes a minute for ten thousand.
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

// network is a trained one and how it is averaged with the linear model.
type network struct {
	net     *convnet.Net
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

// Of so many rows one is kept from the network that tells how to average.
const heldShare = 5

// shares are the weights of the network to choose from.
var shares = []float64{0.25, 0.5, 0.75, 1, 1.5}

// learnNetwork learns the network twice: without a fifth of the rows, to see
// beside the linear scores that did not know them either how the two are best
// averaged, and with all.
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
	done := 0
	learn := func(rows []convnet.Row) (*convnet.Net, error) {
		return convnet.Train(ctx, settings.shape(k), netTable{settings.Vectors}, rows, convnet.Settings{
			Epochs: settings.Epochs, Batch: 128, Rate: 0.002, Dropout: 0.5, Smoothing: 0.1, Decay: 0.01,
			Seed: t.Seed, Workers: t.Workers, Exp: exp,
			Progress: func(int) {
				done++
				t.report("network", done, 2*settings.Epochs)
			},
		})
	}
	n := &network{vectors: settings.Vectors, slope: cal.Slope, share: 1, cal: newCalibration(k)}
	if linear != nil {
		if err := t.average(n, rows, linear, learn); err != nil {
			return nil, err
		}
	}
	var err error
	n.net, err = learn(rows)
	return n, err
}

// average finds the share and the calibration of both together on rows that
// neither knew.
func (t *trainer) average(n *network, rows []convnet.Row, linear []float64, learn func([]convnet.Row) (*convnet.Net, error)) error {
	k := len(t.classes)
	var known []convnet.Row
	var held, y []int
	var weight []float64
	for i, f := range assignFolds(t.examples, t.problem.Y, heldShare, t.Seed) {
		if f == 0 {
			held = append(held, i)
			y = append(y, t.problem.Y[i])
			weight = append(weight, t.weight[i])
		} else {
			known = append(known, rows[i])
		}
	}
	weight = t.toShares(y, weight)
	net, err := learn(known)
	if err != nil {
		return err
	}
	var scratch convnet.Scratch
	netScores := make([]float64, len(held)*k)
	for j, i := range held {
		net.Scores(netScores[j*k:j*k+k], &scratch, rows[i].Words)
	}
	best := math.Inf(1)
	for _, share := range shares {
		at := *n
		at.share = share
		both := make([]float64, len(held)*k)
		for j, i := range held {
			copy(both[j*k:], linear[i*k:i*k+k])
			at.mix(both[j*k:j*k+k], netScores[j*k:j*k+k])
		}
		at.cal = fitCalibration(both, y, weight, k)
		if loss := logLoss(&at.cal, both, y, weight); loss < best {
			best = loss
			*n = at
		}
	}
	n.cal.setObjective(t.Objective)
	return nil
}

// logLoss is the mean negative logarithm of the probability of the class.
func logLoss(c *calibration, scores []float64, y []int, weight []float64) float64 {
	k := len(c.Bias)
	p := make([]float64, k)
	loss, total := 0.0, 0.0
	for i, class := range y {
		c.apply(p, scores[i*k:i*k+k])
		loss -= float64(weight[i] * log(max(p[class], math.SmallestNonzeroFloat32)))
		total += weight[i]
	}
	return loss / total
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
	s.net = slices.Grow(s.net[:0], len(t.classes))[:len(t.classes)]
	t.network.net.Scores(s.net, &s.convnet, s.places)
	t.network.mix(s.scores, s.net)
}
