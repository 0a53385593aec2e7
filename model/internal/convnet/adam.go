package convnet

import "math"

// The constants of Adam as its authors propose them.
const (
	beta1   = 0.9
	beta2   = 0.999
	epsilon = 1e-8
)

// adam holds the running moments of one array of parameters.
type adam struct {
	params, mean, square []float32
	steps                int
	power1, power2       float64 // beta to the power of steps
	bias1, bias2         float64
}

// prepare works out the corrections of the moments for the step.
func (a *adam) prepare() {
	if a.steps == 1 {
		a.power1, a.power2 = 1, 1
	}
	a.power1 *= beta1
	a.power2 *= beta2
	a.bias1, a.bias2 = 1/(1-a.power1), 1/(1-a.power2)
}

// update moves the parameters from to to by their gradient.
func (a *adam) update(grad []float32, from, to int, rate, decay float64) {
	shrink := float32(1 - float64(rate*decay))
	step := float32(rate * a.bias1)
	root := float32(math.Sqrt(a.bias2))
	for i := from; i < to; i++ {
		g := grad[i]
		m := float32(a.mean[i]*beta1) + float32(g*(1-beta1))
		v := float32(a.square[i]*beta2) + float32(float32(g*g)*(1-beta2))
		a.mean[i], a.square[i] = m, v
		deviation := float32(float32(math.Sqrt(float64(v)))*root) + epsilon
		a.params[i] = float32(a.params[i]*shrink) - float32(step*m/deviation)
	}
}
