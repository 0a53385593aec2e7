package article

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestModality(t *testing.T) {
	for text, want := range map[string]Modality{
		"Ruiz said that the talks were over.":                       Asserted,
		"Ruiz did not say whether the talks were over.":             Negated,
		"Ruiz wouldn’t say whether the talks were over.":            Negated,
		"Ruiz may announce that the talks are over.":                Hypothetical,
		"Ruiz is expected to announce that the talks are over.":     Hypothetical,
		"If Ruiz says that the talks are over, nobody will listen.": Hypothetical,
		"“The talks are over.”":                                     Asserted,
	} {
		s := Statements(text)
		require.NotEmpty(t, s, text)
		require.Equal(t, want.String(), s[0].Modality.String(), text)
	}
}

func TestModalityJSON(t *testing.T) {
	s := Statements("The hall was full.\n\nRuiz may announce that the talks are over.")
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.Contains(t, string(b), `"modality":"hypothetical"`)
	var back []Statement
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, s, back)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"modality":"shouted"}`), &back[0]), ErrModality)
	require.Equal(t, "unknown", Modality(9).String())
}
