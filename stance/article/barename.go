package article

import "strings"

// This file tells what the canonical name of a speaker is made of, for those who
// bring articles together.

// BareName returns the name in a canonical speaker without title and office:
// "Ola Berg" of "Foreign Minister Ola Berg" and of "Ola Berg, minister of the
// sea". Use it to bring together what one person says in several articles. A
// speaker without a name ("two officials"; see [Named]) stays as it is.
func BareName(speaker string) string {
	name, _, _ := strings.Cut(speaker, ", ")
	words := strings.Fields(name)
	cut := 0
	for i, w := range words[:max(0, len(words)-1)] {
		w = strings.ToLower(strings.TrimRight(w, "."))
		if offices[w] || honorifics[w] != 0 {
			cut = i + 1
			if i+3 < len(words) && words[i+1] == "of" && strings.Contains(departments, " "+w+" ") {
				cut = i + 3 // "Secretary of State Holm"
			}
		}
	}
	if cut == 0 || cut >= len(words) || !startsUpper(words[cut]) {
		return name
	}
	return strings.Join(words[cut:], " ")
}

// Named reports whether a canonical speaker has a name, of a person, a body or a
// place. "Two officials", "army", "Israeli diplomat" and "Prime Minister" have
// none: in two articles they may be two.
func Named(speaker string) bool {
	words := strings.Fields(BareName(speaker))
	if len(words) == 0 || !startsUpper(words[0]) {
		return false
	}
	for i, w := range words {
		if w = strings.Trim(w, ".,"); i < len(words)-1 && startsUpper(w) {
			continue
		}
		w = strings.ToLower(w)
		if one := strings.TrimSuffix(w, "s"); offices[w] || offices[one] || people[w] || people[one] {
			return false
		}
	}
	return true
}

// MaybeSurname reports whether a name of one word may be a person's surname
// alone, not a state, a capital, a body or an office.
func MaybeSurname(name string) bool {
	w := strings.ToLower(name)
	return startsUpper(name) && !strings.ContainsAny(name, " ") && Named(name) && !bodies[w] && !places[w]
}

// places lists the names of one word of states and of the cities that stand for
// them.
var places = setOf(`
	afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan
	bahamas bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia
	botswana brazil britain brunei bulgaria burma burundi cambodia cameroon canada chad chile
	china colombia comoros congo croatia cuba cyprus czechia denmark djibouti dominica ecuador
	egypt england eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia
	germany ghana greece greenland grenada guatemala guinea guyana haiti holland honduras hungary
	iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya
	kiribati korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
	liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta
	mauritania mauritius mexico micronesia moldova monaco mongolia montenegro morocco mozambique
	myanmar namibia nauru nepal netherlands nicaragua niger nigeria norway oman ossetia pakistan
	palau palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda
	samoa scotland senegal serbia seychelles singapore slovakia slovenia somalia somaliland spain
	sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand tibet togo tonga
	tunisia turkey türkiye turkmenistan tuvalu uganda ukraine uruguay usa uzbekistan vanuatu
	vatican venezuela vietnam wales yemen zambia zimbabwe abkhazia catalonia chechnya crimea
	darfur gaza kashmir kurdistan transnistria

	abuja accra algiers amman ankara ashgabat asmara astana athens baghdad baku bamako bangkok
	beijing beirut belgrade berlin bern bogota bratislava brasilia brussels bucharest budapest
	cairo canberra caracas chisinau colombo copenhagen dakar damascus delhi dhaka dili doha
	dublin dushanbe geneva hague hanoi harare havana helsinki islamabad jakarta jerusalem juba
	kabul kampala kathmandu khartoum kigali kingston kinshasa kyiv kiev lima lisbon ljubljana
	london luanda lusaka madrid managua manila maputo minsk mogadishu moscow muscat nairobi
	niamey nicosia oslo ottawa paris podgorica prague pretoria pristina pyongyang quito rabat
	ramallah reykjavik riga riyadh rome sanaa santiago sarajevo seoul skopje sofia stockholm
	taipei tallinn tashkent tbilisi tehran tirana tokyo tripoli tunis ulaanbaatar vienna
	vientiane vilnius warsaw washington wellington yerevan zagreb`)
