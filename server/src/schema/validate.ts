// Judges an object by the schema of its kind, for each minor of Kubernetes, as strictly as the API server does.

import { nearest } from "../base/nearest.ts";
import { memo } from "../base/memo.ts";
import { entries, get, isNull, resolve } from "../yaml/access.ts";
import { isMerge } from "../yaml/merge.ts";
import { scalarKey, scalarType } from "../yaml/scalar.ts";
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from "../yaml/tree.ts";
import { isBuiltIn } from "./built-in.ts";
import { isForgiven } from "./forgiven.ts";
import { holds, type Field, type Kind, type Schema } from "./schema.ts";
import { isOneOf, limitFault } from "./validate-limits.ts";
import { judgeDistinct } from "./validate-list.ts";
import { judgeLabels, judgeMetadata } from "./validate-metadata.ts";
import { listed, nameOf, problemAt, type Fault, type SchemaProblem } from "./validate-problem.ts";
import { scalarFault, typeFault } from "./validate-scalar.ts";
import { unknownFault } from "./validate-unknown.ts";

/**
 * What the API servers of `minors` would refuse in the object at `root`, in the order of the text; nothing where none of them
 * serves the kind. What is null is absent, as the server has it. A key without its colon and a value that is not there yet are
 * being typed, and so are no fault.
 */
export function validate(root: YamlMap, kind: Kind, minors: readonly number[]): readonly SchemaProblem[] {
  const served = minors.every((minor) => holds(kind.minors, minor))
    ? minors
    : minors.filter((minor) => holds(kind.minors, minor));
  if (served.length === 0) return none;
  const run: Run = { isOwn: isBuiltIn(kind.group), problems: undefined, left: MOST_NODES };
  judgeMap(run, root, kind.schema, served, 0);
  judgeMetadata(root, kind, served, (node, concerned, fault) => add(run, node, concerned, fault));
  return run.problems ? together(run.problems) : none;
}

/** Aliases can make much out of little; a document as large as this by itself is not read to its end. */
const MOST_NODES = 200_000;
const DEEPEST = 100;
const LONGEST_WORD = 5;
/** Nobody reads more of one object. */
const MOST_PROBLEMS = 1000;

const none: readonly never[] = [];

interface Run {
  /** Of Kubernetes' own kinds: they are decoded into Go structs. */
  readonly isOwn: boolean;
  problems: SchemaProblem[] | undefined;
  left: number;
}

function add(run: Run, node: YamlNode, minors: readonly number[], fault: Fault): void {
  run.problems ??= [];
  if (run.problems.push(problemAt(node, minors, fault)) >= MOST_PROBLEMS) run.left = 0;
}

function judge(run: Run, written: YamlNode, schema: Schema, minors: readonly number[], depth: number): void {
  const node = written.kind === "alias" ? written.target : written;
  if (!node || node.kind === "alias" || depth > DEEPEST || run.left-- <= 0) return;
  if (node.kind === "scalar") {
    const found = scalarType(node);
    if (found === "null") return;
    const fault = scalarFault(node, found, schema, run.isOwn) ?? (isCollection(schema) ? typeFault(node, schema) : undefined);
    if (fault) return add(run, node, minors, fault);
  } else if (node.kind === "map") {
    if (schema.type === "object") judgeMap(run, node, schema, minors, depth);
    else if (schema.type === "map") judgeValues(run, node, schema, minors, depth);
    else if (schema.type !== "any") return add(run, node, minors, typeFault(node, schema));
  } else if (schema.type === "list") judgeItems(run, node, schema, minors, depth);
  else if (schema.type !== "any") return add(run, node, minors, typeFault(node, schema));
  if (schema.enum) judgeEnum(run, node, schema, schema.enum, minors);
  if (schema.limits) {
    const fault = limitFault(node, schema.limits);
    if (fault) add(run, node, minors, fault);
  }
}

function isCollection({ type }: Schema): boolean {
  return type === "object" || type === "map" || type === "list";
}

function judgeMap(run: Run, map: YamlMap, schema: Schema, minors: readonly number[], depth: number): void {
  const { fields } = schema;
  if (!fields) return;
  for (const pair of map.pairs) {
    if (pair.key.kind !== "scalar") continue;
    if (pair.key.value === "<<" && isMerge(pair)) judgeMerged(run, map, schema, minors, depth);
    else judgePair(run, map, schema, keyOf(pair.key), pair, minors, depth);
  }
  judgeRequired(run, map, schema, minors);
}

/** A long key that begins with a letter is what it says: words that mean something else are short, numbers begin otherwise. */
function keyOf(key: YamlScalar): string {
  return key.value.length > LONGEST_WORD && key.value >= "A" && !key.tag ? key.value : scalarKey(key);
}

/** What `<<` brings, as if it were written here. */
function judgeMerged(run: Run, map: YamlMap, schema: Schema, minors: readonly number[], depth: number): void {
  for (const { key, pair } of entries(map)) {
    if (pair.parent !== map) judgePair(run, map, schema, key, pair, minors, depth);
  }
}

function judgePair(
  run: Run,
  map: YamlMap,
  schema: Schema,
  key: string,
  pair: YamlPair,
  minors: readonly number[],
  depth: number,
): void {
  if (pair.colon < 0 && !map.flow) return;
  const field = schema.fields!.get(key);
  if (!field) {
    if (!schema.keepsUnknown && !key.startsWith("$")) add(run, pair.key, minors, unknownFault(map, schema, key, pair, minors));
    return;
  }
  if (!field.minors && !field.earlier) return judgeField(run, field, field.schema, pair, minors, depth);
  judgeRanged(run, map, schema, field, pair, minors, depth);
}

/** A field that not all minors have, or not of the same type. */
function judgeRanged(
  run: Run,
  map: YamlMap,
  schema: Schema,
  field: Field,
  pair: YamlPair,
  minors: readonly number[],
  depth: number,
): void {
  const without = minors.filter((minor) => !holds(field.minors, minor));
  if (without.length > 0 && !schema.keepsUnknown)
    add(run, pair.key, without, unknownFault(map, schema, field.name, pair, without));
  const bySchema = new Map<Schema, number[]>();
  for (const minor of minors) {
    if (!holds(field.minors, minor)) continue;
    const shape = field.earlier?.find((earlier) => holds(earlier.minors, minor))?.schema ?? field.schema;
    const concerned = bySchema.get(shape);
    if (concerned) concerned.push(minor);
    else bySchema.set(shape, [minor]);
  }
  for (const [shape, concerned] of bySchema) judgeField(run, field, shape, pair, concerned, depth);
}

function judgeField(run: Run, field: Field, shape: Schema, pair: YamlPair, minors: readonly number[], depth: number): void {
  const { value } = pair;
  // What stands in the status of an object that is created is dropped, but it has to be decoded.
  if (run.isOwn && depth === 0 && field.name === "status") return judgeStatus(run, value, shape, minors);
  judge(run, value, shape, minors, depth + 1);
  if (depth > 0 && run.isOwn && field.name === "metadata" && shape.fields?.has("annotations")) {
    const metadata = resolve(value);
    if (metadata?.kind === "map") judgeLabels(metadata, minors, (node, concerned, fault) => add(run, node, concerned, fault));
  }
}

function judgeStatus(run: Run, value: YamlNode, shape: Schema, minors: readonly number[]): void {
  const status: Run = { ...run, problems: undefined };
  judge(status, value, shape, minors, 1);
  const decoding = status.problems?.filter(({ code }) => code === "field" || code === "type") ?? none;
  if (decoding.length > 0) run.problems = [...(run.problems ?? none), ...decoding];
}

function judgeValues(run: Run, map: YamlMap, schema: Schema, minors: readonly number[], depth: number): void {
  const { items } = schema;
  if (!items || items.type === "any") return;
  for (const pair of map.pairs) {
    if (!isMerge(pair)) judge(run, pair.value, items, minors, depth + 1);
    else
      for (const { pair: merged } of entries(map)) if (merged.parent !== map) judge(run, merged.value, items, minors, depth + 1);
  }
}

function judgeItems(run: Run, list: YamlSeq, schema: Schema, minors: readonly number[], depth: number): void {
  const { items } = schema;
  if (items) for (const item of list.items) judge(run, item, items, minors, depth + 1);
  if (schema.listKeys || schema.isSet) judgeDistinct(list, schema, (node, fault) => add(run, node, minors, fault));
}

function judgeEnum(
  run: Run,
  node: YamlNode,
  schema: Schema,
  allowed: NonNullable<Schema["enum"]>,
  minors: readonly number[],
): void {
  if (node.kind === "scalar" && allowed.includes(node.value)) return;
  // To Go an empty text is none: the server fills its default in.
  if (run.isOwn && node.kind === "scalar" && node.value === "") return;
  if (isOneOf(node, allowed)) return;
  const texts = allowed.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  const near = node.kind === "scalar" ? nearest(node.value, texts) : undefined;
  const hint = near === undefined ? "" : `, did you mean \`${near}\`?`;
  const message = `${nameOf(node)} must be ${listed(texts, "or")}${hint}`;
  add(run, node, minors, { code: "enum", message, expected: schema, ...(near !== undefined && { near }) });
}

function judgeRequired(run: Run, map: YamlMap, schema: Schema, minors: readonly number[]): void {
  for (const field of demandedOf(schema)) {
    if (isWritten(map, field.name)) continue;
    if (!field.required) judgeImplied(run, map, [field.name], field.schema, minors);
    else if (!run.isOwn || !isForgiven(map, field)) lack(run, map, [field.name], field, minors);
  }
}

/** A spec or a template that is not written is an empty one to Go. */
function judgeImplied(run: Run, map: YamlMap, path: readonly string[], schema: Schema, minors: readonly number[]): void {
  if (!run.isOwn) return;
  for (const field of demandedOf(schema)) {
    if (!field.required) judgeImplied(run, map, [...path, field.name], field.schema, minors);
    else if (!isForgiven(map, field)) lack(run, map, [...path, field.name], field, minors);
  }
}

function lack(run: Run, map: YamlMap, absent: readonly string[], field: Field, minors: readonly number[]): void {
  if (!field.required || field.schema.default !== undefined) return;
  const concerned = minors.filter((minor) => holds(field.required, minor) && holds(field.minors, minor));
  if (concerned.length === 0) return;
  add(run, map, concerned, { code: "missing", message: `Missing \`${absent.join(".")}\``, absent, expected: field.schema });
}

/** The fields that are required, and those that imply some. */
const demandedOf: (schema: Schema) => readonly Field[] = memo((schema) =>
  schema.fields ? [...schema.fields.values()].filter((field) => field.required ?? impliesSome(field)) : none,
);

function impliesSome({ name, schema }: Field): boolean {
  return (name === "spec" || name === "template") && schema.type === "object" && demandedOf(schema).length > 0;
}

function isWritten(map: YamlMap, name: string): boolean {
  const value = get(map, name);
  return value !== undefined && !isNull(value);
}

/** The same said for several minors is one problem. */
function together(problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  const byNode = new Map<YamlNode, SchemaProblem[]>();
  for (const problem of problems) {
    const others = byNode.get(problem.node) ?? [];
    const twin = others.findIndex(({ message }) => message === problem.message);
    if (twin < 0) others.push(problem);
    else {
      const minors = [...new Set([...others[twin]!.minors, ...problem.minors])].sort((a, b) => a - b);
      others[twin] = { ...problem, minors };
    }
    byNode.set(problem.node, others);
  }
  return [...byNode.values()].flat().sort((a, b) => a.node.start - b.node.start);
}
