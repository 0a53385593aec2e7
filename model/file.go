package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/bits"

	"github.com/stancekit/stancekit/features"
)

// The model file, version 2. All numbers are little-endian.
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
// The sections are the arrays of each block of the table ([tableBlock]), as they
// stand in memory, and the table of word clusters. Version 1 (file1.go) can
// still be read.
const (
	fileMagic   = "stancekt"
	fileVersion = 2
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
	Blocks      []fileBlock       `json:"blocks"`
	// The table of word clusters, where the features use one.
	ClusterIDs section `json:"cluster_ids,omitzero"`
	Clusters   section `json:"clusters,omitzero"`
	// The network, where there is one.
	Network *fileNetwork `json:"network,omitempty"`

	fileHeader1
}

// fileBlock describes a block of features; one without features is empty.
type fileBlock struct {
	SquareStep  float64   `json:"square_step"`
	WeightSteps []float64 `json:"weight_steps"`
	Seeds       section   `json:"seeds"`
	Slots       section   `json:"slots"`
}

// section is where an array stands.
type section struct {
	Offset uint64 `json:"offset"`
	Count  uint64 `json:"count"`
}

// WriteTo writes the model file. The error for a model that is not linear
// wraps [ErrNotLinear]. The same model always gives the same bytes.
func (t *Text) WriteTo(w io.Writer) (int64, error) {
	n, err := t.write(w)
	if err != nil {
		err = fmt.Errorf("model: write: %w", err)
	}
	return int64(n), err
}

func (t *Text) write(w io.Writer) (int, error) {
	b, err := t.marshal()
	if err != nil {
		return 0, err
	}
	return w.Write(b)
}

// MarshalBinary returns the model file.
func (t *Text) MarshalBinary() ([]byte, error) {
	b, err := t.marshal()
	if err != nil {
		return nil, fmt.Errorf("model: write: %w", err)
	}
	return b, nil
}

func (t *Text) marshal() ([]byte, error) {
	if t.other != nil {
		return nil, ErrNotLinear
	}
	h := fileHeader{
		Writer: "stancekit", Classes: t.classes, Features: t.extractor.Settings(), Scale: t.scale[:], Bias: t.bias,
		Calibration: t.cal, Threshold: t.threshold, Summary: t.summary, Blocks: make([]fileBlock, len(t.table.blocks)),
	}
	var w sections
	for i := range t.table.blocks {
		b, f := &t.table.blocks[i], &h.Blocks[i]
		f.SquareStep, f.WeightSteps = b.squareStep, b.weightSteps
		add(&w, &f.Seeds, b.seeds)
		add(&w, &f.Slots, b.slots)
	}
	if c := h.Features.Clusters; c != nil {
		ids, clusters := c.Table()
		add(&w, &h.ClusterIDs, ids)
		add(&w, &h.Clusters, clusters)
	}
	if t.network != nil {
		h.Network = t.network.file(&w)
	}
	// The header holds the offsets, whose digits change its length: it is padded
	// to a length that does not depend on them.
	var header []byte
	var err error
	size := 0
	for range 3 {
		if header, err = json.Marshal(&h); err != nil {
			return nil, err
		}
		pad := fileAlign*8 - (fileFixed+len(header))%(fileAlign*8)
		header = append(header, bytes.Repeat([]byte{' '}, pad)...)
		size = w.place(fileFixed + len(header))
	}
	out := make([]byte, size)
	copy(out, fileMagic)
	le := binary.LittleEndian
	le.PutUint32(out[8:], fileVersion)
	le.PutUint32(out[12:], uint32(len(header)))
	le.PutUint64(out[16:], uint64(size))
	copy(out[fileFixed:], header)
	for _, s := range w {
		s.write(out[s.at.Offset:])
	}
	le.PutUint32(out[crcOffset:], checksum(out))
	return out, nil
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
	t, err := readSized(r, 0)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	return t, nil
}

// Parse reads a model file from memory. The model keeps b, where the machine
// can use it as it stands; b must not change any more.
func Parse(b []byte) (*Text, error) {
	t, err := parse(b, false)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	return t, nil
}

// parse does so; trusted leaves out the checksum. Its errors, like those of all
// that it calls, do not name the package: the caller does, and the file.
func parse(b []byte, trusted bool) (*Text, error) {
	if len(b) < len(fileMagic) || string(b[:len(fileMagic)]) != fileMagic {
		if len(b) == 0 {
			return nil, fmt.Errorf("%w: it is empty", ErrFormat)
		}
		return nil, ErrFormat
	}
	if len(b) < fileFixed {
		return nil, corrupt("%d bytes, too short for a header", len(b))
	}
	le := binary.LittleEndian
	version := le.Uint32(b[8:])
	if version == 0 || version > fileVersion {
		return nil, fmt.Errorf("%w: format %d, this program reads up to %d", ErrVersion, version, fileVersion)
	}
	if size := le.Uint64(b[16:]); size != uint64(len(b)) {
		return nil, corrupt("%d bytes where %d were written", len(b), size)
	}
	if !trusted && le.Uint32(b[crcOffset:]) != checksum(b) {
		return nil, corrupt("checksum differs")
	}
	n := uint64(le.Uint32(b[12:]))
	if n > uint64(len(b)-fileFixed) {
		return nil, corrupt("header of %d bytes", n)
	}
	var h fileHeader
	if err := json.Unmarshal(b[fileFixed:fileFixed+n], &h); err != nil {
		return nil, corrupt("header: %v", err)
	}
	return h.build(b, version)
}

func corrupt(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
}

// build makes the model of a header and the file's bytes, trusting neither.
func (h *fileHeader) build(b []byte, version uint32) (*Text, error) {
	if what := h.unsound(); what != "" {
		return nil, corrupt("%s", what)
	}
	k := len(h.Classes)
	if len(h.Scale) > int(features.Blocks) || len(h.Blocks) > int(features.Blocks) {
		return nil, corrupt("unknown blocks of features")
	}
	clusterIDs, ok1 := numbers[uint64](b, h.ClusterIDs)
	clusters, ok2 := numbers[uint16](b, h.Clusters)
	if !ok1 || !ok2 {
		return nil, corrupt("a section lies outside the file")
	}
	if h.ClusterIDs.Count > 0 || h.Clusters.Count > 0 {
		c, err := features.ClustersOf(clusterIDs, clusters)
		if err != nil {
			return nil, corrupt("%v", err)
		}
		h.Features.Clusters = c
	}
	ex, err := features.New(h.Features)
	if err != nil {
		return nil, corrupt("%v", err)
	}
	t := &Text{
		classes: h.Classes, extractor: ex, table: newTable(k, nil, nil, nil),
		bias: h.Bias, cal: h.Calibration, summary: h.Summary, threshold: h.Threshold,
	}
	if version == 1 {
		if t.table, err = h.table1(b, k); err != nil {
			return nil, err
		}
	}
	for i := range h.Blocks {
		if t.table.blocks[i], err = h.Blocks[i].build(b, k); err != nil {
			return nil, err
		}
	}
	copy(t.scale[:], h.Scale)
	if h.Network != nil {
		if t.network, err = h.Network.build(b, k); err != nil {
			return nil, err
		}
	}
	return t.ready(), nil
}

// build makes a block. What its slots say is taken as it stands: a wrong one is not
// found, or adds what it says.
func (f *fileBlock) build(b []byte, classes int) (tableBlock, error) {
	t := tableBlock{width: 1 + rowWidth(classes), squareStep: f.SquareStep, weightSteps: f.WeightSteps}
	var ok1, ok2 bool
	t.seeds, ok1 = numbers[uint16](b, f.Seeds)
	t.slots, ok2 = numbers[uint64](b, f.Slots)
	if !ok1 || !ok2 {
		return t, corrupt("a section lies outside the file")
	}
	seedBits := bits.Len(uint(len(t.seeds))) - 1
	if seedBits < 1 || len(t.seeds) != 1<<seedBits || len(t.slots) == 0 || len(t.slots)%t.width != 0 {
		return t, corrupt("sections do not match")
	}
	t.shift = uint(64 - seedBits)
	t.places = uint64(len(t.slots) / t.width)
	if t.places > math.MaxUint32 {
		return t, corrupt("too many features")
	}
	if len(f.WeightSteps) != classes || !soundSteps(f.WeightSteps) || !(f.SquareStep > 0) || math.IsInf(f.SquareStep, 1) {
		return t, corrupt("steps of numbers do not match")
	}
	return t, nil
}
