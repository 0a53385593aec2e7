package article

import "strings"

// This file makes the forms of verbs.

// irregular lists the verbs whose past is not their stem with -ed: stem, past,
// participle.
var irregular = map[string][2]string{
	"say": {"said", "said"}, "tell": {"told", "told"}, "write": {"wrote", "written"},
	"think": {"thought", "thought"}, "know": {"knew", "known"}, "understand": {"understood", "understood"},
	"feel": {"felt", "felt"}, "find": {"found", "found"}, "see": {"saw", "seen"}, "seek": {"sought", "sought"},
	"swear": {"swore", "sworn"}, "begin": {"began", "begun"}, "go": {"went", "gone"}, "read": {"read", "read"},
	"show": {"showed", "shown"}, "mean": {"meant", "meant"}, "speak": {"spoke", "spoken"}, "make": {"made", "made"},
	"foresee": {"foresaw", "foreseen"}, "let": {"let", "let"}, "fight": {"fought", "fought"}, "lay": {"laid", "laid"},
	"set": {"set", "set"}, "take": {"took", "taken"}, "give": {"gave", "given"}, "cry": {"cried", "cried"},
	"strive": {"strove", "striven"}, "stand": {"stood", "stood"}, "hit": {"hit", "hit"}, "shoot": {"shot", "shot"},
	"bring": {"brought", "brought"}, "hear": {"heard", "heard"}, "learn": {"learned", "learnt"}, "pay": {"paid", "paid"},
	"have": {"had", "had"}, "forbid": {"forbade", "forbidden"}, "beseech": {"besought", "besought"},
	"sink": {"sank", "sunk"}, "withdraw": {"withdrew", "withdrawn"}, "shut": {"shut", "shut"}, "quit": {"quit", "quit"}, "misstate": {"misstated", "misstated"}, "forecast": {"forecast", "forecast"}, "broach": {"broached", "broached"},
	"deem": {"deemed", "deemed"}, "spell": {"spelled", "spelt"}, "dream": {"dreamed", "dreamt"},
	"get": {"got", "gotten"}, "come": {"came", "come"}, "put": {"put", "put"}, "keep": {"kept", "kept"},
	"hold": {"held", "held"}, "lead": {"led", "led"}, "run": {"ran", "run"}, "meet": {"met", "met"}, "win": {"won", "won"},
	"lose": {"lost", "lost"}, "send": {"sent", "sent"}, "build": {"built", "built"}, "buy": {"bought", "bought"},
	"sell": {"sold", "sold"}, "become": {"became", "become"}, "leave": {"left", "left"}, "fly": {"flew", "flown"},
	"drive": {"drove", "driven"}, "spend": {"spent", "spent"}, "grow": {"grew", "grown"}, "fall": {"fell", "fallen"},
	"rise": {"rose", "risen"}, "cut": {"cut", "cut"}, "catch": {"caught", "caught"}, "choose": {"chose", "chosen"},
	"cost": {"cost", "cost"}, "deal": {"dealt", "dealt"}, "draw": {"drew", "drawn"}, "eat": {"ate", "eaten"},
	"hang": {"hung", "hung"}, "hurt": {"hurt", "hurt"}, "lie": {"lay", "lain"}, "ride": {"rode", "ridden"},
	"shake": {"shook", "shaken"}, "sit": {"sat", "sat"}, "sleep": {"slept", "slept"}, "spread": {"spread", "spread"},
	"steal": {"stole", "stolen"}, "strike": {"struck", "struck"}, "teach": {"taught", "taught"}, "throw": {"threw", "thrown"},
	"wear": {"wore", "worn"}, "flee": {"fled", "fled"}, "beat": {"beat", "beaten"}, "break": {"broke", "broken"},
	"cast": {"cast", "cast"}, "serve": {"served", "served"}, "retell": {"retold", "retold"},
}

// doubled lists the verbs that double their last letter: "admit", "admitted".
var doubled = setOf(`drop get put run win cut hit let sit step stop ban beg brag chat commit compel confer equip fret infer nod
	plan prefer refer regret rebut slam snap step stop submit sum dub quip vet blur expel quit rebel`)

// A form is one of the shapes of a verb.
type form uint8

const (
	base       form = 1 << iota // say
	third                       // says
	past                        // said
	participle                  // said, written
	gerund                      // saying
)

// addForms enters the forms of one verb.
func addForms(lemma string, f frame) {
	enter := func(w string, shape form) {
		v := verbs[w]
		if v.lemma != "" && v.lemma != lemma && lemma > v.lemma {
			return // one order for the rare words that two verbs share
		}
		if v.lemma != lemma {
			v.form = 0
		}
		verbs[w] = verb{lemma, v.form | shape, f}
	}
	stem, cut, y := lemma, lemma, false
	switch {
	case strings.HasSuffix(lemma, "e") && !strings.HasSuffix(lemma, "ee"):
		cut = lemma[:len(lemma)-1]
	case strings.HasSuffix(lemma, "y") && !strings.ContainsAny(lemma[len(lemma)-2:len(lemma)-1], "aeou"):
		stem, y = lemma[:len(lemma)-1]+"i", true
	case doubled[lemma]:
		cut = lemma + lemma[len(lemma)-1:]
		stem = cut
	}
	enter(lemma, base)
	switch {
	case lemma == "have":
		enter("has", third)
	case y:
		enter(stem+"es", third)
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "x"), lemma == "go":
		enter(lemma+"es", third)
	default:
		enter(lemma+"s", third)
	}
	enter(cut+"ing", gerund)
	if ir, ok := irregular[lemma]; ok {
		enter(ir[0], past)
		enter(ir[1], participle)
		return
	}
	ed := stem + "ed"
	if strings.HasSuffix(lemma, "e") {
		ed = lemma + "d"
	}
	enter(ed, past)
	enter(ed, participle)
}
