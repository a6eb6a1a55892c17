// Compares two documents by their leaves: which were added, taken out or changed, whatever their order and style.

import { asMap, asScalar, entries, get, isNull, items, resolve, textOf } from "../yaml/access.ts";
import { scalarValue } from "../yaml/scalar.ts";
import type { YamlNode } from "../yaml/tree.ts";

/** A scalar, or an empty collection. The path is that of the document where it is, of the former one where it is in both. */
export interface LeafChange {
  readonly kind: "added" | "removed" | "changed";
  readonly path: readonly (string | number)[];
}

/** Deeper trees are not looked into: aliases may run in a circle. */
const DEEPEST = 100;

export function changesBetween(before: YamlNode | undefined, after: YamlNode | undefined): readonly LeafChange[] {
  const found: LeafChange[] = [];
  compare(before, after, [], found);
  return found;
}

type Path = readonly (string | number)[];

function compare(before: YamlNode | undefined, after: YamlNode | undefined, path: Path, found: LeafChange[]): void {
  const [a, b] = [resolve(before), resolve(after)];
  if (path.length > DEEPEST || (isNothing(a) && isNothing(b))) return;
  if (isNothing(a)) return every(b!, path, "added", found);
  if (isNothing(b)) return every(a!, path, "removed", found);
  if (a!.kind !== b!.kind) return void found.push({ kind: "changed", path });
  if (a!.kind === "map") return compareMaps(a!, b!, path, found);
  if (a!.kind === "seq") return compareLists(items(a) ?? [], items(b) ?? [], path, found);
  if (valueOf(a) !== valueOf(b)) found.push({ kind: "changed", path });
}

function compareMaps(a: YamlNode, b: YamlNode, path: Path, found: LeafChange[]): void {
  const names = new Set([...entries(a), ...entries(b)].map(({ key }) => key));
  for (const name of names) compare(get(a, name), get(b, name), [...path, name], found);
}

/** Items with a name are compared with those of the same name; others with those at the same place, counted from the nearer end. */
function compareLists(a: readonly YamlNode[], b: readonly YamlNode[], path: Path, found: LeafChange[]): void {
  const names = new Map(b.map((item, i) => [nameOf(item), i]));
  if (a.length > 0 && [...a, ...b].every((item) => nameOf(item) !== undefined) && names.size === b.length) {
    const known = new Set(a.map(nameOf));
    for (const [i, item] of a.entries()) compare(item, b[names.get(nameOf(item)) ?? -1], [...path, i], found);
    for (const [i, item] of b.entries()) if (!known.has(nameOf(item))) compare(undefined, item, [...path, i], found);
    return;
  }
  let head = 0;
  while (head < Math.min(a.length, b.length) && isSame(a[head]!, b[head]!)) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && isSame(a.at(-1 - tail)!, b.at(-1 - tail)!)) tail++;
  const [rest, fresh] = [a.length - tail, b.length - tail];
  for (let i = head; i < Math.max(rest, fresh); i++)
    compare(i < rest ? a[i] : undefined, i < fresh ? b[i] : undefined, [...path, i], found);
}

function isSame(a: YamlNode, b: YamlNode): boolean {
  const found: LeafChange[] = [];
  compare(a, b, [], found);
  return found.length === 0;
}

function nameOf(item: YamlNode): string | undefined {
  return asMap(item) && textOf(get(item, "name"));
}

function every(node: YamlNode, path: Path, kind: LeafChange["kind"], found: LeafChange[]): void {
  if (path.length > DEEPEST) return;
  if (node.kind === "map") for (const { key, pair } of entries(node)) every(resolve(pair.value)!, [...path, key], kind, found);
  else if (node.kind === "seq") for (const [i, item] of (items(node) ?? []).entries()) every(item, [...path, i], kind, found);
  else found.push({ kind, path });
}

/** What Kubernetes reads a scalar as. */
export function valueOf(node: YamlNode | undefined): ReturnType<typeof scalarValue> | undefined {
  const scalar = asScalar(node);
  return scalar && scalarValue(scalar);
}

/** Not there, or nothing written for it: Kubernetes reads both alike. */
function isNothing(node: YamlNode | undefined): boolean {
  return (
    node === undefined ||
    isNull(node) ||
    (node.kind === "map" && node.pairs.length === 0) ||
    (node.kind === "seq" && node.items.length === 0)
  );
}
