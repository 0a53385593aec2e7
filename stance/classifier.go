package stance

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/stancekit/stancekit/internal/batch"
	"github.com/stancekit/stancekit/model"
)

// ErrClasses is wrapped by the error for a model whose classes are not the
// labels.
var ErrClasses = errors.New("the model's classes are not the stances")

// Classifier tells the stance of statements. It is immutable and safe for
// concurrent use.
type Classifier struct {
	text *model.Text
}

// Result is the stance of one statement.
type Result struct {
	// Label is the stance decided for. Rare stances are leaned toward, so it
	// may be one that is not the most probable.
	Label Label `json:"label"`
	// Probability is that of Label.
	Probability float64 `json:"probability"`
	// Probabilities holds that of each label, by its number; they sum to 1.
	Probabilities Probabilities `json:"probabilities"`
	// Abstained says that the answer is not to be relied on: Probability lies
	// below the threshold, or the statement holds no word.
	Abstained bool `json:"abstained"`
}

// Probabilities holds the probability of each label, by its number.
type Probabilities [NumLabels]float64

// MarshalJSON returns an object of the labels' names, in their order.
func (p Probabilities) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, v := range p {
		if i > 0 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "%q:%.6g", labelNames[i], v)
	}
	return append(out, '}'), nil
}

// New makes a classifier of a model whose classes are exactly the four labels'
// names, in their order; otherwise its error wraps [ErrClasses].
func New(m *model.Text) (*Classifier, error) {
	got := m.Classes()
	if !slices.Equal(got, labelNames[:]) {
		return nil, fmt.Errorf("stance: %w: they are %q, want %q", ErrClasses, got, labelNames[:])
	}
	return &Classifier{text: m}, nil
}

// Train learns a classifier from labelled statements, as [model.Train] does. A
// row with another label is an error that names it and wraps [ErrLabel]; a
// label without rows is never given.
//
// It knows the language of diplomacy beforehand: where the settings name neither a
// language nor a prior, nor clusters or vectors of their own, it learns with
// [Clusters] and [Vectors]. Rows in the manner of the default model's need fewer
// of them still with that model as the Prior, Default().Model(): docs/model-card.md
// has the figures.
func Train(ctx context.Context, rows iter.Seq2[model.Example, error], s model.Settings) (*Classifier, model.Summary, error) {
	s.Classes = labelNames[:]
	if s.Features.Clusters == nil && s.Features.Language == "" && s.Vectors == nil && s.Prior == nil {
		s.Features.Clusters, s.Vectors = Clusters(), Vectors()
	}
	m, sum, err := model.Train(ctx, checked(rows), s)
	if err != nil {
		return nil, sum, err
	}
	return &Classifier{text: m}, sum, nil
}

// checked refuses rows whose class is no label.
func checked(rows iter.Seq2[model.Example, error]) iter.Seq2[model.Example, error] {
	return func(yield func(model.Example, error) bool) {
		n := 0
		for e, err := range rows {
			if err == nil {
				if _, bad := ParseLabel(e.Class); bad != nil {
					err = &model.ExampleError{Row: n, ID: e.ID, Err: bad}
				}
				n++
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// Load reads a classifier that [Classifier.WriteTo] or [Classifier.Save]
// wrote. The errors are those of [model.Read], or wrap [ErrClasses].
func Load(r io.Reader) (*Classifier, error) {
	m, err := model.Read(r)
	if err != nil {
		return nil, err
	}
	return New(m)
}

// Open reads a classifier from a file.
func Open(path string) (*Classifier, error) {
	m, err := model.Open(path)
	if err != nil {
		return nil, err
	}
	c, err := New(m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// WriteTo writes the model file.
func (c *Classifier) WriteTo(w io.Writer) (int64, error) { return c.text.WriteTo(w) }

// Save writes the model file under a name, whole or not at all.
func (c *Classifier) Save(path string) error { return c.text.Save(path) }

// Model returns the text classifier behind it.
func (c *Classifier) Model() *model.Text { return c.text }

// WithThreshold returns the same classifier with another threshold of
// probability, below which it abstains.
func (c *Classifier) WithThreshold(p float64) (*Classifier, error) {
	m, err := c.text.WithThreshold(p)
	if err != nil {
		return nil, err
	}
	return &Classifier{text: m}, nil
}

// WithNetwork returns the same classifier with its network turned on: slower and
// more accurate, since it sees in which order words come. The default classifier
// has a network, one that was trained with Settings.Network, too; the error for
// another wraps [model.ErrNoNetwork].
func (c *Classifier) WithNetwork() (*Classifier, error) {
	m, err := c.text.WithNetwork(true)
	if err != nil {
		return nil, err
	}
	return &Classifier{text: m}, nil
}

// Classify tells the stance of one statement, a sentence or a quotation of a
// few sentences. It never fails: a text without a word is None, abstained,
// with probability 1. Once warm it allocates nothing.
func (c *Classifier) Classify(text string) Result {
	r, _ := c.classify(text)
	return r
}

// ClassifyAll tells the stance of statements, on all processors and in their
// order, as [model.Text.PredictAll] does: memory stays bounded, the error is the
// context's, and the loop may be left at any time.
func (c *Classifier) ClassifyAll(ctx context.Context, texts iter.Seq[string]) iter.Seq2[Result, error] {
	return batch.Map(ctx, texts, c.Classify)
}

// classify tells the stance, too, of a text without a word, and that it has
// none.
func (c *Classifier) classify(text string) (r Result, wordless bool) {
	p, class, abstained := c.text.PredictInto(r.Probabilities[:0], text)
	copy(r.Probabilities[:], p)
	if abstained && !c.text.HasToken(text) {
		return Result{Probability: 1, Probabilities: Probabilities{None: 1}, Abstained: true}, true
	}
	r.Label, r.Probability, r.Abstained = Label(class), p[class], abstained
	return r, false
}

// Explain tells which words of the statement spoke for which label. The
// classes of the explanation are the labels in their order.
func (c *Classifier) Explain(text string) (*model.Explanation, error) {
	return c.text.Explain(text)
}
