package stance

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/stance/internal/recipe"
)

func TestLabel(t *testing.T) {
	for i, l := range Labels() {
		assert.Equal(t, Label(i), l)
		back, err := ParseLabel(l.String())
		require.NoError(t, err)
		assert.Equal(t, l, back)
		b, err := json.Marshal(l)
		require.NoError(t, err)
		assert.Equal(t, `"`+l.String()+`"`, string(b))
		var again Label
		require.NoError(t, json.Unmarshal(b, &again))
		assert.Equal(t, l, again)
	}
	_, err := ParseLabel("Cooperative")
	require.ErrorIs(t, err, ErrLabel)
	assert.Contains(t, err.Error(), `"Cooperative"`)
	var l Label
	require.ErrorIs(t, json.Unmarshal([]byte(`"maybe"`), &l), ErrLabel)
	_, err = Label(9).MarshalText()
	require.ErrorIs(t, err, ErrLabel)
	assert.Equal(t, "Label(9)", Label(9).String())
}

func TestDefault(t *testing.T) {
	for text, want := range map[string]Label{
		"We are ready to resume the talks in Geneva and welcome the proposal.":      Cooperative,
		"We will sign only if we are given written guarantees that can be verified": DemandingGuarantees,
		"The minister condemned the attack and rejected the draft as unacceptable.": Rejecting,
		"The committee has 34 members and meets in Vienna twice a year.":            None,
	} {
		r := Default().Classify(text)
		assert.Equal(t, want, r.Label, text)
		sum := 0.0
		for _, p := range r.Probabilities {
			sum += p
		}
		assert.InDelta(t, 1, sum, 1e-9)
		assert.Equal(t, r.Probabilities[r.Label], r.Probability)
		assert.False(t, r.Abstained)
	}
	assert.Same(t, Default(), Default())
}

func TestClassifyNothing(t *testing.T) {
	for _, text := range []string{"", " \n\t", "\u200b\ufeff", "\x00"} {
		r := Default().Classify(text)
		assert.Equal(t, Result{Label: None, Probability: 1, Probabilities: Probabilities{1}, Abstained: true}, r, "%q", text)
	}
	for range Default().ClassifyAll(context.Background(), nil) {
		t.Error("an answer to no text")
	}
}

func TestClassifySpelling(t *testing.T) {
	a := Default().Classify("We won't co-operate, and don't call it \"help\".")
	b := Default().Classify("We won’t co‑operate, and don’t call it “help”.")
	assert.Equal(t, a, b)
}

func TestSentences(t *testing.T) {
	text := "The talks opened on Monday. “We welcome every word of the draft,” the envoy said.\n\n***\n\nHis colleague refused to sign it."
	var got []string
	for s := range Default().Sentences(text) {
		assert.Equal(t, text[s.Start:s.End], s.Text)
		assert.Equal(t, Default().Classify(s.Text), s.Result)
		got = append(got, s.Text)
	}
	assert.GreaterOrEqual(t, len(got), 3)
	assert.Contains(t, strings.Join(got, "|"), "His colleague refused to sign it.")
	for range Default().Sentences(text) {
		break
	}
	for range Default().Sentences(" \n ") {
		t.Error("a sentence of nothing")
	}
}

// rows are four statements of each label, enough to run on.
func rows() []model.Example {
	var out []model.Example
	for i, words := range []string{"meets in the hall on", "welcomes the offer of", "wants guarantees before", "refuses the terms of"} {
		for j := range 6 {
			out = append(out, model.Example{Text: fmt.Sprintf("The side %s day %d.", words, j), Class: labelNames[i]})
		}
	}
	return out
}

func TestTrainSaveOpen(t *testing.T) {
	c, sum, err := Train(context.Background(), model.FromSlice(rows()), model.Settings{})
	require.NoError(t, err)
	assert.Equal(t, 24, sum.Rows)
	assert.Equal(t, Rejecting, c.Classify("It refuses the terms.").Label)
	path := filepath.Join(t.TempDir(), "own.model")
	require.NoError(t, c.Save(path))
	back, err := Open(path)
	require.NoError(t, err)
	assert.Equal(t, c.Classify("It welcomes the offer."), back.Classify("It welcomes the offer."))
	var file bytes.Buffer
	_, err = c.WriteTo(&file)
	require.NoError(t, err)
	_, err = Load(&file)
	require.NoError(t, err)
	e, err := back.Explain("It refuses the terms.")
	require.NoError(t, err)
	assert.Equal(t, "refuses", e.Top("rejecting", 1)[0].Text)
	assert.Equal(t, labelNames[:], back.Model().Classes())
}

func TestTrainOtherLabel(t *testing.T) {
	bad := append(rows(), model.Example{ID: "x9", Text: "hm", Class: "friendly"})
	_, _, err := Train(context.Background(), model.FromSlice(bad), model.Settings{})
	require.ErrorIs(t, err, ErrLabel)
	assert.Contains(t, err.Error(), `"friendly"`)
	assert.Contains(t, err.Error(), "x9")
	_, _, err = model.Train(context.Background(), model.FromSlice(bad), Settings(model.Settings{}))
	require.ErrorIs(t, err, model.ErrExample)
	require.NotErrorIs(t, err, ErrLabel)
}

func TestTrainNothing(t *testing.T) {
	_, _, err := Train(context.Background(), nil, model.Settings{})
	require.ErrorIs(t, err, model.ErrNoExamples)
}

// A label without rows is known and not given.
func TestTrainWithoutNone(t *testing.T) {
	c, _, err := Train(context.Background(), model.FromSlice(rows()[6:]), model.Settings{})
	require.NoError(t, err)
	for _, r := range rows() {
		assert.NotEqual(t, None, c.Classify(r.Text).Label)
	}
}

func TestOpenErrors(t *testing.T) {
	m, _, err := model.Train(context.Background(), model.FromSlice([]model.Example{{Text: "a", Class: "x"}, {Text: "b", Class: "y"}}), model.Settings{})
	require.NoError(t, err)
	_, err = New(m)
	require.ErrorIs(t, err, ErrClasses)
	_, err = New(nil)
	require.EqualError(t, err, "stance: the model's classes are not the stances: the model is nil")
	require.ErrorIs(t, err, ErrClasses)
	path := filepath.Join(t.TempDir(), "other.model")
	require.NoError(t, m.Save(path))
	_, err = Open(path)
	require.ErrorIs(t, err, ErrClasses)
	assert.Contains(t, err.Error(), "other.model")
	_, err = Open(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = Load(strings.NewReader("hello"))
	require.ErrorIs(t, err, model.ErrFormat)
}

func TestThreshold(t *testing.T) {
	c, err := Default().WithThreshold(1)
	require.NoError(t, err)
	r := c.Classify("We welcome the talks.")
	assert.True(t, r.Abstained)
	_, err = c.WithThreshold(math.NaN())
	require.ErrorIs(t, err, model.ErrSettings)
}

func TestResultJSON(t *testing.T) {
	b, err := json.Marshal(Result{Label: Rejecting, Probability: 0.5, Probabilities: Probabilities{0.25, 0.25, 0, 0.5}})
	require.NoError(t, err)
	assert.JSONEq(t, `{"label":"rejecting","probability":0.5,"probabilities":{"none":0.25,"cooperative":0.25,"demanding_guarantees":0,"rejecting":0.5},"abstained":false}`, string(b))
}

func TestConcurrent(t *testing.T) {
	text := "They will not lift the embargo unless both sides agree."
	want := Default().Classify(text)
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			Default().Classify(fmt.Sprintf("Word%d and word%d refused.", i, i*7))
			assert.Equal(t, want, Default().Classify(text))
		}()
	}
	wg.Wait()
}

func FuzzClassify(f *testing.F) {
	for _, s := range []string{"", "We won't sign.", "\xff\xfe", "«Non»", strings.Repeat("no ", 500), "a\u0301\u200d"} {
		f.Add(s)
	}
	c := Default()
	f.Fuzz(func(t *testing.T, text string) {
		r := c.Classify(text)
		sum := 0.0
		for _, p := range r.Probabilities {
			require.False(t, math.IsNaN(p))
			sum += p
		}
		require.InDelta(t, 1, sum, 1e-9)
		require.Equal(t, r, c.Classify(text))
	})
}

// The embedded model is what its recipe gives, byte for byte. The sentences of
// the United Nations General Debate Corpus are not part of the project: with
// their file in STANCEKIT_UNGDC the whole model is made again.
func TestDefaultRebuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("trains the default model")
	}
	path := os.Getenv("STANCEKIT_UNGDC")
	if path == "" {
		t.Skip("needs the corpus of speeches in STANCEKIT_UNGDC")
	}
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	m, _, err := recipe.Make(context.Background(), os.DirFS(".."), f)
	require.NoError(t, err)
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.True(t, bytes.Equal(defaultModel, b), "go generate ./stance makes another model")
}
