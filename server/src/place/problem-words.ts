// Says in plain words why a template does not render.

import { didYouMean } from "../base/nearest.ts";
import { helmFunctions, messageIn } from "../helm/functions.ts";
import { builtins } from "../template/builtin.ts";
import type { Failure, TemplateError } from "../template/error.ts";
import { Dict, Int, List, type Traced } from "../template/value.ts";

/** `templates`: the names that may be included. A sentence without a full stop. */
export function wordsOf(error: TemplateError, failure: Failure, templates: readonly string[]): string {
  const said = messageIn(error.message);
  if (said !== undefined) return `The chart refuses these values: ${firstLine(said)}`;
  if (failure.kind === "parse") return parseWords(failure.reason);
  return missingWords(failure, templates) ?? valueWords(failure) ?? callWords(failure.reason);
}

export function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

type Phrase = readonly [pattern: RegExp, words: (...groups: string[]) => string];

/** What Go's parser says, and what it means. */
const phrases: readonly Phrase[] = [
  [/^function "(.*)" not defined$/, (name) => functionWords(name)],
  [/^undefined variable "(.*)"$/, (name) => `There is no variable \`${name}\` here`],
  [/^unexpected EOF$/, () => "This block is not closed by an `{{ end }}`"],
  [/^unexpected \{\{end\}\}$/, () => "This `{{ end }}` closes nothing"],
  [/^unexpected \{\{else\}\}$/, () => "This `{{ else }}` belongs to no `if`, `with` or `range`"],
  [/^unclosed action$/, () => "This action is not closed by `}}`"],
  [/^unclosed comment$|^comment ends before closing delimiter$/, () => "This comment is not closed by `*/}}`"],
  [/^unterminated (raw )?quoted string$/, (raw) => `This text is not closed by ${raw ? "a backtick" : 'a `"`'}`],
  [/^unterminated character constant$/, () => "This character is not closed by a `'`; a text stands in double quotes"],
  [/^unclosed left paren$/, () => "This `(` is not closed"],
  [/^unexpected right paren(?: U\+0029 '\)')?$|^unexpected "\)" in .*$/, () => "This `)` closes nothing"],
  [/^missing value for (.*)$/, (what) => `\`${what}\` needs a value here`],
  [/^empty command$/, () => "Nothing stands between these `|`"],
  [/^unexpected "?(.*?)"? in (operand|command|.* clause)$/, (what) => `\`${what}\` can't stand here`],
  [/^non executable command in pipeline stage \d+$/, () => "A constant can't take what stands before the `|`"],
  [/^template: multiple definition of template "(.*)"$/, (name) => `\`${name}\` is defined twice in this file`],
];

function parseWords(reason: string): string {
  for (const [pattern, words] of phrases) {
    const match = pattern.exec(reason);
    if (match) return words(...match.slice(1));
  }
  return sentence(reason);
}

function functionWords(name: string): string {
  return `There is no function \`${name}\`${didYouMean(name, [...helmFunctions().keys(), ...builtins.keys()])}`;
}

function missingWords({ reason, fault }: Failure, templates: readonly string[]): string | undefined {
  const named = /^(?:error calling include: )?template: no template "(.*?)" associated/.exec(reason)?.[1];
  const template = fault.template ?? named;
  if (template !== undefined) return `There is no template \`${template}\`${didYouMean(template, templates)}`;
  const call = /^"(.*)" is not a defined function$/.exec(reason)?.[1];
  return call === undefined ? undefined : functionWords(call);
}

/** Where the error knows the value that was of no use. */
function valueWords({ reason, fault }: Failure): string | undefined {
  const { expression, field, value } = fault;
  if (!value) return undefined;
  const name = expression === undefined ? "This value" : `\`${expression}\``;
  if (field !== undefined) {
    const isNothing = value.value === null || value.value === undefined;
    return isNothing
      ? `${name} is not set, and so has no \`${field}\``
      : `${name} is ${kindOf(value)}, and so has no \`${field}\``;
  }
  if (reason.startsWith("range can't iterate over")) return `\`range\` goes over lists and maps, but this is ${kindOf(value)}`;
  const wanted = /^(?:wrong type for value|invalid value); expected ([^;]+)/.exec(reason)?.[1];
  return wanted === undefined ? undefined : `A ${typeNames.get(wanted) ?? wanted} is needed here, but this is ${kindOf(value)}`;
}

function callWords(reason: string): string {
  const count = /^wrong number of args for (\S+): want (at least )?(\d+) got (\d+)$/.exec(reason);
  if (count) {
    const [, name, least = "", want, got] = count;
    return `\`${name}\` takes ${least}${want} ${want === "1" ? "argument" : "arguments"}, but gets ${got}`;
  }
  const call = /^error calling (\S+): (.*)$/s.exec(reason);
  if (!call) return sentence(reason);
  const [, name, why = ""] = call;
  const types = /^incompatible types for comparison(?:: (.*) and (.*))?$/.exec(why);
  if (types?.[1]) return `\`${name}\` can't compare ${types[1]} with ${types[2]}`;
  return `\`${name}\` fails: ${firstLine(why)}`;
}

const typeNames = new Map([
  ["string", "text"],
  ["int", "whole number"],
  ["int64", "whole number"],
  ["float64", "number"],
  ["bool", "boolean"],
  ["[]interface {}", "list"],
  ["map[string]interface {}", "map"],
]);

/** `a text ("web")` */
function kindOf({ value }: Traced): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return `a text (${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)})`;
  if (typeof value === "boolean") return `a boolean (${value})`;
  if (typeof value === "number") return `a number (${value})`;
  if (value instanceof Int) return `a number (${value.value})`;
  if (value instanceof List) return "a list";
  return value instanceof Dict ? "a map" : "an object";
}

function sentence(reason: string): string {
  return firstLine(reason).replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
