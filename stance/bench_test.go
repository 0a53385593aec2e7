package stance

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stancekit/stancekit/model"
)

// sentences makes sentences of about 150 bytes, always the same: of the words of
// the word clusters' commonest kind, drawn by Zipf's law, and some that no model
// knows.
func sentences(n int) []string {
	stems := strings.Fields(`the of and to in that a we is for our on this with be it as must have by which peace
		nations world countries not all their has international security people development are will support
		states human global talks agreement reject welcome condemn demand guarantee call urge accept offer refuse
		sign treaty border troops ceasefire sanctions minister president government council envoy proposal draft
		negotiation dialogue cooperation commitment progress violation aggression occupation settlement withdrawal`)
	syllables := strings.Fields(`ba ce di fo gu ka le mi no pu ra se ti vo xu za bri cla dro fle gre pli sto tru`)
	rng := rand.New(rand.NewPCG(1, 2))
	for len(stems) < 12000 {
		w := ""
		for range 1 + rng.IntN(4) {
			w += syllables[rng.IntN(len(syllables))]
		}
		stems = append(stems, w)
	}
	zipf := rand.NewZipf(rng, 1.2, 6, uint64(len(stems)-1))
	out := make([]string, n)
	for i := range out {
		var s strings.Builder
		for s.Len() < 145 {
			w := stems[zipf.Uint64()]
			if s.Len() == 0 || rng.IntN(12) == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			switch s.WriteString(w); rng.IntN(14) {
			case 0:
				s.WriteString(", ")
			default:
				s.WriteByte(' ')
			}
		}
		out[i] = strings.TrimRight(s.String(), ", ") + "."
	}
	return out
}

// letters makes sentences of words of random letters, 10 to 39 of 20,000 drawn by
// Zipf's law, always the same.
func letters(n int) []string {
	rng := rand.New(rand.NewPCG(3, 4))
	words := make([]string, 20000)
	for i := range words {
		w := make([]byte, 2+rng.IntN(9))
		for j := range w {
			w[j] = byte('a' + rng.IntN(26))
		}
		words[i] = string(w)
	}
	zipf := rand.NewZipf(rng, 1.1, 3, uint64(len(words)-1))
	out := make([]string, n)
	for i := range out {
		s := make([]string, 10+rng.IntN(30))
		for j := range s {
			s[j] = words[zipf.Uint64()]
		}
		out[i] = strings.Join(s, " ") + "."
	}
	return out
}

// BenchmarkClassify has the default model beside a loop that does the least
// that a linear classifier over words and pairs could: it lower-cases ASCII,
// hashes each word and each pair of neighbours, and adds three numbers of a
// table of four megabytes for each; no Unicode, no stems, no parts of words. The
// sentences are of words, most of which the model knows and knows pairs of, or of
// random letters.
func BenchmarkClassify(b *testing.B) {
	for _, of := range []struct {
		name  string
		texts []string
	}{{"words", sentences(20000)}, {"letters", letters(20000)}} {
		texts := of.texts
		run := func(b *testing.B, f func(string)) {
			b.SetBytes(int64(size(texts) / len(texts)))
			b.ReportAllocs()
			for _, t := range texts {
				f(t)
			}
			i := 0
			for b.Loop() {
				f(texts[i])
				if i++; i == len(texts) {
					i = 0
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
		}
		b.Run(of.name+"/bareloop", func(b *testing.B) {
			bare := newBareLoop()
			run(b, func(s string) { bare.total += bare.score(s) })
		})
		b.Run(of.name+"/default", func(b *testing.B) {
			c := Default()
			run(b, func(s string) { c.Classify(s) })
		})
	}
}

// BenchmarkClassifyAll has it on one and two processors.
func BenchmarkClassifyAll(b *testing.B) {
	texts := sentences(20000)
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			b.SetBytes(int64(size(texts)))
			for b.Loop() {
				for _, err := range Default().ClassifyAll(context.Background(), slices.Values(texts)) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}

// size returns how many bytes texts have.
func size(texts []string) (n int) {
	for _, t := range texts {
		n += len(t)
	}
	return n
}

type bareLoop struct {
	lower   [256]byte // 0 for what is no part of a word
	weights *[1 << 18][4]float32
	total   float32
}

func newBareLoop() *bareLoop {
	l := &bareLoop{weights: new([1 << 18][4]float32)}
	for i := range l.weights {
		for j := range 3 {
			l.weights[i][j] = rand.Float32()
		}
	}
	for c := byte('a'); c <= 'z'; c++ {
		l.lower[c], l.lower[c-'a'+'A'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		l.lower[c] = c
	}
	l.lower['\''] = '\''
	return l
}

func (l *bareLoop) score(text string) float32 {
	const offset, prime, golden = 14695981039346656037, 1099511628211, 0x9e3779b97f4a7c15
	var x, y, z float32
	add := func(hash uint64) {
		w := &l.weights[hash%(1<<18)]
		x, y, z = x+w[0], y+w[1], z+w[2]
	}
	word, before := uint64(offset), uint64(0)
	inside := false
	for i := range len(text) {
		if c := l.lower[text[i]]; c != 0 {
			word = (word ^ uint64(c)) * prime
			inside = true
		} else if inside {
			add(word ^ word>>32)
			pair := before*golden ^ word
			add(pair ^ pair>>29)
			word, before, inside = offset, word, false
		}
	}
	return x + y + z
}

// BenchmarkDefault reads the embedded model as Default does, its checksum
// included; first is the answer to the first text besides.
func BenchmarkDefault(b *testing.B) {
	b.Run("open", func(b *testing.B) {
		b.SetBytes(int64(len(defaultModel)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := model.Parse(defaultModel); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			m, err := model.Parse(defaultModel)
			if err != nil {
				b.Fatal(err)
			}
			m.Predict("We are ready to talk.")
		}
	})
}
