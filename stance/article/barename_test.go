package article

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBareName(t *testing.T) {
	for speaker, want := range map[string]string{
		"":                                  "",
		"Ola Berg":                          "Ola Berg",
		"Foreign Minister Ola Berg":         "Ola Berg",
		"Ola Berg, minister of the sea":     "Ola Berg",
		"NATO spokeswoman Petra Holm":       "Petra Holm",
		"Mr. Novak":                         "Novak",
		"Gen. Oto Lind":                     "Oto Lind",
		"Secretary of State Ada Holm":       "Ada Holm",
		"two officials close to the talks":  "two officials close to the talks",
		"foreign minister":                  "foreign minister",
		"President of the United States":    "President of the United States",
		"Norwegian government":              "Norwegian government",
		"chief executive of the ferry line": "chief executive of the ferry line",
	} {
		require.Equal(t, want, BareName(speaker), speaker)
	}
}

func TestNamed(t *testing.T) {
	for speaker, want := range map[string]bool{
		"": false, "two officials": false, "army": false, "Israeli diplomat": false, "EU officials in Brussels": false,
		"foreign ministry spokesman": false, "Foreign Ministry spokesman": false, "Prime Minister": false, "Western sources": false,
		"Ola Berg": true, "Foreign Minister Ola Berg": true, "Mr. Novak": true, "Ola Berg, chief of staff": true,
		"South Sudan": true, "European Commission": true, "Norwegian government": true,
	} {
		require.Equal(t, want, Named(speaker), speaker)
	}
	for name, want := range map[string]bool{
		"Berg": true, "Novak": true, "Özil": true,
		"": false, "berg": false, "Ola Berg": false, "Sudan": false, "Moscow": false, "Parliament": false, "Spokesman": false,
	} {
		require.Equal(t, want, MaybeSurname(name), name)
	}
}

// Who has a title or a given name is a person; places, bodies and those without a
// name are none.
func TestPerson(t *testing.T) {
	text := "South Sudan rejected the plan.\n\nForeign Minister Ola Berg said it was over.\n\nMary Khumalo said it was not.\n\n" +
		"Mr. Novak said he was sorry. He said it twice.\n\nThe European Commission said it was too early.\n\nTwo officials said it was late.\n\nIslamic Jihad said it would fight."
	got := map[string]bool{}
	for s := range All(text) {
		if s.Kind != Narration {
			got[s.Speaker] = s.Person
		}
	}
	require.Equal(t, map[string]bool{
		"South Sudan": false, "Foreign Minister Ola Berg": true, "Mary Khumalo": true, "Mr. Novak": true,
		"European Commission": false, "Two officials": false, "Islamic Jihad": false,
	}, got)
}
