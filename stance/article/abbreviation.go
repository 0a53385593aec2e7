package article

// abbreviationKind says what a full stop after an abbreviation may be.
type abbreviationKind uint8

const (
	noAbbreviation abbreviationKind = iota
	beforeName                      // "Gen. Ruiz": never the end of a sentence
	beforeNumber                    // "No. 5", "Jan. 5": no end before a figure
	inside                          // "e.g.", "vs.": no end whatever follows
	eitherWay                       // "Inc.", "a.m.": the end only before a word that opens sentences
)

// abbreviations lists what is written with a full stop, in lower case and
// without the last stop. Single letters are initials and need no entry.
var abbreviations = tableOf(map[abbreviationKind]string{
	beforeName: `
		mr mrs ms mx messrs mme mlle m dr drs prof profs rev revd fr hon
		gen lt col maj capt cpt cmdr comdr cdr cpl sgt sgts pvt pfc adm brig
		lt.col lt.gen maj.gen brig.gen sec.gen
		gov govs lt.gov sen sens rep reps pres amb min supt insp det asst atty
		sec dep vp st ste mt ft pt sr.lt cong del dir chancellr
		arch archbp bp card msgr h.e hrh`,
	beforeNumber: `
		no nos nr n° p pp para paras pg fig figs vol vols ch chap art arts sect
		eq tab ver op cl sched resp
		jan feb mar apr jun jul aug sep sept oct nov dec
		ca c approx est tel ext`,
	inside: `
		e.g i.e eg ie cf viz vs v al.e approx esp incl excl`,
	eitherWay: `
		inc ltd co corp cos bros plc llc l.l.c assn assoc dept univ intl natl
		jr sr esq phd ph.d m.d b.a m.a m.p mp ret
		etc al ed eds trans
		a.m p.m am pm b.c a.d bc ad est.t
		u.s u.k u.n e.u u.s.a u.s.s.r u.a.e d.c l.a n.y d.p.r.k r.o.k
		st ave blvd rd hwy sq bldg apt
		ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich
		minn miss mo mont neb nev n.h n.j n.m n.c n.d okla ore pa penn r.i s.c
		s.d tenn tex va vt wash wis wyo w.va ont que alta b.c
		mon tue tues wed thu thur thurs fri sat sun
		ft in lb lbs oz kg km mi sq min sec hr hrs yr yrs mph bn mn m
		gov.t cent dist div prov rep govt mgmt`,
})

// openers lists the words that, written with a capital, far more often open a
// sentence than stand inside one.
var openers = setOf(`
	the a an this that these those there here it he she they we i you his her
	its their our my your who what when where why how which while
	in on at by for from with without as if since after before until during
	under over because although though despite but and or so yet nor then
	however meanwhile moreover still also instead later now today yesterday
	tomorrow earlier afterwards asked according both some many most all
	several no not none neither either each every another other such one two
	three last next only even just more nobody everyone everybody people
	is are was were do does did has have had can could will would should may
	let please yes thank thanks mr mrs ms dr`)
