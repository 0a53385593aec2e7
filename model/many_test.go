package model

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/features"
)

// The bytes of the model do not depend on how many goroutines work, even where
// rare features had to be forgotten.
func TestBlocksSameBytes(t *testing.T) {
	old := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(old)
	rows := noisyRows(1200, 3)
	var first []byte
	for _, procs := range []int{1, 2, 8, 8} {
		runtime.GOMAXPROCS(procs)
		m, sum := train(t, rows, Settings{Memory: littleMemory, TempDir: t.TempDir(), Seed: 9})
		b, err := m.MarshalBinary()
		require.NoError(t, err)
		if first == nil {
			first = b
		}
		require.True(t, string(first) == string(b), "GOMAXPROCS %d gives other bytes", procs)
		assert.Equal(t, 5, sum.Folds)
	}
}

// Above a number of rows no memory is asked for to go block by block; above
// another features are fewer unless they are asked for.
func TestPlentyOfRows(t *testing.T) {
	for _, c := range []struct{ rows, words, charMax int }{{plentyRows + 1, 2, 6}, {abundantRows + 1, 1, 4}} {
		rows := func(yield func(Example, error) bool) {
			for i := range c.rows {
				word := []string{"alpha", "beta"}[i%2]
				if !yield(Example{Text: word + " gamma", Class: word}, nil) {
					return
				}
			}
		}
		reports := map[string]Progress{}
		m, sum, err := Train(context.Background(), rows, Settings{
			TempDir:  t.TempDir(),
			Progress: func(p Progress) { reports[p.Stage] = p },
		})
		require.NoError(t, err)
		assert.Equal(t, c.rows, sum.Rows)
		assert.Equal(t, 1.0, sum.MacroF1)
		assert.Equal(t, "beta", m.Predict("beta").Class)
		assert.Equal(t, c.words, m.Features().Words)
		assert.Equal(t, c.charMax, m.Features().CharMax)
		for _, stage := range []string{"read", "encode", "choose", "learn"} {
			assert.Equal(t, reports[stage].Total, reports[stage].Done, stage)
			assert.NotZero(t, reports[stage].Total, stage)
		}
	}
	asked := features.Settings{Words: 2, CharMin: 3, CharMax: 5}
	got := manyFeatures(asked)
	assert.Equal(t, asked, got)
}

// While rows are read nobody knows how many there will be.
func TestReadingReports(t *testing.T) {
	var reads []Progress
	rows := noisyRows(reportRows+10, 2)
	_, _, err := Train(context.Background(), FromSlice(rows), Settings{
		Learner: NaiveBayes{}, Folds: Off, Features: features.Settings{CharMax: Off},
		Progress: func(p Progress) {
			if p.Stage == "read" {
				reads = append(reads, p)
			}
		},
	})
	require.NoError(t, err)
	assert.Equal(t, []Progress{
		{Stage: "read", Done: reportRows},
		{Stage: "read", Done: len(rows), Total: len(rows)},
	}, reads)
}

// disk makes temporary files in memory that fail as told, and knows how many are
// open.
type disk struct {
	mu     sync.Mutex
	open   int
	space  int // bytes that fit
	reads  int // reads that succeed
	closes error
}

var errFull = errors.New("no space left on device")

func (d *disk) create() (tempFile, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open++
	return &memFile{disk: d}, nil
}

type memFile struct {
	disk *disk
	data []byte
}

func (f *memFile) WriteAt(b []byte, at int64) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if f.disk.space -= len(b); f.disk.space < 0 {
		return 0, errFull
	}
	f.data = append(f.data, make([]byte, max(0, int(at)+len(b)-len(f.data)))...)
	return copy(f.data[at:], b), nil
}

func (f *memFile) ReadAt(b []byte, at int64) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if f.disk.reads--; f.disk.reads < 0 {
		return 0, errBroken
	}
	return copy(b, f.data[at:]), nil
}

var errBroken = errors.New("broken disk")

func (f *memFile) Close() error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	f.disk.open--
	return f.disk.closes
}

// Wherever the disk is full or breaks, training ends with the disk's error, and
// closes its files.
func TestDiskFails(t *testing.T) {
	rows := noisyRows(400, 2)
	run := func(d *disk) error {
		m, _, err := trainWith(context.Background(), FromSlice(rows), Settings{Memory: littleMemory, Workers: 3}, d.create)
		assert.Zero(t, d.open, "files left open")
		assert.Equal(t, err == nil, m != nil)
		return err
	}
	const all = 1 << 30
	free := &disk{space: all, reads: all}
	require.NoError(t, run(free))
	written, read := all-free.space, all-free.reads
	require.Greater(t, written, 10_000)
	require.Greater(t, read, 10)
	for i := range 12 {
		checkLeaks(t)
		err := run(&disk{space: written * i / 12, reads: all})
		require.ErrorIs(t, err, ErrTemporary)
		require.ErrorIs(t, err, errFull)
		err = run(&disk{space: all, reads: read * i / 12})
		require.ErrorIs(t, err, ErrTemporary)
		require.ErrorIs(t, err, errBroken)
	}
	err := run(&disk{space: all, reads: all, closes: errBroken})
	require.ErrorIs(t, err, ErrTemporary)
}

func TestNoTempDir(t *testing.T) {
	checkLeaks(t)
	dir := filepath.Join(t.TempDir(), "missing")
	_, _, err := Train(context.Background(), FromSlice(noisyRows(300, 2)), Settings{Memory: littleMemory, TempDir: dir})
	require.ErrorIs(t, err, ErrTemporary)
	require.ErrorIs(t, err, fs.ErrNotExist)
	assert.ErrorContains(t, err, dir)
}

// However training by blocks ends, nothing of it stays: no file and no goroutine.
func TestBlocksLeaveNothing(t *testing.T) {
	rows := noisyRows(1200, 3)
	dir := t.TempDir()
	empty := func() {
		t.Helper()
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Empty(t, left)
	}
	s := Settings{Memory: littleMemory, TempDir: dir, Workers: 3}
	var reports int
	s.Progress = func(Progress) { reports++ }
	train(t, rows, s)
	empty()
	require.Greater(t, reports, 8)
	for n := range reports {
		checkLeaks(t)
		ctx, cancel := context.WithCancel(context.Background())
		seen := 0
		s.Progress = func(Progress) {
			if seen++; seen == n+1 {
				cancel()
			}
		}
		_, _, err := Train(ctx, FromSlice(rows), s)
		if n < reports-1 {
			require.ErrorIs(t, err, context.Canceled, "after report %d of %d", n+1, reports)
		}
		cancel()
		empty()
	}
	s.Progress = nil
	broken := errors.New("row 900")
	failing := func(yield func(Example, error) bool) {
		for _, e := range rows[:900] {
			if !yield(e, nil) {
				return
			}
		}
		yield(Example{}, broken)
	}
	checkLeaks(t)
	_, _, err := Train(context.Background(), iter.Seq2[Example, error](failing), s)
	require.ErrorIs(t, err, broken)
	empty()
	require.PanicsWithValue(t, "rows", func() {
		_, _, _ = Train(context.Background(), func(yield func(Example, error) bool) {
			for _, e := range rows {
				if !yield(e, nil) {
					return
				}
			}
			panic("rows")
		}, s)
	})
	empty()
}

// What is wrong with few rows is wrong with many.
func TestBlocksErrors(t *testing.T) {
	s := Settings{Memory: littleMemory, TempDir: t.TempDir()}
	rows := noisyRows(600, 2)
	bad := append(append([]Example(nil), rows...), Example{ID: "r7"})
	_, _, err := Train(context.Background(), FromSlice(bad), s)
	var row *ExampleError
	require.ErrorAs(t, err, &row)
	assert.Equal(t, 600, row.Row)
	for i := range rows {
		rows[i].Class = "one"
	}
	_, _, err = Train(context.Background(), FromSlice(rows), s)
	require.ErrorIs(t, err, ErrOneClass)
	s.Learner = SVM{Cost: -1}
	_, _, err = Train(context.Background(), FromSlice(noisyRows(600, 2)), s)
	require.ErrorIs(t, err, ErrSettings)
	_, _, err = Train(context.Background(), FromSlice(nil), Settings{Memory: -1})
	require.ErrorIs(t, err, ErrSettings)
}

// Rows without a feature, one group for all, a class of a single row, declared
// classes that do not occur, no folds: all give a model.
func TestBlocksOddRows(t *testing.T) {
	rows := noisyRows(600, 2)
	rare := append([]Example(nil), rows...)
	rare[77].Class = "rare"
	grouped, empty := append([]Example(nil), rows...), append([]Example(nil), rows...)
	for i := range rows {
		grouped[i].Group = "all"
		empty[i].Text = strings.Repeat(" ", 60)
	}
	for name, c := range map[string]struct {
		rows []Example
		s    Settings
	}{
		"rare class":   {rare, Settings{}},
		"one group":    {grouped, Settings{}},
		"empty texts":  {empty, Settings{}},
		"more classes": {rows, Settings{Classes: []string{"z", "class 1", "class 0", "a"}}},
		"no folds":     {rows, Settings{Folds: Off}},
	} {
		t.Run(name, func(t *testing.T) {
			c.s.Memory, c.s.TempDir = littleMemory, t.TempDir()
			m, sum := train(t, c.rows, c.s)
			assert.Equal(t, 600, sum.Rows)
			p := m.Predict("w1 c0x3 c0x4")
			total := 0.0
			for _, x := range p.Probabilities {
				total += x
			}
			assert.InDelta(t, 1, total, 1e-9)
			if len(c.s.Classes) > 0 {
				assert.Equal(t, c.s.Classes, m.Classes())
			}
		})
	}
}
