package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"github.com/stancekit/stancekit/features"
)

// The model file, version 1. All numbers are little-endian.
//
//	offset  size  what
//	0       8     magic "stancekt"
//	8       4     format version
//	12      4     length of the header in bytes
//	16      8     length of the file in bytes
//	24      4     CRC-32C of the whole file but these four bytes
//	28      4     zero
//	32            header, JSON ([fileHeader])
//	              sections, each at a multiple of 64 from the file's start, the
//	              gaps filled with zeros
//
// The sections are arrays: identifiers (uint64, rising), squares of idf
// (float32) and weights (float32, classes side by side).
const (
	fileMagic   = "stancekt"
	fileVersion = 1
	fileFixed   = 32
	fileAlign   = 64
	crcOffset   = 24
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// fileHeader is the JSON header.
type fileHeader struct {
	Writer      string            `json:"writer"`
	Classes     []string          `json:"classes"`
	Features    features.Settings `json:"features"`
	Scale       []float64         `json:"scale"`
	Bias        []float64         `json:"bias"`
	Calibration calibration       `json:"calibration"`
	Threshold   float64           `json:"threshold"`
	Summary     Summary           `json:"summary"`
	IDs         section           `json:"ids"`
	Squares     section           `json:"squares"`
	Weights     section           `json:"weights"`
	// The table of word clusters, where the features use one.
	ClusterIDs section `json:"cluster_ids,omitzero"`
	Clusters   section `json:"clusters,omitzero"`
}

// section is where an array stands.
type section struct {
	Offset uint64 `json:"offset"`
	Count  uint64 `json:"count"`
}

// WriteTo writes the model file. The error for a model that is not linear
// wraps [ErrNotLinear]. The same model always gives the same bytes.
func (t *Text) WriteTo(w io.Writer) (int64, error) {
	b, err := t.MarshalBinary()
	if err != nil {
		return 0, err
	}
	n, err := w.Write(b)
	if err != nil {
		return int64(n), fmt.Errorf("model: write: %w", err)
	}
	return int64(n), nil
}

// MarshalBinary returns the model file.
func (t *Text) MarshalBinary() ([]byte, error) {
	if t.other != nil {
		return nil, fmt.Errorf("model: write: %w", ErrNotLinear)
	}
	h := fileHeader{
		Writer: "stancekit", Classes: t.classes, Features: t.extractor.Settings(), Scale: t.scale[:], Bias: t.bias,
		Calibration: t.cal, Threshold: t.threshold, Summary: t.summary,
	}
	var clusterIDs []uint64
	var clusters []uint16
	if h.Features.Clusters != nil {
		clusterIDs, clusters = h.Features.Clusters.Table()
	}
	sections := []*section{&h.IDs, &h.Squares, &h.Weights, &h.ClusterIDs, &h.Clusters}
	counts := []int{len(t.words.ids), len(t.square), len(t.weights), len(clusterIDs), len(clusters)}
	widths := []int{8, 4, 4, 8, 2}
	// The header holds the offsets, whose digits change its length: it is padded
	// to a length that does not depend on them.
	var header []byte
	var err error
	size := 0
	for range 3 {
		if header, err = json.Marshal(&h); err != nil {
			return nil, fmt.Errorf("model: write: %w", err)
		}
		pad := fileAlign*4 - (fileFixed+len(header))%(fileAlign*4)
		header = append(header, bytes.Repeat([]byte{' '}, pad)...)
		size = fileFixed + len(header)
		for i, s := range sections {
			if counts[i] == 0 {
				continue
			}
			size = (size + fileAlign - 1) / fileAlign * fileAlign
			s.Offset, s.Count = uint64(size), uint64(counts[i])
			size += counts[i] * widths[i]
		}
	}
	out := make([]byte, size)
	copy(out, fileMagic)
	le := binary.LittleEndian
	le.PutUint32(out[8:], fileVersion)
	le.PutUint32(out[12:], uint32(len(header)))
	le.PutUint64(out[16:], uint64(size))
	copy(out[fileFixed:], header)
	putUint64s(out[h.IDs.Offset:], t.words.ids)
	putFloat32s(out[h.Squares.Offset:], t.square)
	putFloat32s(out[h.Weights.Offset:], t.weights)
	putUint64s(out[h.ClusterIDs.Offset:], clusterIDs)
	for i, x := range clusters {
		le.PutUint16(out[int(h.Clusters.Offset)+2*i:], x)
	}
	le.PutUint32(out[crcOffset:], checksum(out))
	return out, nil
}

func putUint64s(dst []byte, x []uint64) {
	for i, v := range x {
		binary.LittleEndian.PutUint64(dst[8*i:], v)
	}
}

func putFloat32s(dst []byte, x []float32) {
	for i, v := range x {
		binary.LittleEndian.PutUint32(dst[4*i:], math.Float32bits(v))
	}
}

// checksum is the CRC-32C of a file but for the checksum itself.
func checksum(file []byte) uint32 {
	c := crc32.Update(0, castagnoli, file[:crcOffset])
	return crc32.Update(c, castagnoli, file[crcOffset+4:])
}

// Read reads a model file. The errors wrap [ErrFormat] (another kind of file),
// [ErrVersion] (written by a newer version) or [ErrCorrupt] (truncated or
// altered), or are the reader's. It reads no further than one byte behind the
// length that the file states, and nothing but the start of another kind of
// file.
func Read(r io.Reader) (*Text, error) {
	return readSized(r, 0)
}

// Parse reads a model file from memory. The model keeps b, where the machine
// can use it as it stands; b must not change any more.
func Parse(b []byte) (*Text, error) {
	corrupt := func(format string, args ...any) (*Text, error) {
		return nil, fmt.Errorf("model: %w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
	}
	if len(b) < len(fileMagic) || string(b[:len(fileMagic)]) != fileMagic {
		if len(b) == 0 {
			return nil, fmt.Errorf("model: %w: it is empty", ErrFormat)
		}
		return nil, fmt.Errorf("model: %w", ErrFormat)
	}
	if len(b) < fileFixed {
		return corrupt("%d bytes, too short for a header", len(b))
	}
	le := binary.LittleEndian
	if v := le.Uint32(b[8:]); v != fileVersion {
		return nil, fmt.Errorf("model: %w: format %d, this program reads up to %d", ErrVersion, v, fileVersion)
	}
	if size := le.Uint64(b[16:]); size != uint64(len(b)) {
		return corrupt("%d bytes where %d were written", len(b), size)
	}
	if le.Uint32(b[crcOffset:]) != checksum(b) {
		return corrupt("checksum differs")
	}
	n := uint64(le.Uint32(b[12:]))
	if n > uint64(len(b)-fileFixed) {
		return corrupt("header of %d bytes", n)
	}
	var h fileHeader
	if err := json.Unmarshal(b[fileFixed:fileFixed+n], &h); err != nil {
		return corrupt("header: %v", err)
	}
	return h.build(b)
}

// build makes the model of a header and the file's bytes, trusting neither.
func (h *fileHeader) build(b []byte) (*Text, error) {
	fail := func(what string) (*Text, error) {
		return nil, fmt.Errorf("model: %w: %s", ErrCorrupt, what)
	}
	if what := h.unsound(); what != "" {
		return fail(what)
	}
	k := len(h.Classes)
	if len(h.Scale) > int(features.Blocks) {
		return fail("unknown blocks of features")
	}
	if h.Squares.Count != h.IDs.Count || h.Weights.Count/uint64(k) != h.IDs.Count || h.Weights.Count%uint64(k) != 0 {
		return fail("sections do not match")
	}
	ids, ok1 := numbers[uint64](b, h.IDs)
	squares, ok2 := numbers[float32](b, h.Squares)
	weights, ok3 := numbers[float32](b, h.Weights)
	clusterIDs, ok4 := numbers[uint64](b, h.ClusterIDs)
	clusters, ok5 := numbers[uint16](b, h.Clusters)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return fail("a section lies outside the file")
	}
	if !soundWeights(squares, 0) || !soundWeights(weights, -math.MaxFloat32) {
		return fail("a weight is no finite number")
	}
	if h.ClusterIDs.Count > 0 || h.Clusters.Count > 0 {
		c, err := features.ClustersOf(clusterIDs, clusters)
		if err != nil {
			return fail(err.Error())
		}
		h.Features.Clusters = c
	}
	for i := 1; i < len(ids); i++ {
		if ids[i-1] >= ids[i] {
			return fail("features are not sorted")
		}
	}
	ex, err := features.New(h.Features)
	if err != nil {
		return fail(err.Error())
	}
	t := &Text{
		classes: h.Classes, extractor: ex, words: newVocabulary(ids), square: squares, weights: weights,
		bias: h.Bias, cal: h.Calibration, summary: h.Summary, threshold: h.Threshold,
	}
	copy(t.scale[:], h.Scale)
	return t.ready(), nil
}
