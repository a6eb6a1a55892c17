// Which values a chart speaks of without reading them: its defaults, those of its subcharts, what its schema lists.

import { memo } from "../base/memo.ts";
import type { TreeFile } from "../base/file-tree.ts";
import type { Chart } from "../helm/chart.ts";
import { Dict, type Traced } from "../template/value.ts";

type Path = readonly string[];

/** Whether the chart, or the subchart that the path leads into, has a default there or lists it in its schema. */
export function isKnown(chart: Chart, path: Path): boolean {
  return hasValue(chart.values, path) || isKnownBelow(chart, path);
}

/** The same without the chart's own values.yaml. */
export function isKnownBelow(chart: Chart, path: Path): boolean {
  if (chart.schema && listsKey(chart.schema.file, path)) return true;
  const [first, ...rest] = path;
  return chart.dependencies.some(
    (inner) =>
      (namesOf(chart, inner).includes(first ?? "") && rest.length > 0 && isKnown(inner, rest)) ||
      (first === "global" && isKnown(inner, path)),
  );
}

/** The keys that a subchart's values stand under. */
export function namesOf({ metadata }: Chart, inner: Chart): readonly string[] {
  const wanted = (metadata.dependencies ?? []).filter(({ name }) => name === inner.metadata.name);
  return wanted.length > 0 ? wanted.map(({ alias, name }) => alias || name) : [inner.metadata.name];
}

function hasValue(values: Traced, path: Path): boolean {
  let at: Traced | undefined = values;
  for (const step of path) at = at?.value instanceof Dict ? at.value.entries.get(step) : undefined;
  return at !== undefined;
}

type Json = { readonly [key: string]: unknown };

const schemaOf = memo(({ text }: TreeFile): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
});

function listsKey(file: TreeFile, path: Path): boolean {
  const root = schemaOf(file);
  let at = expand(root, root, 0);
  for (const [i, step] of path.entries()) {
    const next = at.flatMap((schema) => below(schema, step));
    if (next.length === 0) return false;
    at = i < path.length - 1 ? next.flatMap((schema) => expand(schema, root, 0)) : next.filter(isJson);
  }
  return at.length > 0;
}

/** The keys that a schema names at a path. */
export function listedKeys(file: TreeFile, path: Path): readonly string[] {
  const root = schemaOf(file);
  let at = expand(root, root, 0);
  for (const step of path) at = at.flatMap((schema) => below(schema, step)).flatMap((schema) => expand(schema, root, 0));
  return at.flatMap(({ properties }) => (isJson(properties) ? Object.keys(properties) : []));
}

/** What a schema says of a key: by name, or of all that it does not name. */
function below(schema: Json, key: string): readonly unknown[] {
  const { properties, additionalProperties, patternProperties } = schema;
  if (isJson(properties) && key in properties) return [properties[key]];
  if (isJson(patternProperties)) return Object.values(patternProperties);
  return isJson(additionalProperties) ? [additionalProperties] : [];
}

/** A schema with all that it refers to and is made of. */
function expand(schema: unknown, root: unknown, depth: number): readonly Json[] {
  if (!isJson(schema) || depth > 8) return [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as unknown[]) : []));
  const { $ref: ref } = schema;
  const target = typeof ref === "string" && ref.startsWith("#/") ? pointed(root, ref) : undefined;
  return [schema, ...[...parts, target, schema["then"], schema["else"]].flatMap((part) => expand(part, root, depth + 1))];
}

function pointed(root: unknown, ref: string): unknown {
  let at = root;
  for (const step of ref.slice(2).split("/"))
    at = isJson(at) ? at[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  return at;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
