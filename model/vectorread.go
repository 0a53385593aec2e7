package model

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/stancekit/stancekit/features"
)

// otherVectors tells by their first bytes files that are often taken for word
// vectors in text form.
var otherVectors = map[string]string{
	"\x1f\x8b":         "they are compressed by gzip: decompress them first",
	"\xba\x16\x4f\x2f": "a fastText .bin file: want the .vec file beside it",
}

// longestVector is how long a line of word vectors may be, in bytes.
const longestVector = 1 << 20

// ReadVectors reads vectors in the text format of word2vec, fastText (.vec) and
// GloVe: a word and its numbers on each line, parted by spaces, after an
// optional line with the number of words and of dimensions; a file of fewer is
// an error, since it was cut short. Words are put into normal form; the first
// of equal ones stays. Two whole numbers in the first line are taken for that
// of the sizes. It reads what [Vectors.WriteTo] wrote, too. The error for
// anything else wraps [ErrVectors] and names the line, or the format where that is
// gzip or fastText's .bin, and so does that for a line of more than 1 MiB; others
// are the reader's.
func ReadVectors(r io.Reader) (*Vectors, error) {
	in := bufio.NewReader(r)
	magic, _ := in.Peek(len(vectorMagic)) // an error comes again with the first line
	if string(magic) == vectorMagic {
		return readVectorFile(in)
	}
	for start, what := range otherVectors {
		if strings.HasPrefix(string(magic), start) {
			return nil, fmt.Errorf("model: %w: %s", ErrVectors, what)
		}
	}
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, longestVector)
	var words []string
	var data []float32
	dim, line := 0, 0
	declared := 0
	fail := func(format string, args ...any) (*Vectors, error) {
		return nil, fmt.Errorf("model: %w: line %d: %s", ErrVectors, line, fmt.Sprintf(format, args...))
	}
	// other is what to say of a first line that is none of vectors.
	other := func() (*Vectors, error) {
		return fail("%.40q: want a word and its numbers on each line", sc.Bytes())
	}
	for sc.Scan() {
		line++
		f := bytes.Fields(sc.Bytes())
		if len(f) == 0 {
			continue
		}
		if line == 1 && len(f) == 2 {
			n, err1 := strconv.Atoi(string(bytes.TrimPrefix(f[0], []byte("\uFEFF"))))
			d, err2 := strconv.Atoi(string(f[1]))
			if err1 == nil && err2 == nil {
				if n < 1 || d < 1 {
					return fail("sizes %d and %d, want 1 or more", n, d)
				}
				declared, dim = n, d
				continue
			}
		}
		if dim == 0 {
			dim = len(f) - 1
		}
		switch {
		case len(f) == dim+1 && dim > 0:
		case len(words) == 0 && declared == 0:
			return other()
		default:
			return fail("%d numbers, want %d", len(f)-1, dim)
		}
		for _, x := range f[1:] {
			v, err := strconv.ParseFloat(string(x), 32)
			switch {
			case err == nil && math.Abs(v) <= largestComponent:
			case len(words) == 0 && errors.Is(err, strconv.ErrSyntax):
				return other()
			default:
				return fail("%.40q is no number up to %g", x, largestComponent)
			}
			data = append(data, float32(v))
		}
		words = append(words, features.Normalize(string(f[0])))
	}
	switch err := sc.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		line++
		return fail("more than %d bytes", longestVector)
	case err != nil:
		return nil, fmt.Errorf("model: read word vectors after line %d: %w", line, err)
	case len(words) == 0:
		return nil, fmt.Errorf("model: %w: no words in it", ErrVectors)
	case len(words) < declared:
		return fail("cut short: %d words, the first line says %d", len(words), declared)
	}
	return NewVectors(words, dim, data, nil)
}
