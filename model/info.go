package model

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
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
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(file[fileFixed:fileFixed+header], &fields); err != nil {
		return FileInfo{}, err
	}
	if err := json.Unmarshal(fields["writer"], &info.Writer); err != nil {
		info.Writer = ""
	}
	for name, value := range fields {
		var s struct{ Offset, Count *int }
		if json.Unmarshal(value, &s) == nil && s.Offset != nil && s.Count != nil && *s.Count > 0 {
			info.Sections = append(info.Sections, FileSection{Name: name, Offset: *s.Offset, Count: *s.Count})
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

// Weights returns how strongly a feature (features.Feature.ID) speaks for each
// class, against the mean of all classes, or nil where the model does not know
// it: its weight times its idf, to be compared with that of others. In a text it
// is scaled by the length, as [Text.Explain] tells. A model that is not linear
// knows none.
func (t *Text) Weights(id uint64) []float64 {
	if t.other != nil {
		return nil
	}
	col := t.words.column(id)
	if col < 0 {
		return nil
	}
	k := len(t.classes)
	scale := t.scale[features.BlockOf(id)]
	out := make([]float64, k)
	for c, w := range t.weights[col*k : col*k+k] {
		out[c] = scale * float64(w)
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
	return len(t.words.ids)
}
