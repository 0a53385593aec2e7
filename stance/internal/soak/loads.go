package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/stance"
	"github.com/stancekit/stancekit/stance/article"
)

// allLoads returns the loads; files go to dir. What is added to the library is
// added here.
func allLoads(root, dir string) ([]*load, error) {
	articles, err := readArticles(root)
	if err != nil {
		return nil, err
	}
	return []*load{
		{name: "classify", step: classify},
		{name: "batches", step: batch},
		{name: "networks", step: network},
		{name: "mapped", step: mapped(dir)},
		{name: "explain", step: explain},
		{name: "articles", step: articles.statements},
		{name: "streams", step: articles.stream},
		{name: "reloads", step: reloads(dir)},
		{name: "trainings", step: training},
	}, nil
}

var (
	subjects = strings.Fields("minister envoy government delegation council army union ministry")
	verbs    = strings.Fields("accepts welcomes refuses rejects demands condemns notes delays")
	objects  = strings.Fields("offer draft ceasefire inspection treaty visit sanctions timetable")
)

// sentence returns one of a stream of sentences without end, most of them with a
// word that none before held.
func sentence(n int) string {
	return fmt.Sprintf("The %s of Nov%dia %s the %s, and won’t ask for more than “%d tonnes”.",
		subjects[n%len(subjects)], n, verbs[n/3%len(verbs)], objects[n/7%len(objects)], n%9999)
}

// warmUp fills the caches of the default model, which would otherwise grow for
// some minutes up to their bounds.
func warmUp(words int) {
	for n := range words {
		stance.Default().Classify(fmt.Sprintf("warm%dx", n))
	}
}

func classify(_ context.Context, n int) error {
	for i := range 100 {
		r := stance.Default().Classify(sentence(n*100 + i))
		if !(r.Probability > 0 && r.Probability <= 1) {
			return fmt.Errorf("%v for %q", r, sentence(n*100+i))
		}
	}
	return nil
}

// batch classifies a batch; of one in three it takes only the start, one in five
// is cancelled.
func batch(ctx context.Context, n int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	const size = 500
	texts := func(yield func(string) bool) {
		for i := range size {
			if !yield(sentence(n*size + i)) {
				return
			}
		}
	}
	seen := 0
	for r, err := range stance.Default().ClassifyAll(ctx, texts) {
		if errors.Is(err, context.Canceled) && n%5 == 4 {
			return nil
		}
		if err != nil {
			return err
		}
		if want := stance.Default().Classify(sentence(n*size + seen)); r != want {
			return fmt.Errorf("answer %d of a batch is %v, alone it is %v", seen, r, want)
		}
		seen++
		if n%3 == 2 && seen == 100 {
			return nil
		}
		if n%5 == 4 && seen == 50 {
			cancel()
		}
	}
	if seen != size && n%5 != 4 {
		return fmt.Errorf("%d answers to %d texts", seen, size)
	}
	return nil
}

// network classifies with the network of the default model.
func network(_ context.Context, n int) error {
	c, err := stance.Default().WithNetwork(true)
	if err != nil {
		return err
	}
	for i := range 20 {
		if r := c.Classify(sentence(n*20 + i)); !(r.Probability > 0 && r.Probability <= 1) {
			return fmt.Errorf("%v for %q", r, sentence(n*20+i))
		}
	}
	return nil
}

// mapped opens a model mapped, uses and closes it.
func mapped(dir string) func(context.Context, int) error {
	path := filepath.Join(dir, "mapped.model")
	return func(_ context.Context, n int) error {
		if n == 0 {
			if err := stance.Default().Save(path); err != nil {
				return err
			}
		}
		m, err := model.OpenMapped(path, model.Trust(n%2 == 1))
		if err != nil {
			return err
		}
		if got, want := m.Predict(sentence(n)), stance.Default().Model().Predict(sentence(n)); got.Class != want.Class {
			return fmt.Errorf("another answer mapped to %q", sentence(n))
		}
		return m.Close()
	}
}

func explain(_ context.Context, n int) error {
	e, err := stance.Default().Explain(sentence(n))
	if err == nil && len(e.Words) == 0 {
		err = errors.New("no words")
	}
	return err
}

// articles are those of testdata.
type articles []string

func readArticles(root string) (articles, error) {
	files, err := filepath.Glob(filepath.Join(root, "testdata", "articles", "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no articles under %s: is it the project's folder?", root)
	}
	var out articles
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, string(b))
	}
	return out, nil
}

// statements reads an article, sometimes only the start of it.
func (a articles) statements(_ context.Context, n int) error {
	found := 0
	for range stance.Default().Statements(a[n%len(a)]) {
		if found++; n%5 == 0 && found == 3 {
			break
		}
	}
	if found == 0 {
		return errors.New("no statements")
	}
	return nil
}

// stream reads all articles, one after the other, as one long text.
func (a articles) stream(context.Context, int) error {
	found := 0
	for _, err := range article.Read(strings.NewReader(strings.Join(a, "\n\n"))) {
		if err != nil {
			return err
		}
		found++
	}
	if found == 0 {
		return errors.New("no statements")
	}
	return nil
}

// reloads saves and opens the default model, and damaged copies of it.
func reloads(dir string) func(context.Context, int) error {
	path := filepath.Join(dir, "default.model")
	return func(_ context.Context, n int) error {
		if err := stance.Default().Save(path); err != nil {
			return err
		}
		c, err := stance.Open(path)
		if err != nil {
			return err
		}
		for i := range 50 {
			text := sentence(n*50 + i)
			if c.Classify(text) != stance.Default().Classify(text) {
				return fmt.Errorf("another answer after loading to %q", text)
			}
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b[n*7919%len(b)] ^= 0x10
		if _, err := stance.Load(bytes.NewReader(b)); err == nil {
			return fmt.Errorf("a model with byte %d altered was loaded", n*7919%len(b))
		}
		return nil
	}
}

// training trains small models; one in three is cancelled on its way.
func training(ctx context.Context, n int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	rows := make([]model.Example, 200)
	for i := range rows {
		at := n*len(rows) + i
		rows[i] = model.Example{Text: sentence(at), Class: verbs[at/3%len(verbs)]}
	}
	reports := 0
	s := model.Settings{Seed: uint64(n), Progress: func(model.Progress) {
		if reports++; n%3 == 2 && reports == 2+n%4 {
			cancel()
		}
	}}
	m, _, err := model.Train(ctx, model.FromSlice(rows), s)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if _, err := m.WriteTo(&file); err != nil {
		return err
	}
	back, err := model.Read(&file)
	if err != nil {
		return err
	}
	if back.Predict(rows[0].Text).Class != m.Predict(rows[0].Text).Class {
		return errors.New("another answer after loading")
	}
	return nil
}
