package corpus

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// Row is one statement of the corpus.
type Row struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Label   string `json:"label"`
	Kind    string `json:"kind"`
	Topic   string `json:"topic"`
	Country string `json:"country"`
	Move    string `json:"move"`
	Split   string `json:"split"`
	Trap    bool   `json:"trap"`

	// Place is the file in the corpus and the line, as in "dev/events.jsonl:3".
	Place string `json:"-"`
	// tokens are the words in their normal form, with an empty string for each
	// mark; words are the same without the marks.
	tokens, words []string
}

// PairRow is one statement of a minimal pair.
type PairRow struct {
	ID    string `json:"id"`
	Pair  string `json:"pair"`
	Text  string `json:"text"`
	Label string `json:"label"`
	Move  string `json:"move"`

	Place string `json:"-"`
	words []string
}

// Corpus is all that testdata/corpus holds.
type Corpus struct {
	Rows  []Row     // the three splits, by file and line
	Pairs []PairRow // pairs.jsonl
}

// ErrRow is wrapped by the error for a line that is no row.
var ErrRow = errors.New("not a row")

var (
	rowFields  = []string{"id", "text", "label", "kind", "topic", "country", "move", "split", "trap"}
	pairFields = []string{"id", "pair", "text", "label", "move"}
)

// Read reads the corpus from its folder. A line that is not an object with
// exactly the fields of a row is an error with its place.
func Read(folder fs.FS) (*Corpus, error) {
	files, err := fs.Glob(folder, "*/*.jsonl")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("corpus: no split holds a file: %w", fs.ErrNotExist)
	}
	c := new(Corpus)
	for _, f := range files {
		err := readLines(folder, f, rowFields, func(r Row, place string) {
			r.Place = place
			r.tokens, r.words = tokens(r.Text)
			c.Rows = append(c.Rows, r)
		})
		if err != nil {
			return nil, err
		}
	}
	err = readLines(folder, "pairs.jsonl", pairFields, func(r PairRow, place string) {
		r.Place = place
		_, r.words = tokens(r.Text)
		c.Pairs = append(c.Pairs, r)
	})
	return c, err
}

// readLines reads a file of JSON lines, each with exactly the fields named.
func readLines[T any](folder fs.FS, name string, fields []string, add func(row T, place string)) error {
	f, err := folder.Open(name)
	if err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		place := fmt.Sprintf("%s:%d", name, n)
		var row T
		if err := decode(lines.Bytes(), fields, &row); err != nil {
			return fmt.Errorf("corpus: %s: %w: %w", place, ErrRow, err)
		}
		add(row, place)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("corpus: %s: %w", name, err)
	}
	return nil
}

func decode(line []byte, fields []string, row any) error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(line, &keys); err != nil {
		return err
	}
	for _, f := range fields {
		if v, ok := keys[f]; !ok || string(v) == "null" {
			return fmt.Errorf("field %q is missing", f)
		}
		delete(keys, f)
	}
	for k := range keys {
		return fmt.Errorf("field %q is unknown", k)
	}
	return json.Unmarshal(line, row)
}

// tokens returns the words of a text, with and without an empty string for
// each mark.
func tokens(text string) (all, words []string) {
	for t := range (features.Tokenizer{English: true}).Tokens(text) {
		if t.Class == features.Mark || t.Text == "" {
			all = append(all, "")
			continue
		}
		all = append(all, t.Text)
		words = append(words, t.Text)
	}
	return all, words
}

// folderOf returns the split that a place stands in.
func folderOf(place string) string { return path.Dir(place) }

// pairNames returns the names of the pairs in their order, and the rows of each.
func (c *Corpus) pairNames() ([]string, map[string][]PairRow) {
	var names []string
	of := map[string][]PairRow{}
	for _, r := range c.Pairs {
		if !slices.Contains(names, r.Pair) {
			names = append(names, r.Pair)
		}
		of[r.Pair] = append(of[r.Pair], r)
	}
	return names, of
}
