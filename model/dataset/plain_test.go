package dataset

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is read quickly is what encoding/json reads.
func FuzzPlain(f *testing.F) {
	for line, plain := range map[string]bool{
		`{"text":"a","label":"x"}`: true, `{ "text" : "é ü" , "weight" : 0.5,"group":null }`: true,
		`{"a":"b","a":"c"}`: true, "{\"a\":\"\xff\"}": true, `{"a":[],"b":true}`: true, `{"a":"\n"}`: true,
		`{}`: false, `{"a":"b"`: false, `{"a":"b"}}`: false, `{"a":01}`: false, `{"a":"b",}`: false, `{"a" "b"}`: false,
		`{"é":1}`: false, `{"a\n":1}`: false, `{"a":{"b":1}}`: false, `{"a":[1, 2]}`: false, "{\"a\":\"\t\"}": false, `{"a":"b \n"}`: false,
	} {
		require.Equal(f, plain, object{}.plain([]byte(line)), line)
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		got := object{"old": nil}
		if len(line) == 0 || line[0] != '{' || !got.plain(line) {
			return
		}
		var want object
		require.NoError(t, json.Unmarshal(line, &want), "%q", line)
		require.Equal(t, want, got, "%q", line)
	})
}
