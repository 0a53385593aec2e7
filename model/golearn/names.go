package golearn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/features"
)

// namer names the features of the text in its buffer.
type namer struct {
	settings features.Settings
	buf      features.Buffer
	distinct []uint64
}

// each calls f with each feature that is a column of its own and what names it.
func (n *namer) each(f func(id uint64, name func() string)) {
	first := n.firstWord()
	seen := map[[2]uint32]bool{} // the n-grams of stems at the start so far
	from := 0                    // where the character n-grams of the word begin
	for i, ft := range n.buf.Features {
		switch block := features.BlockOf(ft.ID); block {
		case features.Words:
			f(ft.ID, func() string { return "word:" + n.join(ft, false) })
		case features.Stems:
			// The n-grams that begin the text come twice: as any others, and
			// then as those at its start.
			prefix := "stem:"
			if int(ft.First) == first {
				if key := [2]uint32{ft.First, ft.Last}; seen[key] {
					prefix = "stem:^ "
				} else {
					seen[key] = true
				}
			}
			f(ft.ID, func() string { return prefix + n.join(ft, true) })
		case features.Negated:
			f(ft.ID, func() string { return "negated:" + n.join(ft, true) })
		case features.Chars:
			if i == 0 || !n.sameWord(i, i-1) {
				from = i
			}
			f(ft.ID, func() string { return n.charName(from, i) })
		case features.Looked, features.LookedNegated:
		default:
			f(ft.ID, func() string { return fmt.Sprintf("%v:%016x", block, ft.ID) })
		}
	}
}

// sameWord reports whether two features are character n-grams of one word.
func (n *namer) sameWord(i, j int) bool {
	a, b := n.buf.Features[i], n.buf.Features[j]
	return a.First == b.First && features.BlockOf(a.ID) == features.BlockOf(b.ID)
}

// charName names the character n-gram i of a word whose first one is from. They
// stand in the order of [features.CharNGrams]; a word so long that it was cut
// has others, which are numbered.
func (n *namer) charName(from, i int) string {
	ft := n.buf.Features[i]
	end := from
	for end < len(n.buf.Features) && n.sameWord(from, end) {
		end++
	}
	name, count := "", 0
	for gram := range features.CharNGrams(n.buf.Tokens[ft.First].Text, n.settings.CharMin, n.settings.CharMax) {
		if count == i-from {
			name = gram
		}
		if count++; count > end-from {
			break
		}
	}
	if count != end-from {
		return fmt.Sprintf("char:#%016x", ft.ID)
	}
	return "char:" + name
}

// firstWord returns the first token that is no mark, which begins the text.
func (n *namer) firstWord() int {
	return slices.IndexFunc(n.buf.Tokens, func(t features.Token) bool { return t.Class != features.Mark })
}

// join returns the words of a feature, or their stems without marks between.
func (n *namer) join(ft features.Feature, stems bool) string {
	var parts []string
	for _, t := range n.buf.Tokens[ft.First : ft.Last+1] {
		switch {
		case !stems:
			parts = append(parts, t.Text)
		case t.Class != features.Mark:
			parts = append(parts, t.Stem)
		}
	}
	return strings.Join(parts, " ")
}

// ids returns the distinct features of the text that are columns.
func (n *namer) ids() []uint64 {
	n.distinct = n.distinct[:0]
	for _, ft := range n.buf.Features {
		if features.BlockOf(ft.ID) < features.Looked {
			n.distinct = append(n.distinct, ft.ID)
		}
	}
	slices.Sort(n.distinct)
	return slices.Compact(n.distinct)
}
