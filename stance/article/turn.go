package article

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// This file reads the turns of interviews and transcripts, "Ruiz: We will
// sign."

const (
	maxAskers = 64 // bounds what is remembered of who asks
	maxPause  = 3  // blocks without a label behind which an unknown one is no speaker's
)

// askers and answerers list the labels that name nobody.
var (
	askers    = setOf(`q question interviewer reporter moderator host`)
	answerers = setOf(`a answer`)
)

// readTurn reads a block that a label opens, if the label is a speaker's.
func (r *reader) readTurn(b Span) bool {
	l, ok := labelOf(r.text, b)
	if !ok {
		return false
	}
	name := strings.ToLower(l.Of(r.text))
	if askers[name] {
		r.dialogue, r.labelled = true, r.block
		r.readQuestion(Span{l.body, b.End})
		return true
	}
	if answerers[name] && !r.dialogue {
		return false
	}
	ref, known := r.whose(l)
	if !known && (r.asks[name] || strings.HasSuffix(b.Of(r.text), "?") && !strings.Contains(name, " ")) {
		if r.asks == nil || len(r.asks) > maxAskers {
			r.asks = map[string]bool{}
		}
		r.dialogue, r.labelled, r.asks[name] = true, r.block, true
		r.readQuestion(Span{l.body, b.End})
		return true
	}
	switch {
	case !r.dialogue && !(known && ends(r.text, b)), !known && r.block-r.labelled > maxPause:
		return false
	case !known:
		ref = reference{text: l.Of(r.text)}
	}
	r.dialogue, r.labelled, r.turn = true, r.block, r.block
	first := len(r.found)
	inner := r.readInside(Span{l.body, b.End}, ref)
	f := r.begin(Direct)
	f.ref, f.turn = ref, true
	f.SpeakerStart, f.SpeakerEnd = l.Start, l.End
	f.Spans = []Span{{l.body, b.End}}
	r.keep(f)
	r.enclose(inner, first, first, ref)
	r.cast.after([]reference{ref})
	return true
}

// readOn reads a block without a label behind a turn: where somebody says "I"
// in it, the turn goes on.
func (r *reader) readOn(b Span) bool {
	if !r.dialogue || r.turn != r.block-1 || !saysI(b.Of(r.text)) {
		return false
	}
	at := len(r.found) - 1
	for at >= 0 && !r.found[at].turn {
		at--
	}
	if at < 0 || r.block-r.found[at].Paragraph >= maxRunOn {
		return false
	}
	r.turn = r.block
	first := len(r.found)
	ref := r.found[at].ref
	inner := r.readInside(b, ref)
	f := r.begin(Direct)
	f.Spans = []Span{b}
	r.extend(&r.found[at], f)
	r.joined = false
	r.enclose(inner, first, at, ref)
	return true
}

// readInside returns what is said by others in what somebody says.
func (r *reader) readInside(b Span, speaker reference) []found {
	first := len(r.found)
	r.cast.self = speaker.id
	r.readProse(b)
	r.cast.self = 0
	inner := slices.Clone(r.found[first:])
	r.found = r.found[:first]
	return inner
}

// saysI reports whether somebody speaks of himself in a paragraph.
func saysI(s string) bool {
	for w := range strings.FieldsSeq(s) {
		w, _, _ = strings.Cut(strings.ReplaceAll(w, "’", "'"), "'")
		if w == "I" || w == "we" || w == "We" || w == "my" || w == "My" || w == "our" || w == "Our" {
			return true
		}
	}
	return false
}

// readQuestion reads what somebody without a name asks: what "I" and "you" say
// in it is said by nobody.
func (r *reader) readQuestion(b Span) {
	first := len(r.found)
	r.readProse(b)
	for i := range r.found[first:] {
		if r.byFirstPerson(&r.found[first+i]) {
			r.found = r.found[:first]
			f := r.begin(Narration)
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

// enclose puts behind a turn what is said inside it: what somebody else says,
// and what the speaker quotes of himself. First is where in the list the first
// of them stood, turn where the turn stands.
func (r *reader) enclose(inner []found, first, turn int, ref reference) {
	place := make(map[int]int) // where those stand that stay, by where they stood
	for i, x := range inner {
		if x.Kind == Narration || x.SpeakerStart < 0 {
			continue
		}
		if r.byFirstPerson(&x) {
			if x.Kind != Direct || x.CueStart < 0 {
				continue
			}
			x.ref = ref
		}
		parent, ok := place[x.Parent-r.base]
		if !ok {
			parent = turn
		}
		place[first+i] = len(r.found)
		x.Parent = r.base + parent
		r.found = append(r.found, x)
	}
}

// byFirstPerson reports whether the mention of a speaker is "I" or "you".
func (r *reader) byFirstPerson(f *found) bool {
	return f.SpeakerStart >= 0 && firstPerson[strings.ToLower(r.text[f.SpeakerStart:f.SpeakerEnd])]
}

// firstPerson lists the words by which people mean themselves, and those they
// talk to.
var firstPerson = setOf(`i we us me you`)
