package stance

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

// docs/rebuild.md says how default.model and clusters.txt are made.

// DefaultVersion is the version of the model that [Default] returns; it rises
// whenever the same text may get another answer.
const DefaultVersion = "1"

//go:embed default.model
var defaultModel []byte

var loadDefault = sync.OnceValues(func() (*Classifier, error) {
	m, err := model.Parse(defaultModel)
	if err != nil {
		return nil, err
	}
	return New(m)
})

// Default returns the classifier that comes with the package, trained on
// English statements about international disputes. It is the same one at each
// call.
func Default() *Classifier {
	c, err := loadDefault()
	if err != nil {
		// The embedded bytes are part of the build and tested with it.
		panic("stance: embedded model: " + err.Error())
	}
	return c
}

//go:embed clusters.txt
var clusterTable string

var loadClusters = sync.OnceValues(func() (*features.Clusters, error) {
	return features.ReadClusters(strings.NewReader(clusterTable))
})

// Clusters returns the word clusters that [Train] learns with: 16,000 English
// words at six levels, from the speeches of the United Nations General
// Debate.
func Clusters() *features.Clusters {
	c, err := loadClusters()
	if err != nil {
		// As for the embedded model.
		panic("stance: embedded clusters: " + err.Error())
	}
	return c
}
