package model

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The table gives the scores of row times weights, but for the rounding of its
// numbers to 1023 steps of the largest weight and 255 of the largest square.
func TestTableEqualsRows(t *testing.T) {
	examples := weather()
	s, err := Settings{Vectors: tinyVectors(t), Learner: plain{Blend{}}}.resolve()
	require.NoError(t, err)
	tr := &trainer{Settings: s}
	lay(t, tr, examples)
	require.NoError(t, tr.encode(context.Background()))
	scorer, err := SVM{Cost: 1}.Learn(context.Background(), &tr.problem)
	require.NoError(t, err)
	m := newText(tr.classes, tr.encoder, scorer, newCalibration(3), tr.summary)
	scratch := m.scratch.Get().(*predictScratch)
	want := make([]float64, 3)
	var enc encodeScratch
	for _, text := range []string{"Rain, rain, rain on Monday", "not a clear sky", "snow", "unknown words", "", "rain rain don't settle\u2026"} {
		row := &Matrix{Start: []int{0}, Columns: tr.encoder.dims()}
		tr.encoder.appendRow(row, &enc, text)
		cols, values := row.Row(0)
		scorer.Scores(want, cols, values)
		m.score(scratch, text)
		assert.InDeltaSlice(t, want, scratch.scores, 0.01, text)
	}
}

func tinyVectors(t testing.TB) *Vectors {
	t.Helper()
	v, err := ReadVectors(strings.NewReader("rain 1 0 0\nsnow 0 1 0\nsky 0 0 1\nsunshine 0 0.5 1\n"))
	require.NoError(t, err)
	return v
}

func TestPredictEmpty(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	for _, text := range []string{"", " \t\n", "\u200b", "\u00a0", "\x00\x01"} {
		p := m.Predict(text)
		assert.True(t, p.Abstained, "%q", text)
		assert.Len(t, p.Probabilities, 3)
	}
	for _, text := range []string{"?", "\xff\xfe", "😀", "語"} {
		assert.False(t, m.Predict(text).Abstained, "%q", text)
	}
}

func TestThreshold(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	p := m.Predict("the sky")
	strict, err := m.WithThreshold(p.Probability + 1e-9)
	require.NoError(t, err)
	q := strict.Predict("the sky")
	assert.True(t, q.Abstained)
	assert.Equal(t, p.Class, q.Class, "the class is still given")
	assert.False(t, m.Predict("the sky").Abstained, "the model itself is unchanged")
	for _, bad := range []float64{-0.1, 1.1} {
		_, err := m.WithThreshold(bad)
		require.ErrorIs(t, err, ErrSettings)
	}
}

func TestPredictConcurrent(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	want := m.Predict("rain and snow on Monday")
	var wg sync.WaitGroup
	for range 32 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, e := range weather() {
				m.Predict(e.Text)
			}
			assert.Equal(t, want, m.Predict("rain and snow on Monday"))
		}()
	}
	wg.Wait()
}

func TestExplain(t *testing.T) {
	m, _ := train(t, weather(), Settings{Vectors: tinyVectors(t)})
	text := "No snow: “heavy” rain on Sunday"
	e, err := m.Explain(text)
	require.NoError(t, err)
	assert.Equal(t, m.Predict(text), e.Prediction)
	require.Equal(t, "rain", e.Class)
	assert.Equal(t, "rain", e.Top("rain", 1)[0].Text)
	assert.Equal(t, "snow", e.Top("snow", 1)[0].Text)
	assert.Nil(t, e.Top("hail", 3))
	assert.Nil(t, e.Top("rain", 0))
	assert.Nil(t, e.Top("rain", -1))
	for _, w := range e.Words {
		assert.Equal(t, w.Text, text[w.Start:w.End])
	}
	assert.True(t, e.Words[1].Negated, "snow stands under no")

	// Bias and words sum to the centred score.
	s := m.scratch.Get().(*predictScratch)
	m.score(s, text)
	scores := append([]float64(nil), s.scores...)
	center(scores)
	for c, got := range e.Bias {
		for _, w := range e.Words {
			got += w.Weights[c]
		}
		assert.InDelta(t, scores[c], got, 1e-9)
	}
}

// What is printed of an explanation is for people.
func TestExplanationString(t *testing.T) {
	e := &Explanation{
		Prediction: Prediction{Class: "rain", Probability: 0.75, Abstained: true},
		Classes:    []string{"rain", "snow"},
		Bias:       []float64{0.5, -0.5},
		Words: []WordWeight{
			{Text: "wet", Weights: []float64{0.25, -0.25}},
			{Text: "fl\u202eakes", Negated: true, Weights: []float64{-0.125, 0.125}},
		},
	}
	require.Equal(t, `"rain" 0.750, abstained
   +0.500  before a word is read
   +0.250  "wet"
   -0.125  "fl\u202eakes", negated  ("snow" +0.125)`, fmt.Sprint(e))
	require.Equal(t, `"" 0.000`, fmt.Sprint(&Explanation{}))
}

// scorerOnly hides that a learner is linear.
type scorerOnly struct{ Learner }

type opaque struct{ Scorer }

func (s scorerOnly) Learn(ctx context.Context, p *Problem) (Scorer, error) {
	l, err := s.Learner.Learn(ctx, p)
	return opaque{l}, err
}

func TestNotLinear(t *testing.T) {
	learner := SVM{Cost: 1}
	linear, _ := train(t, weather(), Settings{Learner: learner})
	m, _ := train(t, weather(), Settings{Learner: scorerOnly{learner}})
	for _, text := range []string{"rain", "sky and snow", ""} {
		a, b := linear.Predict(text), m.Predict(text)
		assert.Equal(t, a.Class, b.Class)
		assert.InDeltaSlice(t, a.Probabilities, b.Probabilities, 0.005)
	}
	_, err := m.Explain("rain")
	require.ErrorIs(t, err, ErrNotLinear)
	_, err = m.MarshalBinary()
	require.ErrorIs(t, err, ErrNotLinear)
}

// A batch gives what the texts give one by one, in their order.
func TestPredictAll(t *testing.T) {
	m, _ := train(t, weather(), Settings{})
	texts := func(yield func(string) bool) {
		for i := range 1000 {
			if !yield(foldedTexts[i%len(foldedTexts)]) {
				return
			}
		}
	}
	i := 0
	for p, err := range m.PredictAll(context.Background(), texts) {
		require.NoError(t, err)
		require.Equal(t, m.Predict(foldedTexts[i%len(foldedTexts)]), p)
		i++
	}
	assert.Equal(t, 1000, i)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range m.PredictAll(ctx, texts) {
		require.ErrorIs(t, err, context.Canceled)
	}
	for range m.PredictAll(context.Background(), nil) {
		t.Error("an answer to no text")
	}
}
