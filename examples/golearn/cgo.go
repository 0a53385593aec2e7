//go:build cgolearn

package main

import (
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/golearn/cgolearn"
)

func init() {
	entries = append(
		entries,
		entry{name: "knn", folds: model.Off, learner: func(columns int) model.Learner {
			l := cgolearn.KNN(5)
			l.Columns = columns
			return l
		}},
		entry{name: "svc", learner: func(columns int) model.Learner {
			l := cgolearn.LinearSVC(0.3)
			l.Columns = columns
			return l
		}},
	)
}
