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
		"Norwegian government":              "Norwegian government",
		"chief executive of the ferry line": "chief executive of the ferry line",
	} {
		require.Equal(t, want, BareName(speaker), speaker)
	}
}
