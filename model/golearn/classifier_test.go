package golearn

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/evaluation"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
)

// flowers returns dense rows of three kinds that differ in size and colour: one
// column in millimetres, one in kilometres, one categorical.
func flowers(t testing.TB, n int) *base.DenseInstances {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	var b strings.Builder
	b.WriteString("petal,distance,colour,kind\n")
	for i := range n {
		k := i % 3
		colours := []string{"white", "red", "pink", "blue"}
		fmt.Fprintf(&b, "%.3f,%.6f,%s,%s\n",
			100*float64(k)+25*rng.NormFloat64(), 0.001*float64(k*k)+0.0001*rng.NormFloat64(),
			colours[k+rng.IntN(2)], []string{"rose", "lily", "iris"}[k])
	}
	return parseCSV(t, b.String())
}

func accuracy(t testing.TB, gold, predicted base.FixedDataGrid) float64 {
	t.Helper()
	m, err := evaluation.GetConfusionMatrix(gold, predicted)
	require.NoError(t, err)
	return evaluation.GetAccuracy(m)
}

func TestClassifierDense(t *testing.T) {
	train, test := flowers(t, 150), flowers(t, 60)
	var c Classifier
	require.NoError(t, c.Fit(train))
	assert.Equal(t, []string{"rose", "lily", "iris"}, c.Classes())
	out, err := c.Predict(test)
	require.NoError(t, err)
	assert.Greater(t, accuracy(t, test, out), 0.85)
	assert.Equal(t, test.AllClassAttributes(), out.AllClassAttributes(), "the attribute is the data's own")
	assert.Contains(t, c.String(), "6 columns")
	for _, l := range []model.Learner{model.SVM{Cost: 1, Loss: model.Logistic}, model.SVM{Cost: 1, Loss: model.Hinge}, model.NaiveBayes{}} {
		c := Classifier{Learner: l, Workers: 2, Unbalanced: true}
		err := c.Fit(train)
		if _, nb := l.(model.NaiveBayes); nb {
			require.ErrorIs(t, err, model.ErrSettings, "negative values")
			_, err = c.Predict(test)
			require.ErrorIs(t, err, ErrNotFitted)
			continue
		}
		require.NoError(t, err)
		out, err := c.Predict(test)
		require.NoError(t, err)
		assert.Greater(t, accuracy(t, test, out), 0.8)
	}
}

// Dense, sparse and view grids of the same rows give the same classifier and the
// same predictions.
func TestClassifierGrids(t *testing.T) {
	rows, test := corpus(t, "train/events.jsonl", 160), corpus(t, "test/events.jsonl", 30)
	s := words()
	s.MinRows = 4
	g, e := sentences(t, rows, s, SchemaSettings{})
	half := make([]int, 120)
	for i := range half {
		half[i] = (i * 7) % 160
	}
	sparse, err := g.Subset(half)
	require.NoError(t, err)
	testGrid, err := e.Examples(model.FromSlice(test))
	require.NoError(t, err)
	forms := map[string]base.FixedDataGrid{
		"sparse":     sparse,
		"dense":      base.NewDenseCopy(sparse),
		"view":       base.NewInstancesViewFromVisible(g, half, g.AllAttributes()),
		"dense view": base.NewInstancesViewFromVisible(base.NewDenseCopy(g), half, g.AllAttributes()),
	}
	var want *Classifier
	for _, name := range []string{"sparse", "dense", "view", "dense view"} {
		c := &Classifier{Seed: 3}
		require.NoError(t, c.Fit(forms[name]), name)
		if want == nil {
			want = c
		}
		assert.Equal(t, want.scorer, c.scorer, name)
		for _, data := range []base.FixedDataGrid{testGrid, base.NewDenseCopy(testGrid)} {
			a, err := want.Classify(testGrid)
			require.NoError(t, err)
			b, err := c.Classify(data)
			require.NoError(t, err)
			require.Equal(t, a, b, name)
		}
	}
	out, err := want.Predict(testGrid)
	require.NoError(t, err)
	assert.Greater(t, accuracy(t, testGrid, out), 0.3)
}

// The classifier works in golearn's cross-validation, whose folds differ from run
// to run.
func TestClassifierCrossValidation(t *testing.T) {
	for _, data := range []base.FixedDataGrid{flowers(t, 120), randomGrid(t, 60, 10, 2, SchemaSettings{})} {
		folds, err := evaluation.GenerateCrossFoldValidationConfusionMatrices(data, &Classifier{}, 4)
		require.NoError(t, err)
		answers := 0
		for _, fold := range folds {
			for _, row := range fold {
				for _, n := range row {
					answers += n
				}
			}
		}
		_, rows := data.Size()
		assert.Equal(t, rows, answers)
		if _, dense := data.(*base.DenseInstances); dense {
			mean, variance := evaluation.GetCrossValidatedMetric(folds, evaluation.GetAccuracy)
			assert.Greater(t, mean, 0.8)
			assert.Less(t, variance, 0.1)
		}
	}
}

func TestClassifierSave(t *testing.T) {
	train, test := flowers(t, 90), flowers(t, 60)
	c := Classifier{}
	require.NoError(t, c.Fit(train))
	want, err := c.Classify(test)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "flowers.cls")
	require.NoError(t, c.Save(path))
	var loaded Classifier
	require.NoError(t, loaded.Load(path))
	got, err := loaded.Classify(test)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	assert.Equal(t, c.columns, loaded.columns)
	assert.Equal(t, c.scale, loaded.scale)
	require.NoError(t, loaded.Save(path), "over the file that is there")
	files, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, files, 1)

	// As a part of another file, as golearn's ensembles keep their members.
	w, err := base.CreateSerializedClassifierStub(path, c.GetMetadata())
	require.NoError(t, err)
	require.NoError(t, c.SaveWithPrefix(w, "a"))
	require.NoError(t, loaded.SaveWithPrefix(w, "b/"))
	require.NoError(t, w.Close())
	r, err := base.ReadSerializedClassifierStub(path)
	require.NoError(t, err)
	defer r.Close()
	for _, prefix := range []string{"a", "b/"} {
		var part Classifier
		require.NoError(t, part.LoadWithPrefix(r, prefix))
		got, err := part.Classify(test)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	require.ErrorIs(t, loaded.LoadWithPrefix(r, "c"), ErrFile)
	got, err = loaded.Classify(test)
	require.NoError(t, err)
	assert.Equal(t, want, got, "an error leaves it as it was")
}

func TestClassifierSaveErrors(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "c")
	var c Classifier
	require.ErrorIs(t, c.Save(path), ErrNotFitted)
	require.ErrorIs(t, c.Load(path), fs.ErrNotExist)
	c.Learner = ID3{}
	g := randomGrid(t, 20, 5, 2, SchemaSettings{Kind: Binary})
	require.NoError(t, c.Fit(g), "golearn's tree under our classifier")
	require.ErrorIs(t, c.Save(path), model.ErrNotLinear)
	c.Learner = nil
	require.NoError(t, c.Fit(g))
	require.ErrorIs(t, c.Save(filepath.Join(dir, "none", "c")), fs.ErrNotExist)

	require.NoError(t, c.Save(path))
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	for n := 0; n < len(whole)-100; n += 37 {
		require.NoError(t, os.WriteFile(path, whole[:n], 0o600))
		require.ErrorIs(t, new(Classifier).Load(path), ErrFile, "cut to %d of %d bytes", n, len(whole))
	}
	w, err := base.CreateSerializedClassifierStub(path, base.ClassifierMetadataV1{FormatVersion: 1, ClassifierName: "KNN"})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	err = new(Classifier).Load(path)
	require.ErrorIs(t, err, ErrFile)
	require.ErrorContains(t, err, `"KNN"`)
	for name, change := range map[string]func(*Classifier){
		"weights": func(c *Classifier) { l := c.scorer.(*model.Linear); l.Weights = l.Weights[1:] },
		"classes": func(c *Classifier) { c.columns.classes = c.columns.classes[:1] },
		"kind":    func(c *Classifier) { c.columns.attributes[0].Kind = "x" },
	} {
		var c Classifier
		require.NoError(t, c.Fit(g))
		change(&c)
		require.NoError(t, c.Save(path))
		require.ErrorIs(t, new(Classifier).Load(path), ErrFile, name)
	}
}

func TestClassifierErrors(t *testing.T) {
	var c Classifier
	g := randomGrid(t, 20, 5, 2, SchemaSettings{})
	_, err := c.Predict(g)
	require.ErrorIs(t, err, ErrNotFitted)
	none, err := g.Subset(nil)
	require.NoError(t, err)
	require.ErrorIs(t, c.Fit(none), model.ErrNoExamples)
	one, err := g.Subset([]int{3, 3})
	require.NoError(t, err)
	require.ErrorIs(t, c.Fit(one), model.ErrOneClass)
	unlabelled := parseCSV(t, csv)
	for _, a := range unlabelled.AllClassAttributes() {
		require.NoError(t, unlabelled.RemoveClassAttribute(a))
	}
	require.ErrorIs(t, c.Fit(unlabelled), ErrData)
	require.ErrorIs(t, c.Fit(broken{g}), ErrPanic)
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, (&Classifier{Context: canceled}).Fit(g), context.Canceled)

	require.NoError(t, c.Fit(g))
	_, err = c.Predict(randomGrid(t, 3, 4, 2, SchemaSettings{}))
	require.ErrorIs(t, err, ErrData, "f4 is missing")
	_, err = c.Predict(broken{g})
	require.ErrorIs(t, err, ErrPanic)
}

// Predictions fit whatever class attribute the data has, and change nothing in
// it.
func TestClassifierClassAttribute(t *testing.T) {
	var c Classifier
	require.NoError(t, c.Fit(flowers(t, 90)))
	want, err := c.Classify(flowers(t, 60))
	require.NoError(t, err)

	text := &strings.Builder{}
	require.NoError(t, base.SerializeInstancesToCSVStream(flowers(t, 60), text))
	few := parseCSV(t, strings.NewReplacer("rose", "weed", "lily", "weed", "iris", "weed").Replace(text.String()))
	none := parseCSV(t, text.String())
	for _, a := range none.AllClassAttributes() {
		require.NoError(t, none.RemoveClassAttribute(a))
	}
	for name, data := range map[string]*base.DenseInstances{"other values": few, "no class": none} {
		out, err := c.Predict(data)
		require.NoError(t, err, name)
		require.Len(t, out.AllClassAttributes(), 1)
		for i, k := range want {
			require.Equal(t, c.Classes()[k], base.GetClass(out, i), name)
		}
	}
	assert.Equal(t, []string{"weed"}, few.AllClassAttributes()[0].(*base.CategoricalAttribute).GetValues())

	// A float class, as golearn's linear models have it, and a binary one.
	g := randomGrid(t, 40, 6, 3, SchemaSettings{FloatClass: true})
	require.NoError(t, c.Fit(g))
	assert.Equal(t, []string{"0", "1", "2"}, c.Classes())
	out, err := c.Predict(g)
	require.NoError(t, err)
	assert.IsType(t, &base.FloatAttribute{}, out.AllClassAttributes()[0])
	assert.Greater(t, accuracy(t, g, out), 0.4)
	b := randomGrid(t, 40, 6, 3, SchemaSettings{Kind: Binary})
	require.NoError(t, b.RemoveClassAttribute(b.schema.class))
	require.NoError(t, b.AddClassAttribute(b.schema.features[0]))
	require.NoError(t, c.Fit(b))
	out, err = c.Predict(b)
	require.NoError(t, err)
	assert.Equal(t, []base.Attribute{b.schema.features[0]}, out.AllClassAttributes())
	assert.Greater(t, accuracy(t, b, out), 0.4)
}
