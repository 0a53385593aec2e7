package model

import (
	"math/bits"
	"slices"
)

// displaced places hashes so that each is found at the first look: the leading
// bits of a hash choose a seed, and hash and seed together a place, which no
// other hash has (Belazzougui, Botelho and Dietzfelbinger, "Hash, displace, and
// compress", ESA 2009).
type displaced struct {
	seeds  []uint16
	shift  uint   // of a hash to the number of its seed
	places uint64 // how many there are
}

const (
	// hashesASeed is how many hashes share a seed in the mean, of which no more
	// than maxShared are placed: more have no text but a wilful one.
	hashesASeed = 4
	maxShared   = 32
	maxSeedBits = 28
)

// place returns the place of a hash.
func (d *displaced) place(hash uint64) int {
	return displace(hash, d.seeds[hash>>(d.shift&63)], d.places)
}

func displace(hash uint64, seed uint16, places uint64) int {
	x := hash * (uint64(seed)*0x9e3779b97f4a7c15 | 1)
	return int(x >> 32 * places >> 32)
}

// newDisplaced places hashes, by rising size, and returns the numbers of those that
// it placed; of equal ones it places the first. It gives them a ninth more places
// than they are, and more still where no seeds part them.
func newDisplaced(hashes []uint64) (displaced, []int) {
	seedBits := max(1, min(bits.Len(uint(len(hashes)/hashesASeed)), maxSeedBits))
	d := displaced{seeds: make([]uint16, 1<<seedBits), shift: uint(64 - seedBits)}
	// The hashes of a seed stand side by side.
	kept, placed := make([]uint64, 0, len(hashes)), make([]int, 0, len(hashes))
	var groups [maxShared + 1][]group // by size
	for i := 0; i < len(hashes); {
		g := group{from: len(kept)}
		for seed := hashes[i] >> d.shift; i < len(hashes) && hashes[i]>>d.shift == seed; i++ {
			if n := len(kept); n-g.from < maxShared && (n == g.from || hashes[i] != kept[n-1]) {
				kept, placed = append(kept, hashes[i]), append(placed, i)
			}
		}
		g.to = len(kept)
		n := g.to - g.from
		if kept[g.from] == 0 {
			n = maxShared // 0 has the first place whatever the seed, so that it must come first
		}
		groups[n] = append(groups[n], g)
	}
	for d.places = uint64(len(placed) + len(placed)/9 + 1); !d.part(kept, &groups); d.places += d.places/8 + 1 {
		clear(d.seeds)
	}
	return d, placed
}

// group is the hashes of a seed, a range of all.
type group struct{ from, to int }

// part looks for seeds that give each hash a place of its own, for the large
// groups first, while there is room.
func (d *displaced) part(hashes []uint64, groups *[maxShared + 1][]group) bool {
	taken := make([]bool, d.places)
	for _, groups := range slices.Backward(groups[:]) {
		for _, g := range groups {
			part := hashes[g.from:g.to]
			seed := 0
			for !d.free(taken, part, uint16(seed)) {
				if seed++; seed == 1<<16 {
					return false
				}
			}
			d.seeds[part[0]>>d.shift] = uint16(seed)
		}
	}
	return true
}

// free takes the places of a group by a seed, or none.
func (d *displaced) free(taken []bool, group []uint64, seed uint16) bool {
	for i, hash := range group {
		if at := displace(hash, seed, d.places); !taken[at] {
			taken[at] = true
			continue
		}
		for _, h := range group[:i] {
			taken[displace(h, seed, d.places)] = false
		}
		return false
	}
	return true
}
