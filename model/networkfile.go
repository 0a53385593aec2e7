package model

import (
	"math"
	"slices"

	"github.com/stancekit/stancekit/model/internal/convnet"
)

// largestOfNetwork bounds the weights of a network that is read: within it no
// sum of any shape allowed leaves what a float32 holds.
const largestOfNetwork = 1e6

// fileNetwork is the network in the header of a model file.
type fileNetwork struct {
	Shape       convnet.Shape  `json:"shape"`
	Slope       float64        `json:"slope"`
	Share       float64        `json:"share"`
	Calibration calibration    `json:"calibration"`
	Vectors     vectorSections `json:"vectors"`
	Rows        section        `json:"rows"`
	Steps       section        `json:"steps"`
	Bias        section        `json:"bias"`
	Out         section        `json:"out"`
	OutBias     section        `json:"out_bias"`
}

// file describes the network and adds its arrays to those to be written.
func (n *network) file(w *sections) *fileNetwork {
	f := &fileNetwork{
		Shape: n.net.Shape(), Slope: n.slope, Share: n.share, Calibration: n.cal,
		Vectors: vectorSections{Dim: n.vectors.dim},
	}
	add(w, &f.Vectors.IDs, n.vectors.table.ids)
	add(w, &f.Vectors.Steps, n.vectors.step)
	add(w, &f.Vectors.Weights, n.vectors.weight)
	add(w, &f.Vectors.Data, n.vectors.data)
	p := n.net.Weights()
	add(w, &f.Rows, p.Rows)
	add(w, &f.Steps, p.Steps)
	add(w, &f.Bias, p.Bias)
	add(w, &f.Out, p.Out)
	add(w, &f.OutBias, p.OutBias)
	return f
}

// build makes the network of a file, trusting nothing in it.
func (f *fileNetwork) build(b []byte, classes int) (*network, error) {
	v, err := f.Vectors.build(b)
	if err != nil {
		return nil, corrupt("%v", err)
	}
	var p convnet.Weights
	var ok [5]bool
	p.Rows, ok[0] = numbers[int8](b, f.Rows)
	p.Steps, ok[1] = numbers[float32](b, f.Steps)
	p.Bias, ok[2] = numbers[float32](b, f.Bias)
	p.Out, ok[3] = numbers[float32](b, f.Out)
	p.OutBias, ok[4] = numbers[float32](b, f.OutBias)
	if slices.Contains(ok[:], false) {
		return nil, corrupt("a section lies outside the file")
	}
	for _, x := range [][]float32{p.Steps, p.Bias, p.Out, p.OutBias, v.step} {
		if slices.ContainsFunc(x, func(w float32) bool { return !(math.Abs(float64(w)) <= largestOfNetwork) }) {
			return nil, corrupt("a weight of the network is out of range")
		}
	}
	if f.Shape.Dim != v.dim || f.Shape.Classes != classes {
		return nil, corrupt("the network does not fit the classes or the vectors")
	}
	if !f.Calibration.sound(classes) || !soundNumbers([]float64{f.Slope, f.Share}) {
		return nil, corrupt("the calibration of the network is not sound")
	}
	net, err := convnet.New(f.Shape, p, netTable{v})
	if err != nil {
		return nil, corrupt("%v", err)
	}
	return &network{net: net, vectors: v, slope: f.Slope, share: f.Share, cal: f.Calibration}, nil
}
