// Package dataset reads labelled texts from files: JSON lines, CSV, TSV and
// fastText's format. Any labels will do; what they mean is the caller's
// business.
//
// # Reading a file
//
// The ending of the name says the format, and the zero [Options] look for
// columns or keys named "text" and "label":
//
//	for row, err := range dataset.OpenFile("rows.csv", dataset.Options{}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(row.Class, row.Text)
//	}
//
// [Read] takes any io.Reader and then wants [Options.Format], [OpenFS] a file
// of a file system. Where the columns have other names, say so:
//
//	dataset.Options{Text: "sentence", Label: "stance"}
//
// Columns or keys "id", "weight" and "group" are read where they are there, any
// others are ignored. To read texts that have no label yet, set
// [Options.NoLabel]. To know where the rows stand, set [Options.Line].
//
// # Errors
//
// Each error is an [*Error] and prints like
//
//	dataset: rows.csv:7:15: field "label": no label
//
// A loop that returns at the first error, as above, reads all or nothing. One
// bad row does not end the reading, though: the sequence goes on with the next
// row if the loop does. [Skip] leaves the bad rows out and tells of them:
//
//	rows := dataset.Skip(dataset.OpenFile(name, o), func(err error) { log.Print(err) })
//
// What ends the reading still comes through: a missing file, a column that the
// header lacks, a file that is not text, a failing disk. [Error.Skippable]
// tells the two kinds apart, and errors.Is the causes: [ErrNoLabel],
// [ErrSyntax], fs.ErrNotExist and so on.
//
// # Formats
//
// Text is UTF-8; a byte order mark is skipped, lines end in LF or CRLF, and
// lines of white space are skipped. Texts may hold bytes that are not valid
// UTF-8 and keep them; labels may not, nor invisible characters. A label loses
// the white space around it. A source that starts in UTF-16 or holds a NUL byte
// in its first 8 KiB is [ErrBinary]; a file is found out before its first row, a
// pipe as its bytes come. A source without rows is no error.
//
// JSON lines: one object a line. Keys match exactly; of equal keys the last
// wins, as in encoding/json. The text is a string; the label, the identifier
// and the group are strings, or numbers or bools, which are taken as they are
// written (1.0 is the label "1.0"); the weight is a number. null is the same
// as a missing key. A source that starts with an array is [ErrArray].
//
// CSV: as in RFC 4180, with a header. A field that holds a comma, a quote or a
// line end is quoted, and a quote in it is written twice; CRLF in it becomes
// LF. Every row has as many fields as the header. Where a row runs over several
// lines, an error names the line where it starts, and after a bad row the
// reading goes on with the line after that one: a quote left open costs one
// row, not the rest of the file. An empty weight is 1. [Options.Comma] splits the
// fields by another character, such as the semicolon of many a spreadsheet.
//
// TSV: as CSV, but a line is a row, tabs split it, and nothing is quoted or
// escaped.
//
// fastText: labels with the prefix "__label__" at the start of the line, then
// the text. The first label is the class, the others are dropped. With
// [Options.NoLabel] a line without a label is text as a whole, so that this is
// the format of plain lines, too.
//
// # Memory
//
// Rows are read one at a time, so that a file may be larger than memory. A row
// may be as long as [Options.MaxLine], 16 MiB by default; a longer one is
// [ErrTooLong], is not held in memory, and the next is read.
package dataset
