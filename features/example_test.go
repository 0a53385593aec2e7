package features_test

import (
	"fmt"

	"github.com/stancekit/stancekit/features"
)

func Example() {
	e, err := features.New(features.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range e.Tokens(nil, "We won’t co-operate, Minister.") {
		fmt.Printf("%2d-%-2d %-10s %-9s %v\n", t.Start, t.End, t.Text, t.Stem, t.Negated)
	}
	// Output:
	//  0-2  we         we        false
	//  3-5  will       will      false
	//  5-10 not        not       false
	// 11-21 cooperate  cooper    true
	// 21-22 ,          ,         false
	// 23-31 minister   minist    false
	// 31-32 .          .         false
}

func ExampleNormalize() {
	fmt.Println(features.Normalize("“DON’T”"))
	// Output: "don't"
}

func ExampleTokenizer_Tokens() {
	for t := range (features.Tokenizer{English: true}).Tokens("They can't sign.") {
		fmt.Print(t.Text, " ")
	}
	// Output: they can not sign .
}

func ExampleStemmer_Stem() {
	s, err := features.NewStemmer("spanish")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Stem("negociaciones"))
	// Output: negoci
}

func ExampleNegation() {
	tokens := features.Tokenizer{English: true}.Append(nil, "We do not reject talks, we want them.")
	features.Negation{}.Apply(tokens)
	for _, t := range tokens {
		if t.Negated {
			fmt.Println(t.Text)
		}
	}
	// Output:
	// reject
	// talks
}

func ExampleExtractor_Row() {
	e, err := features.New(features.Settings{CharMax: features.Off})
	if err != nil {
		fmt.Println(err)
		return
	}
	row := e.Row("no talks, no deal")
	fmt.Println(len(row.IDs), "features")
	fmt.Println(len(e.Row("NO talks,\u00a0no deal").IDs), "features")
	// Output:
	// 18 features
	// 18 features
}

func ExampleCharNGrams() {
	for g := range features.CharNGrams("talks", 4, 4) {
		fmt.Printf("%q ", g)
	}
	// Output: " tal" "talk" "alks" "lks "
}
