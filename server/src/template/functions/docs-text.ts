// Descriptions of functions on text, paths, encodings and patterns.

export const textDocs = `
quote VALUE… | Each value as text in double quotes, with spaces between; nothing for what is nil
squote VALUE… | Each value as text in single quotes, with spaces between
upper TEXT | In upper case
lower TEXT | In lower case
title TEXT | The first letter of each word in upper case
untitle TEXT | The first letter of each word in lower case
swapcase TEXT | Upper case becomes lower case and the other way round
camelcase TEXT | \`http_server\` becomes \`HttpServer\`
snakecase TEXT | \`HttpServer\` becomes \`http_server\`
kebabcase TEXT | \`HttpServer\` becomes \`http-server\`
trim TEXT | Without white space at both ends
trimAll CHARACTERS TEXT | Without these characters at both ends
trimPrefix PREFIX TEXT | Without the prefix, if it starts with it
trimSuffix SUFFIX TEXT | Without the suffix, if it ends with it
trunc LENGTH TEXT | The first bytes, or with a negative length the last ones; names in Kubernetes are often cut to 63
abbrev WIDTH TEXT | Cut to a width, with an ellipsis at the end
abbrevboth OFFSET WIDTH TEXT | Cut at both ends, with an ellipsis at each
substr START END TEXT | The bytes from START up to END; a negative END is the end
repeat COUNT TEXT | The text so many times
replace OLD NEW TEXT | Every OLD becomes NEW
nospace TEXT | Without any white space
initials TEXT | The first letter of each word
indent SPACES TEXT | Each line moved to the right
nindent SPACES TEXT | A line break, then each line moved to the right: for blocks of YAML
wrap COLUMN TEXT | Lines broken at a column
wrapWith COLUMN BREAK TEXT | Lines broken at a column by a text of your own
contains PART TEXT | Whether the text contains the part
hasPrefix PREFIX TEXT | Whether the text starts with it
hasSuffix SUFFIX TEXT | Whether the text ends with it
cat VALUE… | The values as text with spaces between
plural ONE MANY COUNT | ONE if the count is 1, else MANY
shuffle TEXT | Its letters in random order
split SEPARATOR TEXT | A map of the parts: \`_0\`, \`_1\` …
splitn SEPARATOR COUNT TEXT | The same with so many parts at most
splitList SEPARATOR TEXT | A list of the parts
join SEPARATOR LIST | The items as one text
toString VALUE | The value as text
toStrings LIST | A list of the items as texts
html VALUE… | As text that is safe in HTML
js VALUE… | As text that is safe in JavaScript
urlquery VALUE… | As text that is safe in a query of a URL
print VALUE… | The values as text; spaces between those that are no texts
println VALUE… | The values as text with spaces between and a line break at the end
printf FORMAT VALUE… | The values put into a format: \`%s\` text, \`%d\` integer, \`%v\` anything, \`%q\` quoted
regexMatch PATTERN TEXT | Whether the text contains a match (Go's syntax)
regexFind PATTERN TEXT | The first match, or an empty text
regexFindAll PATTERN TEXT COUNT | The matches, COUNT at most; -1: all
regexReplaceAll PATTERN TEXT REPLACEMENT | Every match replaced; \`\${1}\` is the first group
regexReplaceAllLiteral PATTERN TEXT REPLACEMENT | Every match replaced by the text as it is
regexSplit PATTERN TEXT COUNT | The parts between the matches, COUNT at most; -1: all
regexQuoteMeta TEXT | A pattern that matches just this text
base PATH | The last part of a path
dir PATH | The path without its last part
clean PATH | The shortest path that leads to the same
ext PATH | The ending of a file's name, with its dot
isAbs PATH | Whether the path starts at the root
osBase PATH | The last part of a path of the machine that renders
osDir PATH | The path without its last part, on the machine that renders
osClean PATH | The shortest path, on the machine that renders
osExt PATH | The ending of a file's name, on the machine that renders
osIsAbs PATH | Whether the path starts at the root, on the machine that renders
b64enc TEXT | In Base64
b64dec TEXT | Out of Base64
b32enc TEXT | In Base32
b32dec TEXT | Out of Base32
urlParse URL | A map: \`scheme\`, \`host\`, \`hostname\`, \`path\`, \`query\`, \`opaque\`, \`fragment\`, \`userinfo\`
urlJoin MAP | A URL made of such a map
sha1sum TEXT | Its SHA-1 in hexadecimal
sha256sum TEXT | Its SHA-256 in hexadecimal: as an annotation, it rolls pods when a config changes
sha512sum TEXT | Its SHA-512 in hexadecimal
adler32sum TEXT | Its Adler-32 checksum
`;
