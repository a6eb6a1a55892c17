// Go's own printing functions and the escapes that text/template brings along.

import { codeOf, toBytes } from "../go-string.ts";
import { isPrint } from "../go-quote.ts";
import { isNil } from "../go-type.ts";
import { sprint, sprintf, sprintln } from "../printf.ts";
import { mapped } from "../traced-text.ts";
import type { TemplateFunction } from "../function.ts";
import type { Traced } from "../value.ts";
import { spendCharacters, text, variadic } from "./define.ts";
import type { Family } from "./define.ts";

const any = "interface {}";

export const printing: Family = {
  print: variadic([any], sprint),
  println: variadic([any], sprintln),
  printf: variadic(["string", any], ([format, ...args], context) =>
    sprintf(text(format), args, (characters) => spendCharacters(context, characters)),
  ),
  html: escaping(escapeHtml),
  js: escaping(escapeJs),
  urlquery: escaping(escapeQuery),
};

function escaping(escape: (value: string) => string): TemplateFunction {
  return variadic([any], (args) => mapped(sprint(args.map(shown)), escape));
}

/** As in output, nil is said in words. */
function shown(arg: Traced): Traced {
  return isNil(arg.value) ? { value: "<no value>", trace: arg.trace } : arg;
}

const entities: Readonly<Record<string, string>> = {
  "\0": "\ufffd",
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

function escapeHtml(value: string): string {
  return value.replace(/["'&<>]|\p{Cc}/gu, (character) => entities[character] ?? character);
}

const scriptEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "=": "\\u003D",
};

function escapeJs(value: string): string {
  return Array.from(value, (rune) => {
    const known = scriptEscapes[rune];
    if (known) return known;
    const code = codeOf(rune);
    const isShown = code < 0x80 ? code >= 0x20 : isPrint(rune);
    return isShown ? rune : "\\u" + code.toString(16).toUpperCase().padStart(4, "0");
  }).join("");
}

/** url.QueryEscape */
export function escapeQuery(value: string): string {
  return Array.from(toBytes(value), (byte) => {
    const character = String.fromCharCode(byte);
    if (character === " ") return "+";
    return /[A-Za-z0-9\-_.~]/.test(character) ? character : "%" + byte.toString(16).toUpperCase().padStart(2, "0");
  }).join("");
}
