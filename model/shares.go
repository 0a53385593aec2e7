package model

import (
	"fmt"
	"math"
)

// toShares returns the weights of rows of the classes y such that the classes
// have the shares of the settings: each row counts as many times as its class is
// more frequent there than among the rows. Where only the frequency of classes
// changes between rows and texts, and nothing within a class, that is what
// estimates the probabilities of the texts (Saerens, Latinne and Decaestecker,
// "Adjusting the Outputs of a Classifier to New a Priori Probabilities", Neural
// Computation 2002).
func (s *Settings) toShares(y []int, weight []float64) []float64 {
	if s.Shares == nil {
		return weight
	}
	sums := make([]float64, len(s.Shares))
	total, occurring := 0.0, 0.0
	for i, c := range y {
		sums[c] += weight[i]
		total += weight[i]
	}
	for c, sum := range sums {
		if sum > 0 {
			occurring += s.Shares[c]
		}
	}
	out := make([]float64, len(weight))
	for i, c := range y {
		out[i] = weight[i] * (s.Shares[c] / occurring * total / sums[c])
	}
	return out
}

// checkShares returns an error for shares that are none of the classes named.
func (s *Settings) checkShares() error {
	if s.Shares == nil {
		return nil
	}
	if len(s.Shares) != len(s.Classes) {
		return fmt.Errorf("model: %w: %d Shares for %d Classes", ErrSettings, len(s.Shares), len(s.Classes))
	}
	for c, x := range s.Shares {
		if !(x > 0) || math.IsInf(x, 1) {
			return fmt.Errorf("model: %w: the share of class %q is %v, want a positive number", ErrSettings, s.Classes[c], x)
		}
	}
	return nil
}
