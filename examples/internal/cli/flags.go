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
		flags.SetOutput(w)
		flags.PrintDefaults()
		fmt.Fprintln(w)
	}
	if found {
		fmt.Fprintf(w, "Example:%s\n", example)
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

// AddFile appends the name of a file to a list.
func AddFile(files *[]string, name string) error {
	if name == "" {
		return errors.New("the name of a file is empty")
	}
	*files = append(*files, name)
	return nil
}
