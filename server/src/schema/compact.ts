// How schemas are written in schemas/*.json, and how they are read again, a definition at a time.

import type { Json, Limits, MinorRange, SchemaType } from "./schema.ts";
import type { PlainDefinition, PlainField, PlainKind, PlainSchemas, Shape } from "./shape.ts";

/**
 * The file. Its strings are small texts, so that parsing the JSON makes few objects:
 *
 * - a kind: `apps/v1 Deployment apps.v1.Deployment deployments namespaced listed 28-34`: apiVersion, kind, definition, plural,
 *   scope, whether there is a list of it (`-` where unknown or not), the minors that serve it, where not all do;
 * - a definition: the number of its description, then its fields, each behind `; `;
 * - a field: `name type`, then whatever of this it needs: `!` behind the name says that it is required, `!30-34` by which minors;
 *   `@30-` the minors that have it; `#12` its description (without it, the one after the last; `#` alone, none); `|-28 type`
 *   what it was before;
 * - a type: a schema type or the name of a definition, `type:format`, `[type]` a list, `{type}` a map, each with what holds of it
 *   behind: `(name,protocol)` the keys of a list, `()` a set, `=3` one of the third enumeration, `~3` the third limits, `+` keeps
 *   what it does not know.
 */
export interface CompactFile {
  readonly about: string;
  readonly kinds: readonly string[];
  readonly enums: readonly (readonly Json[])[];
  readonly limits: readonly Limits[];
  readonly definitions: Readonly<Record<string, string>>;
  /** Descriptions, each once. */
  readonly docs: readonly string[];
}

/** A field with its description still a number. */
export interface CompactField extends Omit<PlainField, "doc"> {
  /** Its place in `docs`; undefined: none. */
  readonly doc: number | undefined;
}

export interface CompactDefinition {
  readonly doc: number | undefined;
  readonly fields: readonly CompactField[];
}

export function writeCompact(about: string, { kinds, definitions }: PlainSchemas): CompactFile {
  const docs = new Numbers<string>((doc) => doc);
  const enums = new Numbers<readonly Json[]>(JSON.stringify);
  const limits = new Numbers<Limits>(JSON.stringify);
  const texts = definitions.map((definition) => [definition.name, writeDefinition(definition, docs, enums, limits)] as const);
  return {
    about,
    kinds: kinds.map(writeKind),
    enums: enums.values,
    limits: limits.values,
    definitions: Object.fromEntries(texts),
    docs: docs.values,
  };
}

export function readKind(text: string): PlainKind {
  const [apiVersion, kind, definition, plural, scope, listed, minors] = text.split(" ");
  const [version, group = ""] = apiVersion!.split("/").reverse();
  return {
    group,
    version: version!,
    kind: kind!,
    definition: definition!,
    ...(plural === "-" ? {} : { plural: plural! }),
    ...(scope === "-" ? {} : { isNamespaced: scope === "namespaced" }),
    isListed: listed === "listed",
    ...(minors === undefined ? {} : { minors: readRange(minors) }),
  };
}

export function readDefinition(text: string, file: CompactFile): CompactDefinition {
  const [head, ...rest] = text.split("; ");
  const doc = head === "#" ? undefined : Number(head);
  let last = doc ?? -1;
  const fields = rest.map((part) => {
    const field = readField(part, last + 1, file);
    last = field.doc ?? last;
    return field;
  });
  return { doc, fields };
}

function readField(text: string, nextDoc: number, file: CompactFile): CompactField {
  const [before, ...alternatives] = text.split(" |");
  const [head, type, ...marks] = before!.split(" ");
  const [name, required] = head!.split("!");
  const minors = marks.find((mark) => mark[0] === "@");
  const doc = marks.find((mark) => mark[0] === "#");
  const earlier = alternatives.map((part) => {
    const [range, old] = part.split(" ");
    return { shape: new TypeReader(old!, file).read(), minors: readRange(range!) };
  });
  return {
    name: name!,
    shape: new TypeReader(type!, file).read(),
    doc: doc === undefined ? nextDoc : doc === "#" ? undefined : Number(doc.slice(1)),
    ...(minors === undefined ? {} : { minors: readRange(minors.slice(1)) }),
    ...(required === undefined ? {} : { required: readRange(required) }),
    ...(earlier.length > 0 ? { earlier } : {}),
  };
}

function readRange(text: string): MinorRange {
  const [from, to] = text.split("-");
  return { ...(from ? { from: Number(from) } : {}), ...(to ? { to: Number(to) } : {}) };
}

const types: ReadonlySet<string> = new Set<SchemaType>([
  "object",
  "map",
  "list",
  "string",
  "integer",
  "number",
  "boolean",
  "int-or-string",
  "quantity",
  "any",
]);

class TypeReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly file: CompactFile,
  ) {}

  read(): Shape {
    let shape = this.base();
    for (;;) {
      if (this.take("(")) {
        const keys = this.until(")");
        shape = keys === "" ? { ...shape, isSet: true } : { ...shape, listKeys: keys.split(",") };
      } else if (this.take("=")) shape = { ...shape, enum: this.file.enums[this.number()]! };
      else if (this.take("~")) shape = { ...shape, limits: this.file.limits[this.number()]! };
      else if (this.take("+")) shape = { ...shape, keepsUnknown: true };
      else return shape;
    }
  }

  private base(): Shape {
    if (this.take("[")) return { type: "list", items: this.inner("]") };
    if (this.take("{")) return { type: "map", items: this.inner("}") };
    const [name, format] = this.word().split(":");
    if (!types.has(name!)) return { type: "ref", ref: name! };
    // The set holds exactly the schema types.
    const type = name as SchemaType;
    return format === undefined ? { type } : { type, format };
  }

  private inner(end: string): Shape {
    const shape = this.read();
    this.take(end);
    return shape;
  }

  private word(): string {
    const start = this.at;
    while (this.at < this.text.length && !"[]{}()=~+".includes(this.text[this.at]!)) this.at++;
    return this.text.slice(start, this.at);
  }

  private number(): number {
    return Number(this.word());
  }

  private until(end: string): string {
    const to = this.text.indexOf(end, this.at);
    const inside = this.text.slice(this.at, to);
    this.at = to + 1;
    return inside;
  }

  private take(text: string): boolean {
    const found = this.text[this.at] === text;
    if (found) this.at++;
    return found;
  }
}

function writeKind({ group, version, kind, definition, plural, isNamespaced, isListed, minors }: PlainKind): string {
  const scope = isNamespaced === undefined ? "-" : isNamespaced ? "namespaced" : "cluster";
  const words = [group ? `${group}/${version}` : version, kind, definition, plural ?? "-", scope, isListed ? "listed" : "-"];
  return [...words, ...(minors ? [writeRange(minors)] : [])].join(" ");
}

function writeDefinition(
  { doc, fields }: PlainDefinition,
  docs: Numbers<string>,
  enums: Numbers<readonly Json[]>,
  limits: Numbers<Limits>,
): string {
  const own = doc === "" ? undefined : docs.of(doc);
  let last = own ?? -1;
  const typeText = (shape: Shape): string => writeType(shape, enums, limits);
  const texts = fields.map((field) => {
    const number = field.doc === "" ? undefined : docs.of(field.doc);
    const mark = number === undefined ? " #" : number === last + 1 ? "" : ` #${number}`;
    last = number ?? last;
    const required = field.required ? `!${writeRange(field.required, "")}` : "";
    const minors = field.minors ? ` @${writeRange(field.minors)}` : "";
    const earlier = (field.earlier ?? []).map((old) => ` |${writeRange(old.minors)} ${typeText(old.shape)}`);
    return `${field.name}${required} ${typeText(field.shape)}${minors}${mark}${earlier.join("")}`;
  });
  return [own ?? "#", ...texts].join("; ");
}

function writeType(shape: Shape, enums: Numbers<readonly Json[]>, limits: Numbers<Limits>): string {
  const { type, ref, items, format, listKeys, isSet, keepsUnknown } = shape;
  const inner = items ? writeType(items, enums, limits) : "";
  const base = type === "list" ? `[${inner}]` : type === "map" ? `{${inner}}` : (ref ?? type);
  return [
    base,
    format === undefined ? "" : `:${format}`,
    listKeys ? `(${listKeys.join()})` : isSet ? "()" : "",
    shape.enum ? `=${enums.of(shape.enum)}` : "",
    shape.limits ? `~${limits.of(shape.limits)}` : "",
    keepsUnknown ? "+" : "",
  ].join("");
}

/** `open` is what an open range is written as. */
function writeRange({ from, to }: MinorRange, open = "-"): string {
  return from === undefined && to === undefined ? open : `${from ?? ""}-${to ?? ""}`;
}

/** Values in the order in which they are first asked for. */
class Numbers<T> {
  readonly values: T[] = [];
  private readonly known = new Map<string, number>();

  constructor(private readonly textOf: (value: T) => string) {}

  of(value: T): number {
    const text = this.textOf(value);
    let number = this.known.get(text);
    if (number === undefined) this.known.set(text, (number = this.values.push(value) - 1));
    return number;
  }
}
