package model

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

func TestDescribe(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	file, err := m.MarshalBinary()
	require.NoError(t, err)
	info, err := Describe(file)
	require.NoError(t, err)
	require.Equal(t, fileVersion, info.Version)
	require.Equal(t, "stancekit", info.Writer)
	require.Equal(t, len(file), info.Size)
	require.Equal(t, checksum(file), info.Checksum)
	require.NotEmpty(t, info.Sections)
	end := fileFixed + info.Header
	for _, s := range info.Sections {
		require.GreaterOrEqual(t, s.Offset, end, s.Name)
		require.Less(t, s.Offset-end, fileAlign, s.Name)
		require.Positive(t, s.Count)
		end = s.Offset + s.Size
	}
	require.Equal(t, len(file), end)

	_, err = Describe(file[:len(file)-1])
	require.ErrorIs(t, err, ErrCorrupt)
	_, err = Describe(nil)
	require.ErrorIs(t, err, ErrFormat)
}

func TestFeatureWeights(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	e, err := features.New(m.Features())
	require.NoError(t, err)
	var b features.Buffer
	e.Extract(&b, "showers zxqv")
	known, unknown := 0, 0
	for _, f := range b.Features {
		w := m.Weights(f.ID)
		if w == nil {
			unknown++
			continue
		}
		known++
		require.InDelta(t, 0, w[0]+w[1]+w[2], 1e-9)
		if features.BlockOf(f.ID) == features.Words {
			require.True(t, w[0] > w[1] && w[0] > w[2], "showers speak for rain")
		}
	}
	require.Positive(t, known)
	require.Positive(t, unknown)
	require.Greater(t, m.Size(), known)

	other, _ := train(t, weather(), Settings{Learner: scorerOnly{SVM{Cost: 1}}})
	require.Zero(t, other.Size())
	require.Nil(t, other.Weights(b.Features[0].ID))
}
