package article

// Join is for the tests that stand outside.
var Join = join
