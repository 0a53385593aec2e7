package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// requireFileError checks that the error says what kind of bad file it is.
func requireFileError(t testing.TB, err error) {
	t.Helper()
	require.Error(t, err)
	require.True(t, errors.Is(err, ErrCorrupt) || errors.Is(err, ErrFormat) || errors.Is(err, ErrVersion), "%v", err)
}

// A golden file that is cut short anywhere, of which any byte is altered, or
// that something follows, is an error of its kind.
func TestGoldenDamaged(t *testing.T) {
	files, err := filepath.Glob("../testdata/models/*.model")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	step := 7
	if testing.Short() {
		step = 211
	}
	for _, name := range files {
		good, err := os.ReadFile(name)
		require.NoError(t, err)
		bad := bytes.Clone(good)
		for n := 0; n < len(good); n += step {
			_, err := Parse(good[:n:n])
			requireFileError(t, err)
			for _, flip := range []byte{0x01, 0x80, 0xff} {
				bad[n] ^= flip
				_, err = Parse(bad)
				requireFileError(t, err)
				bad[n] ^= flip
			}
		}
		_, err = Parse(append(bad, 0))
		require.ErrorIs(t, err, ErrCorrupt)
	}
}

// A header of version 1 that lies about numbers, under a right checksum, is found
// out.
func TestHostileHeader(t *testing.T) {
	good, err := os.ReadFile("../testdata/models/v1.model")
	require.NoError(t, err)
	n := fileFixed + int(binary.LittleEndian.Uint32(good[12:]))
	_, err = Parse(fileOf(1, good[fileFixed:n], good[n:]))
	require.NoError(t, err, "unchanged it is good")
	for name, edit := range map[string]func(h *fileHeader){
		"no class":           func(h *fileHeader) { h.Classes = nil },
		"one class":          func(h *fileHeader) { h.Classes = h.Classes[:1] },
		"a class too many":   func(h *fileHeader) { h.Classes = append(h.Classes, "hail") },
		"a class twice":      func(h *fileHeader) { h.Classes[1] = h.Classes[0] },
		"a class unnamed":    func(h *fileHeader) { h.Classes[1] = "" },
		"huge bias":          func(h *fileHeader) { h.Bias[0] = 1e300 },
		"huge scale":         func(h *fileHeader) { h.Scale[0] = -1e300 },
		"too many blocks":    func(h *fileHeader) { h.Scale = append(h.Scale, 1) },
		"no slope":           func(h *fileHeader) { h.Calibration.Slope = 0 },
		"negative slope":     func(h *fileHeader) { h.Calibration.Slope = -1 },
		"huge slope":         func(h *fileHeader) { h.Calibration.Slope = 1e300 },
		"huge calibration":   func(h *fileHeader) { h.Calibration.Bias[0] = 1e300 },
		"huge offset":        func(h *fileHeader) { h.Calibration.Offset[0] = -1e300 },
		"short calibration":  func(h *fileHeader) { h.Calibration.Bias = h.Calibration.Bias[:1] },
		"threshold":          func(h *fileHeader) { h.Threshold = 1.5 },
		"negative threshold": func(h *fileHeader) { h.Threshold = -0.5 },
		"long n-grams":       func(h *fileHeader) { h.Features.Words = 1 << 30 },
		"long reach":         func(h *fileHeader) { h.Features.Negation = 1 << 30 },
		"count":              func(h *fileHeader) { h.IDs.Count = math.MaxUint64 / 2 },
		"offset":             func(h *fileHeader) { h.Weights.Offset = math.MaxUint64 - 3 },
		"cluster levels": func(h *fileHeader) {
			h.ClusterIDs, h.Clusters = section{h.IDs.Offset, 1}, section{h.Weights.Offset, features.MaxLevels + 1}
		},
		"no clusters": func(h *fileHeader) { h.ClusterIDs = h.IDs },
	} {
		var h fileHeader
		require.NoError(t, json.Unmarshal(good[fileFixed:n], &h))
		edit(&h)
		header, err := json.Marshal(&h)
		require.NoError(t, err)
		require.LessOrEqual(t, len(header), n-fileFixed)
		header = append(header, bytes.Repeat([]byte{' '}, n-fileFixed-len(header))...)
		_, err = Parse(fileOf(1, header, good[n:]))
		require.ErrorIs(t, err, ErrCorrupt, name)
	}
}

// Weights that are no numbers would make answers that are none, in version 1 as
// in any other.
func TestHostileWeights(t *testing.T) {
	good, err := os.ReadFile("../testdata/models/v1.model")
	require.NoError(t, err)
	n := fileFixed + int(binary.LittleEndian.Uint32(good[12:]))
	var h fileHeader
	require.NoError(t, json.Unmarshal(good[fileFixed:n], &h))
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, at := range []section{h.Squares, h.Weights} {
			bad := bytes.Clone(good)
			binary.LittleEndian.PutUint32(bad[at.Offset+4:], math.Float32bits(float32(x)))
			_, err := Parse(resign(bad))
			require.ErrorIs(t, err, ErrCorrupt, "%v", x)
		}
	}
	bad := bytes.Clone(good)
	binary.LittleEndian.PutUint32(bad[h.Squares.Offset:], math.Float32bits(-1))
	_, err = Parse(resign(bad))
	require.ErrorIs(t, err, ErrCorrupt, "a negative square")

	// The largest that a file may hold still give numbers.
	large := bytes.Clone(good)
	for i := range h.Weights.Count {
		x := float32(math.MaxFloat32)
		if i%3 == 0 {
			x = -x
		}
		binary.LittleEndian.PutUint32(large[h.Weights.Offset+4*i:], math.Float32bits(x))
	}
	for i := range h.Squares.Count {
		binary.LittleEndian.PutUint32(large[h.Squares.Offset+4*i:], 1) // the smallest above 0
	}
	back, err := Parse(resign(large))
	require.NoError(t, err)
	requireProbabilities(t, back)
}
