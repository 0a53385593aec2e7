package golearn

import (
	"context"
	"testing"

	"github.com/sjwhitworth/golearn/base"

	"github.com/stancekit/stancekit/model"
)

// BenchmarkMapOverRows visits all cells of 240 rows, as golearn's learners do.
func BenchmarkMapOverRows(b *testing.B) {
	g, _ := sentences(b, corpus(b, "train/events.jsonl", 240), model.Settings{}, SchemaSettings{})
	specs := base.ResolveAllAttributes(g)
	b.SetBytes(int64(len(specs)) * int64(g.x.Rows()))
	b.ReportAllocs()
	for b.Loop() {
		if err := g.MapOverRows(specs, func([][]byte, int) (bool, error) { return true, nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSchema(b *testing.B) {
	features := names("feature ", 50000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewSchema(features, []string{"a", "b"}, SchemaSettings{Kind: Binary}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkID3(b *testing.B) {
	g, _ := sentences(b, corpus(b, "train/events.jsonl", 240), words(), SchemaSettings{Kind: Binary})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (ID3{}).Tree(context.Background(), g); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPredict asks golearn's naive Bayes about one text after the other.
func BenchmarkPredict(b *testing.B) {
	rows := corpus(b, "train/events.jsonl", 240)
	s := words()
	s.Learner, s.Folds = BernoulliNB(), model.Off
	m, _ := train(b, rows, s)
	b.ReportAllocs()
	for b.Loop() {
		m.Predict(rows[0].Text)
	}
}
