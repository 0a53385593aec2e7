package model_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

var weather = []model.Example{
	{Text: "Heavy rain will soak the coast.", Class: "rain"},
	{Text: "Showers and rain in the hills.", Class: "rain"},
	{Text: "More rain, and it will be heavy.", Class: "rain"},
	{Text: "Bright sunshine over the city.", Class: "sun"},
	{Text: "A clear sky and sunshine all day.", Class: "sun"},
	{Text: "Sunny and bright in the valley.", Class: "sun"},
}

func Example() {
	m, summary, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(summary.Rows, "rows,", len(m.Classes()), "classes")
	p := m.Predict("Rain again on Sunday.")
	fmt.Println(p.Class, p.Probability > 0.5)
	// Output:
	// 6 rows, 2 classes
	// rain true
}

func ExampleTrain_file() {
	csv := "text,label\nGreat film!,good\nGreat fun.,good\nDull film.,bad\nDull and long.,bad\n"
	rows := dataset.Read(strings.NewReader(csv), dataset.Options{Format: dataset.CSV})
	m, _, err := model.Train(context.Background(), model.Examples(rows), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Predict("What a great evening").Class)
	// Output: good
}

func ExampleText_PredictAll() {
	m, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	// The texts may as well be the lines of a file.
	lines := slices.Values([]string{"Sunshine all day", "Heavy rain", "A bright and clear sky"})
	for p, err := range m.PredictAll(context.Background(), lines) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.Class)
	}
	// Output:
	// sun
	// rain
	// sun
}

func ExampleText_Explain() {
	m, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "Sunshine after the rain"
	e, err := m.Explain(text)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, class := range e.Classes {
		w := e.Top(class, 1)[0]
		fmt.Printf("%s: %q at %d\n", class, text[w.Start:w.End], w.Start)
	}
	// Output:
	// rain: "rain" at 19
	// sun: "Sunshine" at 0
}

func ExampleText_WithThreshold() {
	m, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	careful, err := m.WithThreshold(0.6)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(careful.Predict("Heavy rain").Abstained)
	fmt.Println(careful.Predict("Budget").Abstained)
	// Output:
	// false
	// true
}

func ExampleSummary_ThresholdFor() {
	m, summary, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	// Answer only when right at least 90 % of the time.
	point, err := summary.ThresholdFor(0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	careful, err := m.WithThreshold(point.Threshold)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(point.Precision >= 0.9, careful.Predict("Heavy rain and showers").Class)
	// Output: true rain
}

func ExampleText_WriteTo() {
	m, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if _, err := m.WriteTo(&file); err != nil {
		fmt.Println(err)
		return
	}
	damaged := bytes.Clone(file.Bytes())
	damaged[len(damaged)/2] ^= 1
	again, err := model.Read(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(again.Predict("bright").Class)
	_, err = model.Parse(damaged)
	fmt.Println(err)
	// Output:
	// sun
	// model: model file is damaged: checksum differs
}

func ExampleOpen() {
	_, err := model.Open("no-such.model")
	fmt.Println(errors.Is(err, os.ErrNotExist))

	_, err = model.Parse([]byte("some text"))
	switch {
	case errors.Is(err, model.ErrFormat):
		fmt.Println("another kind of file")
	case errors.Is(err, model.ErrVersion):
		fmt.Println("written by a newer program")
	case errors.Is(err, model.ErrCorrupt):
		fmt.Println("damaged")
	}
	// Output:
	// true
	// another kind of file
}

func ExampleExampleError() {
	rows := []model.Example{{ID: "r1", Text: "Rain.", Class: "rain"}, {ID: "r2", Text: "Hm."}}
	_, _, err := model.Train(context.Background(), model.FromSlice(rows), model.Settings{})
	var bad *model.ExampleError
	if errors.As(err, &bad) {
		fmt.Println(bad.Row, bad.ID, errors.Is(err, model.ErrExample))
	}
	// Output: 1 r2 true
}

func ExampleReadVectors() {
	v, err := model.ReadVectors(strings.NewReader("rain 1 0\nshower 0.9 0.1\nsun -1 0\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	m, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{Vectors: v})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Len(), v.Dim(), m.Predict("shower").Class)
	// Output: 3 2 rain
}
