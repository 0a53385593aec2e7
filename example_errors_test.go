package stancekit_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/stance"
)

// Errors wrap exported sentinels, so that errors.Is tells the causes apart, and
// are of types that hold the place, which errors.As gets at.
func Example_errors() {
	// A bad row: where it stands, and what is wrong with it.
	csv := "text,label\nWe agree.,cooperative\nWe refuse.,\nWe refuse.,hostile\n"
	var good []model.Example
	for e, err := range model.Examples(dataset.Read(strings.NewReader(csv), dataset.Options{Format: dataset.CSV, Name: "rows.csv"})) {
		var bad *dataset.Error
		switch {
		case errors.As(err, &bad) && bad.Skippable():
			fmt.Println(bad.File, bad.Line, bad.Column, bad.Field, errors.Is(err, dataset.ErrNoLabel))
		case err != nil:
			fmt.Println("cannot read on:", err)
			return
		default:
			good = append(good, e)
		}
	}

	// A row that cannot be learnt from, and settings that no training can follow.
	_, _, err := stance.Train(context.Background(), model.FromSlice(good), model.Settings{})
	var row *model.ExampleError
	if errors.As(err, &row) && errors.Is(err, stance.ErrLabel) {
		fmt.Println("row", row.Row, "is no stance")
	}
	_, _, err = model.Train(context.Background(), model.FromSlice(good), model.Settings{Folds: 1, Balance: -3})
	fmt.Println("settings:", errors.Is(err, model.ErrSettings))
	_, _, err = model.Train(context.Background(), model.FromSlice(good[:1]), model.Settings{})
	fmt.Println("one class:", errors.Is(err, model.ErrOneClass))

	// A file that is not there, is none, is damaged, is too new.
	for _, open := range []func() error{
		func() error { _, err := stance.Open("no-such.model"); return err },
		func() error { _, err := stance.Load(strings.NewReader(csv)); return err },
		func() error { _, err := stance.Load(strings.NewReader("stancekt")); return err },
		func() error {
			_, err := stance.Load(strings.NewReader("stancekt\xff\x00\x00\x00" + strings.Repeat("\x00", 20)))
			return err
		},
	} {
		switch err := open(); {
		case errors.Is(err, fs.ErrNotExist):
			fmt.Println("file: not there")
		case errors.Is(err, model.ErrFormat):
			fmt.Println("file: no model")
		case errors.Is(err, model.ErrCorrupt):
			fmt.Println("file: damaged")
		case errors.Is(err, model.ErrVersion):
			fmt.Println("file: of a newer version")
		}
	}
	// Output:
	// rows.csv 3 12 label true
	// row 1 is no stance
	// settings: true
	// one class: true
	// file: not there
	// file: no model
	// file: damaged
	// file: of a newer version
}
