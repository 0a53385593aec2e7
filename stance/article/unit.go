package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads one sentence.

// readUnit finds the statements of one sentence.
func (r *reader) readUnit(u, block Span) {
	r.unit++
	r.first = len(r.found)
	for r.seen < len(r.quotes) && r.quotes[r.seen].outer.Start < u.Start {
		r.seen++
	}
	s := sentence{text: r.text, span: u, block: r.block}
	r.words = r.words[:0]
	pos := u.Start
	for i := r.seen; i < len(r.quotes); i++ {
		q := &r.quotes[i]
		if q.outer.Start >= u.End {
			break
		}
		if q.outer.Start < pos || q.parent >= 0 {
			continue
		}
		q.outer.End, q.inner.End = min(q.outer.End, u.End), min(q.inner.End, u.End)
		r.plain(Span{pos, q.outer.Start}, &s)
		if r.standing(q, u) || q.inner.Len() > maxUnit {
			r.words = append(r.words, word{Span: q.outer, quoted: true, quote: i})
		} else {
			n := len(r.words)
			r.words = appendWords(r.words, r.text, q.outer, &r.tokens)
			for k := n; k < len(r.words); k++ {
				r.words[k].in = true
			}
		}
		pos = max(pos, q.outer.End)
	}
	r.plain(Span{pos, u.End}, &s)
	r.analyse(&s)
}

// plain adds the words outside quotations, and analyses what it has where a
// sentence grows too long.
func (r *reader) plain(p Span, s *sentence) {
	for p.Start < p.End {
		end := min(p.End, p.Start+maxUnit)
		for end < p.End && end > p.Start && r.text[end] > ' ' && end > p.Start+maxUnit-maxRun {
			end--
		}
		for end < p.End && !utf8.RuneStart(r.text[end]) {
			end++
		}
		r.words = appendWords(r.words, r.text, Span{p.Start, end}, &r.tokens)
		if len(r.words) > maxWords {
			r.analyse(s)
			r.words, r.first = r.words[:0], len(r.found)
			r.unit++
		}
		p.Start = end
	}
}

// standing reports whether a quotation is speech that stands for itself, and
// not words, a title or an irony inside somebody's sentence.
func (r *reader) standing(q *quotation, u Span) bool {
	inner := strings.TrimSpace(q.inner.Of(r.text))
	if inner == "" {
		return false
	}
	n := countWords(inner, 12)
	last, _ := utf8.DecodeLastRuneInString(inner)
	ended := strings.ContainsRune(",.!?…—-", last)
	head := strings.TrimRightFunc(r.text[max(u.Start, q.outer.Start-40):q.outer.Start], unicode.IsSpace)
	start := strings.TrimSpace(r.text[u.Start:min(q.outer.Start, u.Start+8)]) == "" && strings.TrimSpace(r.text[max(u.Start, q.outer.Start-40):q.outer.Start]) == ""
	before, _ := utf8.DecodeLastRuneInString(head)
	opens := start || strings.ContainsRune(",:—–-", before)
	tail := strings.TrimLeftFunc(r.text[min(q.outer.End, u.End):min(u.End, q.outer.End+40)], unicode.IsSpace)
	after, _ := utf8.DecodeRuneInString(tail)
	atEnd := tail == "" || strings.ContainsRune(",.;!?—–-", after)
	verb := verbs[strings.ToLower(head[strings.LastIndexAny(head, " \t\n")+1:])]
	upper := !startsLower(inner, 0)
	switch {
	case start && tail == "":
		return n > 1
	case start && n == 1:
		return strings.ContainsRune(",!?", last) && startsSpeaker(tail)
	case start || opens && upper:
		return ended && n > 1 || atEnd && n > 3
	case opens:
		return ended && n > 2 || atEnd && n > 4
	case verb.direct():
		return upper && (ended || atEnd) && n > 2
	}
	return false
}

// startsSpeaker reports whether a text starts with a speaker or a verb of
// saying: "she said", "said Ruiz", "Ruiz said".
func startsSpeaker(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if verbs[strings.TrimRight(w, ".,")].direct() {
			return true
		}
		if n++; n > 4 {
			break
		}
	}
	return false
}

func countWords(s string, limit int) int {
	n := 0
	for range strings.FieldsSeq(s[:min(len(s), 400)]) {
		if n++; n >= limit {
			break
		}
	}
	return n
}

// analyse finds the statements in the words gathered.
func (r *reader) analyse(s *sentence) {
	s.words = r.words
	if len(s.words) == 0 {
		return
	}
	s.headline()
	r.cast.meet(s)
	r.cues = s.cues(r.cues[:0])
	for _, x := range s.statements(r.cues) {
		r.add(s, x)
	}
	r.joined = false
	r.loose(s)
	r.inside(s)
	r.arrange(r.first)
	r.words = s.words
	speakers := r.speakers[:0]
	for i := r.first; i < len(r.found); i++ {
		speakers = append(speakers, r.found[i].ref)
	}
	r.cast.after(speakers)
	r.speakers = speakers
	if len(r.found) == r.first && !r.joined {
		r.narrate(s)
	}
	if p, ok := s.mainSubject(len(s.words)); ok {
		if len(r.speakers) == 0 {
			r.cast.subjectIs(r.refer(s, p))
		}
		if s.person(p) {
			r.lastSubject = r.refer(s, p)
			r.lastMention = Span{r.offset + s.words[p.a].Start, r.offset + s.nameEnd(p.b)}
		} else if head := s.head(p); bodies[head.text] || strings.HasSuffix(head.text, "s") && head.tags == 0 {
			r.refer(s, p) // whom "they" may mean
		}
	}
	r.cast.document(s)
	r.lastColon = s.words[len(s.words)-1].mark && s.words[len(s.words)-1].text == ":"
}

// refer makes a reference of a noun phrase.
func (r *reader) refer(s *sentence, p pair) reference {
	if p.empty() {
		return reference{}
	}
	return r.cast.refer(s, p, nil)
}
