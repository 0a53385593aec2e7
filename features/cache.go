package features

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// cache remembers what was worked out for a string. It holds a fixed number of
// slots; where those that a key may stand in are taken, the new one takes the
// place of one of them, so that the common words of a changing stream come back.
// Reading and writing take no lock. What it returns never depends on what it was
// asked before, only the time does.
type cache[V any] struct {
	seed  maphash.Seed
	slots []atomic.Pointer[cacheEntry[V]]
}

type cacheEntry[V any] struct {
	key   string
	value *V
}

// cacheProbes is how many neighbouring slots a key may stand in.
const cacheProbes = 8

// newCache returns a cache of n slots, a power of two.
func newCache[V any](n int) *cache[V] {
	return &cache[V]{seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[cacheEntry[V]], n)}
}

func (c *cache[V]) hash(key string) uint64 { return maphash.String(c.seed, key) }

// get returns the value stored for key, whose hash is h, or nil.
func (c *cache[V]) get(key string, h uint64) *V {
	mask := uint64(len(c.slots) - 1)
	for i := range uint64(cacheProbes) {
		e := c.slots[(h+i)&mask].Load()
		if e == nil {
			return nil
		}
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// put stores a value. The key is copied, so that the cache never keeps a
// caller's text alive.
func (c *cache[V]) put(key string, h uint64, v *V) {
	mask := uint64(len(c.slots) - 1)
	e := &cacheEntry[V]{key: strings.Clone(key), value: v}
	for i := range uint64(cacheProbes) {
		slot := &c.slots[(h+i)&mask]
		old := slot.Load()
		if old != nil && old.key == key {
			return
		}
		if old == nil && slot.CompareAndSwap(nil, e) {
			return
		}
	}
	c.slots[(h+h>>32%cacheProbes)&mask].Store(e)
}
