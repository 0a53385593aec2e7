package main

import (
	"fmt"
	"math"
	"os"

	"github.com/stancekit/stancekit/model"
)

// writeVectors puts the vectors of all files side by side, each file's centred
// and at unit variance, and writes those of the most frequent words that all files
// have.
func writeVectors(path string, files []string, most int) error {
	var order []string
	joined := map[string][]float32{}
	dims := 0
	for n, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		words, x, dim, err := readVectors(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		standardise(x, dim)
		if n == 0 {
			order = words
		}
		for i, w := range words {
			if len(joined[w]) == dims {
				joined[w] = append(joined[w], x[i*dim:(i+1)*dim]...)
			}
		}
		dims += dim
	}
	var words []string
	var data []float32
	for _, w := range order {
		if len(joined[w]) == dims && len(words) < most {
			words = append(words, w)
			data = append(data, joined[w]...)
		}
	}
	v, err := model.NewVectors(words, dims, data, nil)
	if err != nil {
		return err
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := v.WriteTo(out); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// standardise takes the mean off each dimension and divides by the standard
// deviation of all numbers.
func standardise(x []float32, dim int) {
	rows := len(x) / dim
	variance := 0.0
	for d := range dim {
		mean := 0.0
		for i := range rows {
			mean += float64(x[i*dim+d]) / float64(rows)
		}
		for i := range rows {
			v := float64(x[i*dim+d]) - mean
			x[i*dim+d] = float32(v)
			variance += float64(v*v) / float64(len(x))
		}
	}
	if variance == 0 {
		return
	}
	for i := range x {
		x[i] = float32(float64(x[i]) / math.Sqrt(variance))
	}
}
