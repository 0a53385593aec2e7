package features

// Feature identifiers are 64-bit hashes. Three bits name the block, 61 the
// feature: among ten million features the chance of one collision is about
// 2e-5. The functions are part of the model file format and never change.

const (
	blockBits = 3
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashString is FNV-1a with the 64-bit finaliser of Stafford's "Mix13".
func hashString(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return mix(h)
}

// boundary is the byte that stands for the edge of a word in the hash of a
// character n-gram; it is no byte of valid UTF-8.
const boundary = 0xff

func mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

// combine hashes a sequence one element further.
func combine(h, next uint64) uint64 {
	return mix(h*0x9e3779b97f4a7c15 + next)
}

// featureID puts the block into the top bits of a hash.
func featureID(b Block, h uint64) uint64 {
	return uint64(b)<<(64-blockBits) | h>>blockBits
}

// HashRest is how many bits of a hash an identifier leaves out, the last.
const HashRest = blockBits

// HashOf returns the hash that an identifier holds, in the leading bits.
func HashOf(id uint64) uint64 { return id << blockBits }

// OfHash returns the identifier of a block with a hash of [HashOf].
func OfHash(b Block, hash uint64) uint64 { return FirstID(b) | hash>>blockBits }

// FirstID returns the lowest identifier of a block.
func FirstID(b Block) uint64 { return uint64(b) << (64 - blockBits) }
