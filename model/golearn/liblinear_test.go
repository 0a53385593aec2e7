package golearn

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

var update = flag.Bool("update", false, "write the files of testdata/liblinear again, by Debian's liblinear-tools")

// liblinearCases are the losses that both solve in the dual. The tolerance is
// that of the weights, whose greatest is about 1 and which ours keeps in single
// precision: where the loss has a kink the
// optimum is flat and both end a little apart.
var liblinearCases = []struct {
	name      string
	loss      model.Loss
	solver    string // liblinear's -s
	eps       string
	tolerance float64
}{
	{"squared-hinge", model.SquaredHinge, "1", "1e-8", 1e-5},
	{"hinge", model.Hinge, "3", "1e-6", 1e-3},
	{"logistic", model.Logistic, "7", "1e-8", 1e-5},
}

const liblinearCost = 0.5

// Our linear learner finds the weights that liblinear finds, of the rows in
// testdata/liblinear, and predicts the same: of four classes, and of two that
// weigh differently.
// Where liblinear-train is installed it is run; the stored model is that of
// version 2.3.0.
func TestLiblinear(t *testing.T) {
	dir := filepath.Join("testdata", "liblinear")
	_, missing := exec.LookPath("liblinear-train")
	for _, problem := range []string{"four", "two"} {
		rows := filepath.Join(dir, problem+".svm")
		if *update {
			writeProblem(t, rows, problem == "two")
		}
		p := readProblem(t, rows)
		for _, c := range liblinearCases {
			t.Run(problem+"/"+c.name, func(t *testing.T) {
				golden := filepath.Join(dir, problem+"-"+c.name+".model")
				file := golden
				if missing == nil {
					if !*update {
						file = filepath.Join(t.TempDir(), "model")
					}
					runLiblinear(t, p, c.solver, c.eps, rows, file)
				} else {
					t.Log("liblinear-train is not installed: comparing with the stored model")
				}
				learner := model.SVM{Loss: c.loss, Cost: liblinearCost, Tolerance: 1e-5, MaxPasses: 10000}
				s, err := learner.Learn(context.Background(), p)
				require.NoError(t, err)
				for _, f := range []string{file, golden} {
					requireWeights(t, p, readModel(t, f, p.X.Columns, len(p.Classes)), s.(*model.Linear), c.tolerance)
				}
			})
		}
	}
}

func runLiblinear(t *testing.T, p *model.Problem, solver, eps, rows, file string) {
	t.Helper()
	args := []string{"-q", "-s", solver, "-c", fmt.Sprint(liblinearCost), "-e", eps, "-B", "1"}
	for k := range p.Classes {
		args = append(args, fmt.Sprintf("-w%d", k), strconv.FormatFloat(classWeight(k, len(p.Classes)), 'g', -1, 64))
	}
	out, err := exec.Command("liblinear-train", append(args, rows, file)...).CombinedOutput()
	require.NoError(t, err, string(out))
}

// classWeight is the weight of the rows of a class. Only two classes have one:
// of more, liblinear weighs the rows of the class that is against the others,
// and those of the others not at all.
func classWeight(k, classes int) float64 {
	if classes == 2 {
		return []float64{1.5, 0.75}[k]
	}
	return 1
}

// requireWeights compares the weights and intercepts, and the scores and classes
// of the rows.
func requireWeights(t *testing.T, p *model.Problem, want, got *model.Linear, tolerance float64) {
	t.Helper()
	require.Len(t, got.Weights, len(want.Weights))
	greatest := 0.0
	for i, w := range want.Weights {
		greatest = max(greatest, math.Abs(w))
		require.InDelta(t, w, got.Weights[i], tolerance, "column %d, class %d", i/len(p.Classes), i%len(p.Classes))
	}
	require.Greater(t, greatest, 0.3)
	for k, b := range want.Bias {
		require.InDelta(t, b, got.Bias[k], tolerance, "intercept of class %d", k)
	}
	a, b := make([]float64, len(p.Classes)), make([]float64, len(p.Classes))
	for i := range p.Y {
		cols, values := p.X.Row(i)
		want.Scores(a, cols, values)
		got.Scores(b, cols, values)
		for k := range a {
			require.InDelta(t, a[k], b[k], 20*tolerance)
		}
		top := slices.Max(a)
		if sorted := slices.Sorted(slices.Values(a)); top-sorted[len(sorted)-2] > 40*tolerance {
			assert.Equal(t, slices.Index(a, top), slices.Index(b, slices.Max(b)), "row %d", i)
		}
	}
}

// readProblem reads rows of liblinear's format: a class and column:value pairs,
// columns from 1.
func readProblem(t *testing.T, path string) *model.Problem {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	p := &model.Problem{X: &model.Matrix{Start: []int{0}}, Workers: 2}
	for line := range strings.Lines(string(b)) {
		fields := strings.Fields(line)
		y, err := strconv.Atoi(fields[0])
		require.NoError(t, err)
		for _, f := range fields[1:] {
			var col int
			var value float32
			_, err := fmt.Sscanf(f, "%d:%g", &col, &value)
			require.NoError(t, err)
			p.X.Cols, p.X.Values = append(p.X.Cols, uint32(col-1)), append(p.X.Values, value)
			p.X.Columns = max(p.X.Columns, col)
		}
		p.X.Start = append(p.X.Start, len(p.X.Cols))
		p.Rows, p.Y = append(p.Rows, len(p.Y)), append(p.Y, y)
	}
	p.Classes = names("c", slices.Max(p.Y)+1)
	for _, y := range p.Y {
		p.Cost = append(p.Cost, classWeight(y, len(p.Classes)))
	}
	return p
}

// readModel reads liblinear's model: a header, then the weights, one line a
// column, the intercept last. Of two classes it keeps the first one's.
func readModel(t *testing.T, path string, columns, classes int) *model.Linear {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	l := &model.Linear{Bias: make([]float64, classes), Weights: make([]float64, columns*classes)}
	var label []int
	row := -1
	for s := bufio.NewScanner(f); s.Scan(); {
		fields := strings.Fields(s.Text())
		switch {
		case row >= 0:
			for i, field := range fields {
				w, err := strconv.ParseFloat(field, 64)
				require.NoError(t, err)
				set := func(k int, w float64) {
					if row == columns {
						l.Bias[k] = w
					} else {
						l.Weights[row*classes+k] = w
					}
				}
				set(label[i], w)
				if classes == 2 {
					set(label[1], -w)
				}
			}
			row++
		case fields[0] == "label":
			for _, field := range fields[1:] {
				k, err := strconv.Atoi(field)
				require.NoError(t, err)
				label = append(label, k)
			}
		case fields[0] == "nr_feature":
			require.Equal(t, strconv.Itoa(columns), fields[1])
		case fields[0] == "bias":
			require.Equal(t, "1", fields[1])
		case fields[0] == "w":
			row = 0
		}
	}
	require.Equal(t, columns+1, row)
	return l
}

// writeProblem writes rows of the corpus as the model sees them: words and stems
// that occur in 4 rows or more.
func writeProblem(t *testing.T, path string, two bool) {
	t.Helper()
	s := model.Settings{MinRows: 4, Features: features.Settings{CharMax: features.Off, Words: 1}}
	g, _ := sentences(t, corpus(t, "train/events.jsonl", 160), s, SchemaSettings{})
	var b strings.Builder
	for i, y := range g.y {
		if two && y > 1 {
			continue
		}
		fmt.Fprint(&b, y)
		cols, values := g.x.Row(i)
		for j, col := range cols {
			fmt.Fprintf(&b, " %d:%s", col+1, strconv.FormatFloat(float64(values[j]), 'g', -1, 32))
		}
		b.WriteByte('\n')
	}
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(b.String()), 0o644))
}
