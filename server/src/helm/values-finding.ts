// What a chart's schema has against its values: one finding a place, in plain words.

import type { Fault, FaultKind } from "../schema/json-schema-fault.ts";
import { JsonNumber } from "../schema/json-schema-number.ts";
import type { JsonValue } from "../schema/json-schema-value.ts";
import { faultMessage } from "./schema-text.ts";

/** One thing that is wrong, at one place. */
export interface PlacedFinding {
  /** From the chart's values to the value, or to what should hold the missing key. */
  readonly path: readonly string[];
  /** The key that is not there. */
  readonly missing?: string;
  /** The key itself is at fault, not its value. */
  readonly isKey?: boolean;
  /** A sentence without a full stop: `` `replicas` must be an integer, but is a string ``. */
  readonly message: string;
  readonly fault: Fault;
}

/** All that made up a fault, each at its place; of alternatives, the one that was likely meant. */
export function findingsOf(fault: Fault): readonly PlacedFinding[] {
  const { is, path, causes } = fault;
  switch (is.keyword) {
    case "schema":
    case "group":
    case "reference":
    case "allOf":
      return causes.length > 0 ? causes.flatMap(findingsOf) : [{ path, message: plain(fault), fault }];
    case "anyOf":
    case "oneOf": {
      const meant = likeliest(causes, path);
      return meant ? findingsOf(meant) : [{ path, message: plain(fault), fault }];
    }
    case "required":
      return is.missing.map((missing) => ({ path, missing, fault, message: `${nameOf([...path, missing])} is required` }));
    case "dependentRequired":
      return is.missing.map((missing) => ({
        path,
        missing,
        fault,
        message: `${nameOf([...path, missing])} is required where ${nameOf([...path, is.property])} is set`,
      }));
    case "additionalProperties":
      return is.properties.map((key) => ({
        path: [...path, key],
        isKey: true,
        fault,
        message: `${nameOf([...path, key])} is not a value that this chart knows`,
      }));
    case "propertyNames": {
      const reasons = causes.map(({ is: reason }) => wordsOf(reason)).join("; ");
      return [{ path: [...path, is.property], isKey: true, fault, message: `The key ${code(is.property)} ${reasons}` }];
    }
    default:
      return [{ path, message: plain(fault), fault }];
  }
}

/** A branch that the value's type speaks against was not meant. Undefined: several may have been. */
function likeliest(branches: readonly Fault[], path: readonly string[]): Fault | undefined {
  const left = branches.filter((branch) => !isOfOtherType(branch, path));
  return left.length === 1 ? left[0] : undefined;
}

function isOfOtherType({ is, path, causes }: Fault, at: readonly string[]): boolean {
  if (is.keyword === "reference") return causes.length === 1 && isOfOtherType(causes[0]!, at);
  return is.keyword === "type" && path.length === at.length;
}

function plain({ is, path, causes }: Fault): string {
  const name = nameOf(path);
  const subject = path.length === 0 ? "The values" : name;
  if (is.keyword !== "anyOf" && is.keyword !== "oneOf") return `${subject} ${wordsOf(is)}`;
  if (is.keyword === "oneOf" && is.matched) return `${subject} fits more than one of the forms that exclude each other`;
  const ways = [
    ...new Set(
      causes.map(({ is: reason, path: at }) => (at.length === path.length ? wordsOf(reason) : `has a wrong ${nameOf(at)}`)),
    ),
  ];
  const isTypes =
    causes.length > 0 && causes.every(({ is: reason, path: at }) => reason.keyword === "type" && at.length === path.length);
  if (isTypes) return `${subject} ${typesText(causes.map(({ is: reason }) => reason))}`;
  return `${subject} fits none of the allowed forms${ways.length > 0 ? `: it ${ways.join("; or it ")}` : ""}`;
}

function typesText(kinds: readonly FaultKind[]): string {
  const types = kinds.flatMap((is) => (is.keyword === "type" ? [is] : []));
  const want = [...new Set(types.flatMap((is) => is.want))];
  return `must be ${or(want.map(withArticle))}, but is ${withArticle(types[0]?.got ?? "null")}`;
}

/** What follows the value's name. */
function wordsOf(is: FaultKind): string {
  switch (is.keyword) {
    case "type":
      return typesText([is]);
    case "const":
      return `must be ${show(is.want)}`;
    case "enum":
      return `must be ${is.want.length === 1 ? "" : "one of "}${is.want.map(show).join(", ")}`;
    case "pattern":
      return `must match the pattern ${code(is.want)}, but is ${show(is.got)}`;
    case "format":
      return `must be of the format ${is.want}: ${is.reason}`;
    case "minimum":
      return `must be at least ${is.want.text}, but is ${is.got.text}`;
    case "maximum":
      return `must be at most ${is.want.text}, but is ${is.got.text}`;
    case "exclusiveMinimum":
      return `must be more than ${is.want.text}, but is ${is.got.text}`;
    case "exclusiveMaximum":
      return `must be less than ${is.want.text}, but is ${is.got.text}`;
    case "multipleOf":
      return `must be a multiple of ${is.want.text}, but is ${is.got.text}`;
    case "minLength":
    case "minItems":
    case "minProperties":
      return `must have at least ${is.want} ${UNITS[is.keyword]}, but has ${is.got}`;
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return `must have at most ${is.want} ${UNITS[is.keyword]}, but has ${is.got}`;
    case "uniqueItems":
      return `must have no two equal items, but ${is.equal[0]} and ${is.equal[1]} are equal`;
    case "additionalItems":
      return `has ${is.count} ${is.count === 1 ? "item" : "items"} too many`;
    case "false":
      return "is not allowed";
    case "not":
      return "has a form that is not allowed";
    case "contains":
      return "has no item of the form that is required";
    case "required":
      return `lacks ${is.missing.map(code).join(", ")}`;
    default:
      return `does not fit: ${faultMessage({ is, path: [], printedPath: [], schema: "", causes: [] })}`;
  }
}

const UNITS = {
  minLength: "characters",
  maxLength: "characters",
  minItems: "items",
  maxItems: "items",
  minProperties: "keys",
  maxProperties: "keys",
};

function withArticle(type: string): string {
  if (type === "null") return "null";
  return `${/^[aio]/.test(type) ? "an" : "a"} ${type === "object" ? "object (a map)" : type === "array" ? "array (a list)" : type}`;
}

function or(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}

function show(value: JsonValue): string {
  if (value instanceof JsonNumber) return code(value.text);
  return typeof value === "string"
    ? code(JSON.stringify(value))
    : value === null || typeof value === "boolean"
      ? code(String(value))
      : "a certain value";
}

function nameOf(path: readonly string[]): string {
  const text = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
  return text === "" ? "the values" : code(text.replace(/^\./, ""));
}

function code(text: string): string {
  return `\`${text}\``;
}
