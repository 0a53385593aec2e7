package model

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// FileInfo tells how a model file is laid out.
type FileInfo struct {
	Version  int    `json:"version"` // of the format
	Writer   string `json:"writer"`  // the program that wrote it
	Size     int    `json:"size"`    // of the file, in bytes
	Header   int    `json:"header"`  // of these, the header
	Checksum uint32 `json:"checksum"`
	// Sections are the arrays of the file, in their order.
	Sections []FileSection `json:"sections"`
	// Network tells of the network beside the linear model, nil where there is
	// none.
	Network *NetworkInfo `json:"network,omitempty"`
}

// NetworkInfo tells how large a network is, as [Network] asked for it.
type NetworkInfo struct {
	Members int   `json:"members"` // networks whose scores are averaged
	Widths  []int `json:"widths"`
	Filters int   `json:"filters"` // of each width
	Words   int   `json:"words"`   // that have a vector
	Dim     int   `json:"dim"`     // of the vectors
}

// FileSection is an array of a model file.
type FileSection struct {
	Name   string `json:"name"`
	Offset int    `json:"offset"` // from the start of the file
	Size   int    `json:"size"`   // in bytes, with what fills it up
	Count  int    `json:"count"`  // of numbers
}

// Describe tells how a model file is laid out. The errors are those of [Parse],
// which has read the file before anything is told of it.
func Describe(file []byte) (FileInfo, error) {
	if _, err := Parse(file); err != nil {
		return FileInfo{}, err
	}
	le := binary.LittleEndian
	header := int(le.Uint32(file[12:]))
	info := FileInfo{Version: int(le.Uint32(file[8:])), Size: len(file), Header: header, Checksum: le.Uint32(file[crcOffset:])}
	// Parse has decoded the header already, so this cannot fail.
	var h fileHeader
	if err := json.Unmarshal(file[fileFixed:fileFixed+header], &h); err != nil {
		return FileInfo{}, err
	}
	info.Writer = h.Writer
	if n := h.Network; n != nil {
		info.Network = &NetworkInfo{Members: len(n.Members), Widths: n.Shape.Widths, Filters: n.Shape.Filters, Words: int(n.Vectors.IDs.Count), Dim: n.Vectors.Dim}
	}
	for name, s := range h.sections() {
		if s.Count > 0 {
			info.Sections = append(info.Sections, FileSection{Name: name, Offset: int(s.Offset), Count: int(s.Count)})
		}
	}
	slices.SortFunc(info.Sections, func(a, b FileSection) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Name, b.Name))
	})
	for i := range info.Sections {
		s := &info.Sections[i]
		end := len(file)
		if i+1 < len(info.Sections) {
			end = info.Sections[i+1].Offset
		}
		s.Size = end - s.Offset
	}
	return info, nil
}

// sections returns the sections that a header can name.
func (h *fileHeader) sections() map[string]section {
	out := map[string]section{
		"ids": h.IDs, "squares": h.Squares, "weights": h.Weights,
		"cluster ids": h.ClusterIDs, "clusters": h.Clusters,
	}
	for i, b := range h.Blocks {
		name := features.Block(i).String() + ": "
		out[name+"seeds"], out[name+"slots"] = b.Seeds, b.Slots
	}
	if n := h.Network; n != nil {
		out["vectors: ids"], out["vectors: steps"], out["vectors: weights"], out["vectors: data"] = n.Vectors.IDs, n.Vectors.Steps, n.Vectors.Weights, n.Vectors.Data
		for i, m := range n.Members {
			name := fmt.Sprintf("network %d: ", i+1)
			out[name+"rows"], out[name+"steps"], out[name+"bias"] = m.Rows, m.Steps, m.Bias
			out[name+"out"], out[name+"out bias"] = m.Out, m.OutBias
		}
	}
	return out
}

// Weights returns how strongly a feature (features.Feature.ID) speaks for each
// class, against the mean of all classes, or nil where the model does not know
// it: its weight times its idf, to be compared with that of others. In a text it
// is scaled by the length, as [Text.Explain] tells. A model that is not linear
// knows none.
func (t *Text) Weights(id uint64) []float64 {
	if t.other != nil {
		return nil
	}
	b, at := t.table.find(id)
	if at < 0 {
		return nil
	}
	_, out := b.number(at)
	for c := range out {
		out[c] *= t.scale[features.BlockOf(id)]
	}
	center(out)
	return out
}

// Size returns the number of features that the model knows, 0 for one that is
// not linear.
func (t *Text) Size() int {
	if t.other != nil {
		return 0
	}
	n := 0
	for i := range t.table.blocks {
		n += t.table.blocks[i].size()
	}
	return n
}
