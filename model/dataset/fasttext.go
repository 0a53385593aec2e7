package dataset

import "bytes"

// space is what stands between words in fastText's format, and what a blank
// line is made of.
const space = " \t\v\f\r"

// fastText reads lines like "__label__x text". The first of several labels is
// the class.
type fastText struct {
	lines *lines
	o     Options
}

// labelPrefix is what marks a label.
var labelPrefix = []byte("__label__")

func (f *fastText) next() (Row, error) {
	for {
		line, err := f.lines.next()
		if err != nil {
			return Row{}, err
		}
		if blank(line, space) {
			continue
		}
		label, text := splitLabels(line)
		row := Row{Text: string(text), Class: string(label), Weight: 1}
		if field, err := f.o.check(&row); err != nil {
			column := 0
			if word := bytes.TrimLeft(line, space); field == f.o.Label && bytes.HasPrefix(word, labelPrefix) {
				column = len(line) - len(word) + len(labelPrefix) + 1
			}
			return Row{}, rowError(f.lines.line, column, field, err)
		}
		return row, nil
	}
}

func (f *fastText) place() int { return f.lines.line }

// splitLabels returns the first label at the start of a line, without its
// prefix, and the text that follows the last. A line without labels is text
// from its first byte.
func splitLabels(line []byte) (label, text []byte) {
	text = line
	for first := true; ; first = false {
		word := bytes.TrimLeft(text, space)
		if !bytes.HasPrefix(word, labelPrefix) {
			if !first {
				text = word
			}
			return label, text
		}
		end := bytes.IndexAny(word, space)
		if end < 0 {
			end = len(word)
		}
		if first {
			label = word[len(labelPrefix):end]
		}
		text = word[end:]
	}
}
