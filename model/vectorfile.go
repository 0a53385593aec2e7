package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// A file of word vectors, little-endian:
//
//	offset  size     what
//	0       8        magic "stancekv"
//	8       4        dimensions
//	12      4        words
//	16      4        CRC-32C of what follows
//	20      8·words  identifiers, rising
//	        4·words  steps
//	        4·words  weights
//	        dimensions·words  numbers, row by row
//
// It names words by their identifiers alone and holds one byte a component, so
// that vectors of 16,000 words and 200 dimensions take 3.5 MB.
const (
	vectorMagic = "stancekv"
	vectorFixed = 20
)

// WriteTo writes the vectors in the library's own form, which is small and
// which [ReadVectors] reads. The words themselves are not in it.
func (v *Vectors) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	for _, part := range []any{v.table.ids, v.step, v.weight, v.data} {
		if err := binary.Write(&b, binary.LittleEndian, part); err != nil {
			return 0, fmt.Errorf("model: write word vectors: %w", err)
		}
	}
	le := binary.LittleEndian
	head := append([]byte(vectorMagic), make([]byte, vectorFixed-len(vectorMagic))...)
	le.PutUint32(head[8:], uint32(v.dim))
	le.PutUint32(head[12:], uint32(v.Len()))
	le.PutUint32(head[16:], crc32.Checksum(b.Bytes(), castagnoli))
	n, err := w.Write(append(head, b.Bytes()...))
	if err != nil {
		return int64(n), fmt.Errorf("model: write word vectors: %w", err)
	}
	return int64(n), nil
}

// readVectorFile reads what WriteTo wrote.
func readVectorFile(r io.Reader) (*Vectors, error) {
	head := make([]byte, vectorFixed)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, fmt.Errorf("model: %w: cut short: %w", ErrVectors, err)
	}
	le := binary.LittleEndian
	dim, words := uint64(le.Uint32(head[8:])), uint64(le.Uint32(head[12:]))
	size := words * (16 + dim)
	body, err := io.ReadAll(io.LimitReader(r, int64(min(size+1, math.MaxInt64))))
	if err != nil {
		return nil, fmt.Errorf("model: read word vectors: %w", err)
	}
	if uint64(len(body)) != size {
		return nil, fmt.Errorf("model: %w: a file of %d words and %d dimensions of another length", ErrVectors, words, dim)
	}
	if crc32.Checksum(body, castagnoli) != le.Uint32(head[16:]) {
		return nil, fmt.Errorf("model: %w: checksum differs", ErrVectors)
	}
	v := vectorSections{Dim: int(dim), IDs: section{0, words}, Steps: section{8 * words, words}, Weights: section{12 * words, words}, Data: section{16 * words, dim * words}}
	built, err := v.build(body)
	if err != nil {
		return nil, fmt.Errorf("model: %w: %w", ErrVectors, err)
	}
	return built, nil
}

// vectorSections tells where in a file the parts of vectors stand.
type vectorSections struct {
	Dim     int     `json:"dim"`
	IDs     section `json:"ids"`
	Steps   section `json:"steps"`
	Weights section `json:"weights"`
	Data    section `json:"data"`
}

// build makes vectors of the parts, trusting none. What is wrong is left to the
// caller to name: a file of vectors, or a model file.
func (s *vectorSections) build(b []byte) (*Vectors, error) {
	v := &Vectors{dim: s.Dim}
	ids, ok1 := numbers[uint64](b, s.IDs)
	var ok2, ok3, ok4 bool
	v.step, ok2 = numbers[float32](b, s.Steps)
	v.weight, ok3 = numbers[float32](b, s.Weights)
	v.data, ok4 = numbers[int8](b, s.Data)
	n := len(ids)
	if !ok1 || !ok2 || !ok3 || !ok4 || n == 0 || s.Dim < 1 || len(v.step) != n || len(v.weight) != n || len(v.data)/s.Dim != n || len(v.data)%s.Dim != 0 {
		return nil, errors.New("the parts do not match")
	}
	for i, id := range ids {
		if i > 0 && id <= ids[i-1] || features.BlockOf(id) != features.Looked {
			return nil, errors.New("the identifiers are not in order")
		}
	}
	finite := func(x float32) bool { return x >= 0 && !math.IsInf(float64(x), 1) }
	if slices.ContainsFunc(v.step, func(x float32) bool { return !finite(x) }) || slices.ContainsFunc(v.weight, func(x float32) bool { return !finite(x) }) {
		return nil, errors.New("a step or a weight is no number from 0")
	}
	v.table = newVocabulary(ids)
	return v, nil
}
