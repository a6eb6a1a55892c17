// Keys that a schema has for a place, each with what must stand below it.

import type { Field, Schema } from "../schema/schema.ts";
import { holds } from "../schema/schema.ts";
import { deeper, emptyStop, type Draft, type Stop } from "./complete-draft.ts";
import { isIn } from "./complete-place.ts";
import { usualKeys } from "./complete-words.ts";
import type { Layout } from "../yaml/write-layout.ts";

/** How a key is written. */
export interface Style {
  readonly layout: Layout;
  readonly minors: readonly number[];
  readonly isFlow: boolean;
  readonly isJson: boolean;
}

/** Fields that somebody may write, in the order of the schema. */
export function writableFields(schema: Schema, minors: readonly number[]): readonly Field[] {
  const fields = [...(schema.fields?.values() ?? [])];
  return fields.filter((field) => isIn(field.minors, minors) !== "none" && !isServers(schema, field));
}

/** Required, or what no such object does without, in the order in which people write them. */
export function neededFields(schema: Schema, minors: readonly number[]): readonly Field[] {
  const usual = usualKeys(schema);
  const place = ({ name }: Field) => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return writableFields(schema, minors)
    .filter((field) => isRequired(field, minors) || isCompanion(schema, field))
    .toSorted((a, b) => place(a) - place(b));
}

export function isRequired({ required }: Field, minors: readonly number[]): boolean {
  return required !== undefined && minors.some((minor) => holds(required, minor));
}

/** The key with its colon and what stands below it, from the key's column. */
export function fieldDraft({ name, schema }: Pick<Field, "name" | "schema">, style: Style): Draft {
  const key = style.isJson ? `"${name}"` : name;
  return [`${key}:`, ...(style.isFlow ? flowValue(schema, style) : blockValue(name, schema, style, 0))];
}

/** An item behind its dash: the keys that it needs, or one stop. */
export function itemDraft(schema: Schema | undefined, style: Style, depth = 0): Draft {
  const needed = schema ? neededFields(schema, style.minors) : [];
  if (!schema || needed.length === 0 || depth > DEEPEST) return [schema ? scalarStop(schema) : emptyStop];
  return lines(needed, style, depth);
}

/** What the API server writes, or nobody any more (Kubernetes API reference, ObjectMeta). */
function isServers(schema: Schema, { name }: Field): boolean {
  const { fields } = schema;
  if (name === "status") return fields?.has("apiVersion") === true && fields.has("kind");
  return serverFields.has(name) && fields?.has("generateName") === true;
}

const serverFields: ReadonlySet<string> = new Set([
  "clusterName",
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
]);

/** What the schema leaves open since something else may set it, or since only an empty object goes without. */
function isCompanion({ fields }: Schema, { name }: Field): boolean {
  if (!fields) return false;
  if (companions.some((one) => one.name === name && one.of.every((other) => fields.has(other)))) return true;
  // Templates: of pods with the labels that a selector looks for, of all others only the spec.
  const spec = fields.has("apiVersion") ? undefined : fields.get("spec");
  if (!spec || !fields.has("metadata")) return false;
  return name === "spec" || (name === "metadata" && spec.schema.fields?.has("containers") === true);
}

/** In types that have all of these fields. */
const companions: readonly { readonly of: readonly string[]; readonly name: string }[] = [
  { of: ["imagePullPolicy", "command"], name: "image" },
  { of: ["matchLabels", "matchExpressions"], name: "matchLabels" },
  { of: ["generateName", "labels"], name: "name" },
  { of: ["apiVersion", "kind"], name: "apiVersion" },
  { of: ["apiVersion", "kind"], name: "kind" },
  { of: ["apiVersion", "kind", "metadata"], name: "metadata" },
  { of: ["apiVersion", "kind", "metadata", "spec"], name: "spec" },
  { of: ["clusterIP", "ports"], name: "ports" },
  { of: ["clusterIP", "ports"], name: "selector" },
  { of: ["targetPort", "nodePort"], name: "targetPort" },
];

const DEEPEST = 6;

function lines(fields: readonly Field[], style: Style, depth: number): Draft {
  const isTemplate = fields.some(({ name, schema }) => name === "spec" && schema.fields?.has("containers"));
  return fields.flatMap(({ name, schema }, i) => [
    `${i > 0 ? "\n" : ""}${name}:`,
    // The pods of a workload must carry the labels that its selector asks for.
    ...(isTemplate && name === "metadata" ? labelsValue(style) : blockValue(name, schema, style, depth + 1)),
  ]);
}

function blockValue(name: string, schema: Schema, style: Style, depth: number): Draft {
  const { mapStep, seqStep } = style.layout;
  switch (schema.type) {
    case "object":
      return ["\n", " ".repeat(mapStep), ...deeper(objectLines(schema, style, depth), mapStep)];
    case "map":
      return ["\n", " ".repeat(mapStep), ...mapLine(name)];
    case "list":
      return ["\n", " ".repeat(seqStep), "- ", ...deeper(itemDraft(schema.items, style, depth), seqStep + 2)];
    default:
      return [" ", scalarStop(schema)];
  }
}

function objectLines(schema: Schema, style: Style, depth: number): Draft {
  const needed = depth > DEEPEST ? [] : neededFields(schema, style.minors);
  return needed.length > 0 ? lines(needed, style, depth) : [emptyStop];
}

function labelsValue({ layout: { mapStep } }: Style): Draft {
  const step = " ".repeat(mapStep);
  return ["\n", step, ...deeper(["labels:\n", step, ...mapLine("labels")], mapStep)];
}

function mapLine(name: string): Draft {
  return name === "matchLabels" || name === "labels" ? ["app.kubernetes.io/name: ", emptyStop] : [emptyStop];
}

function flowValue(schema: Schema, { isJson }: Style): Draft {
  if (schema.type === "object" || schema.type === "map") return [" {", emptyStop, "}"];
  if (schema.type === "list") return [" [", emptyStop, "]"];
  const isText = isJson && (schema.type === "string" || schema.type === "quantity");
  return isText ? [' "', scalarStop(schema), '"'] : [" ", scalarStop(schema)];
}

const MOST_CHOICES = 20;

function scalarStop(schema: Schema): Stop {
  const choices =
    schema.type === "boolean" ? ["true", "false"] : (schema.enum ?? []).filter((value) => typeof value === "string");
  const plain = choices.filter((choice) => /^[\w./-]+$/.test(choice));
  const text = schema.default === undefined || typeof schema.default === "object" ? "" : String(schema.default);
  if (plain.length > 1 && plain.length <= MOST_CHOICES && plain.length === choices.length) {
    const ordered = plain.includes(text) ? [text, ...plain.filter((choice) => choice !== text)] : plain;
    return { text: ordered[0]!, choices: ordered };
  }
  return { text: plain.length === 1 ? plain[0]! : /^[\w./-]+$/.test(text) ? text : "" };
}
