package article

import (
	"strconv"
	"strings"
)

// listMarker is what an item of a list begins with: "1.", "2)", "3.)", "b.",
// or a bullet.
type listMarker struct {
	style  string // what stands behind the figure or letter, or the bullet itself
	bullet string
	number int // of the figure or letter, from 1
	letter bool
}

// marker reads the marker at the start of s and returns how long it is, with
// the white space behind it; 0 where there is none.
func marker(s string) (listMarker, int) {
	var m listMarker
	i := 0
	for _, b := range []string{"•", "⁃", "‣", "▪"} {
		if strings.HasPrefix(s, b) {
			m.bullet = b
			i = len(b)
			if i < len(s) && s[i] == ' ' {
				i++
			}
		}
	}
	bulletEnd := i
	for i < len(s) && i < bulletEnd+3 && s[i] >= '0' && s[i] <= '9' {
		m.number = m.number*10 + int(s[i]-'0')
		i++
	}
	if i == bulletEnd && i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
		m.letter = true
		m.number = int(s[i]-'a') + 1
		i++
	}
	for _, style := range []string{".)", ".", ")"} {
		if i > bulletEnd && strings.HasPrefix(s[i:], style+" ") {
			m.style = style
			return m, i + len(style) + 1
		}
	}
	if m.bullet != "" {
		m.style, m.number, m.letter = m.bullet, 0, false
		return m, bulletEnd
	}
	return listMarker{}, 0
}

// next returns the marker of the following item.
func (m listMarker) next() listMarker {
	if m.number > 0 {
		m.number++
	}
	return m
}

// follows reports whether the item behind m starts at i, in the middle of a
// line.
func (m listMarker) follows(text string, i int) bool {
	if m.style == "" || i == 0 || text[i-1] != ' ' {
		return false
	}
	rest := text[i:]
	if m.bullet != "" {
		return strings.HasPrefix(rest, m.bullet)
	}
	item := strconv.Itoa(m.number + 1)
	if m.letter {
		item = string(rune('a' + m.number))
	}
	return strings.HasPrefix(rest, item+m.style+" ")
}
