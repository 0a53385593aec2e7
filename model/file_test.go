package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

func TestFileRoundTrip(t *testing.T) {
	m, sum := train(t, weather(), Settings{Vectors: tinyVectors(t)})
	m, err := m.WithThreshold(0.4)
	require.NoError(t, err)
	var file bytes.Buffer
	n, err := m.WriteTo(&file)
	require.NoError(t, err)
	assert.EqualValues(t, file.Len(), n)
	back, err := Read(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	again, err := back.MarshalBinary()
	require.NoError(t, err)
	assert.True(t, bytes.Equal(file.Bytes(), again), "written, read and written again")
	sum.Time = 0
	assert.Equal(t, sum, back.Summary())
	assert.Equal(t, 0.4, back.Threshold())
	assert.Equal(t, m.Features(), back.Features())
	for _, e := range weather() {
		assert.Equal(t, m.Predict(e.Text), back.Predict(e.Text))
	}

	// The bytes may stand anywhere in memory.
	shifted := append([]byte{0}, file.Bytes()...)
	odd, err := Parse(shifted[1:])
	require.NoError(t, err)
	assert.Equal(t, m.Predict("rain"), odd.Predict("rain"))
}

func TestFileDamaged(t *testing.T) {
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	good, err := m.MarshalBinary()
	require.NoError(t, err)
	step := 1
	if testing.Short() {
		step = 97
	}
	for n := 0; n < len(good); n += step {
		_, err := Parse(good[:n:n])
		require.Error(t, err, "cut at %d", n)
		require.True(t, errors.Is(err, ErrCorrupt) || errors.Is(err, ErrFormat), "cut at %d: %v", n, err)
	}
	for n := 0; n < len(good); n += step {
		bad := bytes.Clone(good)
		bad[n] ^= 0x41
		_, err := Parse(bad)
		require.Error(t, err, "flipped at %d", n)
		require.True(t, errors.Is(err, ErrCorrupt) || errors.Is(err, ErrFormat) || errors.Is(err, ErrVersion), "flipped at %d: %v", n, err)
	}
	_, err = Parse(append(bytes.Clone(good), 0))
	require.ErrorIs(t, err, ErrCorrupt)
	_, err = Parse([]byte("PK\x03\x04 this is a zip"))
	require.ErrorIs(t, err, ErrFormat)
	newer := bytes.Clone(good)
	binary.LittleEndian.PutUint32(newer[8:], 99)
	_, err = Parse(newer)
	require.ErrorIs(t, err, ErrVersion)
}

// resign puts the right checksum into an altered file.
func resign(b []byte) []byte {
	binary.LittleEndian.PutUint32(b[crcOffset:], checksum(b))
	return b
}

// A header that lies, under a right checksum, is found out.
func TestFileLies(t *testing.T) {
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	good, err := m.MarshalBinary()
	require.NoError(t, err)
	for _, c := range [][2]string{
		{`"classes":["rain",`, `"classes":["rain"]`},
		{`"count":`, `"count":9`},
		{`"offset":`, `"offset":9`},
		{`"language":"english"`, `"language":"klingon"`},
		{`"bias":[`, `"bias":[7,`},
		{`"scale":[`, `"scale":[1,1,1,1,1,1,1,1,`},
		{`{"writer"`, `["writer"`},
	} {
		i := bytes.Index(good, []byte(c[0]))
		require.Positive(t, i, c[0])
		n := int(binary.LittleEndian.Uint32(good[12:]))
		header := good[fileFixed : fileFixed+n]
		header = bytes.Replace(header, []byte(c[0]), []byte(c[1]), 1)
		header = bytes.TrimRight(header, " ")
		require.LessOrEqual(t, len(header), n)
		bad := bytes.Clone(good)
		copy(bad[fileFixed:], append(header, bytes.Repeat([]byte{' '}, n-len(header))...))
		_, err := Parse(resign(bad))
		require.ErrorIs(t, err, ErrCorrupt, c[1])
	}
}

// A block that lies, in a file that is trusted, is found out at opening, or its
// features are not found; nothing panics.
func TestFileLiesTrusted(t *testing.T) {
	m, _ := train(t, weather(), Settings{Features: features.Settings{Clusters: rainy(t)}})
	good, err := m.MarshalBinary()
	require.NoError(t, err)
	text := "On Monday heavy rain won't soak the coast, and it will not snow."
	for name, lie := range map[string]func(b *tableBlock){
		"seeds":           func(b *tableBlock) { b.seeds = slices.Repeat([]uint16{77}, len(b.seeds)) },
		"seeds short":     func(b *tableBlock) { b.seeds = b.seeds[1:] },
		"one seed":        func(b *tableBlock) { b.seeds = b.seeds[:1] },
		"no seeds":        func(b *tableBlock) { b.seeds = nil },
		"slots short":     func(b *tableBlock) { b.slots = b.slots[1:] },
		"fewer slots":     func(b *tableBlock) { b.slots = b.slots[b.width:] },
		"no slots":        func(b *tableBlock) { b.slots = nil },
		"rows full":       func(b *tableBlock) { fillRows(b, 1<<64-1) },
		"rows empty":      func(b *tableBlock) { fillRows(b, 0) },
		"no squares":      func(b *tableBlock) { fillRows(b, fieldsOf(0, []int{9, -9, 9})) },
		"weights huge":    func(b *tableBlock) { b.weightSteps[1] = 1e300 },
		"a class missing": func(b *tableBlock) { b.weightSteps = b.weightSteps[1:] },
		"no step":         func(b *tableBlock) { b.squareStep = 0 },
		"step below zero": func(b *tableBlock) { b.squareStep = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			bad, err := parse(bytes.Clone(good), true) // its numbers stand in the copy
			require.NoError(t, err)
			for i := range bad.table.blocks {
				if bad.table.blocks[i].size() > 0 {
					lie(&bad.table.blocks[i])
				}
			}
			file, err := bad.MarshalBinary()
			require.NoError(t, err)
			clear(file[crcOffset : crcOffset+4])
			_, err = Parse(file)
			require.ErrorIs(t, err, ErrCorrupt)
			back, err := parse(file, true)
			if err != nil {
				require.ErrorIs(t, err, ErrCorrupt)
				return
			}
			for _, text := range append(foldedTexts, text) {
				sum := 0.0
				for _, p := range back.Predict(text).Probabilities {
					sum += p
				}
				assert.InDelta(t, 1, sum, 1e-9)
			}
			equalSums(t, back, back.borrow(), text)
		})
	}
}

func fillRows(b *tableBlock, row uint64) {
	for i := range b.slots {
		if i%b.width > 0 {
			b.slots[i] = row
		}
	}
}

// A file of version 1 is read and predicts what it did, but for the rounding to
// smaller numbers.
func TestFileVersion1(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("testdata", "weather1.model"))
	require.NoError(t, err)
	m, err := Parse(file)
	require.NoError(t, err)
	// What the program of version 1 gave.
	for text, want := range map[string][]float64{
		"": {0.468828, 0.112219, 0.418953},
		"On Monday heavy rain won't soak the coast.": {0.985803, 0.006181, 0.008015},
		"A clear sky":                  {0.002522, 0.001105, 0.996373},
		"Snow will drift, not settle!": {0.002278, 0.996199, 0.001523},
		"sunshine and showers":         {0.556006, 0.007425, 0.436569},
		"unknown words":                {0.440941, 0.158652, 0.400407},
	} {
		p := m.Predict(text)
		assert.InDeltaSlice(t, want, p.Probabilities, 0.005, text)
		assert.Equal(t, slices.Index(want, slices.Max(want)), slices.Index(m.Classes(), p.Class), text)
	}
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Less(t, len(b), len(file))
	back, err := Parse(b)
	require.NoError(t, err)
	for _, text := range foldedTexts {
		assert.Equal(t, m.Predict(text), back.Predict(text))
	}
	for n := range file {
		if n%37 == 0 {
			bad := bytes.Clone(file)
			bad[n] ^= 0x41
			_, err := Parse(bad)
			require.Error(t, err)
			_, err = Parse(file[:n:n])
			require.Error(t, err)
		}
	}
}

func TestOpenMapped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.model")
	m, _ := train(t, weather(), Settings{})
	require.NoError(t, m.Save(path))
	for _, trust := range []Trust{Verify, TrustFile} {
		mapped, err := OpenMapped(path, trust)
		require.NoError(t, err)
		for _, text := range foldedTexts {
			assert.Equal(t, m.Predict(text), mapped.Predict(text))
		}
		require.NoError(t, mapped.Close())
		require.NoError(t, mapped.Close(), "once more does nothing")
	}

	file, err := os.ReadFile(path)
	require.NoError(t, err)
	file[len(file)-1]++
	require.NoError(t, os.WriteFile(path, file, 0o600))
	_, err = OpenMapped(path, Verify)
	require.ErrorIs(t, err, ErrCorrupt)
	assert.Contains(t, err.Error(), "w.model")
	mapped, err := OpenMapped(path, TrustFile)
	require.NoError(t, err)
	require.NoError(t, mapped.Close())

	require.NoError(t, os.WriteFile(path, nil, 0o600))
	_, err = OpenMapped(path, TrustFile)
	require.ErrorIs(t, err, ErrFormat)
	require.NoError(t, os.WriteFile(path, file[:1000], 0o600))
	_, err = OpenMapped(path, TrustFile)
	require.ErrorIs(t, err, ErrCorrupt)
	_, err = OpenMapped(filepath.Join(t.TempDir(), "missing"), Verify)
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func FuzzParse(f *testing.F) {
	m, _ := train(f, weather()[:12], Settings{Folds: Off})
	good, err := m.MarshalBinary()
	require.NoError(f, err)
	f.Add(good)
	f.Add(good[:100])
	f.Add([]byte(fileMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) >= fileFixed {
			b = resign(bytes.Clone(b))
		}
		m, err := parse(b, true)
		if err != nil {
			return
		}
		m.Predict("On Monday heavy rain won't soak the coast.")
	})
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "w.model")
	m, _ := train(t, weather(), Settings{})
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o600))
	require.NoError(t, m.Save(path))
	back, err := Open(path)
	require.NoError(t, err)
	assert.Equal(t, m.Predict("rain"), back.Predict("rain"))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 1, "no temporary file is left")

	err = m.Save(filepath.Join(dir, "no", "such", "folder"))
	require.ErrorIs(t, err, fs.ErrNotExist)

	// What cannot be written leaves the old file.
	nonlinear, _ := train(t, weather(), Settings{Learner: scorerOnly{SVM{Cost: 1}}})
	require.ErrorIs(t, nonlinear.Save(path), ErrNotLinear)
	_, err = Open(path)
	require.NoError(t, err)
	left, err = os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 1)

	_, err = Open(filepath.Join(dir, "missing"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	_, err = Open(dir)
	require.Error(t, err)
	text := filepath.Join(dir, "notes.txt")
	require.NoError(t, os.WriteFile(text, []byte("hello"), 0o600))
	_, err = Open(text)
	require.ErrorIs(t, err, ErrFormat)
	assert.Contains(t, err.Error(), "notes.txt")
}
