package main

import (
	"fmt"
	"slices"
	"strings"
)

// kind says by which program a classifier is run.
type kind int

const (
	kindOurs kind = iota
	kindPython
	kindFastText
)

// peer is a classifier to compare.
type peer struct {
	name  string
	kind  kind
	flags []string // of fastText
}

var ours = peer{name: "stancekit", kind: kindOurs}

var peers = []peer{
	{name: "sk-default-svc", kind: kindPython},
	{name: "sk-default-lr", kind: kindPython},
	{name: "sk-bigram-svc", kind: kindPython},
	{name: "sk-word+char-svc", kind: kindPython},
	{name: "sk-nbsvm", kind: kindPython},
	{name: "sk-cnb", kind: kindPython},
	{name: "sk-grid", kind: kindPython},
	{name: "ft-default", kind: kindFastText},
	{name: "ft-bigram", kind: kindFastText, flags: []string{"-wordNgrams", "2", "-epoch", "25", "-lr", "0.5"}},
}

// choosePeers returns the peers in a list of names, in their own order.
func choosePeers(list string) ([]peer, error) {
	chosen := make(map[string]bool)
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		known := name == "none" || name == ""
		for _, p := range peers {
			if name == p.name || name == "all" || name == "sklearn" && p.kind == kindPython || name == "fasttext" && p.kind == kindFastText {
				chosen[p.name], known = true, true
			}
		}
		if !known {
			var names []string
			for _, p := range peers {
				names = append(names, p.name)
			}
			return nil, fmt.Errorf("there is no %q: want some of %s, sklearn, fasttext, all, none", name, strings.Join(names, ", "))
		}
	}
	var out []peer
	for _, p := range peers {
		if chosen[p.name] {
			out = append(out, p)
		}
	}
	return slices.Clip(out), nil
}
