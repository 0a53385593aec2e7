package dataset_test

import (
	"strings"
	"testing"

	"github.com/stancekit/stancekit/model/dataset"
)

func BenchmarkRead(b *testing.B) {
	for f := dataset.JSONLines; f <= dataset.FastText; f++ {
		row := sources[f](strings.Repeat("The talks go on. ", 8))
		in := strings.Repeat(row, 10000)
		b.Run(f.String(), func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range dataset.Read(strings.NewReader(in), dataset.Options{Format: f, NoHeader: true}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// Every line leaves a quote open: the worst case of going on after a bad row.
func BenchmarkOpenQuotes(b *testing.B) {
	in := strings.Repeat("\"a,x\n", 100000) + strings.Repeat("b,x\n", 100000)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for range dataset.Read(strings.NewReader(in), dataset.Options{Format: dataset.CSV, NoHeader: true}) {
		}
	}
}
