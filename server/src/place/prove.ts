// Judges a trial: whether the fixes in it did what they claim to do, and nothing else.

import type { Finding } from "../lint/finding.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import type { LeafChange } from "./document-changes.ts";
import type { Draft } from "./draft.ts";
import type { Goal } from "./goal.ts";
import { isNear, isReached, isWanted, kindIn, nodeFor, startsWith, topKeyOf, type Path } from "./goal-reached.ts";
import { sourceMapOf } from "./source-map.ts";
import { containersOf, keyOf, type Affected, type Outcome, type Rendered } from "./trial.ts";

/** A finding that a change is to put right, in one values set, and what its fix wants of its document. */
export interface Target {
  readonly set: string;
  readonly finding: Finding;
  readonly document: YamlDocument;
  readonly goals: readonly Goal[];
}

/** One fix of a change that may hold several. */
export interface Claim {
  readonly targets: readonly Target[];
  readonly draft: Draft;
  /** The draft by goals. */
  readonly parts: readonly Draft[];
}

/**
 * `forbidden`: the chart does not render, or its values do not meet its schema. `remains`: the finding is still there, or not all
 * that the fix wants is. `worse`: there is a new finding. `different`: other objects or containers came out, or other fields
 * changed. `idle`: another fix of the same change did it.
 */
export type Refusal = "forbidden" | "remains" | "worse" | "different" | "idle";

export interface Verdict {
  readonly refusal: Refusal | undefined;
  /** The goals that were not reached, by their place among the target's. */
  readonly unmet: ReadonlySet<number>;
  /** How many fields came with the wanted ones, in the same map. */
  readonly extras: number;
}

export interface Judgement {
  /** What is wrong and no claim's own. */
  readonly refusal: Refusal | undefined;
  /** What helm says. */
  readonly text: string | undefined;
  /** One for each claim; none where nothing was rendered. */
  readonly verdicts: readonly Verdict[];
  /** Objects without a target that changed as well: their labels. */
  readonly others: readonly string[];
}

/** What all claims together want. */
interface Wanted {
  readonly goals: ReadonlyMap<YamlDocument, readonly Goal[]>;
  /** The keys that may change in other objects, too. */
  readonly keys: ReadonlySet<string>;
  /** The kinds of objects that may be added. */
  readonly kinds: ReadonlySet<string>;
  /** How many findings are to go, by set and key. */
  readonly counts: ReadonlyMap<string, number>;
  readonly isOne: boolean;
}

export function judge({ refusal, affected }: Outcome, claims: readonly Claim[]): Judgement {
  if (refusal !== undefined) return { refusal: "forbidden", text: refusal, verdicts: [], others: [] };
  const wanted = wantedBy(claims);
  const own = new Map<YamlDocument, Affected[]>();
  const lost = new Set<YamlDocument>();
  // An object that has the finding with one set may well be put right with all.
  const concerned = new Set(claims.flatMap(({ targets }) => targets.map(({ finding }) => finding.resource?.label)));
  const others = new Set<string>();
  let common: Refusal | undefined;
  for (const one of affected) {
    const { before, after, leaves } = one;
    if (before && after && wanted.goals.has(before.document)) {
      const known = own.get(before.document);
      if (known) known.push(one);
      else own.set(before.document, [one]);
      continue;
    }
    if (before && !after) lost.add(before.document);
    common ??= refusalOfOther(one, wanted);
    if (leaves.length > 0 && after && !concerned.has(after.resource.label)) others.add(after.resource.label);
  }
  return {
    refusal: common,
    text: undefined,
    verdicts: claims.map((claim) => verdictOf(claim, own, lost, wanted)),
    others: [...others],
  };
}

function wantedBy(claims: readonly Claim[]): Wanted {
  const goals = new Map<YamlDocument, Goal[]>();
  const counts = new Map<string, number>();
  for (const { set, finding, document, goals: own } of claims.flatMap(({ targets }) => targets)) {
    const known = goals.get(document);
    if (known) known.push(...own);
    else goals.set(document, [...own]);
    const key = `${set} ${keyOf(finding)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const all = [...goals.values()].flat();
  const keys = new Set(all.flatMap((goal) => (goal.kind === "document" ? [] : [topKeyOf(goal)])));
  const kinds = new Set(all.flatMap((goal) => (goal.kind === "document" ? [kindIn(goal.value)] : [])));
  return { goals, keys, kinds, counts, isOne: claims.length === 1 };
}

/** Of an object that no claim is about. The same change elsewhere is the nature of a shared value; anything else is not. */
function refusalOfOther({ before, after, leaves, had, has }: Affected, wanted: Wanted): Refusal | undefined {
  if (!after || (!before && !wanted.kinds.has(after.resource.kind ?? ""))) return "different";
  if (isWorse(had, has)) return "worse";
  if (before && containersOf(before.resource) !== containersOf(after.resource)) return "different";
  const isSimilar = ({ path }: LeafChange) => path.some((step) => wanted.keys.has(String(step)));
  return leaves.every((leaf) => isSimilar(leaf) || isGivenUp(leaf, wanted)) ? undefined : "different";
}

function isWorse(had: ReadonlyMap<string, number>, has: ReadonlyMap<string, number>): boolean {
  return [...has].some(([key, count]) => count > (had.get(key) ?? 0));
}

/** An autoscaler decides how many there are. */
function isGivenUp({ kind, path }: LeafChange, { kinds }: Wanted): boolean {
  return kind === "removed" && path.at(-1) === "replicas" && kinds.has("HorizontalPodAutoscaler");
}

function verdictOf(
  { targets, draft }: Claim,
  affected: ReadonlyMap<YamlDocument, readonly Affected[]>,
  lost: ReadonlySet<YamlDocument>,
  wanted: Wanted,
): Verdict {
  const unmet = new Set<number>();
  const refusals = new Set<Refusal>();
  let extras = 0;
  const isTied = isDirect(targets, draft);
  for (const target of targets) {
    // Some other fix may have taken it out: nothing is known of this one.
    if (lost.has(target.document)) {
      refusals.add("different");
      continue;
    }
    const own = (affected.get(target.document) ?? []).filter(({ set }) => set === target.set);
    const after = own[0]?.after;
    for (const [i, goal] of target.goals.entries())
      if (goal.kind !== "document" && !(after && own[0] && isReached(goal, after, own[0].leaves))) unmet.add(i);
    if (own.length === 0 || own.some((one) => isLeft(one, target, wanted)) || unmet.size > 0) refusals.add("remains");
    else if (!wanted.isOne && after && !isMadeBy(draft, target, after)) refusals.add("idle");
    const goals = wanted.goals.get(target.document) ?? [];
    for (const one of own) {
      if (isWorse(one.had, one.has)) refusals.add("worse");
      if (containersOf(one.before!.resource) !== containersOf(one.after!.resource)) refusals.add("different");
      const beyond = one.leaves.filter((leaf) => !goals.some((goal) => isWanted(leaf, goal)) && !isGivenUp(leaf, wanted));
      if (!isTied && !beyond.every((leaf) => goals.some((goal) => isNear(leaf, goal)))) refusals.add("different");
      extras = Math.max(extras, beyond.length);
    }
  }
  const refusal = (["remains", "idle", "worse", "different"] as const).find((one) => refusals.has(one));
  return { refusal, unmet, extras };
}

/** The chart itself ties other fields to a value that is printed here (no election of a leader where there is one replica). */
function isDirect(targets: readonly Target[], draft: Draft): boolean {
  return (
    draft.every((edit) => edit.kind === "value" && edit.op === "set" && edit.value !== true && edit.value !== false) &&
    targets.every(({ goals }) => goals.length === 1 && goals[0]!.kind === "replace")
  );
}

/** There may be several alike, of which not all are to go. */
function isLeft({ had, has }: Affected, { set, finding }: Target, { counts }: Wanted): boolean {
  const key = keyOf(finding);
  return (has.get(key) ?? 0) > Math.max(0, (had.get(key) ?? 0) - (counts.get(`${set} ${key}`) ?? 0));
}

/** Whether what stands there now comes from these edits, where that can be said: text of the template leaves no trace. */
function isMadeBy(draft: Draft, { goals }: Target, { document, file, part }: Rendered): boolean {
  const { template } = file;
  if (!template || draft.some((edit) => edit.kind !== "value" || edit.op !== "set")) return true;
  const sources = sourceMapOf(template);
  return goals.every((goal) => {
    const node = goal.kind === "add" || goal.kind === "replace" ? nodeFor(goal, document) : undefined;
    if (!node) return true;
    return sources.between(part.offset + node.start, part.offset + Math.max(node.end, node.start + 1)).some(({ segment }) => {
      const origins = [...segment.origins];
      for (let { region } = segment; region; region = region.outer) origins.push(...region.origins);
      return origins.some(({ path }) => draft.some((edit) => edit.kind === "value" && isTail(path, edit.keys)));
    });
  });
}

/** A subchart knows its values by shorter paths than its parent. */
function isTail(path: Path, keys: Path): boolean {
  for (let from = 0; from < keys.length; from++)
    if (startsWith(path, keys.slice(from)) || startsWith(keys.slice(from), path)) return path.length > 0;
  return false;
}
