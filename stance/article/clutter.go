package article

import "strings"

// clutterPhrases lists what web pages put around an article, in lower case. A
// short block that holds one is no prose.
var clutterPhrases = lines(`
	read more
	read also
	read next
	also read
	related stories
	related articles
	related:
	see also:
	most read
	most popular
	recommended for you
	you may also like
	more from
	sign up for
	sign up to
	subscribe to
	subscribe now
	newsletter
	follow us on
	follow him on
	follow her on
	share this
	share on
	share via
	click here
	tap here
	cookie
	privacy policy
	terms of use
	terms of service
	all rights reserved
	copyright
	advertisement
	sponsored content
	story continues below
	skip to content
	skip to main
	log in
	image caption
	image credit
	photo:
	photograph:
	file photo
	getty images
	watch:
	watch live
	listen to this
	loading
	print this page
	comments (
	leave a comment
	reporting by
	editing by
	additional reporting
	our standards:
	last updated
	min read
	minutes read`)

// clutterReach is how far into a block a phrase may begin.
const clutterReach = 24

// clutterLongest is the length of the longest phrase.
var clutterLongest = func() int {
	n := 0
	for _, p := range clutterPhrases {
		n = max(n, len(p))
	}
	return n
}()

// clutter reports whether a block is no prose: buttons, notices, lists of
// links, credits.
func clutter(text string, b Span) bool {
	if b.Len() > 240 {
		return false
	}
	s := b.Of(text)
	if strings.ContainsAny(s, "\"“„«") && b.Len() > 60 {
		return false
	}
	short := b.Len() < 100
	head := strings.ToLower(s[:min(len(s), clutterReach+clutterLongest)])
	said := short && strings.Contains(strings.ToLower(s), " said")
	for _, p := range clutterPhrases {
		if strings.HasPrefix(head, p) {
			return true
		}
		if short && !said {
			if i := strings.Index(head, p); i >= 0 && i < clutterReach {
				return true
			}
		}
	}
	return strings.HasPrefix(head, "http://") || strings.HasPrefix(head, "https://") || strings.Count(s, " | ") > 1
}
