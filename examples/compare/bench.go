package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

//go:embed pipelines.py
var pipelines []byte

// bench runs classifiers, each task in a process of its own.
type bench struct {
	*job
	data *data
	dir  string // for files
	self string // this program

	script     string // pipelines.py
	sklearn    string // version; empty without scikit-learn
	fastText   string // program; empty without fastText
	pin        []string
	pinned     bool // to j.cores cores, not just asked to use no more
	environ    []string
	labelsFile string
}

func newBench(ctx context.Context, j *job, d *data, dir string) (*bench, error) {
	b := &bench{job: j, data: d, dir: dir, script: filepath.Join(dir, "pipelines.py"), labelsFile: filepath.Join(dir, "labels")}
	var err error
	if b.self, err = os.Executable(); err != nil {
		return nil, err
	}
	b.limit()
	if err := os.WriteFile(b.script, pipelines, 0o600); err != nil {
		return nil, err
	}
	needed := map[kind]bool{}
	for _, p := range j.peers {
		needed[p.kind] = true
	}
	if needed[kindPython] {
		b.findPython(ctx)
	}
	if needed[kindFastText] {
		b.fastText, _ = exec.LookPath("fasttext")
	}
	return b, nil
}

// findPython looks for a Python that has scikit-learn.
func (b *bench) findPython(ctx context.Context) {
	names := []string{"python3", "/usr/bin/python3", "python"}
	if b.python != "" {
		names = []string{b.python}
	}
	for _, name := range names {
		out, err := exec.CommandContext(ctx, name, b.script, "version").Output()
		if err == nil {
			b.python, b.sklearn = name, strings.TrimSpace(string(out))
			return
		}
	}
}

// missing says why a classifier cannot be run and how to install it, "" if it
// can.
func (b *bench) missing(p peer) string {
	switch {
	case p.kind == kindPython && b.sklearn == "":
		return "no Python with scikit-learn: pip install scikit-learn, or apt-get install python3-sklearn, or say with -python where it is"
	case p.kind == kindFastText && b.fastText == "":
		return "no program fasttext: apt-get install fasttext, or build it from https://fasttext.cc and put it on the PATH"
	}
	return ""
}

// limit sets by what means processes are kept to some cores: to run on no other
// where Linux's taskset is there, and to start no more threads.
func (b *bench) limit() {
	b.environ = os.Environ()
	if b.cores == 0 {
		return
	}
	n := strconv.Itoa(b.cores)
	b.environ = append(b.environ, "GOMAXPROCS="+n, "OMP_NUM_THREADS="+n, "OPENBLAS_NUM_THREADS="+n, "MKL_NUM_THREADS="+n)
	taskset, err := exec.LookPath("taskset")
	if cores := firstCores(b.cores); err == nil && cores != "" {
		b.pin, b.pinned = []string{taskset, "-c", cores}, true
	}
}

// threads is how many a program that has a flag for it is told to use.
func (b *bench) threads() string {
	if b.cores > 0 {
		return strconv.Itoa(b.cores)
	}
	return strconv.Itoa(runtime.NumCPU())
}

// result is what a classifier answered and took.
type result struct {
	labels  []string
	train   usage
	predict usage // the test rows
	none    usage // no row
	many    usage // data.many rows
}

// run trains and tests a classifier.
func (b *bench) run(ctx context.Context, p peer) (*result, error) {
	r := &result{}
	var err error
	if r.train, err = b.measure(ctx, b.runs, b.trainCommand(p)); err != nil {
		return nil, fmt.Errorf("%s: training: %w", p.name, err)
	}
	in := b.inputs(p)
	for _, task := range []struct {
		texts string
		runs  int
		used  *usage
	}{
		{in.none, max(3, b.runs), &r.none}, // short, so that chance weighs more
		{in.many, b.runs, &r.many},
		{in.test, max(3, b.runs), &r.predict}, // the last, whose labels are kept
	} {
		if *task.used, err = b.measure(ctx, task.runs, b.predictCommand(p, task.texts)); err != nil {
			return nil, fmt.Errorf("%s: predicting: %w", p.name, err)
		}
	}
	if r.labels, err = b.data.readLabels(b.labelsFile); err != nil {
		return nil, fmt.Errorf("%s: %w", p.name, err)
	}
	return r, nil
}

func (b *bench) inputs(p peer) *files {
	if p.kind == kindFastText {
		return &b.data.fastText
	}
	return &b.data.json
}

// command is a program with its arguments, and the file that its output goes to.
type command struct {
	out  string
	args []string
}

func (b *bench) trainCommand(p peer) command {
	rows, model := b.inputs(p).train, b.modelFile(p)
	switch p.kind {
	case kindPython:
		return command{os.DevNull, []string{b.python, b.script, "train", p.name, rows, model}}
	case kindFastText:
		args := []string{b.fastText, "supervised", "-input", rows, "-output", strings.TrimSuffix(model, ".bin"), "-thread", b.threads(), "-verbose", "0"}
		return command{os.DevNull, append(args, p.flags...)}
	}
	s := b.settings
	return command{os.DevNull, []string{b.self, child, "train", "-language", s.Features.Language, "-seed", strconv.FormatUint(s.Seed, 10), rows, model}}
}

func (b *bench) predictCommand(p peer, texts string) command {
	model := b.modelFile(p)
	switch p.kind {
	case kindPython:
		return command{os.DevNull, []string{b.python, b.script, "predict", model, texts, b.labelsFile}}
	case kindFastText:
		return command{b.labelsFile, []string{b.fastText, "predict", model, texts}}
	}
	return command{os.DevNull, []string{b.self, child, "predict", model, texts, b.labelsFile}}
}

// modelFile has the ending that fastText insists on.
func (b *bench) modelFile(p peer) string { return filepath.Join(b.dir, p.name+".bin") }

// measure runs a command some times and returns what the quickest run took, and
// the most memory that one held.
func (b *bench) measure(ctx context.Context, runs int, c command) (usage, error) {
	var best usage
	for i := range runs {
		args := append([]string{child, "measure", c.out}, b.pin...)
		cmd := exec.CommandContext(ctx, b.self, append(args, c.args...)...)
		var stdout, stderr bytes.Buffer
		cmd.Env, cmd.Stdout, cmd.Stderr = b.environ, &stdout, &stderr
		// The child gets the chance to end what it runs.
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
		cmd.WaitDelay = 5 * time.Second
		if err := cmd.Run(); err != nil {
			if ctx.Err() != nil {
				return usage{}, ctx.Err()
			}
			return usage{}, errors.New(cmp.Or(lastLine(stderr.String()), err.Error()))
		}
		var u usage
		if err := json.Unmarshal(stdout.Bytes(), &u); err != nil {
			return usage{}, err
		}
		memory := max(best.Memory, u.Memory)
		if i == 0 || u.Wall < best.Wall {
			best = u
		}
		best.Memory = memory
	}
	return best, nil
}
