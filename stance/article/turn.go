package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads what a label and a colon give to a speaker: the turns of an
// interview or a transcript, "Ruiz: We will sign.", and headlines of the kind
// "Ruiz: Treaty to be signed".

const (
	maxLabel      = 48 // bytes
	maxLabelWords = 5
	maxHeadline   = 160
)

// askers and answerers list the labels that name nobody.
var (
	askers    = setOf(`q question interviewer reporter moderator host`)
	answerers = setOf(`a answer`)
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

// readTurn reads a block that a label opens, if the label is a speaker's.
func (r *reader) readTurn(b Span) bool {
	l, ok := labelOf(r.text, b)
	if !ok {
		return false
	}
	name := strings.ToLower(l.Of(r.text))
	if askers[name] {
		r.dialogue = true
		r.readQuestion(Span{l.body, b.End})
		return true
	}
	if answerers[name] && !r.dialogue {
		return false
	}
	ref, known := r.whose(l)
	switch {
	case !known && !r.dialogue, !ends(r.text, b) && !r.dialogue:
		return false
	case !known:
		ref = reference{text: l.Of(r.text)}
	}
	r.dialogue = true
	first := len(r.found)
	r.readProse(Span{l.body, b.End})
	f := found{unit: r.unit, ref: ref}
	f.Kind, f.Paragraph, f.Parent = Direct, r.block, -1
	f.SpeakerStart, f.SpeakerEnd, f.CueStart, f.CueEnd = l.Start, l.End, -1, -1
	f.Spans = []Span{{l.body, b.End}}
	r.enclose(f, first)
	r.cast.after([]reference{ref})
	return true
}

// readQuestion reads what somebody without a name asks: what "I" and "you" say
// in it is said by nobody.
func (r *reader) readQuestion(b Span) {
	first := len(r.found)
	r.readProse(b)
	for _, f := range r.found[first:] {
		if f.SpeakerStart >= 0 && firstPerson[strings.ToLower(r.text[f.SpeakerStart:f.SpeakerEnd])] {
			r.found = r.found[:first]
			f = found{unit: r.unit}
			f.Kind, f.Paragraph, f.Parent = Narration, r.block, -1
			f.SpeakerStart, f.SpeakerEnd, f.CueStart, f.CueEnd = -1, -1, -1, -1
			f.Spans = []Span{b}
			r.keep(f)
			return
		}
	}
}

// ends reports whether a block ends like a sentence.
func ends(text string, b Span) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(b.Of(text), "\"'”’»)"))
	return strings.ContainsRune(".!?…", last)
}

// enclose puts f before the statements from first on, of which only those stay
// that somebody else makes.
func (r *reader) enclose(f found, first int) {
	inner := append([]found(nil), r.found[first:]...)
	r.found = r.found[:first]
	r.keep(f)
	place := make([]int, len(inner)) // of those that stay among all statements
	for i, x := range inner {
		place[i] = -1
		if x.Kind == Narration || x.SpeakerStart < 0 || firstPerson[strings.ToLower(r.text[x.SpeakerStart:x.SpeakerEnd])] {
			continue
		}
		parent := r.base + first
		if k := x.Parent - r.base - first; k >= 0 && place[k] >= 0 {
			parent = place[k]
		}
		place[i] = r.base + len(r.found)
		x.Parent = parent
		r.found = append(r.found, x)
	}
}

// firstPerson lists the words by which a speaker means himself.
var firstPerson = setOf(`i we us me you`)

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
	f := found{unit: r.unit, ref: ref, headline: b, whole: b.Of(r.text)}
	f.Kind, f.Paragraph, f.Parent = Indirect, r.block, -1
	f.SpeakerStart, f.SpeakerEnd, f.CueStart, f.CueEnd = l.Start, l.End, -1, -1
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
