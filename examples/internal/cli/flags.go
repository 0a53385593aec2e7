package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/stancekit/stancekit/features"
	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
	"github.com/stancekit/stancekit/stance"
)

// Parse parses the flags of a program; the other arguments go to file, which is
// nil for a program without any. Both may stand in any order, up to "--", so
// that file can tell which flag an argument follows. Asked for help, Parse
// writes the text and the list of flags to stdout and returns [flag.ErrHelp].
func Parse(flags *flag.FlagSet, args []string, help string, stdout io.Writer, file func(string) error) error {
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	literal := false // after "--"
	for len(args) > 0 {
		if !literal {
			err := flags.Parse(args)
			if errors.Is(err, flag.ErrHelp) {
				printHelp(flags, help, stdout)
				return err
			}
			if err != nil {
				return &UsageError{err}
			}
			n := len(args) - flags.NArg()
			literal = n > 0 && args[n-1] == "--"
			args = flags.Args()
			if len(args) == 0 {
				break
			}
		}
		if file == nil {
			return Usagef("unexpected argument %q", args[0])
		}
		if err := file(args[0]); err != nil {
			return &UsageError{err}
		}
		args = args[1:]
	}
	return differentColumns(flags)
}

// differentColumns finds a column that is named for the text and for the label.
func differentColumns(flags *flag.FlagSet) error {
	text, label := flags.Lookup("text-column"), flags.Lookup("label-column")
	if text != nil && label != nil && text.Value.String() == label.Value.String() {
		return Usagef("-text-column and -label-column are both %q", text.Value)
	}
	return nil
}

// printHelp writes the help with the flags in front of the example.
func printHelp(flags *flag.FlagSet, help string, w io.Writer) {
	text, example, found := strings.Cut(strings.TrimSpace(help), "\nExample:")
	fmt.Fprintln(w, text)
	any := false
	flags.VisitAll(func(*flag.Flag) { any = true })
	if any {
		fmt.Fprintln(w, "Flags:")
		printFlags(flags, w)
		fmt.Fprintln(w)
	}
	if found {
		fmt.Fprintf(w, "Example:%s\n", example)
	}
}

// printFlags writes the list of flags as package flag does, but with lines of at
// most 80 characters, and what stands for a value in capitals.
func printFlags(flags *flag.FlagSet, w io.Writer) {
	var list strings.Builder
	flags.SetOutput(&list)
	flags.PrintDefaults()
	for line := range strings.Lines(list.String()) {
		line = strings.TrimSuffix(line, "\n")
		if usage, ok := strings.CutPrefix(line, "    \t"); ok {
			for _, line := range Wrap(usage, 72) {
				fmt.Fprintf(w, "        %s\n", line)
			}
			continue
		}
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		fmt.Fprintln(w, strings.TrimRight("  "+name+" "+strings.ToUpper(value), " "))
	}
}

// RowFlags defines the flags that say how rows are read.
func RowFlags(flags *flag.FlagSet, o *dataset.Options) {
	flags.StringVar(&o.Text, "text-column", "text", "`name` of the column or key with the text")
	flags.Func("format", "`format` of the rows: jsonl, csv, tsv or fasttext (default by the ending of the name)", func(s string) (err error) {
		o.Format, err = dataset.ParseFormat(s)
		return err
	})
	if !o.NoLabel {
		flags.StringVar(&o.Label, "label-column", "label", "`name` of the column or key with the label")
	}
}

// TrainFlags defines the flags that say how to train.
func TrainFlags(flags *flag.FlagSet, s *model.Settings) {
	flags.Func("language", "`language` of the texts, or none to take words as they stand (default english)", func(language string) error {
		s.Features.Language = language
		_, err := s.Features.Resolve()
		if errors.Is(err, features.ErrLanguage) {
			return fmt.Errorf("want %s or %s", strings.Join(features.Languages(), ", "), features.NoLanguage)
		}
		return err
	})
	flags.Uint64Var(&s.Seed, "seed", 0, "`number` that settles everything random")
}

// NetworkUsage is the usage of the flag -network.
const NetworkUsage = "classify with the model's network, too, which sees the order of words"

// NetworkError returns the error of -network for a model that has none.
func NetworkError(err error) error {
	if errors.Is(err, model.ErrNoNetwork) { // whose reason is a setting of the library
		err = fmt.Errorf("%w; the default model has one", model.ErrNoNetwork)
	}
	return Usagef("-network: %w", err)
}

// StanceFlags adds the flags -model, -network and -min-probability, whose effect is
// told by usage, and returns what makes the classifier of them once they are
// parsed.
func StanceFlags(flags *flag.FlagSet, usage string) func() (*stance.Classifier, error) {
	path := flags.String("model", "", "model `file` that train has written with the stances as labels; without it the default model")
	network := flags.Bool("network", false, NetworkUsage)
	threshold := flags.Float64("min-probability", 0, usage)
	return func() (*stance.Classifier, error) {
		var c *stance.Classifier
		var err error
		if *path == "" {
			c = stance.Default()
		} else if c, err = stance.Open(*path); err != nil {
			return nil, err
		}
		c, err = c.WithThreshold(*threshold)
		if err != nil {
			return nil, Usagef("-min-probability: %w", err)
		}
		if *network {
			if c, err = c.WithNetwork(true); err != nil {
				return nil, NetworkError(err)
			}
		}
		return c, nil
	}
}

// FileFlags are flags that each take files for a [Reader], the first as the
// flag's value and any more as the arguments that follow it.
type FileFlags struct {
	Log  io.Writer // where the readers tell of rows that they refuse
	last *Reader   // of the flag that stood last
}

// Add adds a flag for the reader.
func (f *FileFlags) Add(flags *flag.FlagSet, name, usage string, r *Reader) {
	r.Log = f.Log
	flags.Func(name, usage, func(value string) error {
		f.last = r
		return AddRowFile(&r.Files, value)
	})
}

// More returns what takes the arguments that are no flags ([Parse]): one before
// any of the flags is an error that names those wanted.
func (f *FileFlags) More(wanted string) func(string) error {
	return func(name string) error {
		if f.last == nil {
			return fmt.Errorf("unexpected argument %q: want %s before it", name, wanted)
		}
		return AddRowFile(&f.last.Files, name)
	}
}
