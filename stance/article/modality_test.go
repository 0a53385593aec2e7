package article

import (
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
		require.Equal(t, want.String(), s[0].Modality(text).String(), text)
	}
}
