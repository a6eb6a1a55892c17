// Who names whom among the files that are looked up together.

import { memo2 } from "../base/memo.ts";
import { basename } from "../base/path.ts";
import { touches } from "../base/span.ts";
import { mentionsOf } from "../kube/mentions.ts";
import type { Mention, Mentions } from "../kube/mention.ts";
import { keyOf, type Name } from "../kube/name.ts";
import { get, textOf } from "../yaml/access.ts";
import { kustomizationMentions } from "./kustomization-mentions.ts";
import { kustomizationNames, readKustomization } from "./kustomization.ts";
import type { Part } from "./file.ts";
import type { Snapshot } from "./snapshot.ts";
import { DEFAULT_NAMESPACE, type Unit } from "./unit.ts";

/** A document, and where it stands. */
export interface Site {
  readonly path: string;
  readonly part: Part;
}

export interface Place extends Site {
  readonly mention: Mention;
}

/** What a kustomization of the unit puts around the names of its objects. */
export interface Affixes {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The documents of the unit that the file is in, those of its kustomizations included. */
export function sitesAround(snapshot: Snapshot, path: string): readonly Site[] {
  return documentsOf(snapshot, unitOf(snapshot, path));
}

/** What is named at an offset: at most one thing, but for names that can be of several kinds. */
export function mentionsAt({ path, part }: Site, offset: number): readonly Mention[] {
  return mentionsIn(path, part).list.filter((mention) => touches(mention, offset));
}

/** Every place of these names in the unit, those without a namespace in their objects' own. */
export function placesOf(snapshot: Snapshot, path: string, names: readonly Name[]): readonly Place[] {
  const sites = sitesAround(snapshot, path);
  return names.flatMap((name) => {
    const found = placesByKey(sites, keyOf(name)).filter(({ mention }) => mention.name.local === name.local);
    const resolve = namespaces(found.filter(({ mention }) => mention.role === "declares"));
    const namespace = resolve(name.namespace);
    return found.filter(({ mention }) => resolve(mention.name.namespace) === namespace);
  });
}

export function affixesAround(snapshot: Snapshot, path: string): readonly Affixes[] {
  return sitesAround(snapshot, path).flatMap(({ path, part: { document } }) => {
    if (!isKustomization(path)) return [];
    const prefix = textOf(get(document.root, "namePrefix")) ?? "";
    const suffix = textOf(get(document.root, "nameSuffix")) ?? "";
    return prefix || suffix ? { path, prefix, suffix } : [];
  });
}

export function isKustomization(path: string): boolean {
  return kustomizationNames.includes(basename(path));
}

/** Kustomizations are in the unit of what they name. */
function unitOf(snapshot: Snapshot, path: string, depth = 0): Unit {
  const file = isKustomization(path) ? snapshot.files.get(path) : undefined;
  if (!file || depth > DEEPEST) return snapshot.unitFor(path);
  const { resources, patches } = readKustomization(file);
  for (const named of [...resources, ...patches]) {
    if (snapshot.files.has(named)) return snapshot.unitFor(named);
    const below = kustomizationNames.map((name) => `${named}/${name}`).find((name) => snapshot.files.has(name));
    if (below) return unitOf(snapshot, below, depth + 1);
  }
  return snapshot.unitFor(path);
}

/** Kustomizations that build on kustomizations that build on … */
const DEEPEST = 50;

const documentsOf = memo2((snapshot: Snapshot, unit: Unit): readonly Site[] =>
  pathsOf(snapshot, unit).flatMap((path) => (snapshot.files.get(path)?.parts ?? []).map((part) => ({ path, part }))),
);

/** Remembered by unit alone: a snapshot keeps a unit only as long as the same files are in it. */
function pathsOf(snapshot: Snapshot, unit: Unit): readonly string[] {
  const known = paths.get(unit);
  if (known) return known;
  const found = [...snapshot.files.keys()].filter((path) => {
    const kind = snapshot.kindOf(path);
    return (kind === "manifest" || kind === "kustomization") && unitOf(snapshot, path) === unit;
  });
  paths.set(unit, found);
  return found;
}

const paths = new WeakMap<Unit, readonly string[]>();

function mentionsIn(path: string, { document }: Part): Mentions {
  return isKustomization(path) ? kustomizationMentions(document) : mentionsOf(document);
}

function placesByKey(sites: readonly Site[], key: string): readonly Place[] {
  const found: Place[] = [];
  for (const site of sites)
    for (const mention of mentionsIn(site.path, site.part).byKey.get(key) ?? []) found.push({ ...site, mention });
  return found;
}

/**
 * Where a name is looked up: in its namespace, `default` where none is written; and where nothing of that name is declared there,
 * among the objects whose namespace is left to whoever applies them.
 */
function namespaces(declared: readonly Place[]): (written: string | undefined) => string {
  const open = declared.some(({ mention }) => mention.name.namespace === undefined);
  const all = new Set(declared.map(({ mention }) => mention.name.namespace ?? DEFAULT_NAMESPACE));
  const [only] = all.size === 1 ? all : [];
  return (written) => {
    const namespace = written ?? DEFAULT_NAMESPACE;
    if (all.has(namespace)) return namespace;
    if (written !== undefined) return open ? DEFAULT_NAMESPACE : namespace;
    return only ?? namespace;
  };
}
