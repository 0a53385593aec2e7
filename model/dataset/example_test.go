package dataset_test

import (
	"fmt"
	"os"
	"strings"
	"testing/fstest"

	"github.com/stancekit/stancekit/model/dataset"
)

// The first error ends the loop.
func ExampleRead() {
	in := strings.NewReader(`{"text": "We will sign.", "label": "cooperative"}
{"text": "Not without guarantees.", "label": "demanding", "weight": 2}
`)
	for row, err := range dataset.Read(in, dataset.Options{Format: dataset.JSONLines}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(row.Class, row.Weight, row.Text)
	}
	// Output:
	// cooperative 1 We will sign.
	// demanding 2 Not without guarantees.
}

// Columns may have any names.
func ExampleOpenFS() {
	files := fstest.MapFS{"statements.csv": {Data: []byte(`statement,stance
"We will sign, of course.",cooperative
"Never.",rejecting
`)}}
	o := dataset.Options{Text: "statement", Label: "stance"}
	for row, err := range dataset.OpenFS(files, "statements.csv", o) {
		fmt.Println(row.Class, row.Text, err)
	}
	// Output:
	// cooperative We will sign, of course. <nil>
	// rejecting Never. <nil>
}

// Bad rows are told of and left out.
func ExampleSkip() {
	report := func(err error) { fmt.Println(err) }
	rows := dataset.OpenFile("../../testdata/rows/bad.csv", dataset.Options{Label: "label"})
	n := 0
	for _, err := range dataset.Skip(rows, report) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err) // the file cannot be read
			return
		}
		n++
	}
	fmt.Println(n, "good rows")
	// Output:
	// dataset: ../../testdata/rows/bad.csv:4: malformed row: 5 fields, want 4
	// dataset: ../../testdata/rows/bad.csv:5:3: malformed row: a quote is never closed
	// dataset: ../../testdata/rows/bad.csv:7:18: field "label": no label
	// dataset: ../../testdata/rows/bad.csv:8:27: field "weight": weight is not a finite number above 0: "-1"
	// 3 good rows
}

// Texts to predict need no label.
func ExampleOptions_noLabel() {
	in := strings.NewReader("first text\nsecond text\n")
	for row, err := range dataset.Read(in, dataset.Options{Format: dataset.FastText, NoLabel: true}) {
		fmt.Printf("%q %v\n", row.Text, err)
	}
	// Output:
	// "first text" <nil>
	// "second text" <nil>
}

// A file without a header names its columns by number.
func ExampleOptions_noHeader() {
	in := strings.NewReader("rejecting\tNever.\n")
	o := dataset.Options{Format: dataset.TSV, NoHeader: true, Label: "1", Text: "2"}
	for row, err := range dataset.Read(in, o) {
		fmt.Println(row.Class, row.Text, err)
	}
	// Output: rejecting Never. <nil>
}

// A spreadsheet may write semicolons for commas; the line says where a row is.
func ExampleOptions_comma() {
	in := strings.NewReader("text;label\n\"Never;\nnot now.\";rejecting\nWe will sign, of course.;cooperative\n")
	var line int
	o := dataset.Options{Format: dataset.CSV, Comma: ';', Line: &line}
	for row, err := range dataset.Read(in, o) {
		fmt.Printf("%d %s %q %v\n", line, row.Class, row.Text, err)
	}
	// Output:
	// 2 rejecting "Never;\nnot now." <nil>
	// 4 cooperative "We will sign, of course." <nil>
}
