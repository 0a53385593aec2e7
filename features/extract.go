package features

import (
	"slices"
	"strings"
)

// Buffer holds what [Extractor.Extract] makes of a text. Reusing one buffer
// saves allocations.
type Buffer struct {
	Tokens   []Token
	Features []Feature

	line []uint32 // indexes of the tokens that n-grams of stems run over
}

// Extractor makes features of text, by fixed settings. It is safe for
// concurrent use, one [Buffer] for each goroutine. [New] makes one; the zero value
// is not usable.
type Extractor struct {
	settings  Settings
	tokenizer Tokenizer
	stemmer   *Stemmer
	chunks    *cache[[]Token]
	words     *cache[Term]
}

// New returns an extractor, or the error of [Settings.Resolve].
func New(s Settings) (*Extractor, error) {
	s, err := s.Resolve()
	if err != nil {
		return nil, err
	}
	stemmer, err := NewStemmer(s.Language)
	if err != nil {
		return nil, err
	}
	return &Extractor{
		settings:  s,
		tokenizer: Tokenizer{English: s.Language == "english"},
		stemmer:   stemmer,
		chunks:    newCache[[]Token](1 << 16),
		words:     newCache[Term](1 << 16),
	}, nil
}

// Settings returns the settings with every default filled in.
func (e *Extractor) Settings() Settings { return e.settings }

// Extract fills the buffer with the tokens of text, stems and negation marked,
// and with their features.
func (e *Extractor) Extract(b *Buffer, text string) {
	e.extract(b, text, 1)
}

// ExtractJoint fills the buffer with the tokens of text and with those of their
// features that depend on more than one token: n-grams of two and more, those at
// the start of the text, words under negation or not. Together with
// [Extractor.AppendAlone] of each token they are those of [Extractor.Extract].
func (e *Extractor) ExtractJoint(b *Buffer, text string) {
	e.extract(b, text, 2)
}

// extract makes the features that depend on at least so many tokens, one or two.
func (e *Extractor) extract(b *Buffer, text string, least int) {
	b.Tokens = e.Tokens(b.Tokens[:0], text)
	b.Features = b.Features[:0]
	e.wordFeatures(b, least)
	e.stemFeatures(b, least)
	if least == 1 {
		charFeatures(b)
	}
	if e.settings.Clusters != nil {
		e.clusterFeatures(b, least)
	}
	if e.settings.Lookup {
		lookups(b)
	}
}

// Tokens appends the tokens of text to dst, with stems and negation.
func (e *Extractor) Tokens(dst []Token, text string) []Token {
	first := len(dst)
	for pos := 0; pos < len(text); {
		start, end := nextChunk(text, pos)
		if start == end {
			break
		}
		n := len(dst)
		dst = e.AppendChunk(dst, text[start:end])
		for i := n; i < len(dst); i++ {
			dst[i].Start += start
			dst[i].End += start
		}
		pos = end
	}
	if e.settings.Negation != Off {
		Negation{Scope: e.settings.Negation}.Apply(dst[first:])
	}
	return dst
}

// AppendChunk appends the tokens of a chunk, a run of bytes above the space, of
// which a text's tokens are put together; with stems, without negation, and with
// offsets relative to the chunk.
func (e *Extractor) AppendChunk(dst []Token, chunk string) []Token {
	if len(chunk) > longWord {
		n := len(dst)
		dst = e.tokenizer.appendChunk(dst, chunk)
		e.fill(dst[n:])
		return dst
	}
	h := e.chunks.hash(chunk)
	if known := e.chunks.get(chunk, h); known != nil {
		return append(dst, *known...)
	}
	tokens := e.tokenizer.appendChunk(nil, chunk)
	for i := range tokens {
		tokens[i].Text = strings.Clone(tokens[i].Text) // not the caller's memory
	}
	e.fill(tokens)
	e.chunks.put(chunk, h, &tokens)
	return append(dst, tokens...)
}

// fill adds what depends on the word alone.
func (e *Extractor) fill(tokens []Token) {
	for i := range tokens {
		t := &tokens[i]
		t.word = e.Term(t.Text)
		t.Stem = t.word.stem
	}
}

func (e *Extractor) wordFeatures(b *Buffer, least int) {
	n := e.settings.Words
	if n < least {
		return // Off, too
	}
	for i := range b.Tokens {
		h := b.Tokens[i].word.wordID
		last := min(i+n, len(b.Tokens))
		for j := i; ; {
			if j-i+1 >= least {
				b.Features = append(b.Features, Feature{ID: featureID(Words, h), First: uint32(i), Last: uint32(j)})
			}
			if j++; j >= last {
				break
			}
			h = combine(h, b.Tokens[j].word.wordID)
		}
	}
}

// stemFeatures makes the n-grams of stems, which run over words and numbers
// and pass over marks, those that begin the text once more as such, and the
// stems under negation.
func (e *Extractor) stemFeatures(b *Buffer, least int) {
	n := e.settings.Stems
	b.line = b.line[:0]
	for i := range b.Tokens {
		if b.Tokens[i].Class != Mark {
			b.line = append(b.line, uint32(i))
		}
	}
	for i, first := range b.line {
		t := &b.Tokens[first]
		if t.Negated {
			b.Features = append(b.Features, Feature{ID: featureID(Negated, t.word.stemID), First: first, Last: first})
		}
		if n == Off {
			continue
		}
		b.grams(t.word.stemID, i, least, n)
		if i == 0 {
			b.grams(combine(startOfText, t.word.stemID), i, 1, n)
		}
	}
}

// startOfText is the element before the first of a text.
const startOfText = 0x5354415254

// grams makes the n-grams of least to n stems that begin at place i of the line;
// h is the hash of the first.
func (b *Buffer) grams(h uint64, i, least, n int) {
	end := min(i+n, len(b.line))
	for j := i; ; {
		if j-i+1 >= least {
			b.Features = append(b.Features, Feature{ID: featureID(Stems, h), First: b.line[i], Last: b.line[j]})
		}
		if j++; j >= end {
			return
		}
		h = combine(h, b.Tokens[b.line[j]].word.stemID)
	}
}

func charFeatures(b *Buffer) {
	for i := range b.Tokens {
		for _, id := range b.Tokens[i].word.chars {
			b.Features = append(b.Features, Feature{ID: id, First: uint32(i), Last: uint32(i)})
		}
	}
}

// clusterFeatures makes the n-grams of clusters, each level by itself. As for
// stems marks are passed over; a word without a cluster ends an n-gram.
func (e *Extractor) clusterFeatures(b *Buffer, least int) {
	n := e.settings.ClusterGrams
	for i, first := range b.line {
		for level, h := range b.Tokens[first].word.clusters {
			if least == 1 {
				b.Features = append(b.Features, Feature{ID: featureID(Similar, h), First: first, Last: first})
			}
			for j := i + 1; j < min(i+n, len(b.line)); j++ {
				next := b.Tokens[b.line[j]].word.clusters
				if next == nil {
					break
				}
				h = combine(h, next[level])
				b.Features = append(b.Features, Feature{ID: featureID(Similar, h), First: first, Last: b.line[j]})
			}
		}
	}
}

// lookups makes one feature a word that stands for the word in normal form,
// whatever table of words the caller has: [LookupID] is its identifier.
func lookups(b *Buffer) {
	for i := range b.Tokens {
		t := &b.Tokens[i]
		block := Looked
		if t.Negated {
			block = LookedNegated
		}
		b.Features = append(b.Features, Feature{ID: featureID(block, t.word.wordID), First: uint32(i), Last: uint32(i)})
	}
}

// Row is a sparse vector: the distinct features of a text, by rising
// identifier, each with the number of its occurrences.
type Row struct {
	IDs    []uint64
	Counts []float64
}

// Row returns the features of text as a sparse vector.
func (e *Extractor) Row(text string) Row {
	var b Buffer
	e.Extract(&b, text)
	ids := make([]uint64, len(b.Features))
	for i, f := range b.Features {
		ids[i] = f.ID
	}
	slices.Sort(ids)
	var r Row
	for i, id := range ids {
		if i == 0 || id != ids[i-1] {
			r.IDs = append(r.IDs, id)
			r.Counts = append(r.Counts, 0)
		}
		r.Counts[len(r.Counts)-1]++
	}
	return r
}
