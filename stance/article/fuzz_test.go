package article

import (
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/stretchr/testify/require"
)

func FuzzStatements(f *testing.F) {
	f.Add(page)
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 20))
	}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text)
	})
}

// check tests what holds for every text.
func check(t *testing.T, text string) {
	t.Helper()
	end := 0
	solid := 0
	for s := range Sentences(text) {
		require.LessOrEqual(t, end, s.Start)
		require.Less(t, s.Start, s.End)
		require.LessOrEqual(t, s.End, len(text))
		require.Empty(t, strings.TrimFunc(text[end:s.Start], blank))
		end = s.End
		solid++
	}
	all := Statements(text)
	for i, s := range all {
		require.NotEmpty(t, s.Spans)
		require.Equal(t, s.Start, s.Spans[0].Start)
		require.Equal(t, s.End, s.Spans[len(s.Spans)-1].End)
		last := -1
		rest := s.Text
		for _, p := range s.Spans {
			require.Less(t, last, p.Start)
			require.Less(t, p.Start, p.End)
			require.LessOrEqual(t, p.End, len(text))
			last = p.End - 1
			if rest != s.Text {
				rest = strings.TrimPrefix(strings.TrimPrefix(rest, "."), " ")
			}
			require.True(t, strings.HasPrefix(rest, p.Of(text)), "%q is not made of its pieces", s.Text)
			rest = rest[p.Len():]
		}
		require.Empty(t, rest)
		require.Less(t, s.Parent, i)
		if s.SpeakerStart != -1 {
			require.Less(t, s.SpeakerStart, s.SpeakerEnd)
			require.LessOrEqual(t, s.SpeakerEnd, len(text))
		}
		if s.CueStart != -1 {
			require.Less(t, s.CueStart, s.CueEnd)
			require.LessOrEqual(t, s.CueEnd, len(text))
		}
		if i > 0 {
			require.LessOrEqual(t, all[i-1].Start, s.Start)
		}
	}
}

// interview is what a longer text may have to carry over from one part that is
// read to the next.
const interview = `Minister Ola Berg received the Leiria Courier in May. He said:

“We will not wait.

“We have waited.”

Courier: Will you sign?

Berg: He told me that it would not happen again. So I asked, “Will you put it in a letter?”

I have the letter here.

`

func TestRead(t *testing.T) {
	for _, text := range []string{strings.Repeat(page, 300), strings.Repeat(interview, 600), strings.Repeat(" ", 29) + strings.Repeat(interview, 600)} {
		want := Statements(text)
		var got []Statement
		for s, err := range Read(iotest.HalfReader(strings.NewReader(text))) {
			require.NoError(t, err)
			got = append(got, s)
		}
		require.Equal(t, want, got)
	}
}

// blank reports what may stand between sentences.
func blank(r rune) bool {
	return r <= ' ' || unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF'
}
