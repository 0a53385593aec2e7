package article

import (
	"encoding/json"
	"fmt"
)

// Span is a piece of a text, by byte offsets: text[Start:End]. In JSON it is
// an array of two, [start, end].
type Span struct{ Start, End int }

// Of returns the piece of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Len returns the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// MarshalJSON returns [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var v [2]int
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("article: a span is [start, end]: %w", err)
	}
	s.Start, s.End = v[0], v[1]
	return nil
}
