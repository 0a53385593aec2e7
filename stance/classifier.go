package stance

import (
	"context"
	"encoding/json"
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
// concurrent use. [Default], [Train], [Open] and [New] make one; the zero value is
// not usable.
type Classifier struct {
	text   *model.Text
	labels [NumLabels]Label // of the model's classes, in their order
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

// MarshalJSON returns an object of the labels' names, in their order, with six
// digits of each probability.
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

// UnmarshalJSON reads an object of the labels' names; a label that is not in it
// has probability 0. The error for a name that is no label wraps [ErrLabel].
func (p *Probabilities) UnmarshalJSON(b []byte) error {
	var byLabel map[Label]float64
	if err := json.Unmarshal(b, &byLabel); err != nil {
		return fmt.Errorf("stance: probabilities: %w", err)
	}
	*p = Probabilities{}
	for l, v := range byLabel {
		p[l] = v
	}
	return nil
}

// New makes a classifier of a model whose classes are the four labels' names, in
// any order; for other classes, or no model, its error wraps [ErrClasses].
func New(m *model.Text) (*Classifier, error) {
	if m == nil {
		return nil, fmt.Errorf("stance: %w: the model is nil", ErrClasses)
	}
	labels, err := labelsOf(m.Classes())
	if err != nil {
		return nil, fmt.Errorf("stance: %w", err)
	}
	return &Classifier{text: m, labels: labels}, nil
}

// labelsOf returns the labels that classes name, each once.
func labelsOf(classes []string) (labels [NumLabels]Label, err error) {
	var seen [NumLabels]bool
	ok := len(classes) == NumLabels
	for i := 0; ok && i < NumLabels; i++ {
		if labels[i], err = ParseLabel(classes[i]); err != nil || seen[labels[i]] {
			ok = false
			break
		}
		seen[labels[i]] = true
	}
	if !ok {
		return labels, fmt.Errorf("%w: they are %q, want %q", ErrClasses, classes, labelNames[:])
	}
	return labels, nil
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

// Open reads a classifier from a file. The errors are those of [model.Open], or
// wrap [ErrClasses].
func Open(path string) (*Classifier, error) {
	m, err := model.Open(path)
	if err != nil {
		return nil, err
	}
	return ofFile(path, m)
}

// ofFile is [New] for the model of a file.
func ofFile(path string, m *model.Text) (*Classifier, error) {
	labels, err := labelsOf(m.Classes())
	if err != nil {
		return nil, fmt.Errorf("stance: %s: %w", path, err)
	}
	return &Classifier{text: m, labels: labels}, nil
}

// Mapped is a classifier whose model stays in its file, as [model.Mapped] does.
type Mapped struct {
	*Classifier
	file *model.Mapped
}

// OpenMapped opens a classifier's file where it stands. Its errors are those of
// [Open].
func OpenMapped(path string, trust model.Trust) (*Mapped, error) {
	m, err := model.OpenMapped(path, trust)
	if err != nil {
		return nil, err
	}
	c, err := ofFile(path, m.Text)
	if err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return &Mapped{Classifier: c, file: m}, nil
}

// Close gives the memory back, as [model.Mapped.Close] does: what was made of the
// classifier, and its model, must not be used after it.
func (m *Mapped) Close() error { return m.file.Close() }

// WriteTo writes the model file.
func (c *Classifier) WriteTo(w io.Writer) (int64, error) { return c.text.WriteTo(w) }

// Save writes the model file under a name, whole or not at all, with its
// threshold. Whether the network is turned on is not saved: [Open] has it off.
func (c *Classifier) Save(path string) error { return c.text.Save(path) }

// Model returns the text classifier behind it. Its classes are the labels, in an
// order that may be its own.
func (c *Classifier) Model() *model.Text { return c.text }

// WithThreshold returns the same classifier with another threshold of
// probability, below which it abstains. The error for a p that is no probability
// wraps [model.ErrSettings].
func (c *Classifier) WithThreshold(p float64) (*Classifier, error) {
	m, err := c.text.WithThreshold(p)
	if err != nil {
		return nil, err
	}
	return &Classifier{text: m, labels: c.labels}, nil
}

// HasNetwork reports whether it has a network: the default classifier does, and
// one that was trained with Settings.Network.
func (c *Classifier) HasNetwork() bool { return c.text.HasNetwork() }

// WithNetwork returns the same classifier with its network turned on or off: on,
// it sees in which order words come, and is slower; docs/model-card.md tells where
// that helps. A
// classifier that was read has it off. The error for one without a network wraps
// [model.ErrNoNetwork].
func (c *Classifier) WithNetwork(on bool) (*Classifier, error) {
	m, err := c.text.WithNetwork(on)
	if err != nil {
		return nil, err
	}
	return &Classifier{text: m, labels: c.labels}, nil
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
// context's, and the loop may be left at any time. Nil stands for no texts.
func (c *Classifier) ClassifyAll(ctx context.Context, texts iter.Seq[string]) iter.Seq2[Result, error] {
	return batch.Map(ctx, texts, c.Classify)
}

// classify tells the stance, too, of a text without a word, and that it has
// none.
func (c *Classifier) classify(text string) (r Result, wordless bool) {
	var byClass Probabilities
	p, class, abstained := c.text.PredictInto(byClass[:0], text)
	if abstained && !c.text.HasToken(text) {
		return Result{Probability: 1, Probabilities: Probabilities{None: 1}, Abstained: true}, true
	}
	for i, v := range p {
		r.Probabilities[c.labels[i]] = v
	}
	r.Label, r.Probability, r.Abstained = c.labels[class], p[class], abstained
	return r, false
}

// Explain tells which words of the statement spoke for which label. The
// classes of the explanation are the labels in their order. It tells of the
// linear model alone, whether or not the network is turned on; its prediction is
// that of both.
func (c *Classifier) Explain(text string) (*model.Explanation, error) {
	e, err := c.text.Explain(text)
	if err != nil || c.labels == Labels() {
		return e, err
	}
	inOrder := func(byClass []float64) {
		var p Probabilities
		for i, v := range byClass {
			p[c.labels[i]] = v
		}
		copy(byClass, p[:])
	}
	e.Classes = slices.Clone(labelNames[:])
	inOrder(e.Probabilities)
	inOrder(e.Bias)
	for _, w := range e.Words {
		inOrder(w.Weights)
	}
	return e, nil
}
