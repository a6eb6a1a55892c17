// When the API versions of Kubernetes' own kinds appeared, were deprecated and went, and what replaces them.

import { splitApiVersion, stability } from "../schema/api-version.ts";
import { lifecycleTable } from "./lifecycle-table.ts";

/** One kind of one API version. Numbers are minors of Kubernetes 1. */
export interface ApiLifecycle {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor that first served it; 8 stands for that or earlier where nothing older is on record. */
  readonly introduced: number;
  readonly deprecated: number | undefined;
  /** The first minor that no longer serves it. Beyond `newestMinor` this is a plan. */
  readonly removed: number | undefined;
  /** The API version that upstream names as the one to move to. */
  readonly replacement: string | undefined;
}

/** The newest release that the table knows; it was read from the sources of 1.8 to this one. */
export const newestMinor = 37;

/**
 * Undefined for kinds that Kubernetes does not define itself, and for pairs that never existed. The table is the union of the
 * `prerelease-lifecycle` markers of kubernetes/api, kube-aggregator and apiextensions-apiserver over all release branches;
 * an API whose types left the tree earlier than its marker says counts as removed in the release after.
 */
export function lifecycleOf(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return rows().get(`${apiVersion} ${kind}`);
}

export function isRemoved(api: ApiLifecycle, minor: number): boolean {
  return api.removed !== undefined && minor >= api.removed;
}

/** Still served, but marked to go. */
export function isDeprecated(api: ApiLifecycle, minor: number): boolean {
  return api.deprecated !== undefined && minor >= api.deprecated && !isRemoved(api, minor);
}

export function isServed(api: ApiLifecycle, minor: number): boolean {
  return minor >= api.introduced && !isRemoved(api, minor);
}

/** The most stable API version of the same kind that each of the minors serves, if there is a better one than `api`. */
export function replacementFor(api: ApiLifecycle, minors: readonly number[]): ApiLifecycle | undefined {
  if (api.replacement === undefined) return undefined;
  const group = groupOf(api.replacement);
  let best: ApiLifecycle | undefined;
  for (const other of rows().values()) {
    if (other.kind !== api.kind || groupOf(other.apiVersion) !== group || other.apiVersion === api.apiVersion) continue;
    if (group === groupOf(api.apiVersion) && !isMoreStable(other, api)) continue;
    if (minors.every((minor) => isServed(other, minor)) && (!best || isMoreStable(other, best))) best = other;
  }
  return best;
}

/** `1.34` or `v1.34.2` as 34. */
export function minorOf(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.|$)/.exec(version);
  return match ? Number(match[1]) : undefined;
}

let known: ReadonlyMap<string, ApiLifecycle> | undefined;

function rows(): ReadonlyMap<string, ApiLifecycle> {
  return (known ??= new Map(lifecycleTable.trim().split("\n").map(readRow)));
}

function readRow(row: string): readonly [name: string, api: ApiLifecycle] {
  const [apiVersion = "", kind = "", introduced, deprecated, removed, replacement] = row.split(" ");
  const api = {
    apiVersion,
    kind,
    introduced: Number(introduced),
    deprecated: minorIn(deprecated),
    removed: minorIn(removed),
    replacement: replacement === "-" ? undefined : replacement,
  };
  return [`${apiVersion} ${kind}`, api];
}

function minorIn(field: string | undefined): number | undefined {
  return field === "-" ? undefined : Number(field);
}

function groupOf(apiVersion: string): string {
  return splitApiVersion(apiVersion)[0];
}

function isMoreStable(a: ApiLifecycle, b: ApiLifecycle): boolean {
  return stability(a.apiVersion) > stability(b.apiVersion);
}
