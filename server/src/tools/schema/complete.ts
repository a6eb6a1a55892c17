// Adds to what one source says of a minor what other sources say.

import type { Shape } from "../../schema/shape.ts";
import { goneWithStatus } from "./corrections.ts";
import type { Definition, Draft, DraftField, DraftKind } from "./draft.ts";

/** Both drafts are of one minor: `main` has the structure, `other` descriptions and what types `main` cannot tell apart. */
export function enrich(main: Draft, other: Draft): Draft {
  const definitions = new Map(main.definitions);
  for (const [name, definition] of other.definitions) {
    const own = definitions.get(name);
    if (!own) continue;
    const fields = [...own.fields].map(([key, field]): readonly [string, DraftField] => {
      const also = definition.fields.get(key);
      return [key, also ? { ...field, shape: richer(field.shape, also.shape), doc: also.doc || field.doc } : field];
    });
    definitions.set(name, { doc: definition.doc || own.doc, fields: new Map(fields) });
  }
  return { definitions, kinds: main.kinds };
}

/** `draft` with its descriptions as other sources have them, where those differ in white space alone: it runs paragraphs together. */
export function withParagraphs(draft: Draft, others: readonly Draft[]): Draft {
  const known = new Map<string, string>();
  for (const { definitions } of others)
    for (const { doc, fields } of definitions.values())
      for (const text of [doc, ...[...fields.values()].map((field) => field.doc)]) {
        // A list of an enumeration's values, which the newest descriptions have at their end.
        const prose = text.split("\n\n\nPossible enum values:")[0]!;
        known.set(inOneLine(prose), prose);
        known.set(inOneLine(text), text);
      }
  const better = (doc: string) => known.get(inOneLine(doc)) ?? doc;
  const definitions = [...draft.definitions].map(([name, { doc, fields }]): readonly [string, Definition] => [
    name,
    { doc: better(doc), fields: new Map([...fields].map(([field, value]) => [field, { ...value, doc: better(value.doc) }])) },
  ]);
  return { definitions: new Map(definitions), kinds: draft.kinds };
}

/**
 * `draft` is of an older minor and from a source that leaves things out: status, apiVersion and kind, and one of two definitions
 * whose last names are equal. What it leaves out is what `full` has and `partial`, the same source for the same minor as `full`, has not.
 */
export function complete(draft: Draft, partial: Draft, full: Draft): Draft {
  const definitions = new Map<string, Definition>();
  for (const [name, definition] of full.definitions) if (!partial.definitions.has(name)) definitions.set(name, definition);
  for (const [name, definition] of draft.definitions)
    definitions.set(name, completeDefinition(definition, partial.definitions.get(name), full.definitions.get(name)));
  const leftOut = full.kinds.filter((kind) => !partial.kinds.some((other) => kindText(other) === kindText(kind)));
  const kinds = [...draft.kinds, ...leftOut].filter(({ definition }) => definitions.has(definition));
  return withIdentity({ definitions, kinds }, full);
}

/** `shape` with what only `other` says of it. */
export function richer(shape: Shape, other: Shape): Shape {
  if (shape.items && other.items && shape.type === other.type)
    return { ...other, ...shape, items: richer(shape.items, other.items) };
  // A quantity is written as a string, and some sources say no more.
  if (shape.type === "string" && other.type === "quantity") return other;
  if (shape.type === "any" && other.type !== "ref") return other;
  if (isNumeric(shape) && isNumeric(other)) return { ...other, ...shape, type: shape.format ? shape.type : other.type };
  return shape.type === other.type && shape.type !== "ref" ? { ...other, ...shape } : shape;
}

/** What is compared from one minor to the next: formats and enumerations are the newest source's alone. */
export function baseText(shape: Shape): string {
  const type = isNumeric(shape) ? "number" : shape.type;
  return shape.items ? `${type}<${baseText(shape.items)}>` : shape.ref ? `ref ${shape.ref}` : type;
}

export function kindText({ group, version, kind }: Pick<DraftKind, "group" | "version" | "kind">): string {
  return `${group}/${version}/${kind}`;
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function isNumeric({ type }: Shape): boolean {
  return type === "integer" || type === "number";
}

function completeDefinition(definition: Definition, partial: Definition | undefined, full: Definition | undefined): Definition {
  if (!partial || !full) return definition;
  const fields = new Map([...full.fields].filter(([name]) => !partial.fields.has(name)));
  for (const [name, field] of definition.fields) {
    const [seen, real] = [partial.fields.get(name), full.fields.get(name)];
    // It mistook one definition for another of the same name.
    const isMistaken =
      seen && real && baseText(seen.shape) !== baseText(real.shape) && baseText(seen.shape) === baseText(field.shape);
    fields.set(name, isMistaken ? { ...field, shape: real.shape } : field);
  }
  return { doc: definition.doc, fields };
}

/** Kinds that are gone since are known from that source alone: they get an apiVersion and a kind, and a status where their successors have one. */
function withIdentity({ definitions, kinds }: Draft, full: Draft): Draft {
  const added = new Map(definitions);
  const pod = full.definitions.get("core.v1.Pod")!;
  for (const { kind, definition: name } of kinds) {
    const definition = added.get(name)!;
    if (definition.fields.has("kind")) continue;
    const fields = new Map(definition.fields);
    for (const key of ["apiVersion", "kind"]) fields.set(key, pod.fields.get(key)!);
    const successor = full.kinds.find(
      (other) => other.kind === kind && full.definitions.get(other.definition)?.fields.has("status"),
    );
    if (successor || goneWithStatus.has(kind))
      fields.set("status", { shape: { type: "object", keepsUnknown: true }, isRequired: false, doc: "" });
    added.set(name, { ...definition, fields });
  }
  return { definitions: added, kinds };
}
