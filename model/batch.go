package model

import (
	"context"
	"iter"

	"github.com/stancekit/stancekit/internal/batch"
)

// PredictAll classifies texts on all processors (GOMAXPROCS) and yields the
// predictions in the order of the texts, which it reads in the caller's
// goroutine. Some hundreds of texts a processor are under way at most, so that
// memory stays bounded however many there are; where texts come in slowly,
// predictions come in groups. When the context ends, it yields the context's
// error, once, and ends; that is looked at between two texts. No goroutine
// outlives the loop, which may be left at any time. Nil stands for no texts.
func (t *Text) PredictAll(ctx context.Context, texts iter.Seq[string]) iter.Seq2[Prediction, error] {
	return batch.Map(ctx, texts, t.Predict)
}
