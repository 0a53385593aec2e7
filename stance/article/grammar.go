package article

import "strings"

// tags says which of the small words of English a word is. Many are several.
type tags uint32

const (
	determiner tags = 1 << iota
	possessive      // my, their
	subject         // he, they
	objective       // him, them
	relative        // who, which
	preposition
	conjunction // and, but
	subordinate // while, because
	be
	have
	do
	modal
	negation
	adverb
	timeWord
	catenative // "is expected to", "declined to", "began to" before a verb
	nobody     // no one, nothing
	reflexive
)

// smallWords lists the words with a grammatical office.
var smallWords = []struct {
	tag   tags
	words string
}{
	{determiner, `the a an this that these those some any no every each all both another such many most several few more much half other`},
	{possessive, `my your his her its our their whose`},
	{subject, `i he she they we it you who there`},
	{objective, `me him her them us it you whom himself herself themselves itself`},
	{reflexive, `himself herself themselves itself myself ourselves`},
	{relative, `who whom which that whose`},
	{preposition, `of to in on at by for from with about against after before during since until through over under
		between among within without into onto upon toward towards despite like unlike as near amid behind beyond
		across along around inside outside off via per than except following including regarding concerning according throughout alongside below above beneath beside`},
	{conjunction, `and or but nor yet`},
	{subordinate, `while because although though if unless whether since until after before when where once as whereas so how why what lest`},
	{be, `be is are was were been being am 's 're 'm isn't aren't wasn't weren't ain't`},
	{have, `have has had having 've hasn't haven't hadn't`},
	{do, `do does did doesn't don't didn't done doing`},
	{modal, `will would can could shall should may might must cannot can't won't wouldn't couldn't shouldn't mustn't needn't 'll 'd ought`},
	{negation, `not never n't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't can't cannot won't wouldn't couldn't shouldn't`},
	{adverb, `also then now again later earlier often still just already even once twice soon always sometimes meanwhile
		instead further further too only rather quite very so far long ever never not not only first last initially
		ago recently repeatedly publicly privately explicitly widely generally hard back together early late well
		however moreover therefore thus perhaps indeed otherwise simply merely almost nearly at-least better loudly apparently`},
	{timeWord, `monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow
		january february march april june july august september october november december
		morning afternoon evening night week month year weekend midday noon
		tue wed thu feb apr aug sept oct nov dec`},
	{catenative, `expected set due likely unlikely going able unable trying tried try tries willing unwilling ready
		continued continues continue began begun begins start started starts declined refused failed plans planned planning
		wants wanted want hopes hoped hope came quick careful moved sought seems seemed appears appeared appear
		scheduled prepared forced used have had has need needs needed wished chose continued proceeded
		believed thought understood known said reported rumored rumoured reluctant keen eager asked about`},
	{nobody, `nobody none nothing no-one`},
}

// entry is what the tables know of a word form.
type entry struct {
	tags tags
	verb verb
}

// lexicon joins tagOf and verbs, to look up a word once. The tables of verbs
// are filled when the program starts, so it is made behind them (verb.go).
var lexicon = map[string]entry{}

var tagOf = func() map[string]tags {
	m := make(map[string]tags)
	for _, row := range smallWords {
		for w := range strings.FieldsSeq(row.words) {
			m[w] |= row.tag
		}
	}
	return m
}()
