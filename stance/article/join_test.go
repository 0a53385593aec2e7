package article

import (
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// An interrupted statement reads as if nobody had interrupted it: two sentences
// stay two.
func TestTextOfPieces(t *testing.T) {
	for text, want := range map[string]string{
		"“We are not afraid,” Ola Berg said. “We accept the treaty.”": "We are not afraid. We accept the treaty.",
		`"We are not afraid," Ola Berg said. "We accept the treaty."`: "We are not afraid. We accept the treaty.",
		"“We are not afraid”, Ola Berg said. “We accept the treaty”.": "We are not afraid. We accept the treaty",
		"“We will sign,” Ola Berg said, “if they do.”":                "We will sign if they do.",
		"“We hope,” Ola Berg said, “Iran will sign.”":                 "We hope Iran will sign.",
		"“Are we afraid?” Ola Berg asked. “We accept the treaty.”":    "Are we afraid? We accept the treaty.",
		"“We are not afraid,” Ola Berg said. “... and we will sign.”": "We are not afraid ... and we will sign.",
		"“We will not—” Ola Berg said. “No, never.”":                  "We will not— No, never.",
		"“We are not afraid,” Ola Berg said: “We accept the treaty.”": "We are not afraid. We accept the treaty.",
		"Ola Berg said: “We are not afraid\n\n“We accept it.”":        "We are not afraid. We accept it.",
		"“They told us ‘no’,” Ola Berg said. “We left.”":              "They told us ‘no’. We left.",
		"“We lost 40%,” Ola Berg said. “40 boats sank.”":              "We lost 40%. 40 boats sank.",
		"The deal, Ola Berg said, was dead.":                          "The deal was dead",
	} {
		all := Statements(text)
		require.NotEmpty(t, all, text)
		require.Equal(t, want, all[0].Text, text)
		check(t, text)
	}
}

// A statement that goes on where another part of the article is read has the
// text that it has in the whole.
func TestTextOverParts(t *testing.T) {
	fill := strings.Repeat("The rain fell. ", chunk/15-2)
	text := fill + "\n\nOla Berg said: “We are not afraid\n\n“We accept it.”\n\n" + fill
	n := 0
	for s, err := range Read(iotest.HalfReader(strings.NewReader(text))) {
		require.NoError(t, err)
		if s.Kind == Direct {
			require.Equal(t, "We are not afraid. We accept it.", s.Text)
			require.Len(t, s.Spans, 2)
			n++
		}
	}
	require.Equal(t, 1, n)
}
