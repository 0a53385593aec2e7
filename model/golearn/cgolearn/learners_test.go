//go:build cgo

package cgolearn

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/ensemble"
	"github.com/sjwhitworth/golearn/linear_models"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/model/golearn"
)

func corpus(t testing.TB, file string) []model.Example {
	t.Helper()
	var out []model.Example
	path := filepath.Join("..", "..", "..", "testdata", "corpus", filepath.FromSlash(file))
	for e, err := range model.Examples(dataset.OpenFile(path, dataset.Options{})) {
		require.NoError(t, err)
		out = append(out, e)
	}
	return out
}

func settings(l model.Learner) model.Settings {
	return model.Settings{Learner: l, Folds: model.Off, Features: features.Settings{CharMax: features.Off}}
}

func train(t testing.TB, s model.Settings) (*model.Text, error) {
	t.Helper()
	m, _, err := model.Train(context.Background(), model.FromSlice(corpus(t, "train/events.jsonl")), s)
	return m, err
}

func hits(m *model.Text, rows []model.Example) (n int) {
	for _, e := range rows {
		if m.Predict(e.Text).Class == e.Class {
			n++
		}
	}
	return n
}

func TestKNN(t *testing.T) {
	test := corpus(t, "test/events.jsonl")
	l := KNN(5)
	l.Failed = func(err error) { t.Error(err) }
	m, err := train(t, settings(l))
	require.NoError(t, err)
	again, err := train(t, settings(KNN(5)))
	require.NoError(t, err)
	for _, e := range append(test, model.Example{Text: "zzz"}) {
		require.Equal(t, m.Predict(e.Text), again.Predict(e.Text), "the same each time, at equal distances, too")
	}
	assert.Greater(t, hits(m, test), len(test)/3)
	_, err = train(t, settings(KNN(0)))
	require.ErrorIs(t, err, model.ErrSettings)
	_, err = train(t, settings(KNN(1000)))
	require.ErrorIs(t, err, golearn.ErrRefused)
	require.ErrorContains(t, err, "want at least 1000")
}

// A nearest neighbour of a row learnt from is the row.
func TestKNNNearest(t *testing.T) {
	l := KNN(1)
	l.Columns = -1
	s := settings(l)
	s.MinRows = 3 // golearn looks at every column of every row
	m, err := train(t, s)
	require.NoError(t, err)
	rows := corpus(t, "train/events.jsonl")[:30]
	assert.Equal(t, len(rows), hits(m, rows))
}

// TestLinearSVC runs the part that needs GODEBUG=cgocheck=0 in a process of its
// own, and requires the error where it is missing.
func TestLinearSVC(t *testing.T) {
	if Ready() != nil {
		_, err := train(t, settings(LinearSVC(1)))
		require.ErrorIs(t, err, ErrEnvironment)
		var out bytes.Buffer
		c := exec.Command(os.Args[0], "-test.run", "^TestLinearSVC$", "-test.v")
		c.Env = append(os.Environ(), "GODEBUG=cgocheck=0")
		c.Stdout, c.Stderr = &out, &out
		require.NoError(t, c.Run(), out.String())
		require.Contains(t, out.String(), "--- PASS: TestLinearSVC")
		require.NotContains(t, out.String(), "optimization finished")
		return
	}
	test := corpus(t, "test/events.jsonl")
	l := LinearSVC(1)
	l.Columns = -1
	l.Failed = func(err error) { t.Error(err) }
	m, err := train(t, settings(l))
	require.NoError(t, err)
	again, err := train(t, settings(l))
	require.NoError(t, err)
	own := settings(model.SVM{Cost: 1})
	ours, err := train(t, own)
	require.NoError(t, err)
	same := 0
	for _, e := range test {
		p := m.Predict(e.Text)
		require.Equal(t, p, again.Predict(e.Text))
		if p.Class == ours.Predict(e.Text).Class {
			same++
		}
	}
	// Both solve one problem, but for the weights of the rows of other classes,
	// which balance the classes here and not in liblinear.
	assert.GreaterOrEqual(t, same, len(test)*9/10)
	assert.Greater(t, hits(m, test), len(test)/3)
	_, err = train(t, settings(LinearSVC(-1)))
	require.ErrorIs(t, err, model.ErrSettings)
}

func TestUnsound(t *testing.T) {
	svc, err := linear_models.NewLinearSVC("l2", "l2", true, 1, 0.01)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		classifier base.Classifier
		settings   golearn.SchemaSettings
		text       string
	}{
		"binary attributes": {svc, golearn.SchemaSettings{Kind: golearn.Binary, FloatClass: true}, "by chance"},
		"guarded":           {golearn.Guard(svc), golearn.SchemaSettings{Kind: golearn.Binary, FloatClass: true}, "by chance"},
		"class":             {svc, golearn.SchemaSettings{}, "float class"},
		"forest":            {ensemble.NewRandomForest(3, 2), golearn.SchemaSettings{}, "lose the choice of rows"},
	} {
		err := golearn.Unsound(c.classifier, c.settings)
		require.ErrorIs(t, err, golearn.ErrRefused, name)
		require.ErrorContains(t, err, c.text, name)
		l := golearn.Learner{New: func(golearn.Training) (base.Classifier, error) { return c.classifier, nil }, Schema: c.settings}
		_, err = train(t, settings(l))
		require.ErrorIs(t, err, golearn.ErrRefused, name)
	}
	require.NoError(t, golearn.Unsound(svc, golearn.SchemaSettings{FloatClass: true}))
}

func TestReady(t *testing.T) {
	defer func(s string) { started = s }(started)
	for value, ready := range map[string]bool{
		"": false, "cgocheck=0": true, "gctrace=1,cgocheck=0": true, "cgocheck=1": false,
		"cgocheck=0,cgocheck=2": false, "xcgocheck=0": false,
	} {
		started = value
		if ready {
			require.NoError(t, Ready(), value)
		} else {
			require.ErrorIs(t, Ready(), ErrEnvironment, value)
			require.True(t, strings.HasPrefix(Ready().Error(), "cgolearn: "))
		}
	}
}
