package recipe

import (
	"bufio"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/stancekit/stancekit/model"
)

// Join reads a table of labels (testdata/ungdc) and the corpus that it speaks
// of, and returns the labelled sentences in the order of the table. The corpus
// has lines of a speech's file, a tab and text: a sentence, or several, of
// which each run of up to four is tried. Sentences that are not found are an
// error if they are more than one in a hundred, since then the corpus is
// another one.
func Join(table, corpus io.Reader) ([]model.Example, error) {
	labels, err := readLabels(table)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	speeches := map[string]bool{}
	for _, l := range labels {
		wanted[l.ID] = true
		speeches[l.Group] = true
	}
	found := map[string]string{}
	in := bufio.NewScanner(corpus)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		speech, text, ok := strings.Cut(in.Text(), "\t")
		if !ok {
			return nil, fmt.Errorf("join: a line without a tab: %.40q", in.Text())
		}
		speech = strings.TrimSuffix(speech, ".txt")
		if !speeches[speech] {
			continue
		}
		for _, s := range candidates(text) {
			if id := speech + "#" + sentenceHash(s); wanted[id] {
				found[id] = s
			}
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("join: %w", err)
	}
	if missing := len(wanted) - len(found); missing*100 > len(wanted) {
		return nil, fmt.Errorf("join: %d of %d labelled sentences are not in the corpus", missing, len(wanted))
	}
	out := labels[:0]
	for _, l := range labels {
		if l.Text = found[l.ID]; l.Text != "" {
			l.Group = l.ID // the two labels of a sentence stay together
			out = append(out, l)
		}
	}
	return out, nil
}

// sentenceHash names a sentence in the table.
func sentenceHash(s string) string {
	sum := sha1.Sum([]byte(s))
	return hex.EncodeToString(sum[:])[:10]
}

// readLabels reads the table; Group is the speech.
func readLabels(table io.Reader) ([]model.Example, error) {
	var out []model.Example
	in := bufio.NewScanner(table)
	for n := 1; in.Scan(); n++ {
		f := strings.Split(in.Text(), "\t")
		if n == 1 && f[0] == "speech" {
			continue
		}
		if len(f) != 5 {
			return nil, fmt.Errorf("table of labels: line %d: %d fields, want 5", n, len(f))
		}
		w, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return nil, fmt.Errorf("table of labels: line %d: weight: %w", n, err)
		}
		out = append(out, model.Example{ID: f[0] + "#" + f[1], Class: f[2], Weight: w, Group: f[0]})
	}
	return out, in.Err()
}

// candidates returns the text itself and its runs of up to four sentences,
// parted after a full stop, a question or an exclamation mark.
func candidates(text string) []string {
	words := strings.Fields(text)
	text = strings.Join(words, " ")
	out := []string{text}
	starts := []int{0}
	for i := 0; i+1 < len(text); i++ {
		if text[i+1] == ' ' && strings.ContainsRune(`.!?"'”)`, rune(text[i])) {
			starts = append(starts, i+2)
		}
	}
	if len(starts) == 1 {
		return out
	}
	starts = append(starts, len(text)+1)
	for i := range starts {
		for j := i + 1; j <= i+4 && j < len(starts); j++ {
			out = append(out, text[starts[i]:starts[j]-1])
		}
	}
	return out
}
