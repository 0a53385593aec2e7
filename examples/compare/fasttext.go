package main

import (
	"strings"

	"github.com/stancekit/stancekit/model"
)

const fastTextLabel = "__label__"

// fastTextMarks are set apart from the words, as in fastText's tutorial on text
// classification.
var fastTextMarks = strings.NewReplacer(
	".", " . ", "!", " ! ", "?", " ? ", ",", " , ", "'", " ' ",
	"/", " / ", "(", " ( ", ")", " ) ", `"`, ` " `,
)

// fastTextLine returns a row as fastText reads it. A text cannot hold a label or
// an end of its own.
func fastTextLine(e model.Example, class string) (string, error) {
	text := strings.ReplaceAll(strings.ToLower(e.Text), fastTextLabel, "label")
	text = strings.Join(strings.Fields(fastTextMarks.Replace(strings.ReplaceAll(text, "\x00", " "))), " ")
	if class != "" {
		text = fastTextLabel + class + " " + text
	}
	return text, nil
}
