// Descriptions of functions on maps, lists, conditions, conversions and other templates.

export const dataDocs = `
default FALLBACK VALUE | The value, or the fallback where it is empty: nil, \`false\`, 0, \`""\`, an empty list or map
required MESSAGE VALUE | The value; where it is nil or an empty text, the render ends with the message
coalesce VALUE… | The first value that is not empty
ternary IF_TRUE IF_FALSE CONDITION | One of two values
empty VALUE | Whether it is nil, \`false\`, 0, an empty text, list or map
fail MESSAGE | Ends the render with the message
and VALUE… | The first value that is empty, else the last; the rest is not looked at
or VALUE… | The first value that is not empty, else the last; the rest is not looked at
not VALUE | Whether the value is empty
eq VALUE OTHER… | Whether it equals one of the others; both must be of the same kind
ne VALUE OTHER | Whether they differ
lt A B | Whether A is less than B
le A B | Whether A is less than B or equal
gt A B | Whether A is greater than B
ge A B | Whether A is greater than B or equal
all VALUE… | Whether none of the values is empty
any VALUE… | Whether one of the values is not empty
call FUNCTION VALUE… | What the function gives for the values
index OF KEY… | An entry of a map or list, and of what is in it; the way to keys with dashes
slice LIST FROM_TO… | A part of a list
len OF | How many entries, or how many bytes of a text
include NAME DATA | A template's text, rendered with DATA as its dot; can be piped on, to \`nindent\` for example
tpl TEXT DATA | The text rendered as a template with DATA as its dot: for values that hold \`{{ … }}\`
lookup API_VERSION KIND NAMESPACE NAME | An object of the cluster, or a list where NAME is empty; an empty map when nothing is installed (\`helm template\`)
getHostByName NAME | An address of the host; empty when nothing is installed
dict KEY_VALUE… | A map of keys and values in turn: the way to hand several things to \`include\`
get MAP KEY | The value of a key, or an empty text
set MAP KEY VALUE | Puts the value into the map, which it changes, and gives the map
unset MAP KEY | Takes the key out of the map, which it changes, and gives the map
hasKey MAP KEY | Whether the key is there, whatever its value
pluck KEY MAP… | A list of the key's values in several maps
dig KEY… FALLBACK MAP | The value at the end of some keys, or the fallback where one of them is missing
keys MAP… | A list of the keys, in no order: use \`sortAlpha\`
values MAP | A list of the values, in no order
pick MAP KEY… | A map of just these keys
omit MAP KEY… | A map of all other keys
merge MAP OTHER… | The map, which it changes, filled up from the others: what is there wins
mergeOverwrite MAP OTHER… | The map, which it changes, with the others laid over it: what comes later wins
deepCopy VALUE | A copy of which no part is shared
deepEqual A B | Whether they are equal in all their parts
list VALUE… | A list of the values
first LIST | Its first item
last LIST | Its last item
rest LIST | All items but the first
initial LIST | All items but the last
append LIST VALUE | A list with the value behind
prepend LIST VALUE | A list with the value in front
concat LIST… | One list of all items
reverse LIST | The items the other way round
uniq LIST | Each item once
without LIST VALUE… | The items without these
has VALUE LIST | Whether it is in the list
compact LIST | The items that are not empty
chunk SIZE LIST | A list of lists of that size
sortAlpha LIST | The items as texts, sorted
until COUNT | The numbers from 0 up to COUNT
untilStep FROM TO STEP | The numbers from FROM up to TO in steps
seq NUMBER… | Numbers with spaces between, as the command \`seq\` prints them: last; first last; first step last
toYaml VALUE | As YAML, without a line break at the end; goes with \`nindent\`
toYamlPretty VALUE | As YAML with lists moved to the right
fromYaml TEXT | A map read from YAML; what is wrong stands in its key \`Error\`
fromYamlArray TEXT | A list read from YAML
toJson VALUE | As JSON on one line
toPrettyJson VALUE | As JSON on several lines
toRawJson VALUE | As JSON in which \`<\`, \`>\` and \`&\` stand as they are
fromJson TEXT | A map read from JSON; what is wrong stands in its key \`Error\`
fromJsonArray TEXT | A list read from JSON
toToml VALUE | As TOML
fromToml TEXT | A map read from TOML
int VALUE | As an integer; 0 where it is none
int64 VALUE | As an integer of 64 bits; 0 where it is none
float64 VALUE | As a number with a fraction
atoi TEXT | The integer that the text says
toDecimal VALUE | The integer that octal digits say: for file modes
kindOf VALUE | Go's kind: \`string\`, \`bool\`, \`int\`, \`float64\`, \`slice\`, \`map\`, \`invalid\`
kindIs KIND VALUE | Whether it is of Go's kind
typeOf VALUE | Go's type, such as \`map[string]interface {}\`
typeIs TYPE VALUE | Whether it is of Go's type
typeIsLike TYPE VALUE | The same, also for a pointer to it
`;
