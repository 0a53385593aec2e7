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
	s = strings.ToLower(s)
	for _, p := range clutterPhrases {
		i := strings.Index(s, p)
		if i < 0 {
			continue
		}
		if i == 0 || b.Len() < 100 && i < 24 && !strings.Contains(s, " said") {
			return true
		}
	}
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.Count(s, " | ") > 1
}
