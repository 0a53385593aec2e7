package features

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// ErrClusters is wrapped by the error for a table that holds no word clusters.
var ErrClusters = errors.New("bad word clusters")

// Clusters maps words to clusters of words of similar use, at one or more
// levels from coarse to fine, such as k-means over word vectors gives. N-grams
// of clusters let a learner carry over what it saw of one word to its
// neighbours: Brown, deSouza, Mercer, Della Pietra and Lai, "Class-Based n-gram
// Models of Natural Language" (1992); Turian, Ratinov and Bengio, "Word
// Representations: A Simple and General Method for Semi-Supervised Learning"
// (ACL 2010). Immutable and safe for concurrent use.
type Clusters struct {
	levels int
	ids    []uint64 // hashes of the words, rising
	table  []uint16 // levels a word
}

// MaxClusters is the largest number of clusters at one level.
const MaxClusters = 1 << 16

// MaxLevels is the largest number of levels: each is a feature more for every
// word of a text.
const MaxLevels = 64

// NewClusters makes the table of words in normal form ([Normalize]) and their
// clusters, levels numbers a word. The first of equal words stays.
func NewClusters(words []string, levels int, clusters []uint16) (*Clusters, error) {
	if levels < 1 || levels > MaxLevels || len(clusters) != levels*len(words) {
		return nil, fmt.Errorf("features: %w: %d words of %d levels, but %d clusters", ErrClusters, len(words), levels, len(clusters))
	}
	order := make([]int, len(words))
	hashes := make([]uint64, len(words))
	for i, w := range words {
		order[i] = i
		hashes[i] = hashString(w)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case hashes[a] < hashes[b]:
			return -1
		case hashes[a] > hashes[b]:
			return 1
		}
		return 0
	})
	c := &Clusters{levels: levels}
	for _, i := range order {
		if n := len(c.ids); n > 0 && c.ids[n-1] == hashes[i] {
			continue
		}
		c.ids = append(c.ids, hashes[i])
		c.table = append(c.table, clusters[i*levels:(i+1)*levels]...)
	}
	return c, nil
}

// ReadClusters reads a table of text: on each line a word and its cluster at
// each level, parted by spaces or tabs. The error for anything else wraps
// [ErrClusters] and names the line, and so does that for a line of more than 64
// KiB; others are the reader's.
func ReadClusters(r io.Reader) (*Clusters, error) {
	in := bufio.NewScanner(r)
	var words []string
	var clusters []uint16
	levels, line := 0, 0
	for in.Scan() {
		line++
		f := strings.Fields(in.Text())
		if len(f) == 0 {
			continue
		}
		if levels == 0 {
			levels = len(f) - 1
		}
		if len(f) != levels+1 || levels == 0 || levels > MaxLevels {
			return nil, fmt.Errorf("features: %w: line %d: %d numbers, want %d, at most %d", ErrClusters, line, len(f)-1, min(max(levels, 1), MaxLevels), MaxLevels)
		}
		words = append(words, Normalize(f[0]))
		for _, s := range f[1:] {
			n, err := strconv.ParseUint(s, 10, 16)
			if err != nil {
				return nil, fmt.Errorf("features: %w: line %d: %.40q is no number below %d", ErrClusters, line, s, MaxClusters)
			}
			clusters = append(clusters, uint16(n))
		}
	}
	switch err := in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, fmt.Errorf("features: %w: line %d: more than %d bytes", ErrClusters, line+1, bufio.MaxScanTokenSize)
	case err != nil:
		return nil, fmt.Errorf("features: read word clusters after line %d: %w", line, err)
	case len(words) == 0:
		return nil, fmt.Errorf("features: %w: no words", ErrClusters)
	}
	return NewClusters(words, levels, clusters)
}

// Len returns the number of words.
func (c *Clusters) Len() int { return len(c.ids) }

// Levels returns the number of levels.
func (c *Clusters) Levels() int { return c.levels }

// Sizes returns for each level one more than its highest cluster.
func (c *Clusters) Sizes() []int {
	sizes := make([]int, c.levels)
	for i, n := range c.table {
		level := i % c.levels
		sizes[level] = max(sizes[level], int(n)+1)
	}
	return sizes
}

// Of returns the cluster of a word in normal form at each level, or nil for a
// word that is not in the table.
func (c *Clusters) Of(word string) []uint16 {
	i, ok := slices.BinarySearch(c.ids, hashString(word))
	if !ok {
		return nil
	}
	return c.table[i*c.levels : (i+1)*c.levels : (i+1)*c.levels]
}

// Table returns the table as a model file holds it: hashes of the words,
// rising, and the clusters of each. Not to be changed.
func (c *Clusters) Table() (ids []uint64, clusters []uint16) { return c.ids, c.table }

// ClustersOf makes the clusters of a table that [Clusters.Table] returned. The
// error for any other wraps [ErrClusters].
func ClustersOf(ids []uint64, clusters []uint16) (*Clusters, error) {
	if len(ids) == 0 || len(clusters) == 0 || len(clusters)%len(ids) != 0 || len(clusters)/len(ids) > MaxLevels {
		return nil, fmt.Errorf("features: %w: %d words, %d clusters", ErrClusters, len(ids), len(clusters))
	}
	for i := 1; i < len(ids); i++ {
		if ids[i-1] >= ids[i] {
			return nil, fmt.Errorf("features: %w: words are not sorted", ErrClusters)
		}
	}
	return &Clusters{levels: len(clusters) / len(ids), ids: ids, table: clusters}, nil
}
