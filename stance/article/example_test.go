package article_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/stancekit/stancekit/stance/article"
)

func ExampleSentences() {
	text := "Gen. Lind left at 5 p.m. on Friday. “It is over.” Nobody\nbelieved him, of course."
	for s := range article.Sentences(text) {
		fmt.Printf("%d-%d %s\n", s.Start, s.End, strings.Fields(s.Of(text))[0])
	}
	// Output:
	// 0-35 Gen.
	// 36-53 “It
	// 54-85 Nobody
}

func ExampleStatements() {
	text := `“We will sign,” Foreign Minister Ola Berg said, “if they sign first.”
He rejected the other terms. The rain went on.`
	for _, s := range article.Statements(text) {
		if s.Kind != article.Narration {
			fmt.Printf("%s (%s): %s\n", s.Speaker, s.Kind, s.Reported(text))
		}
	}
	// Output:
	// Foreign Minister Ola Berg (direct): We will sign if they sign first.
	// Foreign Minister Ola Berg (indirect): rejected the other terms
}

func ExampleRead() {
	in := strings.NewReader("Ada Ruiz, the mayor of Leiria, arrived.\n\n“No comment,” she said.\n")
	for s, err := range article.Read(in) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s in paragraph %d by %q\n", s.Kind, s.Paragraph, s.Speaker)
	}
	// Output:
	// narration in paragraph 0 by ""
	// direct in paragraph 1 by "Ada Ruiz, mayor of Leiria"
}
