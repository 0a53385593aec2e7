package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/examples/internal/cli/clitest"
	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

const goldenModel = "../../testdata/models/v1-full.model"

func TestInspect(t *testing.T) {
	stdout, _, err := clitest.Run(t, run, "", goldenModel, "../../stance/default.model")
	require.NoError(t, err)
	for _, want := range []string{
		"format     version 1, written by stancekit\n", "checksum   49a447ac, SHA-256 fa51448742db36550", "           unseen                0 rows\n",
		"\nnetwork    3 networks of 48 filters for each width of 1, 2, 3, 5, 7 words, over vectors of 11,000 words in 200 dimensions\n",
		"trained    on 60 rows: svm, cost 3", "features   689: english, words up to 3", "clusters   7 words at 2 levels\n",
		"abstains   below a probability of 0.5\n", "need rows: -data FILE", "\n\nfile       ../../stance/default.model\n", "cross-validated in 5 folds",
	} {
		require.Contains(t, stdout, want)
	}
}

func TestInspectNames(t *testing.T) {
	rows := clitest.File(t, "rows.csv", "text\nThey refuse to sign.\nThey refuse to talk.\nWe accept the offer.\nWe accept the loan.\n")
	stdout, _, err := clitest.Run(t, run, "", goldenModel, "-data", rows, "-json", "-top", "1000", "-min-rows", "1")
	require.NoError(t, err)
	var r report
	require.NoError(t, json.Unmarshal([]byte(stdout), &r))
	require.Equal(t, 4, r.Named.Rows)
	require.Equal(t, 689, r.Known)
	require.Len(t, r.Named.Classes, 5)
	blocks := map[string]bool{}
	for _, c := range r.Named.Classes {
		last := 1e9
		for _, f := range c.Top {
			require.LessOrEqual(t, f.Weight, last)
			require.Positive(t, f.Weight)
			require.Positive(t, f.Rows)
			last = f.Weight
			blocks[f.Block] = true
			if c.Class == "cooperative" && f.Name == "accept" && f.Block == "words" {
				require.Equal(t, 2, f.Rows)
			}
		}
	}
	require.Subset(t, blocks, map[string]bool{"words": true, "stems": true, "chars": true, "looked up": true})

	stdout, _, err = clitest.Run(t, run, "", goldenModel, "-data", rows, "-top", "1", "-min-rows", "9")
	require.NoError(t, err)
	require.Contains(t, stdout, "  no feature that speaks for it occurs in 9 rows or more\n")
	require.Greater(t, strings.Index(stdout, "\nparts  "), strings.Index(stdout, "\nunseen\n"), "the parts come last")
}

// Every feature has the name of what it stands on.
func TestNames(t *testing.T) {
	clusters, err := features.ReadClusters(strings.NewReader("sign 1\npact 2\n"))
	require.NoError(t, err)
	s := features.Settings{CharMin: 3, CharMax: 3, Clusters: clusters, Lookup: true}
	ex, err := features.New(s)
	require.NoError(t, err)
	var b features.Buffer
	ex.Extract(&b, `"Not, sign pact`)
	n := namer{settings: ex.Settings(), tokens: b.Tokens}
	var got []string
	for _, f := range b.Features {
		got = append(got, features.BlockOf(f.ID).String()+":"+n.name(f))
	}
	require.Equal(t, strings.Split(`words:"|words:" not|words:not|words:not ,|words:,|words:, sign|words:sign|words:sign pact|words:pact|`+
		`stems:not|stems:not sign|stems:^not|stems:^not sign|stems:sign|stems:sign pact|stems:pact|`+
		`chars:_no|chars:not|chars:ot_|chars:_si|chars:sig|chars:ign|chars:gn_|chars:_pa|chars:pac|chars:act|chars:ct_|`+
		`similar:~sign|similar:~sign ~pact|similar:~pact|`+
		`looked up:"|looked up:not|looked up:,|looked up:sign|looked up:pact`, "|"), got)

	ex.Extract(&b, strings.Repeat("very", 30))
	n = namer{settings: ex.Settings(), tokens: b.Tokens}
	for _, f := range b.Features {
		require.NotEmpty(t, n.name(f))
	}
}

func TestInspectBadInput(t *testing.T) {
	damaged, err := os.ReadFile(goldenModel)
	require.NoError(t, err)
	damaged[len(damaged)/2] ^= 1
	for name, c := range map[string]struct {
		file string
		err  error
	}{
		"missing":  {filepath.Join(t.TempDir(), "no.model"), os.ErrNotExist},
		"no model": {clitest.File(t, "rows.csv", "text,label\n"), model.ErrFormat},
		"damaged":  {clitest.File(t, "d.model", string(damaged)), model.ErrCorrupt},
	} {
		stdout, _, err := clitest.Run(t, run, "", goldenModel, c.file)
		require.ErrorIs(t, err, c.err, name)
		require.ErrorContains(t, err, filepath.Base(c.file))
		require.Contains(t, stdout, "version 1", "the file before it is told of")
	}
	_, _, err = clitest.Run(t, run, "", goldenModel, "-data", clitest.File(t, "e.csv", ""))
	require.ErrorIs(t, err, model.ErrNoExamples)

	_, _, err = clitest.Run(t, run, "")
	clitest.Usage(t, err, "want FILE")
	_, _, err = clitest.Run(t, run, "", goldenModel, "-top", "0")
	clitest.Usage(t, err, "want 1 or more")
	_, _, err = clitest.Run(t, run, "", goldenModel, "-data", "-")
	clitest.Usage(t, err, "not from standard input")
	stdout := clitest.Help(t, run)
	require.Contains(t, stdout, "usage: inspect")
}
