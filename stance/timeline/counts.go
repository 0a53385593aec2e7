package timeline

import (
	"encoding/json"
	"fmt"

	"github.com/stancekit/stancekit/stance"
)

// Counts holds the number of statements of each label, by its number.
type Counts [stance.NumLabels]int

// MarshalJSON returns an object of the labels' names, in their order.
func (c Counts) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for l, n := range c {
		if l > 0 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "%q:%d", stance.Label(l), n)
	}
	return append(out, '}'), nil
}

// UnmarshalJSON reads an object of the labels' names; a label that is not in it
// counts 0. The error for a name that is no label wraps [stance.ErrLabel].
func (c *Counts) UnmarshalJSON(b []byte) error {
	var byLabel map[stance.Label]int
	if err := json.Unmarshal(b, &byLabel); err != nil {
		return fmt.Errorf("timeline: counts: %w", err)
	}
	*c = Counts{}
	for l, n := range byLabel {
		c[l] = n
	}
	return nil
}
