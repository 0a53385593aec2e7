package evaluate

import (
	"context"
	"encoding/binary"
	"slices"

	"github.com/stancekit/stancekit/features"
)

// shingleWords is the length of a shingle in words.
const shingleWords = 3

// shingles is the set of shingles of a text.
type shingles struct {
	row  int
	size int
	// ids are those that another text holds too, the rarest first; what no other
	// text holds adds to the size alone.
	ids []uint32
}

// rarest returns the shared ones among all shingles but the least-1 most common.
func (s *shingles) rarest(least int) []uint32 { return s.ids[:max(len(s.ids)-least+1, 0)] }

// shared returns how many shingles both hold.
func (s *shingles) shared(o *shingles) int {
	n, i, j := 0, 0, 0
	for i < len(s.ids) && j < len(o.ids) {
		switch a, b := s.ids[i], o.ids[j]; {
		case a < b:
			i++
		case a > b:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// shingle returns the shingles of the texts and how many different ones are
// shared. Texts without words have none and are left out; so are those whose
// words are all the words of an earlier one, with which they are united.
func shingle(ctx context.Context, texts []string, joined forest) (sets []shingles, ranks int, err error) {
	var (
		tokens []features.Token
		words  []uint32 // of the text, numbered from 1
		key    []byte   // the same
		number = make(map[string]uint32)
		first  = make(map[string]int) // row of each sequence of words
		ids    = make(map[[shingleWords]uint32]uint32)
		texted []uint32 // how many texts hold each shingle
		all    []uint32 // the shingles of all sets, one set after the other
	)
	for row, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		tokens = features.Tokenizer{}.Append(tokens[:0], text)
		words, key = words[:0], key[:0]
		for _, t := range tokens {
			if t.Class == features.Mark {
				continue
			}
			n, ok := number[t.Text]
			if !ok {
				n = uint32(len(number) + 1)
				number[t.Text] = n
			}
			words = append(words, n)
			key = binary.LittleEndian.AppendUint32(key, n)
		}
		if len(words) == 0 {
			continue
		}
		if earlier, ok := first[string(key)]; ok {
			joined.union(earlier, row)
			continue
		}
		first[string(key)] = row

		start := len(all)
		for i := range max(len(words)-shingleWords+1, 1) {
			var s [shingleWords]uint32
			copy(s[:], words[i:])
			id, ok := ids[s]
			if !ok {
				id = uint32(len(ids))
				ids[s] = id
				texted = append(texted, 0)
			}
			all = append(all, id)
		}
		slices.Sort(all[start:])
		all = all[:start+len(slices.Compact(all[start:]))]
		for _, id := range all[start:] {
			texted[id]++
		}
		sets = append(sets, shingles{row: row, size: len(all) - start})
	}

	rank, ranks := rankShared(texted)
	for i := range sets {
		s := &sets[i]
		kept := all[:0:s.size]
		for _, id := range all[:s.size] {
			if rank[id] >= 0 {
				kept = append(kept, uint32(rank[id]))
			}
		}
		slices.Sort(kept)
		s.ids, all = kept, all[s.size:]
	}
	return sets, ranks, nil
}

// rankShared numbers the shingles that more than one text holds, the rarest
// first; the others have -1.
func rankShared(texted []uint32) (rank []int32, ranks int) {
	var order []uint32
	rank = make([]int32, len(texted))
	for id, n := range texted {
		rank[id] = -1
		if n > 1 {
			order = append(order, uint32(id))
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return int(texted[a]) - int(texted[b]) })
	for r, id := range order {
		rank[id] = int32(r)
	}
	return rank, len(order)
}
