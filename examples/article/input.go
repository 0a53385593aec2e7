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
		for _, name := range j.files {
			if !j.readFile(name, stdin, yield) {
				return
			}
		}
	}
}

// readFile yields the articles of a file, and reports whether to go on.
func (j *job) readFile(name string, stdin io.Reader, yield func(input, error) bool) bool {
	in, err := cli.OpenInput(name, stdin)
	if err != nil {
		yield(input{}, err)
		return false
	}
	defer in.Close()
	if !j.rows {
		return yield(readText(name, in))
	}
	for a, err := range cli.ArticleLines(name, in, false) {
		if !yield(input{id: a.ID, text: a.Text}, err) {
			return false
		}
	}
	return true
}

// readText reads a file that is one article, plain or a page.
func readText(name string, in io.Reader) (input, error) {
	raw, err := cli.PlainText(name, in)
	if err != nil || !isHTML(raw) {
		return input{id: name, text: raw}, err
	}
	text := prose(raw)
	if strings.TrimSpace(text) == "" {
		return input{}, &dataset.Error{File: name, Err: dataset.ErrNoText}
	}
	return input{id: name, text: text, html: true}, nil
}
