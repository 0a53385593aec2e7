package golearn

import (
	"fmt"
	"reflect"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/trees"
)

const golearnPath = "github.com/sjwhitworth/golearn/"

// unsound are the classifiers of golearn that are wrong whatever they are given.
// They are known by name, so that nothing has to import them.
var unsound = map[string]string{
	"ensemble.RandomForest": "its trees are trained on views that lose the choice of rows, and it does not load what it saves",
	"trees.RandomTree":      "it draws its attributes from a random source that cannot be seeded; golearn.ID3 gives the same tree each time",
}

// linear are the classifiers that read float attributes only, and only a float
// class.
var linear = map[string]bool{
	"linear_models.LinearSVC":          true,
	"linear_models.LogisticRegression": true,
	"linear_models.MultiLinearSVC":     true,
}

// Unsound says why a classifier of golearn's would get data with such
// attributes wrong without an error: binary attributes for the linear models,
// which pass over them; a random forest, whose trees see other rows than they
// should; an ID3 tree with pruning, which trains on a part of the rows that is
// drawn wrongly. It returns nil for all else. The error wraps [ErrRefused].
func Unsound(c base.Classifier, s SchemaSettings) error {
	if g, ok := c.(*guard); ok {
		c = g.Classifier
	}
	if c == nil {
		return fmt.Errorf("golearn: %w: there is no classifier", ErrRefused)
	}
	name := golearnName(c)
	refuse := func(why string) error {
		return fmt.Errorf("golearn: %s: %w: %s", name, ErrRefused, why)
	}
	if why, ok := unsound[name]; ok {
		return refuse(why)
	}
	if linear[name] {
		switch {
		case s.Kind == Binary:
			return refuse("linear models pass over binary attributes and answer by chance; want float attributes")
		case !s.FloatClass:
			return refuse("linear models want a float class attribute")
		}
	}
	if t, ok := c.(*trees.ID3DecisionTree); ok && t.PruneSplit > 0.001 {
		return refuse("to prune it learns from a part of the rows only, and another one than asked for")
	}
	return nil
}

// golearnName returns the package and type of a classifier of golearn's, and the
// full type of any other.
func golearnName(c base.Classifier) string {
	t := reflect.TypeOf(c)
	full := t.String()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if path := t.PkgPath(); len(path) > len(golearnPath) && path[:len(golearnPath)] == golearnPath {
		return path[len(golearnPath):] + "." + t.Name()
	}
	return full
}
