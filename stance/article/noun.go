package article

import "strings"

// documents lists the nouns for what has been written down or counted and so
// may say something.
var documents = setOf(`
	poll polls survey surveys report reports study studies record records
	document documents data figures statistics results findings research
	analysis review email emails e-mail e-mails letter letters memo memos
	filing filings transcript transcripts statement statements article
	articles story editorial paper papers book post posts tweet tweets
	message text law bill draft communique communiqué declaration treaty
	agreement resolution charter constitution video footage audio tape
	recording recordings picture photo photograph map chart graph numbers
	sign signs banner headline headlines evidence history experience
	estimate estimates projection projections model models census audit
	assessment announcement release note history order ruling verdict decree judgment judgement`)

// media lists the nouns that stand before the name of a medium: "told the
// newspaper El Faro".
var media = setOf(`agency newspaper paper daily weekly broadcaster channel station radio television magazine network website programme program outlet service site`)

// reportingNouns lists the nouns that report like a verb, with what follows
// them: "his claim that", "Oslo's refusal to", "their support for". Somebody
// must own them.
var reportingNouns = tableOfWords([]row{
	{"that", `claim claims assertion belief view argument suggestion warning promise
		pledge prediction statement contention conviction hope hopes fear fears
		concern concerns allegation allegations accusation accusations insistence
		announcement recommendation proposal demand conclusion admission
		declaration contention charge vow assurance assurances complaint
		complaints comment remark remarks acknowledgment acknowledgement denial finding notion`},
	{"to", `plan plans promise promises pledge vow decision proposal offer refusal
		threat threats desire call calls intention intentions willingness readiness
		unwillingness reluctance commitment ambition ambitions opposition response
		reaction reference references objection objections resistance bid
		determination eagerness inability request approach`},
	{"for", `support demand demands call calls plan plans proposal proposals praise disdain
		contempt admiration respect push hopes vision enthusiasm advocacy apology preference
		endorsement affection sympathy appeal request appetite`},
	{"of", `criticism criticisms condemnation rejection embrace endorsement defense
		defence praise denunciation support view views assessment description characterization
		characterisation portrayal mockery hatred fear fears dismissal disapproval approval acceptance
		treatment understanding repudiation knowledge denial invocation warnings accusations allegations
		depiction opinion opinions perception perceptions mention skepticism scepticism promise`},
	{"on", `attack attacks stance position positions views view assault comments remarks focus stand insistence opinion opinions`},
	{"about", `comments comment remarks concern concerns question questions complaints complaint
		statements doubts claims skepticism scepticism anger worries worry warnings warning
		feelings thoughts message optimism reservations misgivings`},
	{"with", `frustration disagreement agreement impatience anger disappointment satisfaction dissatisfaction`},
	{"over", `concern concerns anger outrage unease`},
	{"against", `attacks opposition arguments accusations allegations charges case fight campaign threats`},
	{"in", `interest faith confidence belief trust`},
	{"toward", `hostility attitude animosity`},
	{"towards", `hostility attitude animosity`},
})

// reportingAdjectives lists the adjectives that tell what somebody thinks or
// is ready for, with what follows them: "is ready to", "are opposed to".
var reportingAdjectives = tableOfWords([]row{
	{"that", `confident hopeful concerned worried optimistic sure certain convinced aware adamant
		pleased happy glad proud sorry afraid disappointed sceptical skeptical doubtful clear grateful determined`},
	{"to", `ready prepared willing unwilling reluctant eager determined opposed open happy glad
		proud inclined committed hesitant loath keen desperate pleased anxious quick receptive resistant indifferent content`},
	{"about", `concerned worried optimistic pessimistic skeptical sceptical enthusiastic angry furious
		excited happy unhappy upset nervous anxious serious confident clear uneasy passionate bullish cautious`},
	{"of", `critical skeptical sceptical supportive dismissive wary afraid proud suspicious fond tired
		aware unaware mindful fearful confident contemptuous convinced ashamed weary disdainful leery`},
	{"with", `angry frustrated happy unhappy satisfied dissatisfied pleased impatient disappointed comfortable uncomfortable disgusted`},
	{"by", `frustrated alarmed outraged troubled encouraged disappointed angered appalled dismayed impressed bothered offended convinced disturbed`},
	{"in", `interested uninterested confident disappointed`},
	{"on", `keen intent adamant focused bent undecided`},
	{"for", `grateful thankful sorry eager`},
	{"against", `opposed`},
})

// hearsay lists the participles of "is expected to", behind which nobody is
// named.
var hearsay = setOf(`expected believed said reported thought rumored rumoured alleged understood predicted projected forecast rumoured deemed`)

// row is one line of a table of words by what follows them.
type row struct{ next, words string }

// tableOfWords reads such a table: which words may follow each.
func tableOfWords(rows []row) map[string][]string {
	m := make(map[string][]string)
	for _, r := range rows {
		for w := range strings.FieldsSeq(r.words) {
			m[w] = append(m[w], r.next)
		}
	}
	return m
}
