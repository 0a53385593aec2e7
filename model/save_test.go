package model

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// saverEnv holds the file that a child process of these tests saves to.
const saverEnv = "STANCEKIT_TEST_SAVE"

// child returns the command that runs one test of this binary in a process of
// its own, with the name of a file.
func child(t *testing.T, test, path string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(exe, "-test.run=^"+test+"$")
	cmd.Env = append(os.Environ(), saverEnv+"="+path)
	return cmd
}

// twoModels returns two models of different length.
func twoModels(t *testing.T) (models [2]*Text, files [2][]byte) {
	t.Helper()
	for i, s := range []Settings{{Folds: Off}, {Folds: Off, Vectors: tinyVectors(t)}} {
		models[i], _ = train(t, weather(), s)
		var err error
		files[i], err = models[i].MarshalBinary()
		require.NoError(t, err)
	}
	require.NotEqual(t, len(files[0]), len(files[1]))
	return models, files
}

// TestSaverChild is the child process of TestSaveKilled: it saves two models in
// turn until it is killed.
func TestSaverChild(t *testing.T) {
	path := os.Getenv(saverEnv)
	if path == "" {
		t.Skip("run by TestSaveKilled")
	}
	models, _ := twoModels(t)
	for i := 0; ; i++ {
		if err := models[i%2].Save(path); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			os.Stdout.WriteString("saving\n")
		}
	}
}

// A process that is killed while it saves leaves a whole file, the old one or
// the new one.
func TestSaveKilled(t *testing.T) {
	_, files := twoModels(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "w.model")
	kills := 60
	if testing.Short() {
		kills = 8
	}
	rng := rand.New(rand.NewPCG(1, 2))
	seen := [2]int{}
	cut := 0
	for range kills {
		cmd := child(t, "TestSaverChild", path)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		_, err = out.Read(make([]byte, 7)) // it has begun
		require.NoError(t, err)
		time.Sleep(time.Duration(rng.IntN(20_000)) * time.Microsecond)
		require.NoError(t, cmd.Process.Kill())
		require.Error(t, cmd.Wait())

		_, err = Open(path)
		require.NoError(t, err)
		got, err := os.ReadFile(path)
		require.NoError(t, err)
		which := 0
		if !bytes.Equal(got, files[0]) {
			require.True(t, bytes.Equal(got, files[1]), "a mixture of both")
			which = 1
		}
		seen[which]++

		// What a killed process leaves behind is known by its name.
		left, err := filepath.Glob(path + ".*.tmp")
		require.NoError(t, err)
		for _, f := range left {
			cut++
			require.NoError(t, os.Remove(f))
		}
		all, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Len(t, all, 1)
	}
	t.Logf("killed %d times, %d of them in the middle; found model 0 %d times, model 1 %d times", kills, cut, seen[0], seen[1])
}

// A new file has the permissions that the process gives its files, an old one
// keeps its own.
func TestSavePermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("has other permissions")
	}
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	require.NoError(t, os.WriteFile(plain, nil, 0o666))
	want, err := os.Stat(plain)
	require.NoError(t, err)
	path := filepath.Join(dir, "w.model")
	require.NoError(t, m.Save(path))
	got, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, want.Mode(), got.Mode())

	require.NoError(t, os.Chmod(path, 0o600))
	require.NoError(t, m.Save(path))
	got, err = os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), got.Mode())
}

// A link is replaced, and what it named stays.
func TestSaveOverLink(t *testing.T) {
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	link := filepath.Join(dir, "w.model")
	require.NoError(t, os.WriteFile(target, []byte("kept"), 0o600))
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	require.NoError(t, m.Save(link))
	_, err := Open(link)
	require.NoError(t, err)
	kept, err := os.ReadFile(target)
	require.NoError(t, err)
	require.Equal(t, "kept", string(kept))
}

// What is no file is not replaced by one: neither a folder nor a device, which
// a privileged process could.
func TestSaveNoFile(t *testing.T) {
	m, _ := train(t, weather()[:20], Settings{Folds: Off})
	dir := t.TempDir()
	require.ErrorIs(t, m.Save(dir), fs.ErrInvalid)
	require.ErrorIs(t, m.Save(os.DevNull), fs.ErrInvalid)
	info, err := os.Stat(os.DevNull)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&fs.ModeDevice)
	left, err := os.ReadDir(filepath.Dir(dir))
	require.NoError(t, err)
	require.Len(t, left, 1)
}

// What is said of a file names the package and the file once.
func TestOpenMessages(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "w.model")
	for _, c := range []struct{ content, want string }{
		{"hello", "model: " + path + ": not a model file"},
		{"", "model: " + path + ": not a model file: it is empty"},
		{fileMagic, "model: " + path + ": model file is damaged: 8 bytes, too short for a header"},
	} {
		require.NoError(t, os.WriteFile(path, []byte(c.content), 0o600))
		_, err := Open(path)
		require.EqualError(t, err, c.want)
		_, err = OpenMapped(path, Verify)
		require.EqualError(t, err, c.want)
	}
	for _, path := range []string{filepath.Join(dir, "missing"), dir} {
		_, err := Open(path)
		require.Equal(t, 1, strings.Count(err.Error(), path), err)
		require.NotContains(t, err.Error(), "read: ", "the system has said so")
		_, err = OpenMapped(path, Verify)
		require.Equal(t, 1, strings.Count(err.Error(), path), err)
	}
	_, err := Parse([]byte("hello"))
	require.EqualError(t, err, "model: not a model file")
	_, err = Read(strings.NewReader("hello"))
	require.EqualError(t, err, "model: not a model file")
	nonlinear, _ := train(t, weather(), Settings{Learner: scorerOnly{SVM{Cost: 1}}})
	require.EqualError(t, nonlinear.Save(path), "model: save "+path+": the learner is not linear")
}
