package model

import (
	"math"
	"slices"
)

// Version 1 of the model file held identifiers (uint64, rising), squares of idf
// (float32) and weights (float32, classes side by side) of all features. Read,
// they become the table that version 2 holds: weights and squares are rounded
// as after training.

// fileHeader1 is what the header of version 1 holds in place of the blocks.
type fileHeader1 struct {
	IDs     section `json:"ids,omitzero"`
	Squares section `json:"squares,omitzero"`
	Weights section `json:"weights,omitzero"`
}

func (h *fileHeader1) table1(b []byte, classes int) (*table, error) {
	ids, ok1 := numbers[uint64](b, h.IDs)
	squares, ok2 := numbers[float32](b, h.Squares)
	weights, ok3 := numbers[float32](b, h.Weights)
	if !ok1 || !ok2 || !ok3 {
		return nil, corrupt("a section lies outside the file")
	}
	if len(squares) != len(ids) || len(weights)/classes != len(ids) || len(weights)%classes != 0 {
		return nil, corrupt("sections do not match")
	}
	if !soundWeights(squares, 0) || !soundWeights(weights, -math.MaxFloat32) {
		return nil, corrupt("a weight is no finite number")
	}
	if !slices.IsSorted(ids) {
		return nil, corrupt("features are not sorted")
	}
	return newTable(classes, ids, squares, weights), nil
}
