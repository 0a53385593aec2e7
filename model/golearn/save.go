package golearn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"github.com/sjwhitworth/golearn/base"

	"github.com/stancekit/stancekit/model"
)

// The names of the parts of a saved classifier, and what its metadata say.
const (
	headerKey  = "STANCEKIT_HEADER"
	scaleKey   = "STANCEKIT_SCALE"
	biasKey    = "STANCEKIT_BIAS"
	weightsKey = "STANCEKIT_WEIGHTS"

	savedName    = "stancekit.Linear"
	savedVersion = 1
)

// header is the part of a saved classifier that is JSON.
type header struct {
	Version    int         `json:"version"`
	Learner    string      `json:"learner"`
	Class      string      `json:"class"`
	Classes    []string    `json:"classes"`
	Attributes []attribute `json:"attributes"`
}

// GetMetadata returns what golearn keeps in front of a saved classifier.
func (c *Classifier) GetMetadata() base.ClassifierMetadataV1 {
	return base.ClassifierMetadataV1{
		FormatVersion: 1, ClassifierName: savedName, ClassifierVersion: strconv.Itoa(savedVersion),
		ClassifierMetadata: map[string]any{"learner": c.learner().Name()},
	}
}

// Save writes the fitted classifier to a file by golearn's serializer, whole or
// not at all. Only a linear one can be saved; the error for another wraps
// [model.ErrNotLinear].
func (c *Classifier) Save(path string) (err error) {
	if err := c.savable(); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("golearn: %w", err)
	}
	name := f.Name()
	defer func() {
		if err != nil {
			os.Remove(name)
		}
	}()
	if err := f.Close(); err != nil {
		return fmt.Errorf("golearn: %w", err)
	}
	err = protect("Save", func() error {
		w, err := base.CreateSerializedClassifierStub(name, c.GetMetadata())
		if err != nil {
			return err
		}
		return errors.Join(c.SaveWithPrefix(w, ""), w.Close())
	})
	if err != nil {
		return err
	}
	if err := os.Rename(name, path); err != nil {
		return fmt.Errorf("golearn: %w", err)
	}
	return nil
}

func (c *Classifier) savable() error {
	if c.scorer == nil {
		return fmt.Errorf("golearn: %w", ErrNotFitted)
	}
	if _, ok := c.scorer.(*model.Linear); !ok {
		return fmt.Errorf("golearn: %s: %w", c.learner().Name(), model.ErrNotLinear)
	}
	return nil
}

// SaveWithPrefix writes the fitted classifier as a part of another file.
func (c *Classifier) SaveWithPrefix(w *base.ClassifierSerializer, prefix string) error {
	if err := c.savable(); err != nil {
		return err
	}
	l := c.scorer.(*model.Linear)
	h := header{
		Version: savedVersion, Learner: c.learner().Name(),
		Class: c.columns.class, Classes: c.columns.classes, Attributes: c.columns.attributes,
	}
	scale := make([]float64, len(c.scale))
	for i, s := range c.scale {
		scale[i] = float64(s)
	}
	return protect("Save", func() error {
		if err := w.WriteJSONForKey(w.Prefix(prefix, headerKey), h); err != nil {
			return err
		}
		for _, part := range []struct {
			key    string
			values []float64
		}{{scaleKey, scale}, {biasKey, l.Bias}, {weightsKey, l.Weights}} {
			if err := w.WriteBytesForKey(w.Prefix(prefix, part.key), packFloats(part.values)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Load reads a classifier that Save wrote. The error for a file that holds
// anything else wraps [ErrFile], for one that is not there fs.ErrNotExist. The
// reader is golearn's and knows no bounds: a hostile file can take all memory.
func (c *Classifier) Load(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("golearn: %w", err)
	}
	err := protect("Load", func() error {
		r, err := base.ReadSerializedClassifierStub(path)
		if err != nil {
			return err
		}
		defer r.Close()
		if r.Metadata.ClassifierName != savedName {
			return fmt.Errorf("it holds the classifier %q, want %q", r.Metadata.ClassifierName, savedName)
		}
		return c.LoadWithPrefix(r, "")
	})
	if err != nil && !errors.Is(err, ErrFile) {
		err = fmt.Errorf("golearn: %w: %s: %w", ErrFile, path, err)
	}
	return err
}

// LoadWithPrefix reads a classifier that is a part of another file. After an
// error the classifier is what it was before.
func (c *Classifier) LoadWithPrefix(r *base.ClassifierDeserializer, prefix string) error {
	err := protect("Load", func() error { return c.load(r, prefix) })
	if err != nil {
		return fmt.Errorf("golearn: %w: %w", ErrFile, err)
	}
	return nil
}

func (c *Classifier) load(r *base.ClassifierDeserializer, prefix string) error {
	var h header
	if err := r.GetJSONForKey(r.Prefix(prefix, headerKey), &h); err != nil {
		return err
	}
	if h.Version != savedVersion {
		return fmt.Errorf("it is of version %d, want %d", h.Version, savedVersion)
	}
	columns := &Columns{attributes: h.Attributes, class: h.Class, classes: h.Classes}
	if err := columns.number(); err != nil {
		return err
	}
	if len(h.Classes) < 2 {
		return fmt.Errorf("it has %d classes", len(h.Classes))
	}
	n, k := len(columns.names), len(h.Classes)
	read := func(key string, want int) ([]float64, error) {
		b, err := r.GetBytesForKey(r.Prefix(prefix, key))
		if err != nil {
			return nil, err
		}
		if key == scaleKey && len(b) == 0 {
			return nil, nil
		}
		return unpackFloats(b, key, want)
	}
	scale64, err := read(scaleKey, n)
	if err != nil {
		return err
	}
	bias, err := read(biasKey, k)
	if err != nil {
		return err
	}
	weights, err := read(weightsKey, n*k)
	if err != nil {
		return err
	}
	var scale []float32
	for _, s := range scale64 {
		scale = append(scale, float32(s))
	}
	c.columns, c.scale, c.scorer = columns, scale, &model.Linear{Bias: bias, Weights: weights}
	return nil
}

func packFloats(values []float64) []byte {
	b := make([]byte, 0, 8*len(values))
	for _, v := range values {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

func unpackFloats(b []byte, key string, want int) ([]float64, error) {
	if len(b) != 8*want {
		return nil, fmt.Errorf("%s has %d bytes, want %d", key, len(b), 8*want)
	}
	out := make([]float64, want)
	for i := range out {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		if math.IsNaN(out[i]) || math.IsInf(out[i], 0) {
			return nil, fmt.Errorf("%s holds %v", key, out[i])
		}
	}
	return out, nil
}
