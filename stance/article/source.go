package article

// This file extends the noun phrases that speak over the clauses and adverbials
// beside them.

// sourceAfter returns where a speaker ends who stands behind the verb: the
// noun phrase at i with the clause that tells who is meant, "two diplomats who
// saw the draft", "a study by the institute".
func (s *sentence) sourceAfter(i int) int {
	end := s.phraseAfter(i)
	if end <= i || end >= len(s.words) || s.words[end-1].capital && !s.words[i].is(determiner) || s.words[i].is(subject) {
		return end
	}
	w := &s.words[end]
	if w.text == "by" && documents[s.words[end-1].text] {
		by := s.phraseAfter(end + 1)
		for by > end+1 && by+1 < len(s.words) && s.words[by].oneOf(" for of in at ") && !s.words[by+1].is(timeWord) && !s.words[by+1].number {
			next := s.phraseAfter(by + 1)
			if next == by+1 {
				break
			}
			by = next
		}
		return max(end, by)
	}
	if !w.oneOf(" who that which ") && !(end+1 < len(s.words) && w.oneOf(" close familiar briefed involved ") && s.words[end+1].oneOf(" to with on in ")) {
		return end
	}
	for k := end + 1; k < len(s.words) && k < end+16; k++ {
		x := &s.words[k]
		if x.quoted || x.mark && !x.nominal() {
			return k
		}
		if x.is(subordinate) && !x.is(relative) {
			return end
		}
	}
	if len(s.words) < end+16 {
		return len(s.words)
	}
	return end
}

// overOccasion steps back over a phrase that tells where something is said:
// "the company | in a statement | denied".
func (s *sentence) overOccasion(j int) int {
	for k := j - 1; k > 0 && k > j-6; k-- {
		if s.words[k].oneOf(" in at during ") && s.occasion(k+1, j+1) {
			return k - 1
		}
	}
	return j
}

// overRelative extends a noun phrase that starts at a, if it only ends a
// relative clause: "a diplomat who has seen | the draft".
func (s *sentence) overRelative(a int) int {
	for k := a - 1; k > 0 && k > a-10; k-- {
		w := &s.words[k]
		if !w.plain() || w.is(conjunction|subordinate) {
			return a
		}
		if !w.oneOf(" who that which ") {
			continue
		}
		if k == a-1 || !s.words[k-1].nominal() || s.words[k+1].is(subject|determiner) {
			return a
		}
		if start, ok := s.phraseBefore(k-1, 1); ok && (start == 0 || s.words[start-1].mark || s.words[start-1].is(conjunction|subordinate)) {
			return start
		}
		return a
	}
	return a
}
