package convnet

// products writes the products of one or two vectors with each row of a matrix:
// dst0[i] = x0 · row i, and so for the other, nil if there is none. Every sum
// runs over the components in their order, so that a vector's products are the
// same alone or beside another.
func products(dst0, dst1, x0, x1, rows []float32) {
	if x1 == nil {
		x1, dst1 = x0, dst0
	}
	d := len(x0)
	x1 = x1[:d]
	i := 0
	for ; (i+4)*d <= len(rows); i += 4 {
		r0, r1, r2, r3 := rows[i*d:][:d], rows[(i+1)*d:][:d], rows[(i+2)*d:][:d], rows[(i+3)*d:][:d]
		var a0, a1, a2, a3, b0, b1, b2, b3 float32
		for j, u := range x0 {
			v := x1[j]
			w0, w1, w2, w3 := r0[j], r1[j], r2[j], r3[j]
			a0 += float32(u * w0)
			a1 += float32(u * w1)
			a2 += float32(u * w2)
			a3 += float32(u * w3)
			b0 += float32(v * w0)
			b1 += float32(v * w1)
			b2 += float32(v * w2)
			b3 += float32(v * w3)
		}
		dst0[i], dst0[i+1], dst0[i+2], dst0[i+3] = a0, a1, a2, a3
		dst1[i], dst1[i+1], dst1[i+2], dst1[i+3] = b0, b1, b2, b3
	}
	for ; (i+1)*d <= len(rows); i++ {
		var a, b float32
		for j, w := range rows[i*d:][:d] {
			a += float32(x0[j] * w)
			b += float32(x1[j] * w)
		}
		dst0[i], dst1[i] = a, b
	}
}

// addScaled adds factor · x to dst.
func addScaled(dst, x []float32, factor float32) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] += float32(factor * x[i])
	}
}
