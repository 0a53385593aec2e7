package features_test

import (
	"fmt"
	"strings"

	"github.com/stancekit/stancekit/features"
)

// Two levels: the coarse one puts all weather together.
func ExampleReadClusters() {
	clusters, err := features.ReadClusters(strings.NewReader("rain 1 7\nshower 1 7\nsunshine 1 8\ntreaty 2 9\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(clusters.Len(), clusters.Levels(), clusters.Of("shower"), clusters.Of("pact"))

	ex, err := features.New(features.Settings{Clusters: clusters})
	if err != nil {
		fmt.Println(err)
		return
	}
	var b features.Buffer
	ex.Extract(&b, "rain")
	n := 0
	for _, f := range b.Features {
		if features.BlockOf(f.ID) == features.Similar {
			n++
		}
	}
	fmt.Println(n, "features of clusters")
	// Output:
	// 4 2 [1 7] []
	// 2 features of clusters
}
