package main

import (
	"encoding/json"
	"io"
	"slices"

	"github.com/stancekit/stancekit/model/evaluate"
)

// report is all that is said about an outcome; its fields are the JSON. What was
// not looked for is nil.
type report struct {
	Method        string                `json:"method"`
	Refused       int                   `json:"refused"`
	Unknown       []string              `json:"unknown_classes,omitempty"`
	Scores        *evaluate.Report      `json:"scores"`
	Intervals     *evaluate.Intervals   `json:"intervals"`
	Repeated      *evaluate.Repeated    `json:"repeated,omitempty"`
	Brier         float64               `json:"brier"`
	LogLoss       float64               `json:"log_loss"`
	Calibration   *evaluate.Calibration `json:"calibration"`
	AURC          float64               `json:"aurc"`
	ExcessAURC    float64               `json:"excess_aurc"`
	RiskCoverages []evaluate.RiskPoint  `json:"risk_coverage"`
	Curve         []curvePoint          `json:"learning_curve,omitempty"`
	Pairs         []pair                `json:"confused,omitempty"`
	Words         []classWords          `json:"words,omitempty"`
	Alike         *alike                `json:"nearly_alike,omitempty"`
	Suspects      *suspects             `json:"label_issues,omitempty"`
	Next          []candidate           `json:"label_next,omitempty"`

	risk  []evaluate.RiskPoint // the whole curve
	aside bool                 // the learning curve is of other rows than the scores
}

// coverages are the shares of the rows at which the report tells the accuracy.
var coverages = []float64{1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.25}

func (o *outcome) score(seed uint64) (*report, error) {
	r := &report{Method: o.method, Refused: o.from.Refused, Unknown: o.unknown, Repeated: o.runs}
	var err error
	if r.Scores, err = evaluate.Score(o.classes, o.gold, o.predicted); err != nil {
		return nil, err
	}
	if r.Intervals, err = evaluate.Bootstrap(o.classes, o.gold, o.predicted, evaluate.BootstrapSettings{Seed: seed}); err != nil {
		return nil, err
	}
	if r.Brier, err = evaluate.Brier(o.classes, o.gold, o.probabilities); err != nil {
		return nil, err
	}
	if r.LogLoss, err = evaluate.LogLoss(o.classes, o.gold, o.probabilities); err != nil {
		return nil, err
	}
	confidence, correct := o.confidence()
	if r.Calibration, err = evaluate.Calibrate(confidence, correct, evaluate.CalibrationSettings{Seed: seed}); err != nil {
		return nil, err
	}
	risk, err := evaluate.NewRiskCoverage(confidence, correct)
	if err != nil {
		return nil, err
	}
	r.AURC, r.ExcessAURC, r.risk = risk.AURC, risk.Excess, risk.Points
	for _, c := range coverages {
		p, ok := risk.ThresholdForCoverage(c)
		if ok && !slices.Contains(r.RiskCoverages, p) {
			r.RiskCoverages = append(r.RiskCoverages, p)
		}
	}
	return r, nil
}

// absent returns the classes that no row has.
func (r *report) absent() []string {
	var out []string
	for _, c := range r.Scores.Classes {
		if c.Support == 0 {
			out = append(out, c.Class)
		}
	}
	return out
}

func (r *report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
