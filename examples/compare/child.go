package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

// child is the argument by which this program calls itself:
//
//	child measure OUT PROGRAM ARGUMENT...   run a program, print its usage
//	child train FLAGS... ROWS MODEL         train our classifier
//	child predict MODEL TEXTS LABELS        label texts by it, a line each
const child = "child"

// programPrefix begins our own errors.
const programPrefix = "compare: "

func runChild(ctx context.Context, args []string, stdout io.Writer) error {
	switch {
	case len(args) > 2 && args[0] == "measure":
		return measure(ctx, args[1], args[2:], stdout)
	case len(args) > 0 && args[0] == "train":
		return trainOurs(ctx, args[1:])
	case len(args) == 4 && args[0] == "predict":
		return predictOurs(args[1], args[2], args[3])
	}
	return errors.New("a child without a task")
}

// usage is what a process took.
type usage struct {
	Wall   time.Duration `json:"wall"`
	CPU    time.Duration `json:"cpu"`    // of all its threads
	Memory int64         `json:"memory"` // most bytes held at a time; 0 where it is not known
}

// measure runs a program, with its output in the file out, and prints what it
// took as JSON. A process of its own does it, because Linux counts what the
// parent held as held by the child: this one has read no rows.
func measure(ctx context.Context, out string, command []string, stdout io.Writer) (err error) {
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = f, &log
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s (%w)", lastLine(log.String()), err)
	}
	return json.NewEncoder(stdout).Encode(usage{
		Wall:   time.Since(start),
		CPU:    cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		Memory: peakMemory(cmd.ProcessState),
	})
}

// lastLine returns the last line of what a program said as it failed.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	line := strings.TrimSpace(lines[len(lines)-1])
	for strings.HasPrefix(line, programPrefix) {
		line = strings.TrimPrefix(line, programPrefix)
	}
	if r := []rune(line); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return line
}

func trainOurs(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	var s model.Settings
	flags.StringVar(&s.Features.Language, "language", "", "")
	flags.Uint64Var(&s.Seed, "seed", 0, "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rows := model.Examples(dataset.OpenFile(flags.Arg(0), dataset.Options{}))
	m, _, err := model.Train(ctx, rows, s)
	if err != nil {
		return err
	}
	return m.Save(flags.Arg(1))
}

func predictOurs(path, texts, labels string) (err error) {
	m, err := model.Open(path)
	if err != nil {
		return err
	}
	in, err := os.Open(texts)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(labels)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, out.Close()) }()
	w := bufio.NewWriter(out)
	classes := m.Classes()
	var p []float64
	lines := bufio.NewReaderSize(in, 1<<16)
	for {
		text, err := lines.ReadString('\n')
		if err != nil {
			return cmp.Or(ignoreEOF(err), w.Flush()) // no line lacks its end
		}
		var class int
		p, class, _ = m.PredictInto(p[:0], text)
		if _, err := w.WriteString(classes[class] + "\n"); err != nil {
			return err
		}
	}
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
