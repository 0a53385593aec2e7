package timeline

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Period is how much time one [Point] covers.
type Period uint8

// The periods. All begin at midnight UTC, weeks on Monday.
const (
	Month Period = iota
	Day
	Week
	Year
)

var periodNames = [...]string{Month: "month", Day: "day", Week: "week", Year: "year"}

// ErrPeriod is wrapped by the error for a name that is no period.
var ErrPeriod = errors.New("unknown period")

// start returns where the period begins that holds t.
func (p Period) start(t time.Time) time.Time {
	y, m, d := t.UTC().Date()
	switch p {
	case Day:
	case Week:
		d -= (int(t.UTC().Weekday()) + 6) % 7
	case Year:
		m, d = time.January, 1
	default:
		d = 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// ParsePeriod returns the period of a name: "day", "week", "month" or "year". The
// error for another wraps [ErrPeriod].
func ParsePeriod(name string) (Period, error) {
	i := slices.Index(periodNames[:], name)
	if i < 0 {
		return Month, fmt.Errorf("timeline: %w %q, want day, week, month or year", ErrPeriod, name)
	}
	return Period(i), nil
}

// String returns "day", "week", "month" or "year".
func (p Period) String() string {
	if int(p) < len(periodNames) {
		return periodNames[p]
	}
	return "unknown"
}

// MarshalText returns the name; also for JSON. The error for a number that is no
// period wraps [ErrPeriod].
func (p Period) MarshalText() ([]byte, error) {
	if int(p) >= len(periodNames) {
		return nil, fmt.Errorf("timeline: %w: number %d", ErrPeriod, uint8(p))
	}
	return []byte(periodNames[p]), nil
}

// UnmarshalText sets the period of a name; also for JSON.
func (p *Period) UnmarshalText(text []byte) error {
	q, err := ParsePeriod(string(text))
	if err == nil {
		*p = q
	}
	return err
}

// Format returns the start of a period as people write it.
func (p Period) Format(t time.Time) string {
	switch p {
	case Day, Week:
		return t.Format("2006-01-02")
	case Year:
		return t.Format("2006")
	}
	return t.Format("2006-01")
}
