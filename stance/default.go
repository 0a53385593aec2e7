package stance

import (
	_ "embed"
	"sync"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
)

// docs/rebuild.md says how default.model is made.

// DefaultVersion is the version of the model that [Default] returns; it rises
// whenever the same text may get another answer.
const DefaultVersion = "4"

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

// Clusters returns the word clusters that the default model and [Train] learn
// with: 16,000 English words at three levels, from the speeches of the United
// Nations General Debate.
func Clusters() *features.Clusters { return Default().Model().Features().Clusters }

// Vectors returns the word vectors of the default model's network, in 200
// dimensions: of the 11,000 most frequent of the words of [Clusters], from the same
// speeches.
func Vectors() *model.Vectors { return Default().Model().NetworkVectors() }
