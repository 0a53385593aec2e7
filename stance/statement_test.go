package stance

import (
	"encoding/json"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance/article"
)

func TestStatements(t *testing.T) {
	text := "“We accept the offer,” Foreign Minister Lena Varga said on Monday, “and we welcome it.”\n\nThe army chief, General Tomas Ruhl, rejected the idea of a treaty. The harbour is 40 metres deep.\n"
	var got []Statement
	for s := range Default().Statements(text) {
		got = append(got, s)
	}
	require.GreaterOrEqual(t, len(got), 3)
	assert.Equal(t, "Foreign Minister Lena Varga", got[0].Speaker)
	assert.Equal(t, Cooperative, got[0].Label)
	assert.Len(t, got[0].Spans, 2)
	assert.Contains(t, got[1].Speaker, "Tomas Ruhl")
	assert.Equal(t, Rejecting, got[1].Label, "with its verb")
	last := got[len(got)-1]
	assert.Equal(t, article.Narration, last.Kind)
	assert.Equal(t, None, last.Label)
	b, err := json.Marshal(got[0])
	require.NoError(t, err)
	for _, field := range []string{"start", "end", "spans", "text", "reported", "kind", "speaker", "speaker_start", "cue_end", "modality", "paragraph", "parent", "label", "probability", "probabilities", "abstained"} {
		assert.Contains(t, string(b), `"`+field+`":`)
	}
	for range Default().Statements(text) {
		break
	}
}

// A quotation takes the same stance as the sentence alone, though its full stop
// gave way to the speaker.
func TestStatementsEnd(t *testing.T) {
	for text, alone := range map[string]string{
		"“We will not talk,” she said.":             "We will not talk.",
		"She said: “We will not talk.”":             "We will not talk.",
		"“Will we talk?” she asked.":                "Will we talk?",
		"She told them that it “will not do”.":      "told them that it “will not do”.",
		"Foreign Minister Ola Berg rejected talks.": "rejected talks.",
	} {
		next, stop := iter.Pull(Default().Statements(text))
		got, ok := next()
		stop()
		require.True(t, ok, text)
		require.Equal(t, Default().Classify(alone), got.Result, text)
		require.Equal(t, alone, got.Reported)
		require.Equal(t, text[got.Start:got.End], got.Text)
	}
	require.NotEqual(t, Default().Classify("We will not talk").Label, Default().Classify("We will not talk.").Label, "what this is about")
}

// Results, sentences and statements survive JSON.
func TestJSONRoundTrip(t *testing.T) {
	text := "“We reject the plan,” Ola Berg said. “It is unacceptable.” The rain fell."
	exact := Probabilities{0.25, 0.125, 0, 0.625} // in six digits
	for st := range Default().Statements(text) {
		st.Probabilities = exact
		requireJSON(t, st)
		requireJSON(t, st.Result)
	}
	for s := range Default().Sentences(text) {
		s.Probabilities = exact
		requireJSON(t, s)
	}
	p := exact
	require.NoError(t, json.Unmarshal([]byte(`{"rejecting":1}`), &p))
	require.Equal(t, Probabilities{Rejecting: 1}, p)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"friendly":1}`), &p), ErrLabel)
	require.Error(t, json.Unmarshal([]byte(`{"none":"high"}`), &p))
	require.Error(t, json.Unmarshal([]byte(`[0,0,0,1]`), &p))
}

func requireJSON[T any](t *testing.T, want T) {
	t.Helper()
	raw, err := json.Marshal(want)
	require.NoError(t, err)
	var got T
	require.NoError(t, json.Unmarshal(raw, &got))
	require.Equal(t, want, got)
}
