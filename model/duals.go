package model

import (
	"encoding/binary"
	"math"
)

// over returns the same machines, which share their weights, over the rows of
// another problem. Its dual variables are to be set by fresh or restore.
func (m *machines) over(p *Problem) *machines {
	o := *m
	o.x, o.rows, o.y, o.cost = p.X, p.Rows, p.Y, p.Cost
	return &o
}

// dualBytes is how many bytes a dual variable takes, its norm beside it.
const dualBytes = 8 + 4

// appendDuals appends the dual variables to b.
func (m *machines) appendDuals(b []byte) []byte {
	for i, alpha := range m.alpha {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(alpha))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(m.norms[i])))
	}
	return b
}

// restore sets the dual variables as they were when appendDuals wrote them.
func (m *machines) restore(b []byte) {
	n := len(m.rows) * m.count
	m.alpha, m.norms = make([]float64, n), make([]float64, n)
	for i := range m.alpha {
		at := b[i*dualBytes : (i+1)*dualBytes]
		m.alpha[i] = math.Float64frombits(binary.LittleEndian.Uint64(at))
		m.norms[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(at[8:])))
	}
}
