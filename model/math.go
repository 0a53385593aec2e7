package model

import "math"

// Exponential and logarithm in plain Go. The library's own are assembly on
// some processors and differ there in the last bit; what is written into a
// model file or decides a class must not. Each product is rounded by an
// explicit conversion, so that no compiler fuses it with a sum.

const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// exp returns e**x: x = k ln 2 + r with |r| <= ln 2 / 2, and e**r by its Taylor
// series up to degree 13, whose next term is below 2**-57, the even and the odd
// powers apart. Relative error below 1e-15.
func exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 709:
		x = 709
	case x < -745:
		return 0
	}
	k := math.Floor(float64(x*(1/math.Ln2)) + 0.5)
	r := x - float64(k*ln2Hi) - float64(k*ln2Lo)
	q := float64(r * r)
	even := float64(q*(1.0/479001600)) + 1.0/3628800
	odd := float64(q*(1.0/6227020800)) + 1.0/39916800
	even = float64(even*q) + 1.0/40320
	odd = float64(odd*q) + 1.0/362880
	even = float64(even*q) + 1.0/720
	odd = float64(odd*q) + 1.0/5040
	even = float64(even*q) + 1.0/24
	odd = float64(odd*q) + 1.0/120
	even = float64(even*q) + 1.0/2
	odd = float64(odd*q) + 1.0/6
	even = float64(even*q) + 1
	odd = float64(odd*q) + 1
	s := even + float64(odd*r)
	if k < -1000 {
		return math.Ldexp(s, int(k))
	}
	return float64(s * math.Float64frombits(uint64(1023+int(k))<<52))
}

// log returns the natural logarithm of x > 0: x = m 2**k with m around 1, and
// log m = 2 artanh((m-1)/(m+1)) by its series, every other term apart. Relative
// error below 1e-15 but near 1, where it is absolute.
func log(x float64) float64 {
	if x <= 0 {
		return math.Inf(-1)
	}
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		k--
	}
	t := (m - 1) / (m + 1)
	t2 := float64(t * t)
	t4 := float64(t2 * t2)
	even, odd := 0.0, 0.0
	for i := 0; i < len(logSeries); i += 2 {
		odd = float64(odd*t4) + logSeries[i]
		even = float64(even*t4) + logSeries[i+1]
	}
	s := even + float64(odd*t2)
	kf := float64(k)
	return float64(kf*ln2Hi) + (float64(kf*ln2Lo) + float64(2*float64(t*s)))
}

// logSeries holds the coefficients of artanh x / x in x², the last first.
var logSeries = [...]float64{1. / 23, 1. / 21, 1. / 19, 1. / 17, 1. / 15, 1. / 13, 1. / 11, 1. / 9, 1. / 7, 1. / 5, 1. / 3, 1}

// softmax turns scores into probabilities in place.
func softmax(s []float64) {
	top := math.Inf(-1)
	for _, v := range s {
		if v > top {
			top = v
		}
	}
	sum := 0.0
	for i, v := range s {
		s[i] = 1 // e⁰
		if v != top {
			s[i] = exp(v - top)
		}
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}
