package article_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance/article"
)

var update = flag.Bool("update", false, "write the JSON of the articles in testdata anew")

// goldArticle is the JSON of an article of the tests.
type goldArticle struct {
	ID         string          `json:"id"`
	Text       string          `json:"text"`
	Statements []goldStatement `json:"statements"`
}

// goldStatement holds the fields of a statement that the gold knows.
type goldStatement struct {
	Start        int            `json:"start"`
	End          int            `json:"end"`
	Spans        []article.Span `json:"spans"`
	Text         string         `json:"text"`
	Kind         string         `json:"kind"`
	Speaker      string         `json:"speaker"`
	SpeakerStart int            `json:"speaker_start"`
	SpeakerEnd   int            `json:"speaker_end"`
	Label        string         `json:"label"`
}

// readArticle reads an article with marks.
func readArticle(t *testing.T, path string) goldArticle {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	body, lines, ok := strings.Cut(string(raw), "\n--\n")
	require.True(t, ok, "%s: no line --", path)
	text, all, err := unmark(strings.TrimSpace(body))
	require.NoError(t, err, path)
	byID := map[string]*marked{}
	for _, m := range all {
		byID[m.id] = m
	}
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 4)
		require.Len(t, f, 4, "%s: %s", path, line)
		m := byID[f[0]]
		require.NotNil(t, m, "%s: %s", path, line)
		m.kind, m.label, m.speaker = f[1], f[2], f[3]
		if m.speaker == "-" {
			m.speaker = ""
		}
	}
	a := goldArticle{ID: strings.TrimSuffix(filepath.Base(path), ".marked"), Text: text}
	for _, m := range all {
		require.Contains(t, []string{"none", "cooperative", "demanding_guarantees", "rejecting"}, m.label, "%s: mark %s", path, m.id)
		require.NotEmpty(t, m.spans, "%s: mark %s", path, m.id)
		a.Statements = append(a.Statements, goldStatement{
			Start: m.spans[0].Start, End: m.spans[len(m.spans)-1].End, Spans: m.spans,
			Text: article.Join(text, m.spans), Kind: m.kind, Speaker: m.speaker,
			SpeakerStart: m.mention.Start, SpeakerEnd: m.mention.End, Label: m.label,
		})
	}
	return a
}

// TestArticles scores the statements of the articles in testdata: 0.95 of the
// gold must be found (half of the bytes, as Jaccard has it) with the right
// canonical speaker.
func TestArticles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/articles/*.marked")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 10)
	gold, found, right, kinds := 0, 0, 0, 0
	for _, file := range files {
		a := readArticle(t, file)
		row, err := json.Marshal(a)
		require.NoError(t, err)
		current(t, strings.TrimSuffix(file, ".marked")+".json", string(row)+"\n")
		current(t, strings.TrimSuffix(file, ".marked")+".txt", a.Text+"\n")

		statements := article.Statements(a.Text)
		for _, g := range a.Statements {
			gold++
			best, overlap := article.Statement{}, 0.0
			for _, s := range statements {
				if o := jaccard(g.Spans, s.Spans); o > overlap && s.Kind != article.Narration {
					best, overlap = s, o
				}
			}
			switch {
			case overlap < 0.5:
				t.Logf("%s: not found: %s (nearest: %s)", a.ID, g.Text, best.Text)
				continue
			case best.Speaker != g.Speaker:
				t.Logf("%s: speaker %q instead of %q: %s", a.ID, best.Speaker, g.Speaker, g.Text)
			default:
				right++
			}
			found++
			if best.Kind.String() == g.Kind {
				kinds++
			} else {
				t.Logf("%s: kind %s instead of %s: %s", a.ID, best.Kind, g.Kind, best.Text)
			}
		}
	}
	t.Logf("%d articles, %d statements: %.3f found, %.3f with the right speaker, %.3f with the right kind", len(files), gold,
		float64(found)/float64(gold), float64(right)/float64(gold), float64(kinds)/float64(gold))
	require.GreaterOrEqual(t, float64(right)/float64(gold), 0.95)
}

// current requires a file that is made of another to be up to date, or writes
// it.
func current(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, want, string(have), "%s is stale; run with -update", path)
}

// jaccard is the overlap of two lists of spans, in bytes.
func jaccard(a, b []article.Span) float64 {
	both, all := 0, 0
	for _, x := range a {
		all += x.Len()
		for _, y := range b {
			both += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b {
		all += y.Len()
	}
	if all == both {
		return 0
	}
	return float64(both) / float64(all-both)
}
