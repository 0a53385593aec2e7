package main

import (
	"html"
	"strings"
)

// Reducing a page to its prose: enough for the pages of newspapers, which say
// what is a paragraph. For anything more use a library.

// skipped lists the elements that hold no prose.
var skipped = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "svg": true, "head": true, "nav": true, "footer": true,
	"aside": true, "form": true, "button": true, "select": true, "iframe": true, "figure": true, "menu": true, "dialog": true,
}

// inline lists the elements that do not end a paragraph.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "data": true, "del": true, "dfn": true,
	"em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true, "q": true, "s": true, "small": true, "span": true,
	"strong": true, "sub": true, "sup": true, "time": true, "u": true, "var": true, "wbr": true,
}

// isHTML reports whether a text is a page.
func isHTML(raw string) bool {
	head := strings.ToLower(raw[:min(len(raw), 2048)])
	trimmed := strings.TrimLeft(head, " \t\r\n\ufeff")
	if !strings.HasPrefix(trimmed, "<") {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<p>", "<p ", "<div", "<main", "<h1"} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return false
}

// prose returns the paragraphs of a page, a blank line between them.
func prose(page string) string {
	var out, text strings.Builder
	paragraph := func() {
		if p := strings.Join(strings.Fields(html.UnescapeString(text.String())), " "); p != "" {
			out.WriteString(p)
			out.WriteString("\n\n")
		}
		text.Reset()
	}
	for len(page) > 0 {
		i := strings.IndexByte(page, '<')
		if i < 0 {
			text.WriteString(page)
			break
		}
		text.WriteString(page[:i])
		page = page[i:]
		if strings.HasPrefix(page, "<!--") {
			page = behind(page, "-->")
			continue
		}
		name, closing := tagName(page)
		if name == "" {
			text.WriteByte('<')
			page = page[1:]
			continue
		}
		page = behind(page, ">")
		if !inline[name] {
			paragraph()
		}
		if skipped[name] && !closing {
			page = behindElement(page, name)
		}
	}
	paragraph()
	return strings.TrimSuffix(out.String(), "\n")
}

// behind returns what follows the first mark, or nothing.
func behind(page, mark string) string {
	_, rest, _ := strings.Cut(page, mark)
	return rest
}

// tagName reads the tag that a page starts with; "" where it is none.
func tagName(page string) (name string, closing bool) {
	i := 1
	if strings.HasPrefix(page, "</") {
		closing, i = true, 2
	}
	if strings.HasPrefix(page, "<!") || strings.HasPrefix(page, "<?") {
		return "!", false
	}
	end := i
	for end < len(page) && (page[end]|0x20 >= 'a' && page[end]|0x20 <= 'z' || page[end] >= '0' && page[end] <= '9' || page[end] == '-') {
		end++
	}
	return strings.ToLower(page[i:end]), closing
}

// behindElement returns what follows the end of an element, its like inside
// counted.
func behindElement(page, name string) string {
	depth := 1
	for depth > 0 {
		i := strings.IndexByte(page, '<')
		if i < 0 {
			return ""
		}
		page = page[i:]
		tag, closing := tagName(page)
		if tag == name {
			if closing {
				depth--
			} else {
				depth++
			}
			page = behind(page, ">")
			continue
		}
		page = page[1:]
	}
	return page
}
