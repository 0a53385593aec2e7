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
	Members     []fileMember   `json:"members"`
}

// fileMember is one of the committee.
type fileMember struct {
	Rows    section `json:"rows"`
	Steps   section `json:"steps"`
	Bias    section `json:"bias"`
	Out     section `json:"out"`
	OutBias section `json:"out_bias"`
}

// mostMembers bounds the committee of a file.
const mostMembers = 64

// file describes the network and adds its arrays to those to be written.
func (n *network) file(w *sections) *fileNetwork {
	f := &fileNetwork{
		Shape: n.members[0].Shape(), Slope: n.slope, Share: n.share, Calibration: n.cal,
		Vectors: vectorSections{Dim: n.vectors.dim},
	}
	add(w, &f.Vectors.IDs, n.vectors.table.ids)
	add(w, &f.Vectors.Steps, n.vectors.step)
	add(w, &f.Vectors.Weights, n.vectors.weight)
	add(w, &f.Vectors.Data, n.vectors.data)
	f.Members = make([]fileMember, len(n.members))
	for i, net := range n.members {
		p, m := net.Weights(), &f.Members[i]
		add(w, &m.Rows, p.Rows)
		add(w, &m.Steps, p.Steps)
		add(w, &m.Bias, p.Bias)
		add(w, &m.Out, p.Out)
		add(w, &m.OutBias, p.OutBias)
	}
	return f
}

// build makes the network of a file, trusting nothing in it.
func (f *fileNetwork) build(b []byte, classes int) (*network, error) {
	v, err := f.Vectors.build(b)
	if err != nil {
		return nil, corrupt("%v", err)
	}
	if slices.ContainsFunc(v.step, outOfNetwork) {
		return nil, corrupt("a weight of the network is out of range")
	}
	if f.Shape.Dim != v.dim || f.Shape.Classes != classes {
		return nil, corrupt("the network does not fit the classes or the vectors")
	}
	if !f.Calibration.sound(classes) || !soundNumbers([]float64{f.Slope, f.Share}) {
		return nil, corrupt("the calibration of the network is not sound")
	}
	if len(f.Members) < 1 || len(f.Members) > mostMembers {
		return nil, corrupt("a network of %d members", len(f.Members))
	}
	n := &network{vectors: v, slope: f.Slope, share: f.Share, cal: f.Calibration}
	for _, m := range f.Members {
		w, err := m.weights(b)
		if err != nil {
			return nil, err
		}
		net, err := convnet.New(f.Shape, w, netTable{v})
		if err != nil {
			return nil, corrupt("%v", err)
		}
		n.members = append(n.members, net)
	}
	return n, nil
}

// weights reads those of a member.
func (m *fileMember) weights(b []byte) (w convnet.Weights, err error) {
	var ok [5]bool
	w.Rows, ok[0] = numbers[int8](b, m.Rows)
	w.Steps, ok[1] = numbers[float32](b, m.Steps)
	w.Bias, ok[2] = numbers[float32](b, m.Bias)
	w.Out, ok[3] = numbers[float32](b, m.Out)
	w.OutBias, ok[4] = numbers[float32](b, m.OutBias)
	if slices.Contains(ok[:], false) {
		return w, corrupt("a section lies outside the file")
	}
	for _, x := range [][]float32{w.Steps, w.Bias, w.Out, w.OutBias} {
		if slices.ContainsFunc(x, outOfNetwork) {
			return w, corrupt("a weight of the network is out of range")
		}
	}
	return w, nil
}

func outOfNetwork(w float32) bool { return !(math.Abs(float64(w)) <= largestOfNetwork) }
