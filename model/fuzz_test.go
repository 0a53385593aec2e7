package model

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// fileOf puts a file together whose length and checksum are right, whatever
// its parts say.
func fileOf(version uint32, header, body []byte) []byte {
	b := make([]byte, fileFixed, fileFixed+len(header)+len(body))
	copy(b, fileMagic)
	b = append(append(b, header...), body...)
	binary.LittleEndian.PutUint32(b[8:], version)
	binary.LittleEndian.PutUint32(b[12:], uint32(len(header)))
	binary.LittleEndian.PutUint64(b[16:], uint64(len(b)))
	return resign(b)
}

// Whoever writes a file, with the right checksum, gets an error or a model that
// answers with probabilities, at a cost in proportion to the file.
func FuzzModel(f *testing.F) {
	// Small files are altered quicker than whole models.
	clusters, err := features.ReadClusters(strings.NewReader("rain 1 2\nshowers 1 2\nsky 2 3\n"))
	require.NoError(f, err)
	small := features.Settings{Words: 1, Stems: features.Off, CharMax: features.Off}
	known := small
	known.Clusters = clusters
	for _, s := range []Settings{{Features: small}, {Features: known, Vectors: tinyVectors(f), Folds: Off}} {
		m, _ := train(f, weather()[:12], s)
		b, err := m.MarshalBinary()
		require.NoError(f, err)
		version := binary.LittleEndian.Uint32(b[8:])
		n := fileFixed + int(binary.LittleEndian.Uint32(b[12:]))
		header, body := b[fileFixed:n], b[n:]
		f.Add(version, header, body)
		f.Add(version, header, body[:len(body)/2])
		f.Add(version, header[:len(header)/2], body)
		f.Add(version+1, header, body)
		for _, at := range []int{10, len(body) / 3, len(body) - 5} {
			flipped := bytes.Clone(body)
			flipped[at] ^= 0xff
			f.Add(version, header, flipped)
		}
		for _, lie := range [][2]string{
			{`"slope":`, `"slope":-`},
			{`"threshold":`, `"threshold":9`},
			{`"offset":`, `"offset":1`},
			{`"count":`, `"count":9`},
			{`"bias":[`, `"bias":[1e300,`},
			{`"words":1`, `"words":5`},
			{`english`, `none`},
			{`"scale":[1`, `"scale":[-1`},
		} {
			f.Add(version, bytes.Replace(header, []byte(lie[0]), []byte(lie[1]), 1), body)
		}
	}
	f.Add(uint32(1), []byte(`{"classes":["a","b"],"bias":[0,0],"calibration":{"slope":1,"bias":[0,0],"offset":[0,0]}}`), []byte{})
	f.Fuzz(func(t *testing.T, version uint32, header, body []byte) {
		file := fileOf(version, header, body)
		before := allocated()
		m, err := Parse(file)
		if used := allocated() - before; used > uint64(64*len(file)+8<<20) {
			t.Fatalf("%d bytes of memory for %d of file", used, len(file))
		}
		if err != nil {
			requireFileError(t, err)
			return
		}
		requireProbabilities(t, m)
		_, err = m.Explain("Heavy rain won't soak the coast.")
		require.NoError(t, err)
		again, err := m.MarshalBinary()
		require.NoError(t, err)
		back, err := Parse(again)
		require.NoError(t, err, "what was read can be written and read")
		require.Equal(t, m.Classes(), back.Classes())
		require.Equal(t, m.Predict("They refuse to sign."), back.Predict("They refuse to sign."))
	})
}

// Whatever is read as word vectors can be learnt from.
func FuzzReadVectors(f *testing.F) {
	for _, s := range []string{
		"rain 1 0\nsnow 0 1\n", "2 2\nrain 1 0\nsnow 0 1\n", "", "5 1\nrain 1\n", "rain 1\nsnow 1 2\n", "rain NaN\n", "rain 1e6\n", "rain 1e7\n",
		"\uFEFFrain 1\r\n", "rain 0x1p-2\n", "\u200b 1\n", "rain 1\x00\n", "rain 1\nrain 2\n", "9999999999 9999999999\nrain 1\n", "\xff 1\n",
	} {
		f.Add(s)
	}
	rows := weather()[:12]
	f.Fuzz(func(t *testing.T, file string) {
		v, err := ReadVectors(strings.NewReader(file))
		if err != nil {
			require.ErrorIs(t, err, ErrVectors)
			return
		}
		require.Positive(t, v.Len())
		require.Positive(t, v.Dim())
		if v.Dim() > 50 {
			return
		}
		m, _ := train(t, rows, Settings{Vectors: v, Folds: Off, Learner: SVM{Cost: 1, MaxPasses: 3}})
		requireProbabilities(t, m)
	})
}
