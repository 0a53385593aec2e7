package model_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

func ExampleOpenMapped() {
	m, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	dir, err := os.MkdirTemp("", "model")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "weather.model")
	if err := m.Save(path); err != nil {
		fmt.Println(err)
		return
	}
	mapped, err := model.OpenMapped(path, model.Verify)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(mapped.Predict("A bright day").Class)
	fmt.Println(mapped.Close()) // after the last use
	// Output:
	// sun
	// <nil>
}

func ExampleText_WithNetwork() {
	vectors, err := model.ReadVectors(strings.NewReader("rain 1 0\nshower 0.9 0.1\nsunshine -1 0\nsunny -1 0.2\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	// The network learns from the vectors of the settings, since it has none itself.
	linear, _, err := model.Train(context.Background(), model.FromSlice(weather), model.Settings{
		Vectors: vectors,
		Network: &model.Network{Widths: []int{1, 2}, Filters: 8, Epochs: 40},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	both, err := linear.WithNetwork(true)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(linear.HasNetwork(), linear.Predict("shower").Class, both.Predict("shower").Class)
	fmt.Println(both.Predict("shower").Probability > linear.Predict("shower").Probability)
	// Output:
	// true rain rain
	// true
}

func ExampleVectors_WriteTo() {
	v, err := model.ReadVectors(strings.NewReader("rain 1 0\nshower 0.9 0.1\nsun -1 0\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	var small bytes.Buffer
	if _, err := v.WriteTo(&small); err != nil {
		fmt.Println(err)
		return
	}
	again, err := model.ReadVectors(&small)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(again.Len(), again.Dim())
	// Output: 3 2
}

func ExampleCollect() {
	csv := "text,label\nGreat film!,good\nDull film.,bad\n"
	rows, err := model.Collect(model.Examples(dataset.Read(strings.NewReader(csv), dataset.Options{Format: dataset.CSV})))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(rows), rows[0].Class)
	// Output: 2 good
}
