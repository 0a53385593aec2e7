package model

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// own are rows whose words the prior does not know, and some that it gets wrong.
func own() []Example {
	rows := []Example{
		{Text: "A gale and hail tomorrow.", Class: "snow"},
		{Text: "Hail again, and a gale.", Class: "snow"},
		{Text: "Hail on the hills.", Class: "snow"},
		{Text: "A rainbow over the bay.", Class: "sun"},
		{Text: "Rainbow weather, mild.", Class: "sun"},
		{Text: "A rainbow, then mild.", Class: "sun"},
		{Text: "Drizzle at dusk.", Class: "rain"},
		{Text: "Drizzle and mist.", Class: "rain"},
		{Text: "Mist and drizzle.", Class: "rain"},
	}
	for i := range rows {
		rows[i].Weight = 1
	}
	return rows
}

func TestPrior(t *testing.T) {
	prior, _ := train(t, weather(), Settings{})
	m, sum := train(t, own(), Settings{Prior: prior})
	alone, _ := train(t, own(), Settings{})
	assert.Equal(t, prior.Classes(), m.Classes())
	assert.Equal(t, len(own()), sum.Rows)
	for text, want := range map[string]string{
		"Hail":                                  "snow", // from the rows
		"A mild rainbow":                        "sun",
		"Heavy rain and showers will soak Bern": "rain", // from the prior
		"Bright sunshine and a clear sky":       "sun",
	} {
		assert.Equal(t, want, m.Predict(text).Class, text)
	}
	assert.NotEqual(t, "sun", alone.Predict("bright clear sky").Class, "the rows alone do not tell")

	// With hardly any cost it is the prior.
	same, _ := train(t, own(), Settings{Prior: prior, Learner: SVM{Cost: 1e-9}, Folds: Off})
	for _, e := range weather() {
		a, b := prior.Predict(e.Text), same.Predict(e.Text)
		assert.Equal(t, a.Class, b.Class)
	}
	assert.GreaterOrEqual(t, same.Size(), prior.Size(), "no feature of the prior is lost")

	// What it learnt is a model like another.
	file, err := m.MarshalBinary()
	require.NoError(t, err)
	back, err := Parse(file)
	require.NoError(t, err)
	assert.Equal(t, m.Predict("Hail and rain"), back.Predict("Hail and rain"))
}

// A prior of two classes has one machine.
func TestPriorOfTwoClasses(t *testing.T) {
	rows := []Example{{Text: "They accept it.", Class: "yes"}, {Text: "They accept.", Class: "yes"}, {Text: "We accept it.", Class: "yes"}, {Text: "They refuse it.", Class: "no"}, {Text: "They refuse.", Class: "no"}, {Text: "We refuse it.", Class: "no"}}
	for i := range rows {
		rows[i].Weight = 1
	}
	prior, _ := train(t, rows, Settings{})
	more := []Example{{Text: "They nod.", Class: "yes", Weight: 1}, {Text: "Nod.", Class: "yes", Weight: 1}, {Text: "They frown.", Class: "no", Weight: 1}, {Text: "Frown.", Class: "no", Weight: 1}}
	m, _ := train(t, more, Settings{Prior: prior, Learner: SVM{Cost: 1}, Folds: Off})
	for text, want := range map[string]string{"accept": "yes", "refuse": "no", "nod": "yes", "frown": "no"} {
		assert.Equal(t, want, m.Predict(text).Class, text)
	}
}

func TestPriorSettings(t *testing.T) {
	prior, _ := train(t, weather(), Settings{})
	looked, _ := train(t, weather(), Settings{Vectors: tinyVectors(t)})
	other, _ := train(t, weather(), Settings{Learner: scorerOnly{SVM{Cost: 1}}})
	for name, s := range map[string]Settings{
		"other classes":  {Prior: prior, Classes: []string{"a", "b"}},
		"other features": {Prior: prior, Features: features.Settings{Words: 3}},
		"vectors":        {Prior: prior, Vectors: tinyVectors(t)},
		"of vectors":     {Prior: looked},
		"not linear":     {Prior: other},
		"naive Bayes":    {Prior: prior, Learner: NaiveBayes{}},
		"multinomial":    {Prior: prior, Learner: SVM{Loss: Multinomial}},
	} {
		_, _, err := Train(context.Background(), FromSlice(own()), s)
		require.ErrorIs(t, err, ErrSettings, name)
		require.ErrorContains(t, err, "Prior: ", name)
	}
	_, _, err := Train(context.Background(), FromSlice(own()), Settings{Prior: prior, Classes: prior.Classes(), Features: prior.Features()})
	require.NoError(t, err)

	bug := FromSlice([]Example{{Text: "It crashes.", Class: "bug"}})
	_, _, err = Train(context.Background(), bug, Settings{Prior: prior})
	require.ErrorIs(t, err, ErrExample)
	require.EqualError(t, err, `model: example 1: bad example: class "bug" is not one of ["rain" "snow" "sun"] (the classes of Settings.Prior)`)
	_, _, err = Train(context.Background(), bug, Settings{Classes: prior.Classes()})
	require.EqualError(t, err, `model: example 1: bad example: class "bug" is not one of ["rain" "snow" "sun"]`)
}
