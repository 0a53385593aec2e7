package golearn

import (
	"context"
	"slices"

	"github.com/stancekit/stancekit/model"
)

// chooseColumns returns the columns with the highest chi-squared statistic of
// presence against class, at most limit of those that are present in a row to
// learn from; a negative limit takes all. Equal ones are taken in their order.
// With each it adds the best column of a class that would be left without any.
func chooseColumns(ctx context.Context, p *model.Problem, limit int, each bool) ([]uint32, error) {
	k := len(p.Classes)
	present := make([]uint32, p.X.Columns*k)
	class := make([]float64, k)
	for i, row := range p.Rows {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		y := p.Y[row]
		class[y]++
		cols, values := p.X.Row(row)
		for j, col := range cols {
			if values[j] != 0 {
				present[int(col)*k+y]++
			}
		}
	}
	var cols []uint32
	score := make([]float64, p.X.Columns)
	for col := range p.X.Columns {
		if s := chiSquared(present[col*k:col*k+k], class); s >= 0 {
			cols = append(cols, uint32(col))
			score[col] = s
		}
	}
	if limit < 0 || len(cols) <= limit {
		return cols, nil
	}
	slices.SortStableFunc(cols, func(a, b uint32) int {
		switch {
		case score[a] > score[b]:
			return -1
		case score[a] < score[b]:
			return 1
		}
		return 0
	})
	chosen := slices.Clone(cols[:limit])
	if each {
		for y := range class {
			has := func(col uint32) bool { return present[int(col)*k+y] > 0 }
			if class[y] > 0 && !slices.ContainsFunc(chosen, has) {
				if i := slices.IndexFunc(cols, has); i >= 0 {
					chosen = append(chosen, cols[i])
				}
			}
		}
	}
	slices.Sort(chosen)
	return slices.Compact(chosen), nil
}

// chiSquared returns the statistic of the table of presence by class, given the
// rows of each class that have the column and all rows of each class; -1 for a
// column that no row has.
func chiSquared(present []uint32, class []float64) float64 {
	n, with := 0.0, 0.0
	for y, c := range class {
		n += c
		with += float64(present[y])
	}
	if with == 0 {
		return -1
	}
	if with == n {
		return 0
	}
	sum := 0.0
	for y, c := range class {
		if c == 0 {
			continue
		}
		expected := with * c / n
		d := float64(present[y]) - expected
		square := float64(d * d)
		// The cell of the rows that have the column, and that of the others.
		sum += square/expected + square/(c-expected)
	}
	return sum
}
