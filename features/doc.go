// Package features turns text into the sparse features that a classifier
// learns from. Each step can be used alone, and [Extractor] does the whole.
//
// # The steps
//
//	text ─ Tokenizer ─▶ tokens with byte offsets, in normal form
//	     ─ Stemmer ───▶ stems (Snowball)
//	     ─ Negation ──▶ words under a negation
//	     ─ n-grams ───▶ of words, of stems, of characters inside a word
//	     ─ hashing ───▶ 64-bit identifiers, counted into a sparse [Row]
//
// A [Token] keeps its place in the text as given: Start and End are byte
// offsets that no later step changes. Its Text is the normal form of
// [Normalize]: Unicode NFKC, lower case, straight quotes; so "Won’t" and
// "won't" give equal features. No word is ever left out: not, no and without
// carry the meaning.
//
// # The whole
//
// An [Extractor] made from [Settings] runs all steps; the zero Settings are a
// good default for English. [Extractor.Row] gives the sparse vector of a text,
// [Extractor.Extract] the single features with the tokens that they stand on.
//
// # Languages
//
// Words are cut by the Unicode rules in any language, and stemmed in those of
// [Languages]. What is known for English only, contractions ([Tokenizer]),
// solid prefixes and [Negation], is off for the others.
//
// # Concurrency
//
// Extractors and stemmers are safe for concurrent use. They remember words
// within a fixed bound; what they return never depends on what they have seen
// before.
package features
