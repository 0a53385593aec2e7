package model

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stancekit/stancekit/features"
)

// benchModel is a model of three classes over words of random letters, which
// occur by Zipf's law, and sentences of about 150 bytes in them.
func benchModel(b *testing.B) (*Text, []string) {
	b.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	words := make([]string, 5000)
	for i := range words {
		w := make([]byte, 2+rng.IntN(9))
		for j := range w {
			w[j] = byte('a' + rng.IntN(26))
		}
		words[i] = string(w)
	}
	zipf := rand.NewZipf(rng, 1.1, 3, uint64(len(words)-1))
	sentences := make([]string, 4000)
	rows := make([]Example, len(sentences))
	for i := range sentences {
		var s strings.Builder
		for s.Len() < 145 {
			s.WriteString(words[zipf.Uint64()] + " ")
		}
		sentences[i] = s.String()[:s.Len()-1] + "."
		rows[i] = Example{Text: sentences[i], Class: fmt.Sprint(i % 3)}
	}
	m, _, err := Train(context.Background(), FromSlice(rows), Settings{Folds: Off, Learner: NaiveBayes{}})
	if err != nil {
		b.Fatal(err)
	}
	return m, sentences
}

// each runs f for one sentence after the other.
func each(b *testing.B, sentences []string, f func(string)) {
	b.SetBytes(int64(len(strings.Join(sentences, "")) / len(sentences)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		f(sentences[i])
		if i++; i == len(sentences) {
			i = 0
		}
	}
}

func BenchmarkPredict(b *testing.B) {
	m, sentences := benchModel(b)
	s := m.borrow()
	defer m.giveBack(s)
	b.Run("features", func(b *testing.B) {
		var buf features.Buffer
		each(b, sentences, func(text string) { m.extractor.Extract(&buf, text) })
	})
	b.Run("plain", func(b *testing.B) {
		each(b, sentences, func(text string) { m.plainSum(s, text) })
	})
	b.Run("cold", func(b *testing.B) {
		// Next to nothing is remembered.
		f := newFolded(s.folded.folding)
		f.memo = newMemo(f.memo.width, 0)
		each(b, sentences, func(text string) { f.sum(s, text) })
	})
	b.Run("warm", func(b *testing.B) {
		buf := make([]float64, 0, 3)
		for _, text := range sentences {
			m.PredictInto(buf, text)
		}
		each(b, sentences, func(text string) { m.PredictInto(buf, text) })
	})
}

func BenchmarkPredictAll(b *testing.B) {
	m, sentences := benchModel(b)
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			b.SetBytes(int64(len(strings.Join(sentences, ""))))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range m.PredictAll(context.Background(), slices.Values(sentences)) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	m, _ := benchModel(b)
	path := filepath.Join(b.TempDir(), "b.model")
	if err := m.Save(path); err != nil {
		b.Fatal(err)
	}
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Open(path); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, trust := range map[string]Trust{"mapped": Verify, "trusted": TrustFile} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m, err := OpenMapped(path, trust)
				if err != nil {
					b.Fatal(err)
				}
				if err := m.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
