package model

import (
	"context"
	"hash/fnv"
	"sync"

	"github.com/stancekit/stancekit/features"
)

// intake takes rows one after the other, makes and counts their features and
// keeps them as numbers of the tally, in a temporary file where they are many.
// Texts are cut into features by many goroutines and counted by one, in order.
type intake struct {
	extractor *features.Extractor
	tally     *tally
	rows      *spill
	chunks    []chunk
	classes   []string
	index     map[string]uint32
	share     []float64 // the weight of each class
	size      []int     // the rows of each class
	total     int       // rows

	open    *load
	texts   chan *load
	ordered chan *load
	wait    sync.WaitGroup

	mu  sync.Mutex
	err error
}

// chunk is a record of rows.
type chunk struct {
	first int // the first row
	epoch int
}

// load is some rows on their way.
type load struct {
	texts []string
	bytes int
	rows  []coded
	terms []*features.Term // the tokens of the rows
	ids   []uint64         // their joint features
	ends  []struct{ terms, ids int }
	most  int // features, those of the tokens included
	ready chan struct{}
}

const (
	batchRows  = 1 << 10
	batchBytes = 1 << 18
)

// chunkBytes is the size of a record of rows.
func (s *Settings) chunkBytes() int { return min(max(s.Memory>>14, 1<<10), 1<<16) }

// newIntake begins; finish or stop ends it.
func newIntake(ctx context.Context, ex *features.Extractor, s *Settings, rows *spill) *intake {
	in := &intake{
		extractor: ex, tally: newTally(s.Memory / 8), rows: rows, index: map[string]uint32{},
		open: &load{}, texts: make(chan *load), ordered: make(chan *load, s.Workers+1),
	}
	for _, c := range s.Classes {
		in.class(c)
	}
	for range s.Workers {
		in.wait.Add(1)
		go func() {
			defer in.wait.Done()
			var b features.Buffer
			for next := range in.texts {
				if ctx.Err() == nil {
					next.extract(ex, &b)
				}
				close(next.ready)
			}
		}()
	}
	in.wait.Add(1)
	go func() {
		defer in.wait.Done()
		in.countAll(ctx, s.chunkBytes())
	}()
	return in
}

func (in *intake) class(name string) uint32 {
	n, ok := in.index[name]
	if !ok {
		n = uint32(len(in.classes))
		in.index[name] = n
		in.classes = append(in.classes, name)
		in.share, in.size = append(in.share, 0), append(in.size, 0)
	}
	return n
}

// add takes a row. The error is that of an earlier one.
func (in *intake) add(e *Example) error {
	row := coded{class: in.class(e.Class), weight: e.Weight}
	if e.Group != "" {
		h := fnv.New64a()
		h.Write([]byte(e.Group))
		row.group = max(h.Sum64(), 1)
	}
	in.share[row.class] += e.Weight
	in.size[row.class]++
	in.total++
	b := in.open
	b.texts, b.rows, b.bytes = append(b.texts, e.Text), append(b.rows, row), b.bytes+len(e.Text)
	if len(b.texts) < batchRows && b.bytes < batchBytes {
		return nil
	}
	in.send()
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.err
}

func (in *intake) send() {
	in.open.ready = make(chan struct{})
	in.ordered <- in.open
	in.texts <- in.open
	in.open = &load{}
}

// finish waits for all rows to be counted.
func (in *intake) finish() error {
	in.send()
	in.stop()
	return in.err
}

// stop ends what is still at work; it may be called again.
func (in *intake) stop() {
	if in.open != nil {
		in.open = nil
		close(in.texts)
		close(in.ordered)
	}
	in.wait.Wait()
}

// extract makes the features of the texts.
func (b *load) extract(ex *features.Extractor, buf *features.Buffer) {
	for _, text := range b.texts {
		ex.ExtractJoint(buf, text)
		for i := range buf.Tokens {
			term := buf.Tokens[i].Term()
			b.terms = append(b.terms, term)
			b.most += ex.LenAlone(term)
		}
		for i := range buf.Features {
			if id := buf.Features[i].ID; features.BlockOf(id) < features.Looked {
				b.ids = append(b.ids, id)
			}
		}
		b.ends = append(b.ends, struct{ terms, ids int }{len(b.terms), len(b.ids)})
	}
	b.texts, b.most = nil, b.most+len(b.ids)
}

// countAll counts the batches in their order, until an error, from where on it
// lets them pass.
func (in *intake) countAll(ctx context.Context, chunkBytes int) {
	w := wordCounter{tally: in.tally, extractor: in.extractor}
	var buf []byte
	first, row := 0, 0
	flush := func() error {
		if len(buf) == 0 {
			return nil
		}
		in.chunks = append(in.chunks, chunk{first: first, epoch: in.tally.epoch()})
		_, err := in.rows.add(buf)
		first, buf = row, buf[:0]
		return err
	}
	take := func(b *load) error {
		if in.tally.full(b.most) {
			if err := flush(); err != nil {
				return err
			}
			in.tally.makeRoom()
			w.forget()
		}
		terms, ids := 0, 0
		for i, end := range b.ends {
			w.count(b.terms[terms:end.terms], b.ids[ids:end.ids])
			terms, ids = end.terms, end.ids
			r := &b.rows[i]
			r.numbers, r.times = w.numbers, w.times
			buf = r.append(buf)
			row++
			if len(buf) >= chunkBytes {
				if err := flush(); err != nil {
					return err
				}
			}
		}
		return nil
	}
	var err error
	for b := range in.ordered {
		<-b.ready
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			if err = take(b); err != nil {
				in.fail(err)
			}
		}
	}
	if err == nil {
		err = flush()
	}
	in.fail(err)
}

func (in *intake) fail(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.err == nil {
		in.err = err
	}
}
