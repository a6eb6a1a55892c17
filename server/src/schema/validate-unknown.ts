// Says of a field that its object does not have what was probably meant, and which minors have it.

import { nearest } from "../base/nearest.ts";
import { get } from "../yaml/access.ts";
import type { YamlMap, YamlPair } from "../yaml/tree.ts";
import { knownMinors } from "./catalogue.ts";
import { holds, type Schema } from "./schema.ts";
import type { Fault } from "./validate-problem.ts";

/** `minors` are those that do not have it. */
export function unknownFault(map: YamlMap, schema: Schema, key: string, pair: YamlPair, minors: readonly number[]): Fault {
  const { from, to } = schema.fields?.get(key)?.minors ?? {};
  const [oldest = 0, newest = 0] = [minors[0], minors.at(-1)];
  if (from !== undefined && newest < from)
    return { code: "field", message: `Field \`${key}\` came with Kubernetes ${since(from)}`, pair };
  if (to !== undefined && oldest > to)
    return { code: "field", message: `Field \`${key}\` is gone since Kubernetes ${since(to + 1)}`, pair };
  if (from !== undefined && to !== undefined)
    return { code: "field", message: `Field \`${key}\` is only known from Kubernetes 1.${from} to 1.${to}`, pair };
  const near = nearField(map, schema, key, minors);
  const hint = near === undefined ? "" : `, did you mean \`${near}\`?`;
  return { code: "field", message: `Unknown field \`${key}\`${hint}`, pair, ...(near !== undefined && { near }) };
}

/** No source has the schemas of one of the minors: what is new in the next may have been new in it. */
function since(minor: number): string {
  return minor === knownMinors.unseen ? `1.${minor} or 1.${minor + 1}` : `1.${minor}`;
}

/** Among the fields that all of the minors have and that do not stand there yet. */
function nearField(map: YamlMap, schema: Schema, key: string, minors: readonly number[]): string | undefined {
  const candidates: string[] = [];
  for (const { name, minors: range } of schema.fields?.values() ?? [])
    if (minors.every((minor) => holds(range, minor)) && !get(map, name)) candidates.push(name);
  return nearest(key, candidates);
}
