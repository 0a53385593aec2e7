// Package article finds the sentences of a news article, what is said in it,
// and by whom. It knows nothing of stances and needs no model: its rules are
// tables of English words.
//
// # Sentences
//
// [Sentences] yields the sentences of a text. A sentence is a [Span] of byte
// offsets:
//
//	for s := range article.Sentences(text) {
//		fmt.Println(s.Of(text))
//	}
//
// Lines that only wrap a paragraph are joined; a headline, a caption or an
// item of a list is a sentence of its own.
//
// # Statements
//
// [Statements] returns who says what. A [Statement] is one even where the
// speaker interrupts it:
//
//	“We will sign,” Foreign Minister Ola Berg said, “if they sign first.”
//
// is one direct statement of two spans, whose Text reads as if nobody had
// interrupted it. Indirect speech counts, too, also where the verb alone is the
// message: "rejected the offer". The mention of the speaker beside the statement
// ("he", "the minister") is kept apart from Speaker, the full name with title
// that it stands for in this article.
// Between the statements stand the sentences that nobody is made to say, of
// kind [Narration]. Web clutter around the article is left out.
//
// [All] yields the same one by one, [Read] from a reader of any length.
//
// # How it works
//
// Quotation marks are paired block by block (quote.go). A sentence becomes
// words; a quotation that stands as speech is one word of it. Reporting verbs,
// nouns and adjectives (verb.go, noun.go) are found by the words around them
// (cue.go), the noun phrases that speak (phrase.go), and what is said by where
// the clause ends (content.go). Names and titles are collected along the way
// (cast.go), and pronouns, short names and offices are looked up among them
// (resolve.go). Interviews, transcripts and headlines name the speaker in a
// label before a colon (turn.go, label.go). Everything is linear in the length
// of the text.
//
// # What it cannot do
//
// There is no parser and no model behind it. Attitudes without a verb of the
// tables are not seen, a reported clause may end too late, a pronoun may go to
// the wrong person of the same gender. The tests say how often.
package article
