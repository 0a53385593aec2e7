package model

import (
	"math"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// table maps features to what they add to a prediction: to the sum of each
// class a weight times idf, to the norm the square of the idf. Both are
// integers, in steps of the block, so that sums do not depend on the order in
// which they are added up: what is folded beforehand and what is added one by
// one give the very same numbers.
type table struct {
	classes int
	blocks  [features.Blocks]tableBlock
}

// tableBlock holds the features of one block: at the place of each, its hash and
// its row; elsewhere zeros.
type tableBlock struct {
	displaced
	slots []uint64
	width int // numbers a slot
	// What one of the integers stands for, of the squares, and of the weights by
	// class.
	squareStep  float64
	weightSteps []float64
}

// weightSpan is the largest weight in steps. Most weights are small beside the
// largest, so that the sums of a word fit a packed row ([rowLimit]).
const weightSpan = fieldBias - 1

// row returns a number of the row of a feature, by its hash; 0 where the block
// does not hold it.
func (b *tableBlock) row(hash uint64, part int) uint64 {
	hash = idPart(hash)
	at := b.place(hash) * b.width
	x := b.slots[at+1+part]
	if b.slots[at] != hash {
		x = 0
	}
	return x
}

// idPart returns what an identifier holds of a hash.
func idPart(hash uint64) uint64 { return hash &^ (1<<features.HashRest - 1) }

// find returns the place of a feature by its hash, or -1.
func (b *tableBlock) find(hash uint64) int {
	if at := b.place(hash); b.slots[at*b.width] == hash && b.holds(at) {
		return at
	}
	return -1
}

// holds reports whether a feature stands at a place.
func (b *tableBlock) holds(at int) bool { return b.slots[at*b.width+1]&rowPresent != 0 }

// size returns how many features the block holds.
func (b *tableBlock) size() int {
	n := 0
	for at := range int(b.places) {
		if b.holds(at) {
			n++
		}
	}
	return n
}

// add adds what the feature at a place adds: to the norm, and to the classes
// behind it.
func (b *tableBlock) add(sums []int64, at int) {
	for part, x := range b.slots[at*b.width+1:][:b.width-1] {
		var s fieldSums
		s.add(x)
		s.to(sums, part*rowClasses)
	}
}

// number returns the square of the idf of the feature at a place, and its weights
// times idf.
func (b *tableBlock) number(at int) (square float64, weights []float64) {
	sums := make([]int64, 1+len(b.weightSteps))
	b.add(sums, at)
	weights = make([]float64, len(b.weightSteps))
	for c, w := range sums[1:] {
		weights[c] = float64(w) * b.weightSteps[c]
	}
	return float64(sums[0]) * b.squareStep, weights
}

// find returns the block of a feature and its place there, or -1.
func (t *table) find(id uint64) (*tableBlock, int) {
	b := &t.blocks[features.BlockOf(id)]
	return b, b.find(features.HashOf(id))
}

// add adds what a feature adds to the sums: for each block in turn the norm and
// the classes.
func (t *table) add(sums []int64, id uint64) {
	if b, at := t.find(id); at >= 0 {
		b.add(t.part(sums, features.BlockOf(id)), at)
	}
}

// addAll adds what features add.
func (t *table) addAll(sums []int64, ids []uint64) {
	for len(ids) > 0 {
		// Those of a block, and no more of them than their sums have room for.
		block := features.BlockOf(ids[0])
		n := 1
		for n < min(len(ids), maxFieldRows) && features.BlockOf(ids[n]) == block {
			n++
		}
		for part := range rowWidth(t.classes) {
			var s fieldSums
			for _, id := range ids[:n] {
				s.add(t.blocks[block].row(features.HashOf(id), part))
			}
			s.to(t.part(sums, block), part*rowClasses)
		}
		ids = ids[n:]
	}
}

// part returns the sums of a block.
func (t *table) part(sums []int64, b features.Block) []int64 {
	k := 1 + t.classes
	return sums[int(b)*k:][:k]
}

// scores turns sums into the scores of the classes.
func (t *table) scores(dst []float64, sums []int64, bias []float64, scale *[features.Blocks]float64) {
	dst = dst[:copy(dst, bias)]
	for i := range t.blocks {
		part := sums[i*(t.classes+1):][:t.classes+1]
		if part[0] == 0 {
			continue
		}
		factor := t.factor(i, part[0], scale)
		part, steps := part[1:][:len(dst)], t.blocks[i].weightSteps[:len(dst)]
		for c := range dst {
			dst[c] += float64(float64(factor*steps[c]) * float64(part[c]))
		}
	}
}

// factor is what a sum of a block's weights is multiplied with, norm being the
// block's sum of squares.
func (t *table) factor(block int, norm int64, scale *[features.Blocks]float64) float64 {
	return scale[block] / math.Sqrt(float64(float64(norm)*t.blocks[block].squareStep))
}

// newTable makes a table of features, by rising identifier, their squares and
// their weights, class by class.
func newTable(classes int, ids []uint64, squares, weights []float32) *table {
	t := &table{classes: classes}
	for i := range t.blocks {
		first, _ := slices.BinarySearch(ids, features.FirstID(features.Block(i)))
		n := 0
		for first+n < len(ids) && int(features.BlockOf(ids[first+n])) == i {
			n++
		}
		t.blocks[i] = newBlock(classes, ids[first:first+n], squares[first:first+n], weights[first*classes:(first+n)*classes])
	}
	return t
}

func newBlock(classes int, ids []uint64, squares, weights []float32) tableBlock {
	b := tableBlock{width: 1 + rowWidth(classes), squareStep: step(squares, 1, maxSquare)}
	for c := range classes {
		b.weightSteps = append(b.weightSteps, step(weights[min(c, len(weights)):], classes, weightSpan))
	}
	hashes := make([]uint64, len(ids))
	for i, id := range ids {
		hashes[i] = features.HashOf(id)
	}
	var placed []int
	b.displaced, placed = newDisplaced(hashes)
	b.slots = make([]uint64, int(b.places)*b.width)
	steps := make([]int, classes)
	for _, i := range placed {
		for c, w := range weights[i*classes : (i+1)*classes] {
			steps[c] = quantise(w, b.weightSteps[c], weightSpan)
		}
		slot := b.slots[b.place(hashes[i])*b.width:][:b.width]
		slot[0] = hashes[i]
		for part := range slot[1:] {
			square := 0
			if part == 0 {
				square = quantise(squares[i], b.squareStep, maxSquare)
			}
			slot[1+part] = fieldsOf(square, steps[part*rowClasses:])
		}
	}
	return b
}

// step returns the step by which the largest of the finite numbers is n steps,
// looking at each stride-th of them.
func step(numbers []float32, stride int, n float64) float64 {
	top := 0.0
	for i := 0; i < len(numbers); i += stride {
		if a := math.Abs(float64(numbers[i])); a <= math.MaxFloat32 {
			top = max(top, a)
		}
	}
	if top == 0 {
		return 1
	}
	return top / n
}

// quantise returns the nearest number of steps, up to n of them; 0 for what is
// no finite number.
func quantise(x float32, step, n float64) int {
	if a := math.Abs(float64(x)); !(a <= math.MaxFloat32) {
		return 0
	}
	return int(min(max(math.RoundToEven(float64(x)/step), -n), n))
}
