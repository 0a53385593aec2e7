package stance

import (
	"errors"
	"fmt"
)

// ErrLabel is wrapped by the error for a name that is no label.
var ErrLabel = errors.New("unknown label")

// Label is the stance that a statement takes.
type Label uint8

// The labels. The zero value is None.
const (
	// None takes no stance: background, figures, procedure, description.
	None Label = iota
	// Cooperative is ready to go along with the other side: offers, accepts,
	// agrees, supports, welcomes, concedes, reports progress.
	Cooperative
	// DemandingGuarantees makes things depend on what the other side must
	// give: guarantees, conditions, verification, a timetable, an act.
	DemandingGuarantees
	// Rejecting is against what the other side does, wants or says: refuses,
	// condemns, accuses, denies, threatens.
	Rejecting
)

// NumLabels is how many labels there are.
const NumLabels = 4

var labelNames = [NumLabels]string{"none", "cooperative", "demanding_guarantees", "rejecting"}

// Labels returns all labels in their order.
func Labels() [NumLabels]Label {
	return [NumLabels]Label{None, Cooperative, DemandingGuarantees, Rejecting}
}

// String returns the name of the label in data: "none", "cooperative",
// "demanding_guarantees" or "rejecting".
func (l Label) String() string {
	if l < NumLabels {
		return labelNames[l]
	}
	return fmt.Sprintf("Label(%d)", uint8(l))
}

// ParseLabel returns the label of a name. The error for another name wraps
// [ErrLabel].
func ParseLabel(name string) (Label, error) {
	for i, n := range labelNames {
		if n == name {
			return Label(i), nil
		}
	}
	return None, fmt.Errorf("stance: %w %q, want %q, %q, %q or %q", ErrLabel, name, labelNames[0], labelNames[1], labelNames[2], labelNames[3])
}

// MarshalText returns the name; also for JSON.
func (l Label) MarshalText() ([]byte, error) {
	if l >= NumLabels {
		return nil, fmt.Errorf("stance: %w %d", ErrLabel, uint8(l))
	}
	return []byte(labelNames[l]), nil
}

// UnmarshalText sets the label of a name; also for JSON.
func (l *Label) UnmarshalText(text []byte) error {
	v, err := ParseLabel(string(text))
	if err != nil {
		return err
	}
	*l = v
	return nil
}
