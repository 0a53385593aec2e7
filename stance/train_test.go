package stance

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

// A model whose classes are the labels in another order gives the same answers.
func TestNewOtherOrder(t *testing.T) {
	order := []string{"rejecting", "none", "demanding_guarantees", "cooperative"}
	s := Settings(model.Settings{Classes: order})
	m, _, err := model.Train(context.Background(), model.FromSlice(rows()), s)
	require.NoError(t, err)
	c, err := New(m)
	require.NoError(t, err)
	trained, _, err := Train(context.Background(), model.FromSlice(rows()), model.Settings{Classes: order})
	require.NoError(t, err)
	assert.Equal(t, order, trained.Model().Classes())
	for i, text := range []string{"It meets in the hall.", "It welcomes the offer.", "It wants guarantees.", "It refuses the terms."} {
		r := c.Classify(text)
		assert.Equal(t, Label(i), r.Label, text)
		assert.Equal(t, r.Probabilities[r.Label], r.Probability)
		assert.Equal(t, r, trained.Classify(text))
		p := m.Predict(text)
		for class, name := range order {
			label, err := ParseLabel(name)
			require.NoError(t, err)
			assert.Equal(t, p.Probabilities[class], r.Probabilities[label])
		}
		e, err := c.Explain(text)
		require.NoError(t, err)
		assert.Equal(t, labelNames[:], e.Classes)
		assert.Equal(t, r.Probabilities[:], e.Probabilities)
		assert.Equal(t, labelNames[i], e.Class)
		own, err := m.Explain(text)
		require.NoError(t, err)
		for class, name := range order {
			label, err := ParseLabel(name)
			require.NoError(t, err)
			assert.Equal(t, own.Bias[class], e.Bias[label])
			for w := range own.Words {
				assert.Equal(t, own.Words[w].Weights[class], e.Words[w].Weights[label])
			}
		}
	}
	careful, err := c.WithThreshold(0.99)
	require.NoError(t, err)
	assert.Equal(t, Rejecting, careful.Classify("It refuses the terms.").Label)

	// A prior brings its order along.
	plain, _, err := model.Train(context.Background(), model.FromSlice(rows()), model.Settings{Classes: order})
	require.NoError(t, err)
	next, _, err := Train(context.Background(), model.FromSlice(rows()), model.Settings{Prior: plain})
	require.NoError(t, err)
	assert.Equal(t, Cooperative, next.Classify("It welcomes the offer.").Label)
}

func TestTrainOtherClasses(t *testing.T) {
	for name, classes := range map[string][]string{
		"fewer":   {"none", "rejecting"},
		"other":   {"none", "cooperative", "demanding_guarantees", "friendly"},
		"twice":   {"none", "cooperative", "rejecting", "rejecting"},
		"another": append(slices.Clone(labelNames[:]), "friendly"),
	} {
		_, _, err := Train(context.Background(), model.FromSlice(rows()), model.Settings{Classes: classes})
		require.ErrorIs(t, err, ErrClasses, name)
	}
	other, _, err := model.Train(context.Background(), model.FromSlice([]model.Example{{Text: "a", Class: "x"}, {Text: "b", Class: "y"}}), model.Settings{})
	require.NoError(t, err)
	_, _, err = Train(context.Background(), model.FromSlice(rows()), model.Settings{Prior: other})
	require.ErrorIs(t, err, ErrClasses)
}

// Each part that the caller leaves out is filled in by itself.
func TestSettings(t *testing.T) {
	full := Settings(model.Settings{})
	assert.Equal(t, labelNames[:], full.Classes)
	assert.Same(t, Clusters(), full.Features.Clusters)
	assert.Same(t, Vectors(), full.Vectors)
	assert.Nil(t, full.Network)

	s := Settings(model.Settings{Features: features.Settings{Language: "english"}})
	assert.Same(t, Clusters(), s.Features.Clusters)
	assert.Same(t, Vectors(), s.Vectors)

	clusters, err := features.NewClusters([]string{"rain"}, 1, []uint16{1})
	require.NoError(t, err)
	vectors, err := model.NewVectors([]string{"rain", "sun"}, 1, []float32{1, 2}, nil)
	require.NoError(t, err)
	s = Settings(model.Settings{Features: features.Settings{Clusters: clusters}})
	assert.Same(t, clusters, s.Features.Clusters)
	assert.Same(t, Vectors(), s.Vectors)
	s = Settings(model.Settings{Vectors: vectors, Network: &model.Network{}})
	assert.Same(t, Clusters(), s.Features.Clusters)
	assert.Same(t, vectors, s.Vectors)
	assert.Nil(t, s.Network.Vectors, "it takes those of the settings")

	s = Settings(model.Settings{Features: features.Settings{Language: "german"}, Network: &model.Network{}})
	assert.Nil(t, s.Features.Clusters)
	assert.Nil(t, s.Vectors)
	assert.Nil(t, s.Network.Vectors)

	given := &model.Network{Filters: 3}
	s = Settings(model.Settings{Prior: Default().Model(), Network: given})
	assert.Nil(t, s.Features.Clusters)
	assert.Nil(t, s.Vectors)
	assert.Same(t, Vectors(), s.Network.Vectors)
	assert.Equal(t, 3, s.Network.Filters)
	assert.Nil(t, given.Vectors, "the caller's own stays as it is")
	assert.Equal(t, 11000, Vectors().Len())
	assert.Equal(t, 200, Vectors().Dim())
}

func TestTrainNetwork(t *testing.T) {
	c, _, err := Train(context.Background(), model.FromSlice(rows()), model.Settings{Network: &model.Network{Filters: 4, Epochs: 1}})
	require.NoError(t, err)
	require.True(t, c.HasNetwork())
	on, err := c.WithNetwork(true)
	require.NoError(t, err)
	text := "It refuses the terms."
	assert.NotEqual(t, c.Classify(text).Probabilities, on.Classify(text).Probabilities)
	off, err := on.WithNetwork(false)
	require.NoError(t, err)
	assert.Equal(t, c.Classify(text), off.Classify(text))

	path := filepath.Join(t.TempDir(), "own.model")
	require.NoError(t, on.Save(path))
	back, err := Open(path)
	require.NoError(t, err)
	assert.True(t, back.HasNetwork())
	assert.Equal(t, c.Classify(text), back.Classify(text), "the switch is not saved")

	plain, _, err := Train(context.Background(), model.FromSlice(rows()), model.Settings{})
	require.NoError(t, err)
	assert.False(t, plain.HasNetwork())
	_, err = plain.WithNetwork(true)
	require.ErrorIs(t, err, model.ErrNoNetwork)
}

func TestOpenMapped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "default.model")
	require.NoError(t, Default().Save(path))
	for _, trust := range []model.Trust{model.Verify, model.TrustFile} {
		c, err := OpenMapped(path, trust)
		require.NoError(t, err)
		text := "We welcome the offer."
		assert.Equal(t, Default().Classify(text), c.Classify(text))
		require.NoError(t, c.Close())
		require.NoError(t, c.Close())
	}
	m, _, err := model.Train(context.Background(), model.FromSlice([]model.Example{{Text: "a", Class: "x"}, {Text: "b", Class: "y"}}), model.Settings{})
	require.NoError(t, err)
	require.NoError(t, m.Save(path))
	_, err = OpenMapped(path, model.Verify)
	require.ErrorIs(t, err, ErrClasses)
	_, err = OpenMapped(path+"x", model.Verify)
	require.Error(t, err)
}
