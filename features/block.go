package features

import "fmt"

// Block is a family of features. The blocks of a row are scaled apart.
type Block uint8

// The blocks.
const (
	Words         Block = iota // n-grams of words and marks
	Stems                      // n-grams of stems
	Chars                      // character n-grams inside a word
	Negated                    // stems under a negation
	Similar                    // n-grams of word clusters
	Looked                     // words, to be looked up in a table of the caller's
	LookedNegated              // the same, for words under a negation
	Blocks                     // how many blocks there are
)

// String returns the name of the block.
func (b Block) String() string {
	if b < Blocks {
		return [...]string{"words", "stems", "chars", "negated", "similar", "looked up", "looked up, negated"}[b]
	}
	return fmt.Sprintf("Block(%d)", uint8(b))
}

// BlockOf returns the block of a feature identifier.
func BlockOf(id uint64) Block { return Block(id >> (64 - blockBits)) }

// WithBlock returns the identifier with another block in the same place.
func WithBlock(id uint64, b Block) uint64 { return featureID(b, id<<blockBits) }

// Feature is one feature at one place of a text.
type Feature struct {
	// ID identifies the feature; its top bits are its block ([BlockOf]). Equal
	// features have equal identifiers in every text and every process.
	ID uint64
	// First and Last are the indexes of the tokens that it stands on.
	First, Last uint32
}

// LookupID returns the identifier of the feature that a word, in normal form,
// makes where [Settings.Lookup] is set.
func LookupID(word string, negated bool) uint64 {
	if negated {
		return featureID(LookedNegated, hashString(word))
	}
	return featureID(Looked, hashString(word))
}
