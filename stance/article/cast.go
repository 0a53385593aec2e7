package article

import "strings"

// entity is somebody, or a body of people, that an article names.
type entity struct {
	names  []string // in lower case, without title; the last one is the surname
	full   string   // the longest name as written
	title  string   // as written before the name, or behind it
	rank   string   // the military rank before the name, where it is not the title
	behind bool     // the title stands behind the name: "Ada Ruiz, the mayor"
	roles  []string // the nouns of its titles, in lower case
	gender gender
	person bool
	again  bool // named more than once
}

// reference is how a sentence names somebody.
type reference struct {
	id   int    // of the entity, from 1; 0 for none
	text string // the noun phrase, where no entity is known
	role string // its noun, where it may stand for somebody named elsewhere
	gender
	single bool // one person without a name: "a senior official"
}

// limits on what is remembered, so that long input stays linear.
const (
	maxEntities = 4096
	maxSalient  = 24
	maxNamesake = 12
	maxGroupAge = 3
)

// cast is who appears in an article.
type cast struct {
	all     []entity
	byName  map[string][]int // surname, and last word of a body's name
	byFirst map[string][]int // first word of a person's name: the surname in China
	byRole  map[string][]int
	salient []int     // persons, the likeliest referent of a pronoun first
	here    []seen    // entities of the present sentence
	group   reference // the speaker last named that is no person
	paper   reference // the document that the sentence before ends with
	// groupAge counts the sentences since then.
	groupAge int
	unnamed  reference // the person without a name who spoke last
	self     int       // who speaks in the present turn: "I" there, and not "he"
}

// seen is an entity in a sentence.
type seen struct {
	id int
	pair
}

// meet enters the names of a sentence.
func (c *cast) meet(s *sentence) {
	if c.byName == nil {
		c.byName, c.byFirst, c.byRole = map[string][]int{}, map[string][]int{}, map[string][]int{}
	}
	c.here = c.here[:0]
	for i := 0; i < len(s.words); {
		p, title := s.nameAt(i)
		if p.empty() {
			i = max(i+1, title.b) // "the Minister of Transport"
			continue
		}
		if s.onlyOffice(p) {
			i = p.b
			continue
		}
		if id := c.enter(s, p, title); id > 0 {
			c.here = append(c.here, seen{id, pair{title.a, p.b}})
		}
		if k := p.a - 1; k >= 0 && title.empty() && groups[s.words[k].text] && !s.words[k].capital && !s.words[p.b-1].owner {
			c.group, c.groupAge = reference{text: s.phraseText(pair{k, p.b})}, 0 // "the company Nordlys"
		}
		i = p.b
	}
}

// enter finds or makes the entity of a name.
func (c *cast) enter(s *sentence, p, title pair) int {
	var names []string
	isBody := false
	for k := p.a; k < p.b; k++ {
		w := &s.words[k]
		if w.text == "jr" || w.text == "sr" || w.mark {
			continue
		}
		names = append(names, w.text)
		isBody = isBody || bodies[w.text]
	}
	if len(names) == 0 {
		return 0
	}
	article := p.a > 0 && title.empty() && s.words[p.a-1].text == "the" // persons have none
	ofGroup := p.a > 0 && title.empty() && groups[s.words[p.a-1].text] && !s.words[p.a-1].capital
	isBody = (isBody || ofGroup || len(names) > 1 && placeStarts[names[0]]) && title.empty()
	surname := names[len(names)-1]
	g := c.genderOf(s, names, title)
	id := c.find(names, surname, g, !title.empty())
	if id == 0 {
		if len(c.all) >= maxEntities || len(names) == 1 && title.empty() && p.a == 0 && s.words[0].tags != 0 {
			return 0
		}
		c.all = append(c.all, entity{})
		id = len(c.all)
		c.byName[surname] = append(c.byName[surname], id)
		if len(names) > 1 && !isBody {
			c.byFirst[names[0]] = append(c.byFirst[names[0]], id)
		}
		if isBody {
			c.byRole[surname] = append(c.byRole[surname], id)
		}
	}
	e := &c.all[id-1]
	e.again = e.again || len(e.names) > 0
	if len(names) > len(e.names) {
		e.names = names
		e.full = strings.Join(strings.Fields(s.text[s.words[p.a].Start:s.nameEnd(p.b)]), " ")
	}
	e.person = e.person || !isBody && !article && (len(names) > 1 && !s.adjectival(p) && strings.ContainsAny(e.full, " \t\n") || !title.empty())
	if g != unknown && g != 0 && (e.gender == 0 || e.gender == unknown) {
		e.gender = g
	}
	if !title.empty() {
		c.entitle(id, s, title, false)
	}
	if e.person {
		if s.onlyRanks(title) || title.b == title.a+1 && honorifics[s.words[title.a].text] != 0 {
			p.a = title.a
		}
		c.apposition(id, s, p)
	}
	return id
}

// genderOf guesses the gender of a person from title and first name.
func (c *cast) genderOf(s *sentence, names []string, title pair) gender {
	for k := title.a; k < title.b; k++ {
		t := s.words[k].text
		if g := honorifics[t]; g == male || g == female {
			return g
		}
		if femaleOffices[t] {
			return female
		}
		if maleOffices[t] {
			return male
		}
	}
	if len(names) > 1 {
		return firstNames[names[0]]
	}
	return 0
}

// find looks for the entity that a name means.
func (c *cast) find(names []string, surname string, g gender, titled bool) int {
	list := c.byName[surname]
	list = list[max(0, len(list)-maxNamesake):]
	best, rank := 0, len(c.salient)+2
	for i := len(list) - 1; i >= 0; i-- {
		e := &c.all[list[i]-1]
		if !compatible(e.names, names) || opposite(e.gender, g) {
			continue
		}
		r := len(c.salient) + 1
		for k, id := range c.salient {
			if id == list[i] {
				r = k
			}
		}
		if r < rank {
			best, rank = list[i], r
		}
	}
	if first := c.byFirst[surname]; best == 0 && len(names) == 1 && len(first) > 0 {
		return first[len(first)-1]
	}
	return best
}

func opposite(a, b gender) bool {
	return a == male && b == female || a == female && b == male
}

// entitle gives an entity a title.
func (c *cast) entitle(id int, s *sentence, p pair, behind bool) {
	e := &c.all[id-1]
	for p.a < p.b && (honorifics[s.words[p.a].text] != 0 || s.words[p.a].is(determiner|possessive)) {
		if len(e.names) == 1 && e.title == "" && honorifics[s.words[p.a].text] != 0 {
			e.title = s.text[s.words[p.a].Start:s.words[p.b-1].End]
		}
		p.a++
	}
	if p.empty() {
		return
	}
	for k := p.a; k < p.b; k++ {
		w := &s.words[k]
		if offices[w.text] && len(e.roles) < 8 {
			e.roles = append(e.roles, w.text)
			c.byRole[w.text] = append(c.byRole[w.text], id)
			if femaleOffices[w.text] && e.gender == 0 {
				e.gender = female
			} else if maleOffices[w.text] && e.gender == 0 {
				e.gender = male
			}
			for _, name := range alsoCalled[w.text] {
				c.byRole[name] = append(c.byRole[name], id)
				e.roles = append(e.roles, name)
			}
		}
	}
	t := strings.Join(strings.Fields(s.text[s.words[p.a].Start:s.words[p.b-1].End]), " ")
	if !behind && s.onlyRanks(p) {
		e.rank = t
		return
	}
	if e.title == "" || e.behind && !behind || e.behind == behind && len(e.title) < len(t) && !behind || honorifics[strings.ToLower(strings.TrimRight(e.title, "."))] != 0 {
		e.title, e.behind = t, behind
	}
}
