package model

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestExpLog(t *testing.T) {
	for x := -50.0; x < 50; x += 0.0713 {
		assert.InEpsilon(t, math.Exp(x), exp(x), 4e-15, "exp(%v)", x)
	}
	for x := 1e-9; x < 1e9; x *= 1.37 {
		assert.InDelta(t, math.Log(x), log(x), 1e-14*max(1, math.Abs(math.Log(x))), "log(%v)", x)
	}
	assert.Zero(t, exp(-1000))
	assert.False(t, math.IsInf(exp(1e6), 1))
	assert.True(t, math.IsNaN(exp(math.NaN())))
	assert.True(t, math.IsInf(log(0), -1))
	assert.Zero(t, log(1))
}

// lay gives a trainer its examples.
func lay(t *testing.T, tr *trainer, examples []Example) {
	t.Helper()
	for i, e := range examples {
		e, err := e.check(i, &tr.Settings)
		require.NoError(t, err)
		tr.examples = append(tr.examples, e)
	}
	require.NoError(t, tr.lay())
}

// The dual and the primal objective meet at the solution, for each loss.
func TestDualityGap(t *testing.T) {
	s, err := Settings{Balance: Off}.resolve()
	require.NoError(t, err)
	tr := &trainer{Settings: s}
	lay(t, tr, weather())
	require.NoError(t, tr.encode(context.Background()))
	p := &tr.problem
	xlogx := func(x float64) float64 {
		if x == 0 {
			return 0
		}
		return x * math.Log(x)
	}
	losses := map[Loss]struct {
		primal func(m, c float64) float64
		dual   func(a, c float64) float64
	}{
		SquaredHinge: {
			func(m, c float64) float64 { return c * max(0, 1-m) * max(0, 1-m) },
			func(a, c float64) float64 { return a - a*a/(4*c) },
		},
		Hinge: {
			func(m, c float64) float64 { return c * max(0, 1-m) },
			func(a, _ float64) float64 { return a },
		},
		Logistic: {
			func(m, c float64) float64 { return c * math.Log1p(math.Exp(-m)) },
			func(a, c float64) float64 { return -xlogx(a) - xlogx(c-a) + xlogx(c) },
		},
	}
	scaled := make([]float32, p.X.Columns*len(p.Classes))
	for i := range scaled {
		scaled[i] = float32(i%7) / 4
	}
	for loss, f := range losses {
		for _, freedom := range [][]float32{nil, scaled} {
			m := newMachines(p, freedom) // goes on from one cost to the next, up and down
			for _, cost := range []float64{0.1, 1, 10, 0.5} {
				_, err := m.solve(context.Background(), solverSettings{loss: loss, c: cost, tolerance: 1e-5, maxPasses: 2000})
				require.NoError(t, err)
				scores := m.scoreAll()
				for k := range m.count {
					half := regulariser(m, k)
					primal, dual := half, -half
					for i := range p.Rows {
						y := -1.0
						if p.Y[i] == k {
							y = 1
						}
						primal += f.primal(y*scores[i*m.count+k], cost)
						dual += f.dual(m.alpha[i*m.count+k], cost)
					}
					assert.InEpsilon(t, primal, dual, 4e-3, "%s, cost %v, class %d", loss, cost, k)
				}
			}
		}
	}
	for _, freedom := range [][]float32{nil, scaled} {
		m := newMachines(p, freedom)
		for _, cost := range []float64{0.1, 1, 10, 0.5} {
			_, err := m.solve(context.Background(), solverSettings{loss: Multinomial, c: cost, tolerance: 1e-4, maxPasses: 2000})
			require.NoError(t, err)
			scores := m.scoreAll()
			primal, dual := 0.0, 0.0
			for k := range m.count {
				primal += regulariser(m, k)
				dual -= regulariser(m, k)
			}
			for i := range p.Rows {
				f, q := scores[i*m.count:(i+1)*m.count], m.alpha[i*m.count:(i+1)*m.count]
				sum := 0.0
				for k := range f {
					sum += math.Exp(f[k])
					dual -= cost * xlogx(q[k])
				}
				primal += cost * (math.Log(sum) - f[p.Y[i]])
			}
			assert.InEpsilon(t, primal, dual, 1e-3, "multinomial, cost %v", cost)
		}
	}
	_, _, err = Train(context.Background(), FromSlice(weather()), Settings{Learner: SVM{Loss: "envy"}})
	require.ErrorIs(t, err, ErrSettings)
}

// scoreAll returns the scores of the machines, row by row.
func (m *machines) scoreAll() []float64 {
	var out []float64
	f := make([]float32, len(m.bias))
	for i := range m.rows {
		cols, values := m.row(i)
		m.score(f, cols, values)
		for k := range m.count {
			out = append(out, float64(f[k]))
		}
	}
	return out
}

// regulariser returns ½ Σ w²/v + ½ b² of a machine.
func regulariser(m *machines, k int) float64 {
	sum := square(m.bias[k])
	for col := range m.x.Columns {
		w, v := m.at(col, k)
		if *w != 0 {
			sum += square(*w) / float64(*v)
		}
	}
	return sum / 2
}

func TestLosses(t *testing.T) {
	two := slices.DeleteFunc(weather(), func(e Example) bool { return e.Class == "sun" })
	for loss, name := range map[Loss]string{Hinge: "hinge", Logistic: "logistic", Multinomial: "multinomial"} {
		m, sum := train(t, weather(), Settings{Learner: SVM{Loss: loss}})
		assert.Equal(t, 1.0, sum.MacroF1, loss)
		assert.Equal(t, "snow", m.Predict("snow").Class)
		assert.Contains(t, sum.Learner, name)
		m, _ = train(t, two, Settings{Learner: SVM{Loss: loss}})
		assert.Equal(t, "snow", m.Predict("snow").Class, loss)
	}
}

// A column that tells more of its class moves further.
func TestPower(t *testing.T) {
	x := &Matrix{Start: []int{0, 2, 4, 6, 8}, Cols: []uint32{0, 2, 0, 1, 1, 2, 1, 2}, Values: []float32{1, 1, 1, 1, 1, 1, 1, 1}, Columns: 3}
	p := &Problem{X: x, Rows: []int{0, 1, 2, 3}, Y: []int{0, 0, 1, 1}, Cost: []float64{1, 1, 1, 1}, Classes: []string{"a", "b"}}
	ratio := func(power float64) float64 {
		s, err := Blend{Power: power, Shares: []float64{0}, SVM: SVM{Cost: 1, Tolerance: 1e-6, MaxPasses: 1000}}.Learn(context.Background(), p)
		require.NoError(t, err)
		w := s.(*Linear).Weights
		return w[0] / max(-w[2], 1e-9) // column 0 is of class a alone, column 1 of b but for one row
	}
	assert.Less(t, ratio(Off), ratio(0))
	assert.Less(t, ratio(0), ratio(1))
	for _, power := range []float64{-2, math.NaN(), 5} {
		_, err := Blend{Power: power}.Learn(context.Background(), p)
		require.ErrorIs(t, err, ErrSettings)
	}
}

// Of learners that are as good but for chance the first is chosen.
func TestStandardError(t *testing.T) {
	tr := &trainer{classes: []string{"a", "b"}, weight: []float64{1, 1, 2}, problem: Problem{Y: []int{0, 1, 1}}}
	plain := newCalibration(2)
	right := []float64{1, 0, 0, 1, 0, 1}
	wrong := []float64{0, 1, 0, 1, 1, 0}
	assert.InDelta(t, math.Sqrt(1+4)/4, tr.standardError(right, wrong, &plain), 1e-12)
	assert.Zero(t, tr.standardError(right, right, &plain))
}

func TestBlend(t *testing.T) {
	rows := slices.Repeat(weather(), 8)
	m, sum := train(t, rows, Settings{Learner: Blend{Shares: []float64{0, 1}, SVM: SVM{Costs: []float64{0.1, 1}}}})
	require.Len(t, sum.Steps, 4)
	assert.Equal(t, "svm, cost 0.1, naive Bayes 0", sum.Steps[0].Learner)
	assert.True(t, sum.Steps[0].Chosen, "all are right, so the simplest is chosen")
	assert.Equal(t, sum.Steps[0].Learner, sum.Learner)
	assert.Equal(t, "snow", m.Predict("snow").Class)
	assert.Equal(t, "svm and naive Bayes", Blend{}.Name())
	for _, bad := range []Blend{{Alpha: -1}, {Alpha: math.NaN()}, {Shares: []float64{-1}}, {Shares: []float64{math.Inf(1)}}} {
		_, _, err := Train(context.Background(), FromSlice(weather()), Settings{Learner: bad})
		require.ErrorIs(t, err, ErrSettings)
	}
}

// The log ratios of two rows, worked out by hand.
func TestLogRatios(t *testing.T) {
	x := &Matrix{Start: []int{0, 1, 3}, Cols: []uint32{0, 0, 1}, Values: []float32{1, 1, -1}, Columns: 2}
	p := &Problem{X: x, Rows: []int{0, 1}, Y: []int{0, 1}, Cost: []float64{3, 1}, Classes: []string{"a", "b"}}
	s := newClassSums(2, 2)
	s.add(p)
	assert.Equal(t, []bool{false, true}, s.signed)
	w := s.logRatios(1, nil)
	// Column 0: 3 of class a's 3, 1 of class b's 1; ln((3+1)/(3+2) / ((1+1)/(1+2))).
	want := math.Log(4.0 / 5 / (2.0 / 3))
	assert.InDeltaSlice(t, []float64{want, -want, 0, 0}, w, 1e-12)
}

// plain is a learner that is given a column for each feature.
type plain struct{ Learner }

// Features that share a column get the weights that each would get alone.
func TestMergedColumns(t *testing.T) {
	rows := manyRowsOf(200)
	for i := range rows {
		rows[i].Group = ""
		if i%5 == 0 {
			rows[i].Text += " Extraordinarily so, extraordinarily."
		}
	}
	for name, l := range map[string]Learner{
		"svm":   SVM{Cost: 1, Tolerance: 1e-6, MaxPasses: 5000},
		"blend": Blend{SVM: SVM{Cost: 1, Tolerance: 1e-6, MaxPasses: 5000}, Shares: []float64{0.5}},
	} {
		for _, vectors := range []*Vectors{nil, tinyVectors(t)} {
			for i := range rows {
				rows[i].Text += " rain"
			}
			s := Settings{Learner: l, Vectors: vectors, Folds: Off}
			merged, sum := train(t, rows, s)
			s.Learner = plain{l}
			apart, other := train(t, rows, s)
			assert.Equal(t, other.Columns, sum.Columns)
			for _, e := range rows {
				want, got := apart.Predict(e.Text), merged.Predict(e.Text)
				require.InDeltaSlice(t, want.Probabilities, got.Probabilities, 2e-3, "%s: %s", name, e.Text)
			}
			for _, text := range []string{"extra", "treaty extraordinary", "Side 3 accepts", "no snow"} {
				want, got := apart.Predict(text), merged.Predict(text)
				require.InDeltaSlice(t, want.Probabilities, got.Probabilities, 2e-3, "%s: %s", name, text)
			}
		}
	}
}
