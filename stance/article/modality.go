package article

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

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

var modalityNames = [...]string{"asserted", "negated", "hypothetical"}

// String returns "asserted", "negated" or "hypothetical".
func (m Modality) String() string {
	if int(m) < len(modalityNames) {
		return modalityNames[m]
	}
	return "unknown"
}

// MarshalText returns the name; also for JSON.
func (m Modality) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// ErrModality is wrapped by the error for a name that is no modality.
var ErrModality = errors.New("unknown modality")

// UnmarshalText sets the modality of a name; also for JSON.
func (m *Modality) UnmarshalText(text []byte) error {
	i := slices.Index(modalityNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("article: %w %q", ErrModality, text)
	}
	*m = Modality(i)
	return nil
}

// hypothetical lists the words of a verb group, and before the speaker, that
// tell what has not been said yet.
var hypothetical = setOf(`may might could would will shall should expected likely set due planning plans
	scheduled about going if unless whether`)

// modality tells from the words around the verb whether the statement is
// really made. Text is what its offsets count in.
func (s *Statement) modality(text string) Modality {
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
