// Writes the fields of an object: the next ones with what they are for, or all that lie below.

import { firstSentence } from "../features/hover-schema-doc.ts";
import { schemaIn, withoutLists } from "../features/hover-schema-place.ts";
import { isDeprecated, minorWords, typeWords } from "../features/hover-schema-words.ts";
import { holds, type Field, type Schema } from "../schema/schema.ts";
import { clean, padTo, widthOf, type Style } from "./style.ts";

type Fields = ReadonlyMap<string, Field>;
type Minors = readonly number[] | undefined;

/** One level: name, type, and the first sentence of the description where it has room. */
export function fieldTable(fields: Fields, minors: Minors, style: Style, width: number): string {
  const rows = present(fields, minors).map((field) => ({ field, type: typeOf(field, minors) }));
  const nameWidth = Math.max(0, ...rows.map(({ field }) => field.name.length));
  const typeWidth = Math.min(MOST_TYPE, Math.max(0, ...rows.map(({ type }) => type.length)));
  return rows
    .map(({ field, type }) => {
      const left = `  ${padTo(clean(field.name), nameWidth)}  ${padTo(type, typeWidth)}`;
      const room = width - widthOf(left) - 2;
      const doc = room < LEAST_DOC ? "" : cut(clean(firstSentence(schemaOf(field, minors).doc)), room);
      return doc === "" ? `${left.trimEnd()}\n` : `${left}  ${style.paint("dim", doc)}\n`;
    })
    .join("");
}

/** All levels, indented: names and types. What holds itself is not entered again. */
export function fieldTree(fields: Fields, minors: Minors): string {
  const lines: string[] = [];
  const walk = (level: Fields, indent: string, above: readonly string[]) => {
    for (const field of present(level, minors)) {
      const inner = innerFields(schemaOf(field, minors));
      const key = inner && [...inner.keys()].join();
      const isAgain = key !== undefined && key !== "" && above.includes(key);
      lines.push(`${indent}${clean(field.name)}  ${typeOf(field, minors)}${isAgain ? " (as above)" : ""}\n`);
      if (inner && key !== undefined && !isAgain) walk(inner, `${indent}  `, [...above, key]);
    }
  };
  walk(fields, "  ", [[...fields.keys()].join()]);
  return lines.join("");
}

const MOST_TYPE = 36;
const LEAST_DOC = 24;

function present(fields: Fields, minors: Minors): readonly Field[] {
  return [...fields.values()].filter((field) => !minors || minors.some((minor) => holds(field.minors, minor)));
}

function schemaOf(field: Field, minors: Minors): Schema {
  return schemaIn(field, minors?.at(-1) ?? Number.MAX_SAFE_INTEGER);
}

function typeOf(field: Field, minors: Minors): string {
  const schema = schemaOf(field, minors);
  const newest = minors?.at(-1);
  const isRequired = field.required && (newest === undefined ? field.required.to === undefined : holds(field.required, newest));
  const words = [typeWords(schema), ...(isRequired ? ["required"] : []), ...minorWords(field.minors)];
  return [...words, ...(isDeprecated(schema) ? ["deprecated"] : [])].join(", ");
}

/** The fields of an object, or of the objects that a list or a map holds. */
export function innerFields(schema: Schema): Fields | undefined {
  const inner = withoutLists(schema);
  return inner.type === "map" && inner.items ? withoutLists(inner.items).fields : inner.fields;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1).trimEnd()}…` : text;
}
