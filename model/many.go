package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/stancekit/stancekit/features"
)

const (
	// plentyRows are rows above which the learner is chosen on a sample and the
	// probabilities are calibrated on rows held out.
	plentyRows = 100_000
	// abundantRows are rows above which fewer features do.
	abundantRows = 150_000
	sampleRows   = 20_000
	// leastSample is how many rows of a class the sample holds at least, if
	// there are.
	leastSample = 200
	heldRows    = 20_000
	mostHeld    = 0.1 // of all rows
)

// many is a training on many rows.
type many struct {
	*trainer
	in    *intake
	bulk  *bulk
	duals *spill // the dual variables of the blocks
}

// manyFeatures are the features of many rows where the settings leave it to us:
// see docs/performance.md for what the others would add.
func manyFeatures(asked features.Settings) features.Settings {
	if asked.Words == 0 {
		asked.Words = 1
	}
	if asked.CharMin == 0 && asked.CharMax == 0 {
		asked.CharMin, asked.CharMax = 4, 4
	}
	return asked
}

// newMany begins with the first rows. close ends it.
func newMany(ctx context.Context, t *trainer) (*many, error) {
	ex, err := features.New(t.Features)
	if err != nil {
		return nil, err
	}
	m := &many{trainer: t, bulk: &bulk{records: t.newSpill(), chunkBytes: t.chunkBytes()}, duals: t.newSpill()}
	m.in = newIntake(ctx, ex, &t.Settings, t.newSpill())
	return m, nil
}

func (t *trainer) newSpill() *spill {
	return &spill{limit: t.Memory / 16, create: t.create}
}

func (m *many) close() error {
	m.in.stop()
	return errors.Join(m.in.rows.close(), m.bulk.records.close(), m.duals.close())
}

// train trains on the rows taken in.
func (m *many) train(ctx context.Context) (*Text, error) {
	if err := m.in.finish(); err != nil {
		return nil, err
	}
	if err := m.settle(ctx); err != nil {
		return nil, err
	}
	learner, cal, err := m.chooseOnSample(ctx)
	if err != nil {
		return nil, err
	}
	fit, err := m.learn(ctx, learner)
	if err != nil {
		return nil, err
	}
	if m.bulk.heldShape.rows > 0 {
		if cal, err = m.calibrate(fit); err != nil {
			return nil, err
		}
		if err := fit.finish(ctx); err != nil {
			return nil, err
		}
	}
	l := fit.linear()
	if !soundNumbers(l.Weights) || !soundNumbers(l.Bias) {
		return nil, fmt.Errorf("model: %w: the weights of the learner %q", ErrDiverged, learner.Name())
	}
	m.summary.Learner = learner.Name()
	return newText(m.classes, m.bulk.encoder, l, cal, m.summary), nil
}

// settle fixes the classes and the columns and encodes the rows.
func (m *many) settle(ctx context.Context) error {
	in, b := m.in, m.bulk
	if err := m.fixClasses(); err != nil {
		return err
	}
	report := m.reporter("encode", in.total)
	keep := in.tally.common(m.minRows(in.total, false), m.mostColumns())
	f := make([]feature, len(keep))
	for i, x := range keep {
		f[i] = feature{id: x.id, rows: x.rows}
	}
	b.encoder = &encoder{extractor: in.extractor, columns: newColumns(f, in.total)}
	b.encoder.arrange(f, in.total, false)
	m.summary.Columns = len(f)
	if err := b.settle(ctx, in, m.quotas(), report); err != nil {
		return err
	}
	return in.rows.close()
}

// reporter reports the begin of a stage and returns what to call with the number
// of rows done since the last call.
func (t *trainer) reporter(stage string, total int) func(more int) {
	t.report(stage, 0, total)
	done := 0
	return func(more int) {
		before := done
		done += more
		if done/reportRows > before/reportRows || done == total {
			t.report(stage, done, total)
		}
	}
}

// reportRows is how many rows lie between two reports.
const reportRows = 1 << 14

// fixClasses puts the classes in order.
func (m *many) fixClasses() error {
	in, b := m.in, m.bulk
	m.classes = in.classes
	if len(m.Classes) == 0 {
		m.classes = slices.Sorted(slices.Values(in.classes))
	}
	if occurring := slices.DeleteFunc(slices.Clone(m.classes), func(c string) bool { return in.size[in.index[c]] == 0 }); len(occurring) == 1 {
		return oneClass(occurring[0], in.total)
	}
	b.classes = m.classes
	b.order = make([]int, len(m.classes))
	share := make([]float64, len(m.classes))
	m.summary = Summary{Rows: in.total}
	for i, c := range m.classes {
		n := in.index[c]
		b.order[n] = i
		share[i] = in.share[n]
		m.summary.Classes = append(m.summary.Classes, ClassSummary{Class: c, Rows: in.size[n]})
	}
	b.factor = balanceFactors(share, m.Balance)
	return nil
}

// leastColumns are allowed for whatever the memory.
const leastColumns = 1 << 16

// mostColumns is how many columns the memory is enough for: while a model is
// made of them each takes some bytes and some more a class.
func (m *many) mostColumns() int {
	return max(m.Memory/2/(64+40*len(m.classes)), leastColumns)
}

// quotas holds out rows for the calibration, unless it is turned off, and samples
// each class by its share, but not too few.
func (m *many) quotas() *quotas {
	q := &quotas{seed: m.Seed, sample: make([]float64, len(m.classes))}
	if m.Folds == Off {
		return q
	}
	total := float64(m.in.total)
	q.held = min(mostHeld, heldRows/total)
	q.mostHeld = int(2 * q.held * total)
	least := min(leastSample, float64(sampleRows)/float64(len(m.classes)))
	for n, size := range m.in.size {
		q.sample[n] = max(sampleRows/total, least/float64(max(size, 1)))
	}
	return q
}

// chooseOnSample cross-validates the learner on the sample.
func (m *many) chooseOnSample(ctx context.Context) (Learner, calibration, error) {
	p := m.bulk.sampled()
	t := &trainer{
		Settings: m.Settings, classes: m.classes, problem: p.Problem, weight: p.weight,
		examples: make([]Example, len(p.Y)),
		summary:  Summary{Classes: make([]ClassSummary, len(m.classes))},
	}
	t.problem.Seed = m.Seed
	for i, y := range p.Y {
		t.summary.Classes[y].Rows++
		if g := p.group[i]; g != 0 {
			t.examples[i].Group = strconv.FormatUint(g, 16)
		}
	}
	learner, cal, err := t.choose(ctx)
	m.summary.Folds, m.summary.Steps = t.summary.Folds, t.summary.Steps
	m.summary.Accuracy, m.summary.MacroF1, m.summary.Risk = t.summary.Accuracy, t.summary.MacroF1, t.summary.Risk
	m.bulk.sample = nil
	return learner, cal, err
}

// calibrate fits the calibration to the rows held out.
func (m *many) calibrate(fit *bulkFit) (calibration, error) {
	p := fit.held
	t := &trainer{Settings: m.Settings, classes: m.classes, problem: p.Problem, weight: p.weight}
	scores := fit.scores(p)
	cal := fitCalibration(scores, p.Y, m.toShares(p.Y, p.weight), len(m.classes))
	cal.setObjective(m.Objective)
	if !cal.sound(len(m.classes)) {
		return cal, fmt.Errorf("model: %w: the scores of the learner", ErrDiverged)
	}
	m.summary.Accuracy, m.summary.MacroF1 = t.quality(scores, &cal)
	m.summary.Risk = t.risk(scores, &cal)
	return cal, nil
}
