// Says what is wrong with values and schemas in Helm's words.

import type { Fault, FaultKind, SchemaProblem } from "../schema/json-schema-fault.ts";
import { JsonNumber } from "../schema/json-schema-number.ts";
import { pointerTo } from "../schema/json-schema-pointer.ts";
import type { JsonValue } from "../schema/json-schema-value.ts";
import { formatFloat } from "../template/go-float.ts";
import { quote } from "../template/go-quote.ts";

/** A line a fault, those below others further to the right; without a line break at the end. */
export function faultText(fault: Fault): string {
  return lines(fault, 0).join("\n");
}

/** The message of one fault, without its place. */
export function faultMessage({ is }: Fault): string {
  return kindText(is);
}

/** Why the schema cannot be used. */
export function schemaProblemText(problem: SchemaProblem): string {
  switch (problem.is) {
    case "url": {
      const reason = problem.escape === undefined ? problem.reason : `invalid URL escape ${quote(problem.escape)}`;
      return `error in parsing ${quote(problem.url)}: ${reason}`;
    }
    case "id":
      return `error in parsing id at ${quote(problem.schema)}`;
    case "anchor-syntax":
      return `error in parsing anchor at ${quote(problem.schema)}`;
    case "pointer-syntax":
      return `invalid json-pointer ${quote(problem.schema)}`;
    case "pointer":
      return `json-pointer in ${quote(problem.schema)} not found`;
    case "draft":
      return problem.reason === undefined
        ? `draft ${quote(problem.url)} is not supported`
        : `invalid $schema in ${quote(problem.schema)}: ${problem.reason}`;
    case "draft-cycle":
      return `cycle in resolving $schema in ${quote(problem.url)}`;
    case "vocabulary":
      return `unsupported vocabulary ${quote(problem.vocabulary)} in ${quote(problem.url)}`;
    case "load":
      return `failing loading ${quote(problem.url)}: ${problem.reason}`;
    case "anchor":
      return `anchor in ${quote(problem.reference)} not found in schema ${quote(problem.url)}`;
    case "same-id":
      return `duplicate id ${twins(problem)}`;
    case "same-anchor":
      return `duplicate anchor ${twins(problem)}`;
    case "pattern":
      return `invalid regex ${quote(problem.pattern)} at ${quote(problem.schema)}: ${problem.reason}`;
    case "invalid":
      return `${quote(problem.schema)} is not valid against metaschema: ${faultText(problem.fault)}`;
    case "number":
      return `unable to validate schema: ${problem.reason === "zero" ? "division by zero" : "runtime error: invalid memory address or nil pointer dereference"}`;
    case "limit":
      return `the schema at ${quote(problem.schema)} ${problem.limit === "steps" ? "takes too long to evaluate" : "nests too deeply"}`;
  }
}

function twins({
  name,
  url,
  pointers: [one, other],
}: {
  name: string;
  url: string;
  pointers: readonly [string, string];
}): string {
  return `${quote(name)} in ${quote(url)} at ${quote(one)} and ${quote(other)}`;
}

function lines(fault: Fault, indent: number): readonly string[] {
  // A reference with one fault behind it is left out.
  const isShown = !(fault.is.keyword === "reference" && fault.causes.length === 1);
  if (!isShown) return fault.causes.flatMap((cause) => lines(cause, indent));
  const text =
    fault.is.keyword === "schema" ? kindText(fault.is) : `at ${quoted(pointerTo(fault.printedPath))}: ${kindText(fault.is)}`;
  const line = indent === 0 ? text : `${"  ".repeat(indent - 1)}- ${text}`;
  return [line, ...fault.causes.flatMap((cause) => lines(cause, indent + 1))];
}

function kindText(is: FaultKind): string {
  switch (is.keyword) {
    case "schema":
      return `jsonschema validation failed with ${quoted(is.location)}`;
    case "group":
    case "reference":
      return "validation failed";
    case "false":
      return "false schema";
    case "not":
    case "allOf":
    case "anyOf":
      return `'${is.keyword}' failed`;
    case "oneOf":
      return `'oneOf' failed, ${is.matched ? `subschemas ${is.matched.map(count).join(", ")} matched` : "none matched"}`;
    case "cycle":
      return `both ${is.locations[0]} and ${is.locations[1]} resolve to ${quote(is.url)} causing reference cycle`;
    case "type":
      return `got ${is.got}, want ${is.want.join(" or ")}`;
    case "const":
      return isPlain(is.want) ? `value must be ${display(is.want)}` : "'const' failed";
    case "enum":
      if (!is.want.every(isPlain)) return "'enum' failed";
      return `value must be ${is.want.length === 1 ? "" : "one of "}${is.want.map(display).join(", ")}`;
    case "format":
      return `${quoted(is.got)} is not valid ${is.want}: ${is.reason}`;
    case "pattern":
      return `${quoted(is.got)} does not match pattern ${quoted(is.want)}`;
    case "contains":
      return "no items match contains schema";
    case "required":
      return `missing ${is.missing.length === 1 ? "property" : "properties"} ${list(is.missing)}`;
    case "dependentRequired":
      return `properties ${list(is.missing)} required, if ${quoted(is.property)} exists`;
    case "additionalProperties":
      return `additional properties ${list(is.properties)} not allowed`;
    case "propertyNames":
      return `invalid propertyName ${quoted(is.property)}`;
    case "additionalItems":
      return `last ${count(is.count)} additionalItem(s) not allowed`;
    case "uniqueItems":
      return `items at ${is.equal.map(count).join(" and ")} are equal`;
    case "minContains":
    case "maxContains":
      return containsText(is.keyword.slice(0, 3), is.want, is.matched);
    default:
      return `${is.keyword}: got ${amount(is.got)}, want ${amount(is.want)}`;
  }
}

function containsText(side: string, want: number, matched: readonly number[]): string {
  const found =
    side === "min" && matched.length === 0 ? "none matched" : `matched ${count(matched.length)} items at ${matched.join(" ")}`;
  return `${side} ${count(want)} items required to match contains schema, but ${found}`;
}

function list(names: readonly string[]): string {
  return names.map(quoted).join(", ");
}

function isPlain(value: JsonValue): boolean {
  return value === null || typeof value !== "object" || value instanceof JsonNumber;
}

/** Of what is no container. */
function display(value: JsonValue): string {
  if (value === null) return "<nil>";
  if (typeof value === "string") return quoted(value);
  return value instanceof JsonNumber ? value.text : String(value);
}

/** In single quotes. A backslash before the closing quote is taken for that quote's escape, and is gone. */
function quoted(text: string): string {
  return `'${quote(text).replaceAll('\\"', '"').replaceAll("'", "\\'").slice(1, -1)}'`;
}

function amount(value: number | JsonNumber): string {
  return typeof value === "number" ? count(value) : decimal(value.value);
}

/** An integer in English. */
function count(value: number): string {
  return grouped(String(BigInt(value)));
}

/** A float64 in English, as golang.org/x/text prints `%v`. */
function decimal(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const [digits = "", exponent = "0"] = formatFloat(value, "e", -1).split("e");
  const power = Number(exponent);
  if (power < -4 || power >= 6) {
    const size = String(Math.abs(power)).padStart(2, "0");
    return `${digits}×10${power < 0 ? "⁻" : ""}${[...size].map((digit) => SUPERSCRIPTS[Number(digit)]).join("")}`;
  }
  return grouped(formatFloat(value, "f", -1));
}

const SUPERSCRIPTS = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

function grouped(text: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  return sign + whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + fraction;
}
