package golearn

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

// Encoder turns texts into rows of the columns that it was made with. It is
// safe for concurrent use.
type Encoder struct {
	schema *Schema
	text   *model.Text
	sink   *recorder
}

// Sentences reads labelled texts and returns them as golearn's data, with the
// encoder for further texts. The rows are those that [model.Train] with these
// settings learns from: settings.Features, Vectors, Classes and MinRows count,
// the others do not. The features are named after the words, as in "word:not
// accept", "stem:^ we", where ^ is the start of the text, "char:acc", where an
// edge of the word is a space, and "negated:accept".
//
// Fewer features do golearn good: settings.Features.CharMax = features.Off
// leaves the words. The errors are those of model.Train.
func Sentences(ctx context.Context, rows iter.Seq2[model.Example, error], settings model.Settings, s SchemaSettings) (*Grid, *Encoder, error) {
	var examples []model.Example
	for e, err := range rows {
		if err != nil {
			return nil, nil, err
		}
		examples = append(examples, e)
	}
	if settings.MinRows == 0 {
		settings.MinRows = 2
		if len(examples) < 300 {
			settings.MinRows = 1
		}
	}
	// Training with a learner that learns nothing is the way to the rows that
	// the model makes of texts.
	sink := &recorder{}
	settings.Learner, settings.Folds = sink, model.Off
	text, _, err := model.Train(ctx, model.FromSlice(examples), settings)
	if err != nil {
		return nil, nil, err
	}
	names, err := featureNames(text.Features(), examples, settings.MinRows, sink.problem.X)
	if err != nil {
		return nil, nil, err
	}
	schema, err := NewSchema(names, sink.problem.Classes, s)
	if err != nil {
		return nil, nil, err
	}
	return schema.grid(sink.problem.X, sink.problem.Y), &Encoder{schema: schema, text: text, sink: sink}, nil
}

// Schema returns what the grids of the encoder share.
func (e *Encoder) Schema() *Schema { return e.schema }

// Examples returns labelled texts as a grid, in which a feature that the
// encoder does not know is left out. The errors are those of the rows, or wrap
// [model.ErrExample] for a class that the encoder does not know.
func (e *Encoder) Examples(rows iter.Seq2[model.Example, error]) (*Grid, error) {
	var texts []string
	var y []int
	for r, err := range rows {
		if err != nil {
			return nil, err
		}
		k := slices.Index(e.schema.classes, r.Class)
		if k < 0 {
			return nil, &model.ExampleError{Row: len(texts), ID: r.ID, Err: fmt.Errorf("%w: class %q is not one of %q", model.ErrExample, r.Class, e.schema.classes)}
		}
		texts, y = append(texts, r.Text), append(y, k)
	}
	return e.schema.grid(e.encode(texts), y), nil
}

// Texts returns texts without labels as a grid. golearn knows no row without a
// class; the cells of the class all hold the first one.
func (e *Encoder) Texts(texts ...string) *Grid {
	return e.schema.grid(e.encode(texts), make([]int, len(texts)))
}

func (e *Encoder) encode(texts []string) *model.Matrix {
	e.sink.mu.Lock()
	defer e.sink.mu.Unlock()
	x := &model.Matrix{Start: []int{0}, Columns: len(e.schema.features)}
	var p []float64
	for _, t := range texts {
		p, _, _ = e.text.PredictInto(p[:0], t)
		x.Cols = append(x.Cols, e.sink.cols...)
		x.Values = append(x.Values, e.sink.values...)
		x.Start = append(x.Start, len(x.Cols))
	}
	return x
}

// recorder is a learner that only takes down what it is given, the rows to
// learn from and each row to score.
type recorder struct {
	problem model.Problem
	mu      sync.Mutex
	cols    []uint32
	values  []float32
}

func (r *recorder) Name() string { return "recorder" }

func (r *recorder) Learn(_ context.Context, p *model.Problem) (model.Scorer, error) {
	r.problem = *p
	return r, nil
}

func (r *recorder) Scores(dst []float64, cols []uint32, values []float32) {
	clear(dst)
	r.cols, r.values = append(r.cols[:0], cols...), append(r.values[:0], values...)
}

var errColumns = errors.New("the columns of the rows are not those of the features: package model has changed")

// featureNames names the columns of x: those of the features that occur in at
// least minRows texts, by rising identifier, as package model orders them, and
// those of word vectors behind them.
func featureNames(s features.Settings, examples []model.Example, minRows int, x *model.Matrix) ([]string, error) {
	ex, err := features.New(s)
	if err != nil {
		return nil, err
	}
	rows := map[uint64]int{}
	names := map[uint64]string{}
	n := namer{settings: s}
	for i := range examples {
		ex.Extract(&n.buf, examples[i].Text)
		n.each(func(id uint64, name func() string) {
			if _, known := names[id]; !known {
				names[id] = name()
			}
		})
		for _, id := range n.ids() {
			rows[id]++
		}
	}
	var ids []uint64
	for id, r := range rows {
		if r >= minRows {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	out := make([]string, 0, x.Columns)
	used := map[string]bool{}
	for _, id := range ids {
		name := names[id]
		if used[name] {
			name = fmt.Sprintf("%s #%016x", name, id)
		}
		used[name] = true
		out = append(out, name)
	}
	if len(out) > x.Columns {
		return nil, errColumns
	}
	for d, half := 0, (x.Columns-len(out))/2; len(out) < x.Columns; d++ {
		name := fmt.Sprintf("vector:%d", d)
		if d >= half {
			name = fmt.Sprintf("vector negated:%d", d-half)
		}
		out = append(out, name)
	}
	return out, checkColumns(ex, examples, ids, x)
}

// checkColumns compares the columns of the first rows with their features.
func checkColumns(ex *features.Extractor, examples []model.Example, ids []uint64, x *model.Matrix) error {
	for i := range min(len(examples), 100) {
		cols, _ := x.Row(i)
		for _, id := range ex.Row(examples[i].Text).IDs {
			at, found := slices.BinarySearch(ids, id)
			if !found {
				continue
			}
			if len(cols) == 0 || int(cols[0]) != at {
				return fmt.Errorf("golearn: %w", errColumns)
			}
			cols = cols[1:]
		}
		if len(cols) > 0 && int(cols[0]) < len(ids) {
			return fmt.Errorf("golearn: %w", errColumns)
		}
	}
	return nil
}
