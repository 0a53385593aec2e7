package dataset

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Format is how rows are written down.
type Format uint8

// The formats.
const (
	Auto      Format = iota // by the ending of the file's name
	JSONLines               // one JSON object a line: .jsonl, .ndjson, .json
	CSV                     // comma-separated, as in RFC 4180: .csv
	TSV                     // tab-separated, without quoting: .tsv, .tab
	FastText                // "__label__x text": .txt, .ft, .fasttext
)

// String returns the name of the format.
func (f Format) String() string {
	if f <= FastText {
		return [...]string{"auto", "jsonl", "csv", "tsv", "fasttext"}[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// endings are the endings of file names. Every name but "auto" is one.
var endings = map[string]Format{
	"jsonl": JSONLines, "ndjson": JSONLines, "json": JSONLines,
	"csv": CSV,
	"tsv": TSV, "tab": TSV,
	"txt": FastText, "ft": FastText, "fasttext": FastText,
}

// ParseFormat returns the format of that name: what [Format.String] returns,
// or an ending of a file's name without the dot, in either case. Any other
// name is an error that wraps [ErrFormat].
func ParseFormat(name string) (Format, error) {
	lower := strings.ToLower(name)
	if lower == "auto" {
		return Auto, nil
	}
	if f, ok := endings[lower]; ok {
		return f, nil
	}
	return Auto, fmt.Errorf("dataset: %w %s: want auto, jsonl, csv, tsv or fasttext", ErrFormat, clip(name))
}

// formatOf returns the format that the ending of a file's name stands for.
func formatOf(file string) (Format, error) {
	ending := strings.TrimPrefix(filepath.Ext(file), ".")
	if f, ok := endings[strings.ToLower(ending)]; ok {
		return f, nil
	}
	if file == "" {
		return Auto, fmt.Errorf("%w: set Options.Format or Options.Name", ErrFormat)
	}
	return Auto, fmt.Errorf("%w: the file's name does not end in .jsonl, .csv, .tsv or .txt; set Options.Format", ErrFormat)
}
