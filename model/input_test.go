package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// Settings and rows at the edge of what numbers hold are an error, never a
// model that answers with no number.
func TestTrainExtremes(t *testing.T) {
	weighted := func(w float64) []Example {
		rows := weather()
		for i := range rows {
			rows[i].Weight = w
		}
		return rows
	}
	huge := math.MaxFloat64
	for name, c := range map[string]struct {
		rows []Example
		s    Settings
		want error // nil where it works out
	}{
		"huge weights":        {weighted(1e308), Settings{}, ErrExample},
		"tiny weights":        {weighted(5e-324), Settings{}, ErrExample},
		"largest weights":     {weighted(1e9), Settings{}, nil},
		"smallest weights":    {weighted(1e-9), Settings{}, nil},
		"infinite cost":       {weather(), Settings{Learner: SVM{Cost: math.Inf(1)}}, ErrSettings},
		"NaN cost":            {weather(), Settings{Learner: SVM{Cost: math.NaN()}}, ErrSettings},
		"a NaN among costs":   {weather(), Settings{Learner: SVM{Costs: []float64{1, math.NaN()}}}, ErrSettings},
		"no costs":            {weather(), Settings{Learner: SVM{Costs: []float64{}}}, nil},
		"huge cost":           {weather(), Settings{Learner: SVM{Cost: huge}}, nil},
		"huge logistic cost":  {weather(), Settings{Learner: SVM{Cost: huge, Loss: Logistic}}, ErrDiverged},
		"the same, unfolded":  {weather(), Settings{Learner: SVM{Cost: huge, Loss: Logistic}, Folds: Off}, ErrDiverged},
		"tiny cost":           {weather(), Settings{Learner: SVM{Cost: math.SmallestNonzeroFloat64}}, nil},
		"negative tolerance":  {weather(), Settings{Learner: SVM{Tolerance: -1}}, ErrSettings},
		"NaN tolerance":       {weather(), Settings{Learner: SVM{Tolerance: math.NaN()}}, ErrSettings},
		"infinite tolerance":  {weather(), Settings{Learner: SVM{Tolerance: math.Inf(1)}}, nil},
		"negative passes":     {weather(), Settings{Learner: SVM{MaxPasses: -1}}, ErrSettings},
		"unknown loss":        {weather(), Settings{Learner: SVM{Loss: "regret"}}, ErrSettings},
		"no shares":           {weather(), Settings{Learner: Blend{Shares: []float64{}}}, nil},
		"huge share":          {weather(), Settings{Learner: Blend{Shares: []float64{huge}}}, ErrDiverged},
		"infinite alpha":      {weather(), Settings{Learner: NaiveBayes{Alpha: math.Inf(1)}}, ErrSettings},
		"huge alpha":          {weather(), Settings{Learner: NaiveBayes{Alpha: 1e300}}, nil},
		"tiny alpha":          {weather(), Settings{Learner: NaiveBayes{Alpha: 1e-300}}, nil},
		"no feature is left":  {weather(), Settings{MinRows: math.MaxInt}, nil},
		"the same, for Bayes": {weather(), Settings{MinRows: math.MaxInt, Learner: NaiveBayes{}}, nil},
		"more workers":        {weather(), Settings{Workers: math.MaxInt}, nil},
		"no scorer":           {weather(), Settings{Learner: wrongLearner{}}, ErrSettings},
		"no scorer, unfolded": {weather(), Settings{Learner: wrongLearner{}, Folds: Off}, ErrSettings},
		"wrong shape":         {weather(), Settings{Learner: wrongLearner{&Linear{Bias: []float64{1}}}}, ErrSettings},
		"empty path":          {weather(), Settings{Learner: noPath{}}, ErrSettings},
	} {
		t.Run(name, func(t *testing.T) {
			m, _, err := Train(context.Background(), FromSlice(c.rows), c.s)
			if c.want != nil {
				require.ErrorIs(t, err, c.want)
				require.Contains(t, err.Error(), "model: ")
				return
			}
			require.NoError(t, err)
			requireProbabilities(t, m)
			b, err := m.MarshalBinary()
			require.NoError(t, err)
			_, err = Parse(b)
			require.NoError(t, err)
		})
	}
}

// requireProbabilities checks that whatever the text the answers are numbers
// that sum to 1.
func requireProbabilities(t testing.TB, m *Text) {
	t.Helper()
	for _, text := range []string{"", "On Monday heavy rain won't soak the coast.", "zxqv", "rain rain rain sun"} {
		sum := 0.0
		for _, p := range m.Predict(text).Probabilities {
			require.True(t, p >= 0 && p <= 1, "%q: %v", text, p)
			sum += p
		}
		require.InDelta(t, 1, sum, 1e-9, text)
	}
}

// wrongLearner returns a scorer that does not fit the problem.
type wrongLearner struct{ l *Linear }

func (wrongLearner) Name() string { return "wrong" }

func (w wrongLearner) Learn(context.Context, *Problem) (Scorer, error) {
	if w.l == nil {
		return nil, nil
	}
	return w.l, nil
}

// noPath has nothing to choose from.
type noPath struct{ wrongLearner }

func (noPath) Path() []Learner { return nil }

func (noPath) LearnPath(context.Context, *Problem, func(int, Scorer)) error { return nil }

// Rows that say nothing, or contradict one another, still give probabilities.
func TestTrainPoorRows(t *testing.T) {
	rows := func(n int, f func(i int) Example) []Example {
		out := make([]Example, n)
		for i := range out {
			out[i] = f(i)
		}
		return out
	}
	ab := func(i int) string { return string(rune('a' + i%2)) }

	// The same text under two labels: as probable as its rows are many.
	m, sum := train(t, rows(40, func(i int) Example { return Example{Text: "the same words", Class: ab(i)} }), Settings{})
	require.InDelta(t, 0.5, m.Predict("the same words").Probability, 0.05)
	require.InDelta(t, 0.5, sum.Accuracy, 0.3)
	m, _ = train(t, rows(40, func(i int) Example { return Example{Text: "the same words", Class: ab(i), Weight: 1 + 8*float64(i%2)} }), Settings{})
	p := m.Predict("the same words")
	require.InDelta(t, 0.9, p.Probabilities[1], 0.05)

	m, _ = train(t, rows(40, func(i int) Example { return Example{Text: "", Class: ab(i)} }), Settings{})
	requireProbabilities(t, m)
	m, _ = train(t, rows(60, func(i int) Example { return Example{Text: fmt.Sprint("word", i), Class: fmt.Sprint("class", i)} }), Settings{})
	requireProbabilities(t, m)
	m, _ = train(t, rows(40, func(i int) Example { return Example{Text: fmt.Sprint("word", i), Class: ab(i), Group: "one"} }), Settings{})
	requireProbabilities(t, m)
	long := strings.Repeat("no word of this is new ", 1<<11)
	m, _ = train(t, rows(6, func(i int) Example { return Example{Text: long, Class: ab(i)} }), Settings{})
	requireProbabilities(t, m)
}

// A class name that JSON cannot hold would come back as another.
func TestClassNames(t *testing.T) {
	rows := []Example{{Text: "rain", Class: "a\xff"}, {Text: "sun", Class: "a\xfe"}}
	_, _, err := Train(context.Background(), FromSlice(rows), Settings{})
	require.ErrorIs(t, err, ErrExample)
	require.Contains(t, err.Error(), `"a\xff"`)
	_, _, err = Train(context.Background(), FromSlice(rows), Settings{Classes: []string{"a\xff", "a\xfe"}})
	require.ErrorIs(t, err, ErrSettings)

	odd := []string{"<b>&", "\x00\u2028\"\\", "naïve 😀", " "}
	var good []Example
	for i := range 20 {
		good = append(good, Example{Text: fmt.Sprint("word", i%4), Class: odd[i%4]})
	}
	m, _ := train(t, good, Settings{Classes: odd})
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	back, err := Parse(b)
	require.NoError(t, err)
	require.Equal(t, odd, back.Classes())
}

// A reader that fails, and a file that was closed, are errors that wrap its own.
func TestReaderFails(t *testing.T) {
	broken := errors.New("broken")
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	good, err := m.MarshalBinary()
	require.NoError(t, err)
	for _, n := range []int{0, 1, 8, 31, 32, 33, 1000, len(good) - 1, len(good)} {
		_, err := Read(io.MultiReader(bytes.NewReader(good[:n]), iotest.ErrReader(broken)))
		require.ErrorIs(t, err, broken, "after %d bytes", n)
		_, err = Read(iotest.DataErrReader(bytes.NewReader(good[:n])))
		if n < len(good) {
			require.True(t, errors.Is(err, ErrCorrupt) || errors.Is(err, ErrFormat), "after %d bytes: %v", n, err)
		} else {
			require.NoError(t, err)
		}
	}
	_, err = Read(iotest.OneByteReader(bytes.NewReader(good)))
	require.NoError(t, err)
	_, err = ReadVectors(io.MultiReader(strings.NewReader("rain 1\n"), iotest.ErrReader(broken)))
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "after line 1")

	file, err := os.Create(filepath.Join(t.TempDir(), "closed"))
	require.NoError(t, err)
	require.NoError(t, file.Close())
	_, err = Read(file)
	require.ErrorIs(t, err, fs.ErrClosed)
	_, err = ReadVectors(file)
	require.ErrorIs(t, err, fs.ErrClosed)
	_, err = m.WriteTo(file)
	require.ErrorIs(t, err, fs.ErrClosed)
}

// Reading ends soon where there is no model, however much would come, and takes
// no memory for a length that lies.
func TestReadBounded(t *testing.T) {
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	good, err := m.MarshalBinary()
	require.NoError(t, err)
	count := &countedReader{}
	count.r = endless{}
	_, err = Read(count)
	require.ErrorIs(t, err, ErrFormat)
	require.LessOrEqual(t, count.n, 64)

	// A model and no end: one byte too many is enough.
	count = &countedReader{r: io.MultiReader(bytes.NewReader(good), endless{})}
	_, err = Read(count)
	require.ErrorIs(t, err, ErrCorrupt)
	require.LessOrEqual(t, count.n, len(good)+1)

	// The stated length is that of no file.
	for _, size := range []uint64{0, 5, 31, 32, 1 << 40, math.MaxInt64, math.MaxUint64} {
		lie := bytes.Clone(good)
		for i := range 8 {
			lie[16+i] = byte(size >> (8 * i))
		}
		before := allocated()
		_, err = Read(bytes.NewReader(lie))
		require.ErrorIs(t, err, ErrCorrupt)
		require.Less(t, allocated()-before, uint64(len(good)*8+1<<20))
	}
}

// endless gives bytes for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// countedReader counts what is read.
type countedReader struct {
	r io.Reader
	n int
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// allocated returns how many bytes were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
