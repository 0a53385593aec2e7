package features

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// The quick scan finds what a look at each byte finds, and where it promises a
// token, the tokenizer makes it.
func FuzzScanRun(f *testing.F) {
	for _, s := range []string{"", "a", "Talks.", "x2 ", "cannot", "12345678", "123456789abcdefgHIJKLMNO", "123456789abcdefgHIJKLMNOp", "\x10\x90a", "a\xff", "Z[`{@/:", "rain\"", "3.", "a:"} {
		f.Add(s)
	}
	tokenizer := Tokenizer{English: true}
	f.Fuzz(func(t *testing.T, text string) {
		for pos := range len(text) {
			want := pos
			for want < len(text) && alphanumeric(text[want]) {
				want++
			}
			key, n := ScanRun(text, pos)
			require.Equal(t, min(want-pos, KeyBytes+1), n, "%q at %d", text, pos)
			if n == 0 || n > KeyBytes {
				continue
			}
			run := text[pos:want]
			require.Equal(t, strings.ToLower(run), key.String())
			same, ok := KeyOf(strings.ToLower(run))
			require.True(t, ok)
			require.Equal(t, key, same)
			if _, _, contracted := SplitContraction(key.String()); contracted {
				continue
			}
			plain := tokenizer.segment(nil, run)
			require.Equal(t, key.String(), texts(plain))
			require.Equal(t, plain, tokenizer.appendChunk(nil, run))
			if want < len(text) && IsEndMark(text[want]) {
				marked := tokenizer.segment(nil, text[pos:want+1])
				require.Equal(t, key.String()+"|"+text[want:want+1], texts(marked))
				require.Equal(t, marked, tokenizer.appendChunk(nil, text[pos:want+1]))
			}
		}
	})
}

// Every mark that may end a chunk is a token of its own there.
func TestIsEndMark(t *testing.T) {
	for c := range 256 {
		if mark := string([]byte{byte(c)}); IsEndMark(byte(c)) {
			require.Equal(t, "a2|"+mark, texts(Tokenizer{}.segment(nil, "A2"+mark)))
		}
	}
}

func TestKeyOf(t *testing.T) {
	for _, text := range []string{"", "a", "été", strings.Repeat("x", KeyBytes)} {
		k, ok := KeyOf(text)
		require.True(t, ok)
		require.Equal(t, text, k.String())
	}
	for _, text := range []string{"a\x00", "\x00", strings.Repeat("x", KeyBytes+1)} {
		_, ok := KeyOf(text)
		require.False(t, ok, "%q", text)
	}
}
