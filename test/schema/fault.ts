// Puts one fault into an object, or one change that is none.

import { holds, type Schema } from "../../server/src/schema/schema.ts";
import type { Random } from "./random.ts";
import type { Fields, Value } from "./sample.ts";

export interface Change {
  /** What was done: `unknown`, `type`, `missing` … */
  readonly what: string;
  /** Keys and indices to where it was done. */
  readonly path: readonly (string | number)[];
}

interface Spot {
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  readonly value: Value;
  readonly owner: Fields | Value[];
  readonly key: string | number;
  readonly isRequired: boolean;
}

/** Changes `object` in place; undefined where this change has no place in it. */
export function change(what: string, object: Fields, root: Schema, minor: number, random: Random): Change | undefined {
  const spots: Spot[] = [];
  collect(object, root, minor, [], spots);
  const act = changes.get(what)!;
  const order = shuffled(spots, random);
  for (const spot of order) {
    const path = act(spot, random);
    if (path) return { what, path };
  }
  return undefined;
}

type Act = (spot: Spot, random: Random) => readonly (string | number)[] | undefined;

const changes: ReadonlyMap<string, Act> = new Map<string, Act>([
  ["unknown", (spot, random) => added(spot, random.pick(["replica", "colour", "nmae", "extra", "enabled"]), "x")],
  ["unknown-null", (spot) => added(spot, "nothing", null)],
  ["typo", typo],
  ["case", (spot) => renamed(spot, (key) => key[0]!.toUpperCase() + key.slice(1))],
  ["text-for-number", (spot) => (is(spot, "integer", "number") ? set(spot, "many") : undefined)],
  ["quoted-number", (spot) => (is(spot, "integer") ? set(spot, String(spot.value as number)) : undefined)],
  ["fraction", (spot) => (is(spot, "integer") ? set(spot, 1.5) : undefined)],
  ["number-for-text", (spot, random) => (is(spot, "string") ? set(spot, random.pick([8080, 1.1])) : undefined)],
  ["boolean-for-text", (spot) => (is(spot, "string") ? set(spot, true) : undefined)],
  ["text-for-boolean", (spot, random) => (is(spot, "boolean") ? set(spot, random.pick(["true", "no way"])) : undefined)],
  ["number-for-boolean", (spot) => (is(spot, "boolean") ? set(spot, 1) : undefined)],
  ["object-for-scalar", (spot) => (is(spot, "string", "integer", "boolean") ? set(spot, { name: "x" }) : undefined)],
  ["list-for-scalar", (spot) => (is(spot, "string", "integer", "boolean", "quantity") ? set(spot, ["x"]) : undefined)],
  ["scalar-for-list", (spot) => (is(spot, "list") ? set(spot, "only") : undefined)],
  ["object-for-list", (spot) => (is(spot, "list") ? set(spot, { name: "x" }) : undefined)],
  ["scalar-for-object", (spot) => (is(spot, "object", "map") ? set(spot, "text") : undefined)],
  ["list-for-object", (spot) => (is(spot, "object", "map") ? set(spot, []) : undefined)],
  ["boolean-for-quantity", (spot) => (is(spot, "quantity") ? set(spot, true) : undefined)],
  ["missing-list", (spot) => (spot.isRequired && spot.schema.type === "list" ? removed(spot) : undefined)],
  ["null-list", (spot) => (spot.isRequired && spot.schema.type === "list" ? set(spot, null) : undefined)],
  ["missing", (spot) => (spot.isRequired ? removed(spot) : undefined)],
  ["twin", twin],
  [
    "date",
    (spot, random) =>
      spot.schema.format === "date-time"
        ? set(spot, random.pick(["2026-01-31", "yesterday", "2026-13-01T00:00:00Z"]))
        : undefined,
  ],
  [
    "base64",
    (spot, random) => (spot.schema.format === "byte" ? set(spot, random.pick(["not base64!", "abc", "a=b="])) : undefined),
  ],
  ["name", (spot, random) => at(spot, "metadata.name", random.pick(["Web_1", "-web", "web.", "a b", "x".repeat(254)]))],
  ["no-name", (spot) => (spot.path.join(".") === "metadata.name" ? removed(spot) : undefined)],
  ["label-value", (spot, random) => at(spot, "metadata.labels.app", random.pick(["a b", "-x", "x".repeat(64), "a/b"]))],
  ["label-number", (spot) => at(spot, "metadata.labels.app", 5)],
  ["label-key", (spot, random) => keyed(spot, "metadata.labels", random.pick(["a b", "-x", "A.b/c/d", "Under_/x"]))],
  ["annotation-key", (spot, random) => keyed(spot, "metadata.annotations", random.pick(["a b", "/x", "x".repeat(64)]))],
  // What follows is no fault.
  ["whole-float", (spot) => (is(spot, "integer") ? set(spot, "2.0 as written") : undefined)],
  [
    "null-optional",
    (spot) =>
      !spot.isRequired &&
      spot.path.length > 1 &&
      typeof spot.key === "string" &&
      spot.path[0] !== "metadata" &&
      spot.key !== "spec"
        ? set(spot, null)
        : undefined,
  ],
  ["word-for-boolean", (spot) => (is(spot, "boolean") ? set(spot, "yes as written") : undefined)],
  // Faults that the Go tool does not look for: its schemas have neither enums nor the grammar of quantities.
  ["enum", (spot) => (spot.schema.enum && typeof spot.value === "string" ? set(spot, `${spot.value}s`) : undefined)],
  ["quantity", (spot, random) => (is(spot, "quantity") ? set(spot, random.pick(["lots", "5 Gi", "1MB", "1.2.3"])) : undefined)],
  ["range", (spot) => (is(spot, "integer") && spot.schema.format === "int32" ? set(spot, 3_000_000_000) : undefined)],
  ["boolean-for-port", (spot) => (is(spot, "int-or-string") ? set(spot, true) : undefined)],
]);

export const changeNames = [...changes.keys()];

function collect(value: Value, schema: Schema, minor: number, path: readonly (string | number)[], spots: Spot[]): void {
  if (typeof value !== "object" || value === null) return;
  const below = (key: string | number, child: Value, inner: Schema | undefined, isRequired: boolean) => {
    if (!inner) return;
    const here = [...path, key];
    if (here.length > 1 || !["apiVersion", "kind"].includes(String(key)))
      spots.push({ path: here, schema: inner, value: child, owner: value, key, isRequired });
    collect(child, inner, minor, here, spots);
  };
  if (Array.isArray(value)) return value.forEach((item, i) => below(i, item, schema.items, false));
  for (const [key, child] of Object.entries(value)) {
    const field = schema.fields?.get(key);
    if (field && holds(field.minors, minor))
      below(key, child, field.schema, field.required !== undefined && holds(field.required, minor));
    else if (schema.type === "map") below(key, child, schema.items, false);
  }
}

function is({ schema, value }: Spot, ...types: Schema["type"][]): boolean {
  return types.includes(schema.type) && value !== null && !schema.enum;
}

function put({ owner, key }: Spot, value: Value): void {
  // The key was read from this owner.
  (owner as { [key: string | number]: Value })[key] = value;
}

function set(spot: Spot, value: Value): readonly (string | number)[] {
  put(spot, value);
  return spot.path;
}

function at(spot: Spot, path: string, value: Value): readonly (string | number)[] | undefined {
  return spot.path.join(".") === path ? set(spot, value) : undefined;
}

function removed({ owner, key, path }: Spot): readonly (string | number)[] | undefined {
  if (Array.isArray(owner)) return undefined;
  delete owner[key];
  return path.slice(0, -1);
}

function added({ value, schema, path }: Spot, key: string, inner: Value): readonly (string | number)[] | undefined {
  if (schema.type !== "object" || typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (schema.keepsUnknown || schema.fields?.has(key)) return undefined;
  value[key] = inner;
  return [...path, key];
}

function keyed(spot: Spot, path: string, key: string): readonly (string | number)[] | undefined {
  if (spot.path.join(".") !== path) return undefined;
  const map = spot.value as Fields;
  map[key] = "x";
  return [...spot.path, key];
}

function typo(spot: Spot, random: Random): readonly (string | number)[] | undefined {
  return renamed(spot, (key) => {
    const i = random.next(key.length - 1);
    return random.chance(50) ? key.slice(0, i) + key.slice(i + 1) : key.slice(0, i) + key[i + 1] + key[i] + key.slice(i + 2);
  });
}

/** Keeps the place among the other keys. */
function renamed({ owner, key, path }: Spot, change: (key: string) => string): readonly (string | number)[] | undefined {
  if (typeof key !== "string" || Array.isArray(owner) || key.length < 4 || path.length < 2) return undefined;
  if (path.at(-2) === "labels" || path.at(-2) === "annotations") return undefined;
  const name = change(key);
  if (name === key || name in owner) return undefined;
  const entries = Object.entries(owner).map(([old, inner]) => [old === key ? name : old, inner] as const);
  for (const old of Object.keys(owner)) delete owner[old];
  Object.assign(owner, Object.fromEntries(entries));
  return [...path.slice(0, -1), name];
}

function twin({ value, schema, path }: Spot): readonly (string | number)[] | undefined {
  if (!Array.isArray(value) || !schema.listKeys || value.length === 0) return undefined;
  value.push(structuredClone(value[0]!));
  return [...path, value.length - 1];
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.next(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
