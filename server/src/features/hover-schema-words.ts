// Says in words what a schema demands: types, allowed values, defaults, limits, and the minors that know a field.

import { knownMinors } from "../schema/catalogue.ts";
import type { Field, Json, Limits, MinorRange, Schema, SchemaType } from "../schema/schema.ts";

/** `list of strings`, `map of quantities`, `integer or string`. */
export function typeWords(schema: Schema): string {
  const words = `${one(schema)}${formats.get(schema.format ?? "") ?? ""}`;
  return schema.isNullable ? `${words} or null` : words;
}

/** Phrases without a full stop, code in backticks: whether it must be there, what it is if it is not, which minors have it. */
export function fieldWords({ required, minors, earlier }: Field, schema: Schema): readonly string[] {
  const fallback = schema.default ?? documentedDefault(schema);
  return [
    ...requiredWords(required),
    ...(fallback === undefined ? [] : [`default ${json(fallback)}`]),
    ...minorWords(minors),
    ...(earlier ?? []).map((before) => `${typeWords(before.schema)} ${rangeWords(before.minors)}`),
    ...(isDeprecated(schema) ? ["deprecated"] : []),
  ];
}

/** Sentences without a full stop about the values that are allowed. */
export function valueWords(schema: Schema): readonly string[] {
  const inner = schema.type === "list" && schema.items ? schema.items : schema;
  const of = inner === schema ? "" : "Items are ";
  return [
    ...(inner.enum ? [`${of || "One of "}${of ? "of " : ""}${listed(inner.enum)}`] : []),
    ...(schema.listKeys?.length ? [`Items are told apart by ${schema.listKeys.map(code).join(" and ")}`] : []),
    ...(schema.isSet ? ["No two items may be equal"] : []),
    ...(schema.isEmbedded ? ["A whole object, with apiVersion and kind"] : []),
    ...(schema.keepsUnknown && schema.type === "object" ? ["Other fields are allowed, too"] : []),
    ...limitWords(schema.limits),
  ];
}

/** `since 1.33`, `gone since 1.32`. */
export function minorWords(range: MinorRange | undefined): readonly string[] {
  return [
    ...(range?.from === undefined ? [] : [`since ${first(range.from)}`]),
    ...(range?.to === undefined ? [] : [`gone since ${range.to === knownMinors.unseen ? first(range.to) : minor(range.to + 1)}`]),
  ];
}

/** `1.33` for 33. */
export function minor(number: number): string {
  return `1.${number}`;
}

/** No source was seen for one of the minors: what is new in the next can be new in that. */
function first(number: number): string {
  return number === knownMinors.unseen ? `${minor(number)} or ${minor(number + 1)}` : minor(number);
}

/** Kubernetes marks fields in their descriptions only. */
export function isDeprecated({ doc }: Schema): boolean {
  return /^(?:\S+ is )?deprecated\b|\bDEPRECATED\b|\bDeprecated:/.test(doc.replace(/^D(?=eprecated\b)/, "d"));
}

/** Kubernetes' own kinds have their defaults in descriptions only: one that a sentence states without conditions. */
function documentedDefault({ type, doc, enum: values }: Schema): string | undefined {
  const [, quoted, bare] =
    /\bdefaults? (?:value )?(?:is|to) (?:"([\w.:/-]+)"|([\w%/-]+))(?=[.,;]?\s*(?:\n|$)|[.;]\s| \(| seconds\b)/i.exec(doc) ?? [];
  const found = quoted ?? bare;
  if (found === undefined) return undefined;
  if (values) return values.includes(found) ? found : undefined;
  if (type === "boolean") return /^(?:true|false)$/.test(found) ? found : undefined;
  if (type === "integer" || type === "number" || type === "int-or-string") return /^\d+%?$/.test(found) ? found : undefined;
  return type === "string" ? quoted : undefined;
}

const plurals: Readonly<Record<SchemaType, string>> = {
  object: "objects",
  map: "maps",
  list: "lists",
  string: "strings",
  integer: "integers",
  number: "numbers",
  boolean: "booleans",
  "int-or-string": "integers or strings",
  quantity: "quantities",
  any: "any values",
};

const formats: ReadonlyMap<string, string> = new Map([
  ["byte", " in base64"],
  ["date-time", " with date and time"],
  ["date", " with a date"],
  ["duration", " with a duration"],
  ["email", " with an email address"],
  ["uri", " with a URI"],
  ["ipv4", " with an IPv4 address"],
  ["ipv6", " with an IPv6 address"],
  ["cidr", " with a CIDR block"],
]);

/** What an enum may list before it is cut. */
const MOST_VALUES = 24;

function one({ type, items }: Schema): string {
  if (type === "int-or-string") return "integer or string";
  if (type === "any") return "any value";
  return (type === "list" || type === "map") && items ? `${type} of ${many(items)}` : type;
}

function many({ type, items }: Schema): string {
  return (type === "list" || type === "map") && items ? `${plurals[type]} of ${many(items)}` : plurals[type];
}

function requiredWords(range: MinorRange | undefined): readonly string[] {
  if (!range) return [];
  const words = rangeWords(range);
  return [words === "" ? "required" : `required ${words}`];
}

function rangeWords({ from, to }: MinorRange): string {
  if (from !== undefined && to !== undefined) return from === to ? `in ${minor(from)}` : `from ${minor(from)} to ${minor(to)}`;
  if (from !== undefined) return `since ${minor(from)}`;
  return to === undefined ? "" : `until ${minor(to)}`;
}

function limitWords(limits: Limits | undefined): readonly string[] {
  if (!limits) return [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, pattern } = limits;
  return [
    ...(minimum === undefined ? [] : [exclusiveMinimum ? `More than ${minimum}` : `At least ${minimum}`]),
    ...(maximum === undefined ? [] : [exclusiveMaximum ? `Less than ${maximum}` : `At most ${maximum}`]),
    ...(multipleOf === undefined ? [] : [`A multiple of ${multipleOf}`]),
    ...countWords(limits.minLength, limits.maxLength, "character"),
    ...countWords(limits.minItems, limits.maxItems, "item"),
    ...countWords(limits.minProperties, limits.maxProperties, "key"),
    ...(pattern === undefined ? [] : [`Matches ${code(pattern)}`]),
  ];
}

function countWords(least: number | undefined, most: number | undefined, noun: string): readonly string[] {
  const counted = (count: number) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  if (least !== undefined && least === most) return [`Exactly ${counted(least)}`];
  if (least && most !== undefined) return [`${least} to ${counted(most)}`];
  if (most !== undefined) return [`At most ${counted(most)}`];
  return least ? [`At least ${counted(least)}`] : [];
}

function listed(values: readonly Json[]): string {
  const shown = values.slice(0, MOST_VALUES).map(json);
  return values.length > shown.length ? `${shown.join(", ")}, … (${values.length})` : shown.join(", ");
}

function json(value: Json): string {
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return code(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

/** Markdown has no way to escape a backtick in code but a longer fence. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
