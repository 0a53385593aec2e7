package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads labels, a name and a colon before a text, and headlines that
// have one: "Ruiz: Treaty to be signed".

const (
	maxLabel      = 48 // bytes
	maxLabelWords = 5
	maxHeadline   = 160
)

// label is what stands before the colon.
type label struct {
	Span
	body int // where the turn itself begins
}

// labelOf returns the label that a block begins with: a few words with
// capitals before a colon, perhaps with a remark in brackets, "Ruiz (laughs):".
func labelOf(text string, b Span) (label, bool) {
	head := text[b.Start:min(b.End, b.Start+maxLabel)]
	colon := strings.IndexByte(head, ':')
	if colon <= 0 || colon+2 > len(head) || head[colon+1] != ' ' && head[colon+1] != '\n' {
		return label{}, false
	}
	name, remark, ok := strings.Cut(head[:colon], " (")
	if ok && !strings.HasSuffix(remark, ")") {
		return label{}, false
	}
	words := 0
	for w := range strings.FieldsSeq(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if v := verbs[strings.ToLower(w)]; words == 0 && v.direct() && v.form&(past|third) != 0 {
			return label{}, false // "Said Ruiz: …"
		}
		if words++; words > maxLabelWords || !unicode.IsUpper(r) && !strings.Contains(particles, " "+w+" ") {
			return label{}, false
		}
	}
	body := trim(text, Span{b.Start + colon + 1, b.End})
	return label{Span{b.Start, b.Start + len(name)}, body.Start}, words > 0 && body.Len() > 0
}

// whose finds whom a label means, and whether that is somebody or something
// known to speak.
func (r *reader) whose(l label) (reference, bool) {
	s := sentence{text: r.text, span: l.Span, block: r.block, words: appendWords(nil, r.text, l.Span, &r.tokens)}
	if len(s.words) == 0 {
		return reference{}, false
	}
	if len(s.words) == 1 && answerers[s.words[0].text] {
		for _, id := range r.cast.salient {
			return reference{id: id}, true
		}
	}
	if s.words[0].is(determiner) {
		return reference{}, false
	}
	before := len(r.cast.all)
	r.cast.meet(&s)
	ref := r.refer(&s, pair{0, len(s.words)})
	return ref, ref.id <= before && r.cast.speaks(ref)
}

// speaks reports whether a reference means a person or body that is named.
func (c *cast) speaks(r reference) bool {
	if r.id == 0 {
		return documents[strings.ToLower(r.text)] || offices[strings.ToLower(r.text)]
	}
	e := &c.all[r.id-1]
	return e.person || bodies[e.names[len(e.names)-1]]
}

// readHeadline gives a headline with a label to its speaker: "Ruiz: Treaty to
// be signed". Whether the label names a speaker may turn out only later.
func (r *reader) readHeadline(b Span) bool {
	l, ok := labelOf(r.text, b)
	if !ok || b.Len() > maxHeadline || askers[strings.ToLower(l.Of(r.text))] {
		return false
	}
	ref, _ := r.whose(l)
	if ref.id == 0 && !r.cast.speaks(ref) {
		return false
	}
	f := r.begin(Indirect)
	f.ref, f.headline, f.whole = ref, b, b.Of(r.text)
	f.SpeakerStart, f.SpeakerEnd = l.Start, l.End
	f.Spans = []Span{{l.body, b.End}}
	r.keep(f)
	return true
}

// settle makes a headline narration if its label has turned out to be no
// speaker.
func (r *reader) settle(f *found) {
	if f.headline.Len() == 0 {
		return
	}
	if r.cast.speaks(f.ref) && (f.ref.id == 0 || !r.cast.all[f.ref.id-1].person || r.cast.all[f.ref.id-1].again) {
		return
	}
	f.Kind, f.ref, f.SpeakerStart, f.SpeakerEnd = Narration, reference{}, -1, -1
	f.Spans[0].Start = f.headline.Start
	f.Start, f.Text = f.headline.Start, f.whole
}
