package model

import (
	"math"
	"math/bits"
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

// tableBlock holds the features of one block, by rising hash. The leading bits
// of a hash are the bucket that it falls into, of the others 32 are kept: two
// features share 32+bits bits by a chance of 2⁻⁴⁸ and less.
type tableBlock struct {
	bits    uint
	index   []uint32 // the first column of each bucket, and the number of columns
	tails   []uint32 // the 32 bits of the hash behind those of the bucket
	squares []uint8
	weights []int16 // class by class, up to weightSpan in size
	// What one of the integers stands for, of the weights by class.
	squareStep  float64
	weightSteps []float64
}

const (
	// maxBucket is the most columns that a bucket holds. Hashes fill buckets
	// with one or two; a file that says otherwise cannot make a look-up slow.
	maxBucket     = 64
	maxBucketBits = 28

	// weightSpan is the largest weight in steps. Most weights are small beside the
	// largest, so that the sums of a word fit a packed row ([rowLimit]).
	weightSpan = 1023
)

// tail returns the 32 bits of an identifier behind the bucket's.
func (b *tableBlock) tail(hash uint64) uint32 { return uint32(hash << b.bits >> 32) }

// columns returns the columns of a bucket; it trusts no number of the index.
func (b *tableBlock) columns(bucket int) (first, end int) {
	first, end = int(b.index[bucket]), int(b.index[bucket+1])
	if first > end || end > len(b.tails) || end-first > maxBucket {
		return 0, 0
	}
	return first, end
}

// column returns the place of a feature in the block by its hash, or -1.
func (b *tableBlock) column(hash uint64) int {
	if len(b.index) == 0 {
		return -1
	}
	first, end := b.columns(int(hash >> (64 - b.bits)))
	tail := b.tail(hash)
	for i, t := range b.tails[first:end] {
		if t == tail {
			return first + i
		}
	}
	return -1
}

// add adds what the feature of a column adds: to the norm, and to the classes
// behind it.
func (b *tableBlock) add(sums []int64, col int) {
	sums[0] += int64(b.squares[col])
	sums = sums[1:]
	for c, w := range b.weights[col*len(sums):][:len(sums)] {
		sums[c] += int64(w)
	}
}

// add adds what a feature adds to the sums: for each block in turn the norm and
// the classes.
func (t *table) add(sums []int64, id uint64) {
	t.addHash(sums, features.BlockOf(id), features.HashOf(id))
}

func (t *table) addHash(sums []int64, block features.Block, hash uint64) {
	b := &t.blocks[block]
	if col := b.column(hash); col >= 0 {
		k := 1 + t.classes
		b.add(sums[int(block)*k:][:k], col)
	}
}

// scores turns sums into the scores of the classes.
func (t *table) scores(dst []float64, sums []int64, bias []float64, scale *[features.Blocks]float64) {
	copy(dst, bias)
	k := t.classes
	for i := range t.blocks {
		part := sums[i*(k+1):][:k+1]
		if part[0] == 0 {
			continue
		}
		factor := t.factor(i, part[0], scale)
		for c, s := range part[1:] {
			dst[c] += float64(float64(factor*t.blocks[i].weightSteps[c]) * float64(s))
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
	b := tableBlock{squareStep: step(squares, 1, math.MaxUint8)}
	for c := range classes {
		b.weightSteps = append(b.weightSteps, step(weights[min(c, len(weights)):], classes, weightSpan))
	}
	if len(ids) == 0 {
		return b
	}
	b.bits = uint(min(bits.Len(uint(len(ids)/2)), maxBucketBits))
	b.index = make([]uint32, 1, 1<<b.bits+1)
	for i, id := range ids {
		hash := features.HashOf(id)
		for int(hash>>(64-b.bits)) >= len(b.index) {
			b.index = append(b.index, uint32(len(b.tails)))
		}
		bucket := b.tails[b.index[len(b.index)-1]:]
		// Of features that share their bits one stays, and of a bucket
		// overfull, which no text but a wilful one makes, the first.
		if len(bucket) == maxBucket || slices.Contains(bucket, b.tail(hash)) {
			continue
		}
		b.tails = append(b.tails, b.tail(hash))
		b.squares = append(b.squares, uint8(quantise(squares[i], b.squareStep, math.MaxUint8)))
		for c, w := range weights[i*classes : (i+1)*classes] {
			b.weights = append(b.weights, int16(quantise(w, b.weightSteps[c], weightSpan)))
		}
	}
	for len(b.index) < cap(b.index) {
		b.index = append(b.index, uint32(len(b.tails)))
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
