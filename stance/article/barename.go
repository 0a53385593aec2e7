package article

import "strings"

// BareName returns the name in a canonical speaker without title and office:
// "Ola Berg" of "Foreign Minister Ola Berg" and of "Ola Berg, minister of the
// sea". Use it to bring together what one person says in several articles. A
// speaker without a name ("two officials") stays as it is.
func BareName(speaker string) string {
	name, _, _ := strings.Cut(speaker, ", ")
	words := strings.Fields(name)
	cut := 0
	for i, w := range words[:max(0, len(words)-1)] {
		w = strings.ToLower(strings.TrimRight(w, "."))
		if offices[w] || honorifics[w] != 0 {
			cut = i + 1
			if i+3 < len(words) && words[i+1] == "of" {
				cut = i + 3 // "Secretary of State Holm"
			}
		}
	}
	if cut == 0 || cut >= len(words) || !startsUpper(words[cut]) {
		return name
	}
	return strings.Join(words[cut:], " ")
}
