package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
		m, err := Parse(b)
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
