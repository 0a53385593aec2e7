package article

import "strings"

// A frame is a way in which a reporting verb takes what is said.
type frame uint16

const (
	clause    frame = 1 << iota // she said prices would rise
	that                        // she told them that prices would rise
	question                    // she asked whether, she knows why
	infinite                    // she vowed to go on
	object                      // she criticised the plan
	direct                      // "Prices will rise," she said
	aside                       // prices, she said, will rise
	addressee                   // she told reporters …
	nounLike                    // its forms are nouns as often: "claims", "plans"
	weak                        // says something only with a person or body before it
)

// reportingVerbs lists the verbs by the frames that they take.
var reportingVerbs = []struct {
	frames frame
	lemmas string
}{
	{clause | that | question | direct | aside, `
		say add note explain argue insist announce assert contend maintain
		acknowledge admit concede recall observe conclude warn caution
		stress emphasise emphasize reiterate reckon opine
		predict suggest hint allege complain lament testify
		reveal disclose indicate attest proclaim profess posit theorize
		speculate muse confide gripe fret intimate recount imply signal`},
	{clause | that | question | direct | aside | nounLike, `
		claim report estimate joke boast brag charge quip`},
	{that | direct | aside | nounLike, `comment remark`},
	{that | direct | aside | object | nounLike, `state`},
	{clause | that | question | direct | aside, `write tweet post rule`},
	{clause | that | question | object | direct | aside, `
		confirm declare stipulate underline underscore repeat
		affirm highlight clarify specify`},
	{that | direct | aside | object, `reply respond answer counter retort vow pledge promise swear`},
	{direct | aside, `
		continue exclaim shout yell scream whisper mutter murmur interject
		chime begin conclude laugh sigh snap thunder caption finish go quote
		ask wonder read text email implore plead urge tell
		fume jeer sneer bark growl scoff gush storm rage rant bellow roar chuckle grumble moan groan
		shrug enthuse gloat wail sob venture`},
	{clause | that | question | direct | aside | addressee, `tell remind assure inform reassure notify convince`},
	{that | question | infinite | direct | aside | addressee, `ask beg beseech`},
	{that | infinite | object, `
		demand urge propose recommend request order instruct command advise
		implore threaten plan hope want wish prefer seek intend
		refuse decline agree aim promise vow pledge swear offer plead deserve
		pray long yearn`},
	{clause | that | question, `
		believe think know feel find imagine suspect guess assume worry
		presume realise realize mean understand hope wish decide determine`},
	{clause | that | question | object, `
		fear expect doubt deny question wonder regret
		recognise recognize dispute foresee
		anticipate forecast project
		discuss ponder debate explore`},
	{clause | that | question | object | aside | weak, `show demonstrate prove illustrate`},
	{aside, `find`},
	{object, `
		criticise criticize praise defend endorse support oppose back reject
		condemn denounce accuse blame describe blast slam attack mock deride
		ridicule deplore decry lambaste castigate chide rebuke scold censure
		applaud commend laud hail welcome salute celebrate cheer embrace
		favour favor champion advocate espouse approve disapprove
		dismiss disavow renounce repudiate refute rebut disown
		express voice reject protest contest challenge question
		invoke cite mention evoke reference outline detail
		characterise characterize portray depict liken compare
		admire respect resent hate love loathe dislike detest
		appreciate distrust mistrust
		thank congratulate apologise apologize
		downplay exaggerate belittle minimise minimize tout trumpet
		float broach
		call label brand dub deem regard view
		propose unveil recommend
		prioritise prioritize envision envisage
		overlook ignore discount disregard
		assail lash bash skewer excoriate vilify demonise demonize
		misrepresent misstate mischaracterize concoct
		prefer echo parrot vouch reaffirm restate
		accept heed solicit invite enlist entreat exhort encourage discourage warn
		reprimand admonish berate upbraid taunt tease insult smear
		authorise authorize ban prohibit forbid veto sanction
		declare announce acknowledge admit concede note explain
		emphasise emphasize stress reiterate recall reveal disclose predict
		suggest hint claim allege report estimate
		nominate bemoan lament retweet rebuff spurn shun snub eschew sidestep deflect
		mull consider weigh flag herald crave distrust disavow
		pressure lobby press petition
		question second-guess ponder knock ridicule pillory lampoon
		justify rationalise rationalize excuse
		underplay soft-pedal trivialise trivialize
		vindicate exonerate absolve
		scare frighten anger infuriate worry concern alarm impress irk`},
}

// verbPhrases lists verbs that report only with the word behind them, or take
// what is said after a preposition.
var verbPhrases = []struct {
	frames  frame
	phrases string
}{
	{clause | that | question | direct | aside, `point-out, make-clear, make-it-clear, make-plain, make-it-plain, make-known, make-it-known, let-it-be-known, chime-in, go-on, give-notice, serve-notice, shoot-back, fire-back, hit-back, cry-out, blurt-out, figure-out, find-out, lay-out, spell-out, sum-up, set-out, have-it, take-to-twitter, issue-a-statement, release-a-statement`},
	{object, `
		call-for, call-on, call-upon, call-out, ask-for, ask-about, appeal-for, appeal-to, plead-for,
		push-for, push-back-on, push-back-against, press-for, argue-for, argue-against, argue-about,
		advocate-for, lobby-for, lobby-against, campaign-for, campaign-against, stump-for,
		vote-for, vote-against, opt-for, root-for, stand-by, stand-behind, stand-with, stand-against,
		side-with, agree-with, agree-on, agree-to, disagree-with, disagree-on, concur-with,
		object-to, respond-to, react-to, reply-to, refer-to, point-to, allude-to,
		subscribe-to, confess-to, commit-to, consent-to,
		apologise-for, apologize-for, account-for, speak-for, speak-of, speak-about, speak-out-against,
		talk-about, talk-of, talk-up, complain-about, complain-of, joke-about, brag-about, boast-about,
		boast-of, worry-about, fret-about, care-about, think-about, think-of, wonder-about, ask-about,
		tell-of, warn-of, warn-against, warn-about, hint-at, scoff-at, bristle-at, balk-at, rail-against,
		lash-out-at, take-aim-at, take-issue-with, take-credit-for, inveigh-against, rant-about,
		comment-on, touch-on, focus-on, insist-on, weigh-in-on, reflect-on, elaborate-on, expand-on,
		sour-on, double-down-on, dwell-on, zero-in-on, opine-on, report-on, sign-off-on,
		look-forward-to, hope-for, wish-for, long-for, fight-for, fight-against, strive-for,
		believe-in, approve-of, disapprove-of, dream-of, know-about, hear-of, learn-of,
		accuse, back-away-from, back-off, walk-back, lay-out, spell-out, rule-out, set-out, play-down,
		play-up, see-as, shrug-off, brush-off, brush-aside, push-back, shoot-down, size-up, bring-up, single-out,
		pour-cold-water-on, throw-cold-water-on, cast-doubt-on, hold-out-hope-of, turn-down, wave-away, plead-with, reason-with, leave-open,
		lash-out-against, hit-out-at, give-credit-to, pay-tribute-to, express, plead-guilty-to, sign-onto, crack-down-on`},
	{direct | aside, `put-it, put-it-this-way`},
}

// nouns lists the verbs whose base or third person is a noun as often.
var nouns = setOf(`attack comment remark report claim plan call support state talk rule charge show view
	question demand hope fear post estimate promise project study challenge protest vote answer
	reply praise dispute hail joke boast pledge request order offer command threat cheer welcome
	doubt wish want need regret contest mention reference outline detail label brand respect hate
	love aim forecast attempt debate question warn ban veto project sanction value slam blast
	express voice signal document invite approach echo rebuke insult smear tweet text email quote
	favor favour champion address challenge issue release process`)

// otherVerbs lists common verbs that report nothing: they end a noun phrase.
const otherVerbs = `
	make take give get come put keep hold lead run meet visit open close start stop end win lose pay
	send bring build buy sell become remain leave arrive return travel fly drive walk move
	include involve contain require allow enable help hurt kill die live serve spend save
	grow fall rise increase decrease reduce expand cut raise lower drop
	happen occur appear seem look turn follow join create produce provide receive
	deliver carry catch choose cost cover deal draw eat fail finish
	gain handle hang hear hire hit introduce invest kick lack last launch lay learn let lie
	manage mark marry need obtain occupy own pass perform pick place play prepare press
	prevent protect prove publish pull push reach receive release replace represent resign retire
	retain ride roll rule sail seize separate settle shake shape share sign sit
	sleep spread stand stay steal step strike struggle suffer surround survive
	teach tend test throw touch train treat try use wait wear weigh work win
	fill force form free gather grab prompt trigger spark cause draw host hold
	flee enter escape attend beat break cast cross defeat depend destroy develop
	belong collide explode erupt arrest detain injure sink
	deploy seize shut reopen resume suspend adopt ratify negotiate convene gather assemble summon expel
	deport evacuate withdraw loom persist emerge erode tighten soften harden impose renew inspect verify
	intercept retrieve recover restore hamper hinder postpone cancel circulate amend submit sue convict
	confiscate besiege encircle invade annex liberate capture rename dissolve merge quit resist obey
	ignite evade elude abduct kidnap torture poison sabotage hijack breach violate evolve collapse`

// verb is what a word form may be: a form of a reporting verb.
type verb struct {
	lemma  string
	form   form
	frames frame
}

func (v verb) direct() bool { return v.frames&direct != 0 }

// verbs holds every form of every reporting verb, and phrases what may follow
// the lemma of a phrase, with its frames.
var (
	verbs   = map[string]verb{}
	phrases = map[string][]phrase{}
)

type phrase struct {
	words  []string
	frames frame
}

func init() {
	frames := map[string]frame{}
	for _, row := range reportingVerbs {
		for lemma := range strings.FieldsSeq(row.lemmas) {
			frames[lemma] |= row.frames
		}
	}
	for _, row := range verbPhrases {
		for p := range strings.SplitSeq(row.phrases, ",") {
			w := strings.Split(strings.TrimSpace(p), "-")
			if len(w) == 1 {
				frames[w[0]] |= row.frames
				continue
			}
			phrases[w[0]] = append(phrases[w[0]], phrase{w[1:], row.frames})
			frames[w[0]] |= 0
		}
	}
	for lemma := range strings.FieldsSeq(otherVerbs) {
		frames[lemma] |= 0
	}
	for lemma, f := range frames {
		if nouns[lemma] {
			f |= nounLike
		}
		addForms(lemma, f)
	}
	for w, v := range verbs {
		lexicon[w] = entry{tagOf[w], v}
	}
	for w, t := range tagOf {
		lexicon[w] = entry{t, verbs[w]}
	}
}
