package model

import (
	"context"
	"fmt"
)

// bulkFit is a learner at work on the rows of a bulk, block by block: block
// minimisation with dual coordinate descent (Yu, Hsieh, Chang and Lin, "Large
// Linear Classification When Data Cannot Fit In Memory", TKDD 2012). The dual
// variables of the blocks that are not at hand wait in a spill.
type bulkFit struct {
	bulk     *bulk
	set      solverSettings
	machines *machines
	// bayes holds the weights of naive Bayes by column and class, to be added
	// times share; nil for none.
	bayes []float64
	share float64

	blocks  [][]int
	passed  int // how often
	duals   *spill
	buf     []byte
	seed    uint64
	workers int
	held    *part
}

// Rows that are many are visited as often as makes manyVisits, but at least twice
// and at most four times: docs/performance.md has what more visits bring.
const manyVisits = 400_000

// learn solves for all rows but those held out.
func (m *many) learn(ctx context.Context, l Learner) (*bulkFit, error) {
	b := m.bulk
	f := &bulkFit{bulk: b, duals: m.duals, seed: m.Seed, workers: m.Workers}
	f.blocks = b.blocks(m.Memory/16, m.Seed)
	f.held = b.newPart(b.heldShape)
	b.decode(f.held, b.held)
	b.held = nil
	var svm SVM
	var free []float32
	switch l := l.(type) {
	case SVM:
		svm = l
		if svm.Cost == 0 {
			svm.Cost = defaultCost
		}
	case Blend:
		if err := l.settle(); err != nil {
			return nil, err
		}
		svm, f.share = l.SVM, l.Shares[0]
		var err error
		if free, err = f.addBayes(ctx, &l); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("model: %w: the learner %q cannot learn block by block", ErrSettings, l.Name())
	}
	var err error
	if f.set, err = svm.solver(m.in.total, 1); err != nil {
		return nil, err
	}
	f.set.c = svm.Cost
	if svm.MaxPasses == 0 && m.in.total > plentyRows {
		f.set.maxPasses = max(2, min(4, manyVisits/m.in.total))
	}
	f.machines = &machines{seed: m.Seed}
	f.machines.layOut(len(b.encoder.weight), len(b.classes), free)
	return f, f.solve(ctx, m.reporter("learn", f.set.maxPasses*(m.in.total-b.heldShape.rows)))
}

// addBayes passes the rows once for the weights of naive Bayes, and returns the
// freedom that they give.
func (f *bulkFit) addBayes(ctx context.Context, l *Blend) ([]float32, error) {
	s := newClassSums(len(f.bulk.encoder.weight), len(f.bulk.classes))
	err := f.each(ctx, func(_ int, p *part) error {
		s.add(&p.Problem)
		return nil
	})
	if err != nil {
		return nil, err
	}
	ratios := s.logRatios(l.Alpha, nil)
	free := s.freedom(ratios, l.Power)
	if f.share > 0 {
		s.weigh(ratios, nil)
		f.bayes = ratios
	}
	return free, nil
}

// each calls visit with each block in turn, the next one being decoded meanwhile
// where there is a goroutine for it.
func (f *bulkFit) each(ctx context.Context, visit func(n int, p *part) error) error {
	type loaded struct {
		p   *part
		err error
	}
	load := func(n int) chan loaded {
		c := make(chan loaded, 1)
		get := func() {
			p, err := f.bulk.load(f.blocks[n])
			c <- loaded{p, err}
		}
		if f.workers > 1 {
			go get()
		} else {
			get()
		}
		return c
	}
	var next chan loaded
	// The file must not be closed under a goroutine that reads it.
	defer func() {
		if next != nil {
			<-next
		}
	}()
	for n := range f.blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if next == nil {
			next = load(n)
		}
		now := <-next
		next = nil
		if now.err != nil {
			return now.err
		}
		if f.workers > 1 && n+1 < len(f.blocks) {
			next = load(n + 1)
		}
		if err := visit(n, now.p); err != nil {
			return err
		}
	}
	return nil
}

// solve passes all blocks as often as the settings ask for; a single one is solved
// at one go.
func (f *bulkFit) solve(ctx context.Context, visited func(rows int)) error {
	set := f.set
	passes := set.maxPasses
	if len(f.blocks) == 1 {
		passes = 1
	} else {
		set.maxPasses = 1
	}
	for n := range passes {
		last := n == passes-1 && len(f.held.Y) == 0 // none follows to learn the rows held out
		if err := f.pass(ctx, set, last, visited); err != nil {
			return err
		}
	}
	return nil
}

// pass visits each block, where the pass before left it, and keeps where it leaves
// it, but in the last pass.
func (f *bulkFit) pass(ctx context.Context, set solverSettings, last bool, visited func(rows int)) error {
	err := f.each(ctx, func(n int, p *part) error {
		block := f.machines.over(&p.Problem)
		if f.passed == 0 {
			block.fresh()
		} else {
			duals, err := f.duals.read(n, f.buf)
			if err != nil {
				return err
			}
			block.restore(duals)
		}
		block.seed = f.seed + uint64(f.passed*len(f.blocks)+n)
		if _, err := block.solve(ctx, set); err != nil {
			return err
		}
		f.machines.scaled = block.scaled
		visited(len(p.Y) * set.maxPasses)
		if last {
			return nil
		}
		f.buf = block.appendDuals(f.buf[:0])
		if f.passed > 0 {
			return f.duals.rewrite(n, f.buf)
		}
		_, err := f.duals.add(f.buf)
		return err
	})
	f.passed++
	return err
}

// finish learns from the rows held out, too: it visits them, and then the others
// once more beside them. Visits to these rows alone would move the weights too far.
func (f *bulkFit) finish(ctx context.Context) error {
	block := f.machines.over(&f.held.Problem)
	block.fresh()
	set := f.set
	set.maxPasses = 1
	if _, err := block.solve(ctx, set); err != nil {
		return err
	}
	f.machines.scaled = block.scaled
	return f.pass(ctx, set, true, func(int) {})
}

// factor is that of the weights of naive Bayes.
func (f *bulkFit) factor() float64 {
	return float64(f.share*f.machines.norm()) / positive(norm(f.bayes))
}

// scores returns the scores of a part's rows, row by row.
func (f *bulkFit) scores(p *part) []float64 {
	k := len(f.bulk.classes)
	scores := make([]float64, len(p.Y)*k)
	f.machines.scoreRows(p.X, scores, p.Rows)
	if f.bayes == nil {
		return scores
	}
	bayes := &Linear{Bias: make([]float64, k), Weights: f.bayes}
	factor, own := f.factor(), make([]float64, k)
	for i := range p.Y {
		cols, values := p.X.Row(i)
		bayes.Scores(own, cols, values)
		for c, s := range own {
			scores[i*k+c] += float64(factor * s)
		}
	}
	return scores
}

// linear returns the weights.
func (f *bulkFit) linear() *Linear {
	l := f.machines.linear()
	if f.bayes != nil {
		factor := f.factor()
		for i, r := range f.bayes {
			l.Weights[i] += float64(factor * r)
		}
	}
	return l
}
