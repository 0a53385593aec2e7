package article

import "strings"

// honorifics lists the titles that are dropped where the full name is known,
// with the gender that they tell.
var honorifics = tableOf(map[gender]string{
	male:    `mr sir lord monsieur herr señor sheikh`,
	female:  `mrs ms miss mme madame lady dame frau señora`,
	unknown: `dr prof professor rev reverend hon`,
})

// offices lists the nouns for people by what they do. Before a name they are
// its title; behind "the" they stand for somebody named earlier.
var offices = setOf(`
	president premier minister chancellor secretary undersecretary ambassador envoy consul
	spokesman spokeswoman spokesperson official officer adviser advisor aide deputy
	commissioner negotiator mediator diplomat delegate representative attache attaché
	leader chief head director chairman chairwoman chairperson chair speaker governor gov
	senator sen congressman congresswoman rep lawmaker legislator mp deputy councillor councilman
	mayor commander general gen colonel col lieutenant lt major maj captain capt sergeant sgt
	admiral adm marshal brigadier king queen prince princess emperor pope cardinal archbishop
	bishop imam rabbi ayatollah patriarch priest pastor
	judge justice prosecutor attorney lawyer barrister solicitor magistrate
	professor economist analyst expert researcher scientist historian author scholar lecturer
	pollster strategist consultant lobbyist activist campaigner organizer organiser coordinator
	founder owner manager executive ceo president-elect editor journalist reporter correspondent
	columnist host anchor presenter commentator
	candidate nominee frontrunner runner contender challenger incumbent
	engineer doctor nurse teacher schoolteacher farmer student veteran retiree pensioner resident driver
	fisherman fishmonger shopkeeper grocer baker butcher carpenter electrician mechanic plumber miner docker
	sailor skipper harbourmaster master pilot waiter waitress cook clerk porter villager refugee
	translator interpreter surgeon paediatrician physicist chemist biologist geologist sociologist
	administrator rapporteur observer monitor organiser supervisor curator
	inspector investigator detective sheriff superintendent constable ombudsman auditor
	treasurer trustee principal dean rector commissar warden ranger pilot lawman regulator
	minister-president taoiseach shah sultan emir chairman-elect politician statesman
	businessman businesswoman banker broker trader developer billionaire mogul magnate
	singer actor actress comedian artist writer novelist poet player coach
	man woman boy girl father mother brother sister son daughter wife husband widow widower
	mum mom dad grandmother grandfather aunt uncle cousin nephew niece`)

// ranks lists the military ranks among the offices: they stay before the name
// where an office stands behind it.
var ranks = setOf(`
	commander general gen colonel col lieutenant lt major maj captain capt sergeant sgt
	admiral adm marshal brigadier brig commodore corporal cpl`)

// alsoCalled lists what else an office may be called at its next mention.
var alsoCalled = tableOfNames(`
	gov: governor
	sen: senator lawmaker
	rep: representative lawmaker
	gen: general
	col: colonel
	lt: lieutenant
	maj: major
	capt: captain
	sgt: sergeant
	adm: admiral
	brig: brigadier
	cpl: corporal
	mp: lawmaker legislator
	senator: lawmaker legislator
	congressman: lawmaker legislator
	congresswoman: lawmaker legislator
	deputy: lawmaker
	ambassador: envoy diplomat
	envoy: diplomat
	consul: diplomat
	negotiator: envoy
	mediator: envoy
	premier: minister head
	president: head
	chancellor: head
	king: head
	queen: head
	spokesperson: spokesman spokeswoman
	attorney: lawyer
	barrister: lawyer
	solicitor: lawyer`)

// tableOfNames reads lines of a word and the names that it also goes by.
func tableOfNames(list string) map[string][]string {
	m := make(map[string][]string)
	for _, l := range lines(list) {
		word, names, _ := strings.Cut(l, ":")
		m[word] = strings.Fields(names)
	}
	return m
}

// people lists the nouns for somebody without a name that are no offices.
var people = setOf(`person member source insider witness survivor participant onlooker passer-by bystander passenger relative neighbour neighbor`)

// femaleOffices and maleOffices tell the gender.
var (
	femaleOffices = setOf(`spokeswoman chairwoman congresswoman queen princess businesswoman actress waitress woman girl mother sister daughter wife widow mum mom grandmother aunt niece`)
	maleOffices   = setOf(`spokesman chairman congressman king prince pope cardinal archbishop bishop priest imam councilman fisherman businessman waiter man boy father brother son husband widower dad grandfather uncle nephew`)
)

// bodies lists the last words of the names of groups, which are no persons.
var bodies = setOf(`
	ministry council union party department university committee house court bank agency office
	commission army force forces navy guard times post news journal company inc corp ltd group
	association federation alliance organization organisation institute foundation center centre
	congress senate parliament assembly government administration campaign league society
	coalition front movement network board bureau service authority treasury embassy consulate
	delegation secretariat mission team fund club school college church hospital police
	newspaper magazine television radio tv press republic kingdom states nations community
	states forum summit conference convention treaty agreement accord pact act bill constitution
	poll survey report review tribunal chamber cabinet presidency kremlin pentagon palace
	street avenue road river sea ocean lake mountain island islands bay gulf strait city county
	province state district region valley airport port bridge tower square park war day
	cross watch international affairs defence defense security trade`)

// modifiers lists the words in lower case that may stand between an article
// and an office.
var modifiers = setOf(`
	foreign prime defence defense interior finance health trade energy environment justice labour
	labor agriculture education transport economy former acting deputy vice senior chief top
	leading first assistant associate executive general national federal state local regional
	opposition party government press military political longtime veteran retired late
	presidential vice-presidential parliamentary special joint permanent interim outgoing
	incoming newly elected fellow junior union police army naval air campaign company
	policy security legal medical financial`)

// placeStarts lists the first words of the names of places.
var placeStarts = setOf(`
	new north south east west northern southern eastern western central united great saudi
	los las san santa saint st fort mount lake cape port costa sri el hong sierra ivory burkina
	abu tel wall cedar des baton kuala buenos rio sao mexico vatican`)

// groups lists the nouns that, behind "the", stand for the body named last.
var groups = setOf(`group organization organisation company firm agency alliance bloc union charity party institute bank body watchdog`)

// gender of a person.
type gender uint8

const (
	male gender = iota + 1
	female
	unknown
)

// firstNames tells the gender of common first names.
var firstNames = tableOf(map[gender]string{
	male: `
	james john robert michael william david richard joseph thomas charles christopher daniel matthew
	anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy
	jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin
	samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry
	nathan douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald
	carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie
	gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip
	johnny bernie ted jim tom bill bob mike steve dave dan ben tim barack mitt marco jeb rand chuck
	ola lars sven erik nils anders bjorn per hans jens karl klaus jurgen stefan wolfgang heinz otto
	pierre jean jacques michel francois françois luc yves olivier antoine henri
	carlos luis miguel pedro pablo jorge javier fernando diego andres rafael manuel antonio mario
	giovanni giuseppe luigi marco paolo matteo sergio enrico
	ivan sergei vladimir dmitri dmitry mikhail nikolai alexei boris igor oleg pavel andrei viktor yuri
	mohammed muhammad mohamed ahmed ahmad ali hassan hussein omar khalid ibrahim yusuf mustafa mahmoud
	abdullah karim tariq samir rashid hamid mehmet emre kemal
	raj amit sanjay rahul vijay anil ravi arjun hiroshi kenji takeshi akira
	tomas tomasz jan piotr andrzej marek janos laszlo istvan ferenc milan goran zoran nikola marko
	kofi kwame chidi tunde emeka samuel joao paulo tiago mateus`,
	female: `
	mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra
	margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca
	sharon laura cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha
	katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie
	joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl
	jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice
	judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana
	brittany doris kayla alexis lori marie hillary carly ada ingrid astrid marta greta sofia elena
	olga natalia tatiana irina svetlana ekaterina nadia anya katya yulia ludmila
	claire sophie camille juliette chloe isabelle francoise françoise helene hélène aurelie
	carmen lucia ana rosa pilar ines inés beatriz dolores paula valentina gabriela
	giulia francesca chiara federica paola silvia
	fatima aisha amina leila layla zainab maryam noor yasmin samira huda rania salma
	priya anjali sunita lakshmi indira meera yuki keiko naoko mei ling
	agnieszka katarzyna ewa zofia magda jana petra eva zuzana ilona eszter ivana jelena milica
	ngozi amara adaeze wanjiru freya sigrid liv solveig kari birgit heike ursula annalena ulrike`,
})
