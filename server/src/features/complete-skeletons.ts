// The secure templates of snippets/, offered only where they fit.

import type { Schema } from "../schema/schema.ts";
import { keysBeside, type KeySlot } from "../yaml/cursor.ts";
import { rank, type Candidate } from "./complete-candidate.ts";
import { dashed, isFilledIn } from "./complete-keys.ts";
import type { Place, Spot } from "./complete-place.ts";

/** As `snippets/kubernetes.json` has them, by name. */
export type SnippetFile = Readonly<Record<string, SnippetEntry>>;

export interface SnippetEntry {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

/** Whole manifests. */
export function skeletonCandidates({ snippets }: Place): readonly Candidate[] {
  return Object.entries(snippets)
    .filter(([, { body }]) => body[0]?.startsWith("apiVersion:"))
    .map(([name, { prefix, description, body }], i) => ({
      kind: "skeleton",
      label: name,
      insert: { body: body.join("\n") },
      filter: [name, ...prefix].join(" "),
      note: "secure skeleton",
      documentation: `${description}\n\n${fenced(body)}`,
      rank: rank.first + i / 1000,
    }));
}

/** Parts that bring keys for the map that the slot is in. */
export function partCandidates(place: Place, slot: KeySlot, { schema }: Spot): readonly Candidate[] {
  if (place.cursor.needsComma || slot.pair.parent.flow || isFilledIn(place, slot)) return [];
  const taken = keysBeside(slot);
  return Object.entries(place.snippets).flatMap(([name, entry]) => {
    const keys = topKeys(entry);
    const fits = keys.length > 0 && !keys.includes("kind") && keys.every((key) => schema?.fields?.has(key) && !taken.has(key));
    return fits && isMeantFor(name, schema) ? [partCandidate(name, entry, entry.body)] : [];
  });
}

/** Parts that are items of the list. */
export function itemPartCandidates(place: Place, items: Schema, hasDash: boolean): readonly Candidate[] {
  if (!items.fields?.has("imagePullPolicy")) return [];
  return Object.entries(place.snippets)
    .filter(([, { body }]) => body[0]?.startsWith("- "))
    .map(([name, entry]) => {
      const body = hasDash ? entry.body.map((line) => line.slice(2)) : entry.body;
      return { ...partCandidate(name, entry, body), rank: rank.required + 0.5, filter: hasDash ? name : dashed(place, name) };
    });
}

/** Pods and containers have keys of the same name that are not the same. */
function isMeantFor(name: string, schema: Schema | undefined): boolean {
  return schema?.fields?.has(podParts.has(name) ? "containers" : "imagePullPolicy") === true;
}

const podParts: ReadonlySet<string> = new Set(["Security context of a pod", "Topology spread"]);

function partCandidate(name: string, { prefix, description }: SnippetEntry, body: readonly string[]): Candidate {
  return {
    kind: "part",
    label: name,
    insert: { body: body.join("\n") },
    filter: [name, ...prefix].join(" "),
    note: "secure skeleton",
    documentation: `${description}\n\n${fenced(body)}`,
    rank: rank.usual + 1,
  };
}

function topKeys({ body }: SnippetEntry): readonly string[] {
  return body.flatMap((line) => /^([\w]+):/.exec(line)?.[1] ?? []);
}

function fenced(body: readonly string[]): string {
  return `\`\`\`yaml\n${body.join("\n").replaceAll(/\$\{\d+[:|]([^},|]*)[^}]*\}/g, "$1")}\n\`\`\``;
}
