// Command wordtables makes the tables of words that the default model of package
// stance is learnt with. From word vectors it makes word clusters: k-means over the directions of the vectors (spherical k-means:
// Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data Using
// Clustering", 2001), at several levels for each file of vectors. It reads
// fastText's text files (.vec) and prints the words that all of them have, each
// with its clusters. With -vectors it also writes the vectors, those of all files
// side by side, in the library's own form:
//
//	cd stance/internal/recipe
//	go run ../wordtables -vectors vectors.bin wide.vec narrow.vec > clusters.txt
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

func main() {
	levels := flag.String("levels", "50,200,800", "clusters at each `level`")
	rounds := flag.Int("rounds", 25, "rounds of k-means")
	vectors := flag.String("vectors", "", "write the vectors to this `file`")
	most := flag.Int("words", 11000, "write the vectors of no more than `n` words, the most frequent ones")
	flag.Parse()
	err := run(*levels, *rounds, flag.Args(), os.Stdout)
	if err == nil && *vectors != "" {
		err = writeVectors(*vectors, flag.Args(), *most)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "wordtables:", err)
		os.Exit(1)
	}
}

func run(levels string, rounds int, files []string, out io.Writer) error {
	if len(files) == 0 {
		return fmt.Errorf("name a file of word vectors")
	}
	var order []string
	clusters := map[string][]int{}
	for n, name := range files {
		words, columns, err := fileClusters(name, levels, rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for i, w := range words {
			if n == 0 {
				order = append(order, w)
			}
			for _, c := range columns {
				clusters[w] = append(clusters[w], c[i])
			}
		}
	}
	width := len(files) * (strings.Count(levels, ",") + 1)
	w := bufio.NewWriter(out)
	for _, word := range order {
		if len(clusters[word]) != width {
			continue // not in all files
		}
		w.WriteString(word)
		for _, c := range clusters[word] {
			fmt.Fprintf(w, " %d", c)
		}
		w.WriteByte('\n')
	}
	return w.Flush()
}

// fileClusters returns the words of a file and their clusters at each level.
func fileClusters(name, levels string, rounds int) (words []string, columns [][]int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	words, x, dim, err := readVectors(f)
	if err != nil {
		return nil, nil, err
	}
	directions(x, dim)
	for _, s := range strings.Split(levels, ",") {
		k, err := strconv.Atoi(s)
		if err != nil || k < 1 || k > len(words) {
			return nil, nil, fmt.Errorf("level %q: want a number from 1 to %d", s, len(words))
		}
		columns = append(columns, kMeans(x, dim, k, rounds))
	}
	return words, columns, nil
}

// readVectors reads a line with the number of words and of dimensions, then
// words with their numbers. fastText's mark for the end of a line is dropped.
func readVectors(in io.Reader) (words []string, x []float32, dim int, err error) {
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		f := strings.Fields(sc.Text())
		if len(f) == 2 && line == 1 || len(f) > 0 && f[0] == "</s>" {
			continue
		}
		if dim == 0 {
			dim = len(f) - 1
		}
		if len(f) != dim+1 || dim < 1 {
			return nil, nil, 0, fmt.Errorf("line %d: %d numbers, want %d", line, len(f)-1, dim)
		}
		words = append(words, f[0])
		for _, s := range f[1:] {
			v, err := strconv.ParseFloat(s, 32)
			if err != nil {
				return nil, nil, 0, fmt.Errorf("line %d: %w", line, err)
			}
			x = append(x, float32(v))
		}
	}
	return words, x, dim, sc.Err()
}

// directions subtracts the mean vector and scales each to length 1.
func directions(x []float32, dim int) {
	n := len(x) / dim
	mean := make([]float64, dim)
	for i, v := range x {
		mean[i%dim] += float64(v) / float64(n)
	}
	for i := range n {
		row := x[i*dim : (i+1)*dim]
		sum := 0.0
		for d := range row {
			row[d] -= float32(mean[d])
			sum += float64(row[d]) * float64(row[d])
		}
		for d := range row {
			row[d] /= float32(math.Sqrt(sum) + 1e-12)
		}
	}
}

// kMeans returns the cluster of each row. The first centres are the most
// frequent words' rows drawn by a seeded shuffle of the first 8k rows.
func kMeans(x []float32, dim, k, rounds int) []int {
	n := len(x) / dim
	rng := rand.New(rand.NewPCG(1, uint64(k)))
	pick := rng.Perm(min(n, 8*k))
	centres := make([]float32, k*dim)
	for c := range k {
		copy(centres[c*dim:(c+1)*dim], x[pick[c]*dim:(pick[c]+1)*dim])
	}
	of := make([]int, n)
	for range rounds {
		assign(x, centres, dim, of)
		clear(centres)
		for i, c := range of {
			for d := range dim {
				centres[c*dim+d] += x[i*dim+d]
			}
		}
		for c := range k {
			row := centres[c*dim : (c+1)*dim]
			sum := 0.0
			for _, v := range row {
				sum += float64(v) * float64(v)
			}
			if sum == 0 { // an empty cluster begins anew
				i := rng.IntN(n)
				copy(row, x[i*dim:(i+1)*dim])
				continue
			}
			for d := range row {
				row[d] /= float32(math.Sqrt(sum))
			}
		}
	}
	return of
}

// assign finds the nearest centre, by cosine, of each row.
func assign(x, centres []float32, dim int, of []int) {
	k := len(centres) / dim
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(of); i += workers {
				row := x[i*dim : (i+1)*dim]
				best, top := 0, float32(-2)
				for c := range k {
					centre := centres[c*dim : (c+1)*dim]
					s := float32(0)
					for d, v := range row {
						s += v * centre[d]
					}
					if s > top {
						best, top = c, s
					}
				}
				of[i] = best
			}
		}()
	}
	wg.Wait()
}
