package evaluate_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/stancekit/stancekit/model/evaluate"
)

func TestReportText(t *testing.T) {
	classes := []string{"none", "demanding_guarantees", "é\n"}
	gold := []string{"none", "none", "none", "demanding_guarantees", "demanding_guarantees", "é\n"}
	predicted := []string{"none", "none", "", "demanding_guarantees", "none", "é\n"}
	r, err := evaluate.Score(classes, gold, predicted)
	require.NoError(t, err)
	require.Equal(t, strings.TrimLeft(`
class                 precision  recall     f1  rows
none                      0.667   0.667  0.667     3
demanding_guarantees      1.000   0.500  0.667     2
é?                        1.000   1.000  1.000     1

macro                     0.889   0.722  0.778     6
micro                     0.800   0.667  0.727     6
weighted                  0.833   0.667  0.722     6

accuracy 0.667, kappa 0.500, Matthews correlation 0.522
coverage 0.833, accuracy on the covered rows 0.800

gold \ predicted      none  demanding_gua…  é?  other
none                     2               0   0      1
demanding_guarantees     1               1   0      0
é?                       0               0   1      0
`, "\n"), r.String())
	require.True(t, strings.HasSuffix(r.String(), "\n\n"+r.Confusion.String()))
}

// Shortened names stay distinct.
func TestLongNames(t *testing.T) {
	head := func(classes ...string) string {
		r, err := evaluate.Score(classes, classes[:1], classes[:1])
		require.NoError(t, err)
		line, _, _ := strings.Cut(r.Confusion.String(), "\n")
		return strings.Join(strings.Fields(line)[3:], " ")
	}
	require.Equal(t, "short exactly_14_cha", head("short", "exactly_14_cha"))
	require.Equal(t, "b a_long_name_a…", head("b", "a_long_name_and_more"))
	require.Equal(t, "a_long…nd_more a_long…nd_less", head("a_long_name_and_more", "a_long_name_and_less"))
	require.Equal(t, "a_long_name…#1 a_long_name…#2", head("a_long_name_and_1_and_more", "a_long_name_and_2_and_more"))
	require.Equal(t, "?#1 ?#2", head("\x01", "\x02"))
}

func TestManyClasses(t *testing.T) {
	var classes []string
	for i := range 30 {
		classes = append(classes, fmt.Sprintf("class %02d", i))
	}
	r, err := evaluate.Score(classes, classes, classes)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(r.Confusion.String()), "\n")
	require.Len(t, lines, 31)
	require.Equal(t, []string{"1", "2", "3"}, strings.Fields(lines[0])[3:6])
	require.True(t, strings.HasPrefix(lines[30], "30 class 29 "))
	for _, line := range lines {
		require.Equal(t, utf8.RuneCountInString(lines[0]), utf8.RuneCountInString(line))
	}
}

type broken struct{}

var errBroken = errors.New("broken")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteTextError(t *testing.T) {
	r, err := evaluate.Score(letters("a"), letters("a"), letters("a"))
	require.NoError(t, err)
	require.ErrorIs(t, r.WriteText(broken{}), errBroken)
}
