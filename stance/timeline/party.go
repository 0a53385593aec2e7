package timeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/stance/article"
)

// party is what the entries of one speaker have in common.
type party struct {
	name    string
	source  string // of speakers without a name, whom another article does not mean
	surname bool   // the name may be a person's surname alone
}

func partyOf(e Entry) party {
	p := party{name: article.BareName(e.Speaker)}
	if !e.Person && !article.Named(e.Speaker) {
		p.source = e.Source
		return p
	}
	p.surname = article.MaybeSurname(p.name) || e.Person && !strings.Contains(p.name, " ")
	return p
}

func (p party) compare(q party) int {
	order := 0
	if p.surname != q.surname {
		order = 1
		if q.surname {
			order = -1
		}
	}
	return cmp.Or(cmp.Compare(p.name, q.name), cmp.Compare(p.source, q.source), order)
}

// join moves the entries under a surname to the one person whose full name ends
// with it.
func join(by map[party][]Entry) {
	full := map[string][]party{}
	for p, list := range by {
		i := strings.LastIndexByte(p.name, ' ')
		if i >= 0 && slices.ContainsFunc(list, func(e Entry) bool { return e.Person }) {
			full[p.name[i+1:]] = append(full[p.name[i+1:]], p)
		}
	}
	for name, persons := range full {
		if short := (party{name: name, surname: true}); len(persons) == 1 && len(by[short]) > 0 {
			by[persons[0]] = append(by[persons[0]], by[short]...)
			delete(by, short)
		}
	}
}
