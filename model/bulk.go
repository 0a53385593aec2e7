package model

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// bulk is the rows of a training on more than fit in memory: encoded rows in
// records, whose columns lie by falling frequency, so that frequent ones take few
// bytes.
type bulk struct {
	encoder *encoder
	classes []string
	order   []int     // of each class of the intake, its index in classes
	factor  []float64 // of each class, the cost of a row of weight 1

	records    *spill
	shapes     []shape // of each record
	chunkBytes int     // of a record
	// held are rows kept from learning, sample such to choose the learner on.
	held, sample           []byte
	heldShape, sampleShape shape
}

// shape is the size of encoded rows.
type shape struct{ rows, cells int }

func (s *shape) add(r *coded) {
	s.rows++
	s.cells += len(r.numbers)
}

// part is some of the rows of a bulk, as a problem.
type part struct {
	Problem
	weight []float64
	group  []uint64
}

// quotas say which rows are held out, and which are a sample: shares of all, of a
// class's rows.
type quotas struct {
	held     float64
	mostHeld int // rows, whatever the size of the groups
	sample   []float64
	seed     uint64
}

// chance returns a number from 0 to 1 that belongs to a row or a group.
func (q *quotas) chance(stream, n uint64) float64 {
	h := (n+stream)*0x9e3779b97f4a7c15 ^ q.seed
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return float64((h^h>>31)>>11) / (1 << 53)
}

// settle replaces the numbers of the rows taken in by columns, of the features
// that have one, and divides the rows. It empties the intake.
func (b *bulk) settle(ctx context.Context, in *intake, q *quotas, report func(more int)) error {
	column := b.numbers(in.tally)
	epoch := in.tally.epoch()
	in.tally.seen, in.tally.born, in.tally.slots = nil, nil, nil
	var r coded
	var buf, out []byte
	var now shape
	flush := func() error {
		if now.rows == 0 {
			return nil
		}
		b.shapes = append(b.shapes, now)
		_, err := b.records.add(out)
		out, now = out[:0], shape{}
		return err
	}
	for n, c := range slices.Backward(in.chunks) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for ; c.epoch < epoch; epoch-- {
			column = before(column, in.tally.kept[epoch-1])
		}
		rest, err := in.rows.read(n, buf)
		if err != nil {
			return err
		}
		buf = rest
		row := uint64(c.first)
		for ; len(rest) > 0; row++ {
			rest = r.next(rest)
			toColumns(&r, column)
			group := r.group
			if group == 0 {
				group = row
			}
			switch {
			case q.chance(1, group) < q.held && b.heldShape.rows < q.mostHeld:
				b.held = r.append(b.held)
				b.heldShape.add(&r)
				continue
			case q.chance(2, row) < q.sample[r.class]:
				b.sample = r.append(b.sample)
				b.sampleShape.add(&r)
			}
			out = r.append(out)
			now.add(&r)
			if len(out) >= b.chunkBytes {
				if err := flush(); err != nil {
					return err
				}
			}
		}
		in.rows.drop(n)
		report(int(row) - c.first)
	}
	return flush()
}

// numbers returns the column of each number of the last epoch, noColumn for those
// of features that are not used.
func (b *bulk) numbers(t *tally) []uint32 {
	column := make([]uint32, len(t.seen))
	for n, x := range t.seen {
		column[n] = noColumn
		if f := b.encoder.words.column(x.id); f >= 0 {
			column[n] = b.encoder.column(f)
		}
	}
	return column
}

// before returns the columns of the numbers of an epoch, given those of the next
// and which numbers were kept.
func before(next []uint32, kept bitmap) []uint32 {
	column := make([]uint32, 64*len(kept))
	for i := range column {
		column[i] = noColumn
	}
	kept.each(func(now, i int) { column[i] = next[now] })
	return column
}

// toColumns replaces the numbers of a row and leaves out those that have none.
func toColumns(r *coded, column []uint32) {
	n := 0
	for i, number := range r.numbers {
		if col := column[number]; col != noColumn {
			r.numbers[n], r.times[n] = col, r.times[i]
			n++
		}
	}
	r.numbers, r.times = r.numbers[:n], r.times[:n]
}

// newPart returns a part with room for rows of a shape.
func (b *bulk) newPart(s shape) *part {
	p := &part{
		Problem: Problem{
			X: &Matrix{
				Start: make([]int, 1, s.rows+1), Cols: make([]uint32, 0, s.cells),
				Values: make([]float32, 0, s.cells), Columns: len(b.encoder.weight),
			},
			Rows: make([]int, 0, s.rows), Y: make([]int, 0, s.rows), Cost: make([]float64, 0, s.rows),
			Classes: b.classes,
		},
		weight: make([]float64, 0, s.rows),
		group:  make([]uint64, 0, s.rows),
	}
	return p
}

// decode appends encoded rows to a part.
func (b *bulk) decode(p *part, data []byte) {
	var r coded
	x := p.X
	for len(data) > 0 {
		data = r.next(data)
		first, end := len(x.Cols), len(x.Cols)+len(r.numbers)
		x.Cols = append(x.Cols, r.numbers...)
		x.Values = slices.Grow(x.Values, len(r.numbers))[:end]
		values := x.Values[first:]
		var norm [features.Blocks]float64
		block := r.times // taken for the blocks as the counts are used
		for i, n := range r.numbers {
			w := b.encoder.weight[n]
			v, times := float64(w.value), float64(r.times[i])
			block[i] = uint32(w.block)
			norm[w.block] += float64(times * float64(v*v))
			values[i] = float32(float64(times * v))
		}
		scale := b.encoder.scales(&norm)
		for i, v := range values {
			values[i] = float32(float64(v) * scale[block[i]])
		}
		class := b.order[r.class]
		x.Start = append(x.Start, len(x.Cols))
		p.Rows = append(p.Rows, len(p.Rows))
		p.Y = append(p.Y, class)
		p.Cost = append(p.Cost, float64(r.weight*b.factor[class]))
		p.weight = append(p.weight, r.weight)
		p.group = append(p.group, r.group)
	}
}

// blocks divides the records, in random order, into blocks of about so many
// bytes when decoded.
func (b *bulk) blocks(bytes int, seed uint64) [][]int {
	order := rand.New(rand.NewPCG(seed, 0xb10c)).Perm(len(b.shapes))
	perRow := 64 + 16*len(b.classes)
	var blocks [][]int
	size := math.MaxInt
	for _, n := range order {
		s := b.shapes[n]
		more := s.rows*perRow + s.cells*8
		if size > bytes-more {
			blocks = append(blocks, nil)
			size = 0
		}
		size += more
		last := len(blocks) - 1
		blocks[last] = append(blocks[last], n)
	}
	return blocks
}

// load decodes the records of a block.
func (b *bulk) load(records []int) (*part, error) {
	var all shape
	for _, n := range records {
		all.rows += b.shapes[n].rows
		all.cells += b.shapes[n].cells
	}
	p := b.newPart(all)
	var buf []byte
	for _, n := range records {
		data, err := b.records.read(n, buf)
		if err != nil {
			return nil, err
		}
		b.decode(p, data)
		if b.records.file != nil {
			buf = data
		}
	}
	return p, nil
}

// sampled returns the sample, of the columns that occur in it alone, which rise
// in each row.
func (b *bulk) sampled() *part {
	p := b.newPart(b.sampleShape)
	b.decode(p, b.sample)
	column := make([]uint32, len(b.encoder.weight))
	for _, col := range p.X.Cols {
		column[col] = 1
	}
	n := uint32(0)
	for i, occurs := range column {
		column[i] = n
		n += occurs
	}
	p.X.Columns = int(n)
	type cell struct {
		col   uint32
		value float32
	}
	var cells []cell
	for i := range p.X.Rows() {
		cols, values := p.X.Row(i)
		cells = cells[:0]
		for j, col := range cols {
			cells = append(cells, cell{column[col], values[j]})
		}
		slices.SortFunc(cells, func(a, b cell) int { return cmp.Compare(a.col, b.col) })
		for j, c := range cells {
			cols[j], values[j] = c.col, c.value
		}
	}
	return p
}
