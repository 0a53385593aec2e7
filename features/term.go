package features

// Term is what the features of a text take from one token alone: its word, stem,
// character n-grams, clusters and part in negation. Terms let a predictor work
// out once what a word adds to a text, and what a pair of neighbours adds. The
// features that [Extractor.Extract] makes are, where [Extractor.Pairwise] holds, for
// each token those of [Extractor.AppendAlone], and of [Extractor.AppendUnnegated] or,
// under a negation, of its hashes ([Term.StemHash]); n-grams of words over each two
// neighbours, n-grams of stems and of clusters over each two between which marks
// alone stand ([PairHash], [ClusterHash]); and those at the start of the text
// ([StartHash]). Immutable.
type Term struct {
	stem   string
	mark   bool
	traits Traits
	wordID uint64   // hash of the word
	stemID uint64   // hash of the stem
	chars  []uint64 // identifiers of the character n-grams
	// clusters holds a hash of the level and the cluster, level by level.
	clusters       []uint64
	clusterNumbers []uint16
}

// Mark reports whether the token is a mark, which n-grams of stems and of
// clusters pass over.
func (t *Term) Mark() bool { return t.mark }

// Traits returns the part that the token plays in negation.
func (t *Term) Traits() Traits { return t.traits }

// Term returns what the features take from the text, in normal form, of a token.
func (e *Extractor) Term(text string) *Term {
	h := e.words.hash(text)
	if w := e.words.get(text, h); w != nil {
		return w
	}
	c := classOf(text)
	w := &Term{
		stem:   stemOf(text, c, e.stemmer.workOut), // remembered with the rest
		mark:   c == Mark,
		traits: traitsOf(text, c),
	}
	w.wordID = hashString(text)
	w.stemID = hashString(w.stem)
	if c != Mark && e.settings.CharMax != Off {
		part := clip(text)
		w.chars = make([]uint64, 0, (len(part)+2)*(e.settings.CharMax-e.settings.CharMin+1))
		w.chars = appendCharGrams(w.chars, part, e.settings.CharMin, e.settings.CharMax)
	}
	if e.settings.Clusters != nil && c != Mark {
		w.clusterNumbers = e.settings.Clusters.Of(text)
		for level, cluster := range w.clusterNumbers {
			w.clusters = append(w.clusters, ClusterHash(level, cluster))
		}
	}
	if len(text) <= longWord {
		e.words.put(text, h, w)
	}
	return w
}

// Divides reports whether a run of letters is more than one token
// ([Tokenizer.Divides]).
func (e *Extractor) Divides(run string) bool { return e.tokenizer.Divides(run) }

// Pairwise reports whether no feature stands on more than two neighbouring
// tokens, the n-grams at the start of the text apart.
func (e *Extractor) Pairwise() bool {
	s := e.settings
	return s.Words <= 2 && s.Stems <= 2 && s.ClusterGrams <= 2
}

// AppendAlone appends the identifiers of the features that the token makes
// wherever it stands.
func (e *Extractor) AppendAlone(dst []uint64, t *Term) []uint64 {
	if e.settings.Words != Off {
		dst = append(dst, featureID(Words, t.wordID))
	}
	if e.settings.Stems != Off && !t.mark {
		dst = append(dst, featureID(Stems, t.stemID))
	}
	dst = append(dst, t.chars...)
	for _, h := range t.clusters {
		dst = append(dst, featureID(Similar, h))
	}
	return dst
}

// LenAlone returns how many identifiers AppendAlone appends.
func (e *Extractor) LenAlone(t *Term) int {
	n := len(t.chars) + len(t.clusters)
	if e.settings.Words != Off {
		n++
	}
	if e.settings.Stems != Off && !t.mark {
		n++
	}
	return n
}

// AppendUnnegated appends those that it makes besides where it stands under no
// negation.
func (e *Extractor) AppendUnnegated(dst []uint64, t *Term) []uint64 {
	if e.settings.Lookup {
		dst = append(dst, featureID(Looked, t.wordID))
	}
	return dst
}

// WordHash is the hash of the word, on which the n-grams of words depend that begin
// or end with it ([PairHash]). Where it stands under a negation and Settings.Lookup is
// set it is that of a feature of [LookedNegated].
func (t *Term) WordHash() uint64 { return t.wordID }

// StemHash is the hash of the stem, on which those of stems depend. Where the word
// stands under a negation it is that of a feature of [Negated].
func (t *Term) StemHash() uint64 { return t.stemID }

// Clusters returns the clusters of the word by level, not to be changed; nil
// where it has none.
func (t *Term) Clusters() []uint16 { return t.clusterNumbers }

// PairHash returns the hash of an n-gram of two, of their hashes. [HashOf] gives
// its leading 61 bits of the n-gram's identifier.
func PairHash(a, b uint64) uint64 { return combine(a, b) }

// ClusterHash returns the hash of a cluster of a level, of which n-grams of
// clusters are made ([PairHash]).
func ClusterHash(level int, cluster uint16) uint64 {
	return combine(uint64(level), uint64(cluster))
}

// StartOfText is the hash that stands before the stem of the first token of a text
// that is no mark: [StartHash] is the pair of both.
const StartOfText = startOfText

// StartHash returns the hash of the n-gram that the first token of a text that is
// no mark makes once more as such, of the hash of its stem; with the second one's
// stem ([PairHash]) it makes that of both.
func StartHash(stem uint64) uint64 { return combine(startOfText, stem) }
