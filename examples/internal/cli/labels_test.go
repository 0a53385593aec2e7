package cli

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model"
	"github.com/stancekit/stancekit/model/dataset"
)

// classes returns rows with one label each.
func classes(labels ...string) []model.Example {
	rows := make([]model.Example, len(labels))
	for i, l := range labels {
		rows[i].Class = l
	}
	return rows
}

func TestLabels(t *testing.T) {
	require.Equal(t, `"a", "b c"`, Labels([]string{"a", "b\nc"}))
	require.Equal(t, `"`+strings.Repeat("x", 39)+`…"`, Labels([]string{strings.Repeat("x", 99)}))
	many := make([]string, 1023)
	require.Equal(t, strings.Repeat(`"", `, 19)+`"" and 1,003 more`, Labels(many))
}

func TestSharedLabel(t *testing.T) {
	require.NoError(t, SharedLabel(&Reader{Files: []string{"f"}}, classes("x", "b"), []string{"a", "b"}))
	require.EqualError(t, SharedLabel(&Reader{Files: []string{"f"}}, classes("y", "x", "y"), []string{"a", "b"}),
		`none of the labels in f is a class of the model: the rows have "x", "y", the model "a", "b"`)
	require.ErrorContains(t, SharedLabel(&Reader{Files: []string{"f", "g"}}, classes("x"), nil), "labels in 2 files is")
}

func TestWarnColumns(t *testing.T) {
	warning := func(labels string) string {
		var b strings.Builder
		WarnColumns(&b, CountClasses(classes(strings.Fields(labels)...)))
		return b.String()
	}
	require.Empty(t, warning("a b c d"), "few rows")
	require.Empty(t, warning("a b c d e f f g g h h i i j j"), "five of ten")
	require.Contains(t, warning("a b c d e f f"), "warning  5 of 6 classes have one row each")
}

func TestSameColumn(t *testing.T) {
	for args, same := range map[string]bool{
		"":                                      false,
		"-text-column label":                    true,
		"-label-column text":                    true,
		"-text-column label -label-column text": false,
		"-text-column x -label-column x":        true,
	} {
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		RowFlags(flags, &dataset.Options{})
		err := Parse(flags, strings.Fields(args), "", io.Discard, nil)
		var usage *UsageError
		require.Equal(t, same, err != nil, args)
		if same {
			require.ErrorAs(t, err, &usage)
			require.ErrorContains(t, err, fmt.Sprintf("-text-column and -label-column are both %q", flags.Lookup("text-column").Value))
		}
	}
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	RowFlags(flags, &dataset.Options{NoLabel: true})
	require.NoError(t, Parse(flags, []string{"-text-column", "label"}, "", io.Discard, nil))
}
