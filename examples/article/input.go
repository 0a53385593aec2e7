package main

import (
	"io"
	"iter"
	"strings"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model/dataset"
)

// input is one article.
type input struct {
	id, text string
	html     bool // text was reduced from it
}

// articles reads the files one after the other. What is wrong with one article
// comes with its error, and then the next one.
func (j *job) articles(stdin io.Reader) iter.Seq2[input, error] {
	return func(yield func(input, error) bool) {
		if j.rows {
			for a, err := range cli.Articles(j.files, stdin, false) {
				if !yield(input{id: a.ID, text: a.Text}, err) {
					return
				}
			}
			return
		}
		for _, name := range j.files {
			if !yield(readText(name, stdin)) {
				return
			}
		}
	}
}

// readText reads a file that is one article, plain or a page.
func readText(name string, stdin io.Reader) (input, error) {
	raw, err := cli.PlainText(name, stdin)
	if err != nil || !isHTML(raw) {
		return input{id: name, text: raw}, err
	}
	text := prose(raw)
	if strings.TrimSpace(text) == "" {
		return input{}, cli.ArticleError(name, dataset.ErrNoText)
	}
	return input{id: name, text: text, html: true}, nil
}
