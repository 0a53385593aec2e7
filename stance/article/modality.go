package article

import "strings"

// Modality says whether something is really said.
type Modality uint8

// The modalities of reporting.
const (
	// Asserted: she said, she has refused.
	Asserted Modality = iota
	// Negated: she did not say, would not confirm.
	Negated
	// Hypothetical: she may say, is expected to announce, if she says.
	Hypothetical
)

// String returns "asserted", "negated" or "hypothetical".
func (m Modality) String() string {
	switch m {
	case Negated:
		return "negated"
	case Hypothetical:
		return "hypothetical"
	}
	return "asserted"
}

// hypothetical lists the words of a verb group, and before the speaker, that
// tell what has not been said yet.
var hypothetical = setOf(`may might could would will shall should expected likely set due planning plans
	scheduled about going if unless whether`)

// Modality tells from the words around the verb whether the statement is
// really made. Text is the article.
func (s *Statement) Modality(text string) Modality {
	if s.CueStart < 0 {
		return Asserted
	}
	m := Asserted
	head := text[s.CueStart:s.CueEnd]
	if s.SpeakerStart >= 0 && s.SpeakerStart <= s.CueStart {
		before := strings.Fields(text[max(0, s.SpeakerStart-12):s.SpeakerStart])
		if len(before) > 0 && hypothetical[strings.ToLower(before[len(before)-1])] {
			m = Hypothetical
		}
	}
	for w := range strings.FieldsSeq(head) {
		w = strings.ToLower(strings.ReplaceAll(w, "’", "'"))
		if tagOf[w]&negation != 0 {
			return Negated
		}
		if hypothetical[w] {
			m = Hypothetical
		}
	}
	return m
}
