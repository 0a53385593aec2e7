package main

import (
	"fmt"
	"slices"

	"github.com/stancekit/stancekit/examples/internal/cli"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/evaluate"
)

// outcome is what a classifier made of the test rows.
type outcome struct {
	method          string
	from            *cli.Reader // of the rows
	rows            []model.Example
	classes         []string // of the classifier, then the unknown ones
	unknown         []string // classes of the rows that the classifier lacks
	gold, predicted []string
	probabilities   [][]float64

	model *model.Text        // that one would use
	train []model.Example    // that it learnt from; nil for a model from a file
	runs  *evaluate.Repeated // nil but for repeated cross-validation
}

func newOutcome(known []string, rows []model.Example, from *cli.Reader) *outcome {
	o := &outcome{
		from:          from,
		rows:          rows,
		gold:          make([]string, len(rows)),
		predicted:     make([]string, len(rows)),
		probabilities: make([][]float64, len(rows)),
	}
	for i, e := range rows {
		o.gold[i] = e.Class
		if !slices.Contains(known, e.Class) && !slices.Contains(o.unknown, e.Class) {
			o.unknown = append(o.unknown, e.Class)
		}
	}
	slices.Sort(o.unknown)
	o.classes = append(slices.Clip(known), o.unknown...)
	return o
}

// confidence returns the probability of the class decided for, and whether it is
// right. That class may be another than the most probable one, so its own
// probability is what counts.
func (o *outcome) confidence() (confidence []float64, correct []bool) {
	confidence, correct = make([]float64, len(o.gold)), make([]bool, len(o.gold))
	for i, class := range o.predicted {
		confidence[i] = o.probabilities[i][slices.Index(o.classes, class)]
		correct[i] = class == o.gold[i]
	}
	return confidence, correct
}

// row is a row as it is shown.
type row struct {
	Row   int    `json:"row"`   // from 0, among the rows that could be used
	Place string `json:"place"` // file and line
	ID    string `json:"id,omitempty"`
	Name  string `json:"name"` // for people: the place, and the ID
	Text  string `json:"text"`
}

func newRow(rows []model.Example, from *cli.Reader, i int) row {
	r := row{Row: i, Place: from.Where(i), ID: rows[i].ID, Text: rows[i].Text}
	r.Name = cli.Line(r.Place)
	if r.ID != "" {
		r.Name += fmt.Sprintf(" (%s)", name(r.ID))
	}
	return r
}

func (o *outcome) row(i int) row { return newRow(o.rows, o.from, i) }
