package recipe

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

const root = "../../.."

// The model of the written statements is the same bytes on every machine, at
// every run and with any number of workers.
func TestWrittenModelStays(t *testing.T) {
	if testing.Short() {
		t.Skip("trains on the whole corpus")
	}
	m, sum, err := Make(context.Background(), os.DirFS(root), nil)
	require.NoError(t, err)
	assert.Greater(t, sum.MacroF1, 0.6)
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	sum256 := sha256.Sum256(b)
	got := hex.EncodeToString(sum256[:]) + "\n"
	golden := filepath.Join("testdata", "written.sha256")
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "the corpus or the training changed: make the default model again, then run this test with -update")
}

func TestJoin(t *testing.T) {
	table := "speech\tsentence\tlabel\tweight\tsample\n" +
		"ABC_1_1946\t" + sentenceHash("We agree.") + "\tcooperative\t1\trandom\n" +
		"ABC_1_1946\t" + sentenceHash("Mr. X spoke.") + "\tnone\t0.5\trandom\n" +
		"ABC_1_1946\t" + sentenceHash("Mr. X spoke.") + "\trejecting\t0.5\trandom\n"
	want := []model.Example{
		{ID: "ABC_1_1946#" + sentenceHash("We agree."), Text: "We agree.", Class: "cooperative", Weight: 1},
		{ID: "ABC_1_1946#" + sentenceHash("Mr. X spoke."), Text: "Mr. X spoke.", Class: "none", Weight: 0.5},
		{ID: "ABC_1_1946#" + sentenceHash("Mr. X spoke."), Text: "Mr. X spoke.", Class: "rejecting", Weight: 0.5},
	}
	for i := range want {
		want[i].Group = want[i].ID
	}
	for name, corpus := range map[string]string{
		"sentences": "ABC_1_1946.txt\tWe agree.\nXYZ_1_1946.txt\tWe agree.\nABC_1_1946.txt\tMr. X spoke.\n",
		"speeches":  "ABC_1_1946.txt\tThank you.  We agree. Mr. X spoke. Peace!\n",
	} {
		got, err := Join(strings.NewReader(table), strings.NewReader(corpus))
		require.NoError(t, err, name)
		assert.Equal(t, want, got, name)
	}
	for name, c := range map[string][2]string{
		"other corpus":  {table, "ABC_1_1946.txt\tSomething else.\n"},
		"no tab":        {table, "hello\n"},
		"short table":   {"a\tb\n", ""},
		"broken weight": {"a\tb\tnone\theavy\trandom\n", ""},
	} {
		_, err := Join(strings.NewReader(c[0]), strings.NewReader(c[1]))
		assert.Error(t, err, name)
	}
}

func TestWrittenMissing(t *testing.T) {
	_, err := Written(os.DirFS(t.TempDir()), "train")
	require.ErrorIs(t, err, os.ErrNotExist)
}
