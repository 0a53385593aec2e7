//go:build cgo

package cgolearn

import (
	"fmt"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/knn"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/golearn"
)

// KNN is golearn's k-nearest neighbours by Euclidean distance, the nearer ones
// with more of a say (1/distance). It compares each text with each row learnt
// from, column by column, so it gets 500 columns unless Learner.Columns says
// otherwise. Fewer rows than k are refused, since golearn panics on them.
func KNN(k int) golearn.Learner {
	return golearn.Learner{
		New: func(golearn.Training) (base.Classifier, error) {
			if k < 1 {
				return nil, fmt.Errorf("cgolearn: %w: %d nearest neighbours, want 1 or more", model.ErrSettings, k)
			}
			c := knn.NewKnnClassifier("euclidean", "linear", k)
			c.Weighted = true // votes of equal weight that tie are decided at random
			c.AllowOptimisations = false
			return c, nil
		},
		Title:   fmt.Sprintf("golearn k-nearest neighbours, k %d", k),
		Columns: 500, MinRows: k, Ordered: true, Concurrent: true,
	}
}
