package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Labels, Kinds, Splits and Moves are the values that fields may have, in the
// order in which the README of the corpus lists them.
var (
	Labels = []string{"cooperative", "demanding_guarantees", "rejecting", "none"}
	Kinds  = []string{"agency", "direct", "indirect", "interview", "briefing", "headline", "communique", "post", "speech", "letter"}
	Splits = []string{"train", "dev", "test"}
	// Moves are those of each label.
	Moves = map[string][]string{
		"cooperative":          {"offer", "accept", "agree", "support", "welcome", "concede", "commit", "progress", "reassure", "joint"},
		"demanding_guarantees": {"guarantee", "written", "condition", "verify", "terms", "timetable", "urge", "account", "withheld"},
		"rejecting":            {"refuse", "object", "condemn", "accuse", "deny", "no_progress", "walk_out", "threaten", "counter", "mock"},
		"none":                 {"background", "figure", "procedure", "description", "courtesy", "own_record", "platitude", "history"},
	}
)

var (
	notInID  = regexp.MustCompile(`[^a-z0-9]+`)
	idNumber = regexp.MustCompile(`-[0-9]{2,}$`)
)

// topicID returns the part of an identifier that is made of the topic.
func topicID(topic string) string {
	topic = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(topic))
	return strings.Trim(notInID.ReplaceAllString(topic, "-"), "-")
}

// checkRow says what is wrong with the fields of a row by themselves.
func checkRow(r Row, bad func(string, ...any)) {
	checkLabel(r.Label, r.Move, bad)
	checkText(r.Text, bad)
	if !slices.Contains(Kinds, r.Kind) {
		bad("unknown kind %q", r.Kind)
	}
	if r.Topic == "" || r.Country == "" {
		bad("no topic or no country")
	}
	if r.Split != folderOf(r.Place) || !slices.Contains(Splits, r.Split) {
		bad("split %q stands in folder %q", r.Split, folderOf(r.Place))
	}
	if number := idNumber.FindString(r.ID); number == "" || r.ID != topicID(r.Topic)+number {
		bad("identifier is not %q and a number", topicID(r.Topic))
	}
}

func checkLabel(label, move string, bad func(string, ...any)) {
	moves, ok := Moves[label]
	switch {
	case !ok:
		bad("unknown label %q", label)
	case !slices.Contains(moves, move):
		bad("%q is no move of %s", move, label)
	}
}

func checkText(text string, bad func(string, ...any)) {
	if _, words := tokens(text); len(words) == 0 {
		bad("text without a word")
	}
	if strings.Join(strings.Fields(text), " ") != text {
		bad("text with white space to spare")
	}
	for _, r := range text {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			bad("text with %U", r)
			break
		}
	}
	for _, q := range []string{"“”", "()", "[]"} {
		open, end := []rune(q)[0], []rune(q)[1]
		if strings.Count(text, string(open)) != strings.Count(text, string(end)) {
			bad("%c and %c do not match", open, end)
		}
	}
}
