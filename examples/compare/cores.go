package main

import (
	"os"
	"strconv"
	"strings"
)

// firstCores returns the first n processor cores that this process may use, in
// the form of taskset, or "" where that is not known.
func firstCores(n int) string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(status)) {
		if list, ok := strings.CutPrefix(line, "Cpus_allowed_list:"); ok {
			return takeCores(strings.TrimSpace(list), n)
		}
	}
	return ""
}

// takeCores returns the first n cores of a list such as "0-3,8".
func takeCores(list string, n int) string {
	var out []string
	for part := range strings.SplitSeq(list, ",") {
		low, high, isRange := strings.Cut(part, "-")
		if !isRange {
			high = low
		}
		from, err1 := strconv.Atoi(low)
		to, err2 := strconv.Atoi(high)
		if err1 != nil || err2 != nil {
			return ""
		}
		for core := from; core <= to && len(out) < n; core++ {
			out = append(out, strconv.Itoa(core))
		}
	}
	if len(out) < n {
		return ""
	}
	return strings.Join(out, ",")
}
