// Package recipe holds how the default model of package stance is made, for the
// command that makes it and the tests that make it again.
package recipe

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

// classes are the names of the stances in their order. Package stance cannot
// be imported: it embeds what this package makes.
var classes = []string{"none", "cooperative", "demanding_guarantees", "rejecting"}

// writtenWeight is how much a statement written for the project counts beside a
// sentence of a speech. There are more of these, all of one register.
const writtenWeight = 2

// Settings are those of the default model, but for its network.
func Settings() (model.Settings, error) {
	clusters, err := features.ReadClusters(strings.NewReader(clusterTable))
	return model.Settings{
		Classes: classes, Seed: 1, MinRows: 4, Folds: 5,
		// Half way between rows as they are and classes of equal weight: more than
		// half of the sentences that one meets take no stance.
		Balance: 0.5,
		// How often which stance is taken differs from source to source.
		Shares: []float64{1, 1, 1, 1},
		// A share of naive Bayes, as the default has, scored lower on registers
		// other than the two that are learnt from.
		Learner: model.Blend{
			// Cross-validation says 0.04 to 0.09; the least of them carries over best to
			// other sources.
			SVM:    model.SVM{Cost: 0.04},
			Shares: []float64{0}, Power: 0.25,
		},
		Features: features.Settings{Clusters: clusters, CharMax: 4},
	}, err
}

// docs/rebuild.md says how clusters.txt and vectors.bin are made.
var (
	//go:embed clusters.txt
	clusterTable string
	//go:embed vectors.bin
	vectorTable []byte
)

// Make trains the default model on the training part of the corpus in the
// project's folder and, unless ungdc is nil, on the labelled sentences of the
// United Nations General Debate Corpus that it holds ([Join]); then it learns a
// network, too.
func Make(ctx context.Context, root fs.FS, ungdc io.Reader) (*model.Text, model.Summary, error) {
	rows, err := Written(root, "train")
	if err != nil {
		return nil, model.Summary{}, err
	}
	if ungdc != nil {
		table, err := root.Open("testdata/ungdc/labels.tsv")
		if err != nil {
			return nil, model.Summary{}, err
		}
		defer table.Close()
		real, err := Join(table, ungdc)
		if err != nil {
			return nil, model.Summary{}, err
		}
		for i := range rows {
			rows[i].Weight *= writtenWeight
		}
		rows = append(rows, real...)
	}
	settings, err := Settings()
	if err != nil {
		return nil, model.Summary{}, err
	}
	if ungdc != nil {
		vectors, err := model.ReadVectors(bytes.NewReader(vectorTable))
		if err != nil {
			return nil, model.Summary{}, err
		}
		settings.Network = &model.Network{Vectors: vectors, Widths: []int{1, 2, 3, 5, 7}, Filters: 48}
	}
	return model.Train(ctx, model.FromSlice(rows), settings)
}

// Written returns the rows of one split of the corpus.
func Written(root fs.FS, split string) ([]model.Example, error) {
	files, err := fs.Glob(root, "testdata/corpus/"+split+"/*.jsonl")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no corpus in testdata/corpus/%s: %w", split, fs.ErrNotExist)
	}
	var out []model.Example
	for e, err := range model.Examples(all(root, files)) {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// all yields the rows of the files, one after the other.
func all(root fs.FS, files []string) iter.Seq2[dataset.Row, error] {
	return func(yield func(dataset.Row, error) bool) {
		for _, f := range files {
			for row, err := range dataset.OpenFS(root, f, dataset.Options{}) {
				if !yield(row, err) {
					return
				}
			}
		}
	}
}
