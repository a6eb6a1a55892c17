// What keys a place takes: those of the schema, and of maps those that are usual or that others of the unit have.

import type { Field, Schema } from "../schema/schema.ts";
import { holds } from "../schema/schema.ts";
import { keysBeside, type KeySlot } from "../yaml/cursor.ts";
import { keyText as textOfKey } from "../yaml/access.ts";
import type { YamlMap } from "../yaml/tree.ts";
import { quoteIfNeeded } from "../yaml/write.ts";
import { rank, type Candidate } from "./complete-candidate.ts";
import { deeper, type Draft } from "./complete-draft.ts";
import { fieldDraft, isRequired, itemDraft, neededFields, writableFields, type Style } from "./complete-fields.ts";
import { isIn, type Place, type Spot } from "./complete-place.ts";
import { usualKeys } from "./complete-words.ts";
import { isDeprecated } from "./hover-schema-words.ts";

/** Keys of the map that the slot is in. */
export function keyCandidates(place: Place, slot: KeySlot, spot: Spot): readonly Candidate[] {
  const { schema } = spot;
  if (!schema?.fields) return [];
  const taken = keysBeside(slot);
  const style = styleOf(place, slot.pair.parent.flow);
  const isFilled = isFilledIn(place, slot);
  const usual = usualKeys(schema);
  return writableFields(schema, place.minors)
    .filter(({ name }) => !taken.has(name))
    .map((field) => {
      const insert = isFilled ? [keyText(field.name, place, slot)] : fieldDraft(field, style);
      return fieldCandidate(place, spot, field, insert, usual);
    });
}

/** Items of a list of objects: one with all that it needs, or one for each key that it may begin with. */
export function itemCandidates(
  place: Place,
  spot: Spot,
  schema: Schema,
  { hasDash, below }: { readonly hasDash: boolean; readonly below?: YamlMap },
): readonly Candidate[] {
  const style = styleOf(place, false);
  const needed = neededFields(schema, place.minors);
  const dash = hasDash ? "" : "- ";
  const make = (field: Field, draft: Draft): Candidate => {
    const candidate = fieldCandidate(place, spot, field, [dash, ...deeper(draft, dash.length)], usualKeys(schema));
    return hasDash ? candidate : { ...candidate, label: `- ${field.name}`, filter: dashed(place, field.name), asksAgain: false };
  };
  const [first] = needed;
  if (first && !hasDash && !below) return [make(first, itemDraft(schema, style))];
  const taken = new Set(below?.pairs.map((pair) => textOfKey(pair)));
  return writableFields(schema, place.minors)
    .filter(({ name }) => !taken.has(name))
    .map((field) =>
      make(field, field === first && needed.length > 1 && !below ? itemDraft(schema, style) : fieldDraft(field, style)),
    );
}

/** Items of `[ … ]`, in braces. */
export function flowItemCandidates(place: Place, spot: Spot, schema: Schema): readonly Candidate[] {
  const style = styleOf(place, true);
  const needed = neededFields(schema, place.minors);
  const firsts = needed.length > 0 ? needed.slice(0, 1) : writableFields(schema, place.minors);
  return firsts.map((first) => {
    const fields = needed.length > 0 ? needed : [first];
    const draft = fields.flatMap((field, i) => [i > 0 ? ", " : "{ ", ...fieldDraft(field, style)]);
    const candidate = fieldCandidate(place, spot, first, [...draft, " }"], []);
    const name = keyName(first.name, place);
    return { ...candidate, filter: place.cursor.text.startsWith("{") ? `{ ${name}` : name, asksAgain: false };
  });
}

/** A value or more keys stand below already, or on the same line. */
export function isFilledIn({ cursor }: Place, { closed, pair }: KeySlot): boolean {
  return closed || (!cursor.needsComma && pair.value.end > pair.value.start);
}

/** A dash that is typed already is a part of the word. */
export function dashed({ cursor }: Place, text: string): string {
  return cursor.text.startsWith("-") ? `- ${text}` : text;
}

export function styleOf({ layout, minors, isJson }: Place, isFlow: boolean): Style {
  return { layout, minors, isFlow: isFlow || isJson, isJson };
}

/** A key of a map, with its colon where there is none. */
export function keyText(name: string, place: Place, { closed, pair }: KeySlot): string {
  const key = keyName(name, place, pair.parent.flow);
  return closed ? key : `${key}:`;
}

function keyName(name: string, { cursor, isJson }: Place, flow = true): string {
  const quotes = isJson || cursor.quote === '"' ? "double" : cursor.quote === "'" ? "single" : "plain";
  return quoteIfNeeded(name, { flow, quotes });
}

function fieldCandidate(place: Place, { kind, keys }: Spot, field: Field, insert: Draft, usual: readonly string[]): Candidate {
  const { name, schema } = field;
  const required = isRequired(field, place.minors);
  const deprecated = isIn(field.minors, place.minors) === "some" || isDeprecated(schema);
  const order = usual.indexOf(name);
  const base = required ? rank.required : order >= 0 ? rank.usual + order / (usual.length + 1) : rank.rest;
  return {
    kind: "key",
    label: name,
    insert,
    rank: deprecated ? rank.last : base,
    note: noteOf(field, place.minors, required),
    isDeprecated: deprecated,
    asksAgain: insert.length > 1 && isOpen(insert.at(-1)),
    ...(kind && { about: { group: kind.group, version: kind.version, kind: kind.kind, path: [...keys, name] } }),
  };
}

/** Ends in a stop where nothing stands yet. */
function isOpen(last: Draft[number] | undefined): boolean {
  return typeof last === "object" && last.text === "" && !last.choices;
}

function noteOf({ minors, schema }: Field, wanted: readonly number[], required: boolean): string {
  const missing = wanted.filter((minor) => !holds(minors, minor)).map((minor) => `1.${minor}`);
  const type = schema.type === "list" ? `list of ${schema.items?.type ?? "any"}` : schema.type;
  return [required ? `${type}, required` : type, ...(missing.length > 0 ? [`not in ${missing.join(", ")}`] : [])].join(", ");
}
