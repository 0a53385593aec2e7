package article_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance/article"
)

// A statement survives JSON, and its JSON has the names of the design.
func TestJSON(t *testing.T) {
	text := "“We will sign,” Ola Berg said, “if they do.”"
	want := article.Statements(text)
	require.Len(t, want, 1)
	raw, err := json.Marshal(want[0])
	require.NoError(t, err)
	require.Contains(t, string(raw), `"kind":"direct"`)
	require.Contains(t, string(raw), `"spans":[[3,15],`)
	require.Contains(t, string(raw), `"parent":-1`)
	var got article.Statement
	require.NoError(t, json.Unmarshal(raw, &got))
	require.Equal(t, want[0], got)

	require.ErrorIs(t, json.Unmarshal([]byte(`{"kind":"sung"}`), &got), article.ErrKind)
	require.Error(t, json.Unmarshal([]byte(`{"spans":[["a"]]}`), &got))
}

// What was read before an error of the reader is not lost.
func TestReadError(t *testing.T) {
	broken := errors.New("broken")
	in := iotest.DataErrReader(strings.NewReader("Ola Berg said it was over."))
	n := 0
	for _, err := range article.Read(in) {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, 1, n)
	var last error
	for _, err := range article.Read(iotest.ErrReader(broken)) {
		last = err
	}
	require.ErrorIs(t, last, broken)
}

// Stopping early is no error.
func TestStop(t *testing.T) {
	text := strings.Repeat("Ola Berg said it was over.\n\n", 20)
	for range article.All(text) {
		break
	}
	for range article.Read(strings.NewReader(text)) {
		break
	}
	for range article.Sentences(text) {
		break
	}
}

// The words to judge a statement by are those of its article, of another text
// its own.
func TestReported(t *testing.T) {
	text := "Ola Berg said it was late. Ola Berg rejected the offer."
	s := article.Statements(text)[1]
	require.Equal(t, "rejected the offer", s.Reported(text))
	require.Equal(t, "the offer", s.Reported("short"))
	require.Equal(t, "the offer", s.Reported(""))
	s.CueStart, s.CueEnd, s.Start, s.End = 50, 51, 60, 2 // from JSON, perhaps
	require.Equal(t, "the offer", s.Reported(text))
}

func TestParent(t *testing.T) {
	text := "The rain fell. The minister said his colleague had told him that the border would stay shut."
	got := article.Statements(text)
	require.Len(t, got, 3)
	require.Equal(t, article.Narration, got[0].Kind)
	require.Equal(t, -1, got[1].Parent)
	require.Equal(t, 1, got[2].Parent)
}
