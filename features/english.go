package features

import (
	"strings"
	"unicode/utf8"
)

// What English writes together: clitics with the word that each stands for.
// "'s" stays itself, being "is", "has" or a possessive.
var clitics = map[string]string{
	"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am", "'s": "'s",
}

// The heads that change before a clitic.
var contractedHeads = map[string]string{
	"wo": "will", "ca": "can", "sha": "shall", "ai": "is",
}

// Contractions that hold no apostrophe, with the length of their tail.
var unmarked = map[string]int{
	"cannot": 3, "dont": 2, "didnt": 2, "doesnt": 2, "isnt": 2, "wasnt": 2, "arent": 2, "werent": 2,
	"couldnt": 2, "wouldnt": 2, "shouldnt": 2, "havent": 2, "hasnt": 2, "hadnt": 2,
}

// Prefixes that English writes with or without a hyphen.
var solidPrefixes = map[string]bool{
	"co": true, "re": true, "pre": true, "non": true, "anti": true, "de": true, "sub": true, "inter": true,
	"multi": true, "bi": true, "un": true, "mis": true, "over": true, "under": true, "counter": true,
}

func solidPrefix(s string) bool { return solidPrefixes[s] }

// SplitContraction splits an English contraction, given in normal form
// ([Normalize]), into the words that it stands for: "won't" into "will" and
// "not", "they're" into "they" and "are", "minister's" into "minister" and
// "'s". A clitic alone ("n't") has no head. It reports false for any other
// word.
func SplitContraction(word string) (head, tail string, ok bool) {
	if n := unmarked[word]; n > 0 {
		return word[:len(word)-n], "not", true
	}
	i := strings.LastIndexByte(word, '\'')
	if i < 0 {
		return "", "", false
	}
	if word == "let's" {
		return "let", "us", true
	}
	if i > 0 && word[i-1] == 'n' && clitics[word[i-1:]] != "" {
		i--
	}
	tail, ok = clitics[word[i:]]
	if !ok {
		return "", "", false
	}
	head = word[:i]
	if tail == "not" {
		if full, ok := contractedHeads[head]; ok {
			head = full
		}
	}
	return head, tail, true
}

// mayContract is the cheap test before SplitContraction.
func mayContract(s string) bool {
	return strings.IndexByte(s, '\'') >= 0 || unmarked[s] > 0
}

// Divides reports whether a run of ASCII letters and digits ([ScanRun]), lower-cased,
// is more than one token: a contraction without an apostrophe.
func (t Tokenizer) Divides(run string) bool { return t.English && unmarked[run] > 0 }

// splitContraction splits the token k of the chunk, with offsets: the cut
// stands where the rest of the text as given is the clitic in normal form.
func splitContraction(k Token, chunk string) (a, b Token, ok bool) {
	head, tail, ok := SplitContraction(k.Text)
	if !ok {
		return a, b, false
	}
	if head == "" {
		k.Text = tail
		return Token{}, k, true
	}
	clitic := len(k.Text)
	if n := unmarked[k.Text]; n > 0 {
		clitic = n
	} else {
		i := strings.LastIndexByte(k.Text, '\'')
		if tail == "not" {
			i--
		}
		clitic -= i
	}
	want := k.Text[len(k.Text)-clitic:]
	cut := k.End
	for range clitic + 4 {
		_, n := utf8.DecodeLastRuneInString(chunk[k.Start:cut])
		cut -= n
		if cut <= k.Start {
			return a, b, false
		}
		if Normalize(chunk[cut:k.End]) == want {
			a = Token{Start: k.Start, End: cut, Text: head, Class: classOf(head)}
			b = Token{Start: cut, End: k.End, Text: tail}
			return a, b, true
		}
	}
	return a, b, false
}
