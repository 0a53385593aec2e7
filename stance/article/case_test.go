package article_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/stance/article"
)

const casesDir = "../../testdata/article_cases"

// A textCase is one case of a file: see the README beside the files.
type textCase struct {
	name  string
	known bool // known to fail
	text  string
	rest  []string // the lines behind "--"
}

// readCases reads a file of cases.
func readCases(t *testing.T, path string) []textCase {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	var out []textCase
	for i, part := range strings.Split("\n"+string(raw), "\n== ") {
		if i == 0 {
			continue // comments before the first case
		}
		name, body, _ := strings.Cut(part, "\n")
		c := textCase{name: name}
		c.name, c.known = strings.CutPrefix(name, "? ")
		text, rest, _ := strings.Cut("\n"+body+"\n", "\n--\n")
		c.text = strings.Trim(text, "\n")
		for line := range strings.Lines(rest) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				c.rest = append(c.rest, line)
			}
		}
		c.known = c.known || strings.HasPrefix(name, "? ")
		out = append(out, c)
	}
	return out
}

func TestSentenceCases(t *testing.T) {
	for _, c := range readCases(t, filepath.Join(casesDir, "sentences.txt")) {
		t.Run(c.name, func(t *testing.T) {
			if c.known {
				t.Skip("known to fail")
			}
			var want []string
			for part := range strings.SplitSeq(c.text, "|") {
				want = append(want, strings.TrimSpace(part))
			}
			text := strings.NewReplacer(" | ", " ", "\n| ", "\n", "|", "").Replace(c.text)
			var got []string
			for s := range article.Sentences(text) {
				got = append(got, s.Of(text))
			}
			require.Equal(t, want, got)
		})
	}
}

// marked is a statement as a case or an article of the tests marks it.
type marked struct {
	id      string
	spans   []article.Span
	mention article.Span
	kind    string
	speaker string
	label   string
}

var markOpen = regexp.MustCompile(`^[{<](\d+): ?`)

// unmark takes the marks out of a text.
func unmark(text string) (string, []*marked, error) {
	var b strings.Builder
	var all []*marked
	byID := map[string]*marked{}
	type open struct {
		m     *marked
		kind  byte
		start int
	}
	var stack []open
	for i := 0; i < len(text); {
		if m := markOpen.FindStringSubmatch(text[i:]); m != nil {
			if byID[m[1]] == nil {
				byID[m[1]] = &marked{id: m[1], mention: article.Span{Start: -1, End: -1}}
				all = append(all, byID[m[1]])
			}
			stack = append(stack, open{byID[m[1]], text[i], b.Len()})
			i += len(m[0])
			continue
		}
		if len(stack) > 0 {
			top := stack[len(stack)-1]
			if text[i] == '}' && top.kind == '{' || text[i] == '>' && top.kind == '<' {
				span := article.Span{Start: top.start, End: b.Len()}
				if top.kind == '{' {
					top.m.spans = append(top.m.spans, span)
				} else {
					top.m.mention = span
				}
				stack = stack[:len(stack)-1]
				i++
				continue
			}
		}
		b.WriteByte(text[i])
		i++
	}
	if len(stack) > 0 {
		return "", nil, fmt.Errorf("mark %s is not closed", stack[len(stack)-1].m.id)
	}
	return b.String(), all, nil
}

// describe makes a line of what a case checks of a statement.
func describe(text string, spans []article.Span, mention article.Span, kind, speaker string) string {
	var pieces []string
	for _, p := range spans {
		pieces = append(pieces, p.Of(text))
	}
	by := "-"
	if mention.Start >= 0 {
		by = fmt.Sprintf("%q at %d", mention.Of(text), mention.Start)
	}
	if speaker == "" {
		speaker = "-"
	}
	return fmt.Sprintf("%s %q\n    by %s = %s\n", kind, strings.Join(pieces, " | "), by, speaker)
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(casesDir, "*.txt"))
	require.NoError(t, err)
	total := 0
	for _, file := range files {
		heading := strings.TrimSuffix(filepath.Base(file), ".txt")
		cases := readCases(t, file)
		total += len(cases)
		if heading == "sentences" {
			continue
		}
		for _, c := range cases {
			t.Run(heading+"/"+c.name, func(t *testing.T) { runCase(t, c) })
		}
	}
	require.GreaterOrEqual(t, total, 120)
}

func runCase(t *testing.T, c textCase) {
	text, all, err := unmark(c.text)
	require.NoError(t, err)
	byID := map[string]*marked{}
	for _, m := range all {
		byID[m.id] = m
	}
	for _, line := range c.rest {
		f := strings.SplitN(line, " ", 3)
		require.Len(t, f, 3, line)
		require.NotNil(t, byID[f[0]], line)
		byID[f[0]].kind, byID[f[0]].speaker = f[1], strings.TrimSpace(f[2])
	}
	if c.known {
		t.Skip("known to fail")
	}
	var want, got strings.Builder
	for _, m := range all {
		want.WriteString(describe(text, m.spans, m.mention, m.kind, m.speaker))
	}
	wantList := strings.SplitAfter(want.String(), "\n")
	for _, s := range article.Statements(text) {
		if s.Kind != article.Narration {
			got.WriteString(describe(text, s.Spans, article.Span{Start: s.SpeakerStart, End: s.SpeakerEnd}, s.Kind.String(), s.Speaker))
		}
	}
	require.ElementsMatch(t, pairs(wantList), pairs(strings.SplitAfter(got.String(), "\n")), "got:\n%s", got.String())
}

// pairs joins each statement's two lines.
func pairs(lines []string) []string {
	var out []string
	for i := 0; i+1 < len(lines); i += 2 {
		out = append(out, lines[i]+lines[i+1])
	}
	return out
}
