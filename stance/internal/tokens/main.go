// Command tokens prints the words of each line of its input as the classifier
// sees them, parted by spaces: the input from which the word vectors of the
// default model are made.
//
//	xz -dc ungdc.txt.xz | go run ./stance/internal/tokens > tokens.txt
//
// A line may begin with the name of a file and a tab, which are dropped.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/stancekit/stancekit/features"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "tokens:", err)
		os.Exit(1)
	}
}

func run() error {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	tokenizer := features.Tokenizer{English: true}
	var tokens []features.Token
	for in.Scan() {
		line := in.Text()
		if _, text, ok := strings.Cut(line, "\t"); ok {
			line = text
		}
		tokens = tokenizer.Append(tokens[:0], line)
		for i, t := range tokens {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(t.Text)
		}
		out.WriteByte('\n')
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}
