package main

import (
	"errors"
	"fmt"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// tooFew tells of an error of cross-validation what the rows lack, where they are
// too few for the folds.
func (j *job) tooFew(rows []model.Example, err error) error {
	all, of := countParts(rows)
	together := j.together(len(rows), all)
	switch {
	case errors.Is(err, evaluate.ErrFolds):
		return fmt.Errorf("%w: %s are too few for -folds %d%s", evaluate.ErrFolds, cli.Count(len(rows), "row"), j.folds, together)
	case errors.Is(err, model.ErrOneClass) && len(of) > 1:
		var short []string
		for _, c := range cli.CountClasses(rows) {
			if of[c.Class] < 2 {
				short = append(short, c.Class)
			}
		}
		if len(short) == 0 {
			return fmt.Errorf("%w%s", err, together)
		}
		return fmt.Errorf("%w to learn from where the rows of %s are held out: to learn and to test takes two of a class at least%s",
			model.ErrOneClass, cli.Labels(short), together)
	}
	return err
}

// together says how many parts the rows can be dealt in, and by which flags that
// can be changed; nothing where each row can be dealt alone.
func (j *job) together(rows, parts int) string {
	switch {
	case parts == rows:
		return ""
	case j.similar == 0:
		return fmt.Sprintf(" (rows of one group stay together: %s)", cli.Count(parts, "part"))
	}
	return fmt.Sprintf(" (rows of one group or nearly alike stay together: %s; see -similar)", cli.Count(parts, "part"))
}

// countParts counts the parts that rows can be dealt in, groups and rows without
// one, and in how many of them each class occurs.
func countParts(rows []model.Example) (all int, of map[string]int) {
	type member struct{ group, class string }
	groups, members := make(map[string]bool), make(map[member]bool)
	of = make(map[string]int)
	for _, e := range rows {
		m := member{e.Group, e.Class}
		if e.Group == "" || !groups[e.Group] {
			all++
		}
		if e.Group == "" || !members[m] {
			of[e.Class]++
		}
		groups[e.Group], members[m] = true, true
	}
	return all, of
}
