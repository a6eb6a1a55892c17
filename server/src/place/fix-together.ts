// Proves many fixes at once: the likeliest way of each in one trial, and apart only what does not go together.

import { applyTextEdits, type TextEdit } from "../base/text-edit.ts";
import type { RuleSet } from "../lint/rule-set.ts";
import type { Safety } from "../lint/rule.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Attempt } from "./attempt.ts";
import type { ChartReport } from "./chart-report.ts";
import { textEditsOf, type Draft } from "./draft.ts";
import { judge, type Claim, type Judgement, type Verdict } from "./prove.ts";
import { tryChange } from "./trial.ts";

/** What fixes are proven against. */
export interface Bench {
  readonly snapshot: Snapshot;
  readonly report: ChartReport;
  readonly ruleSet: RuleSet;
}

/** One trial of all claims. Undefined where their edits do not go together or change nothing. */
export function* tryClaims(
  { snapshot, report, ruleSet }: Bench,
  claims: readonly Claim[],
): Generator<void, (Judgement & { readonly edits: Edits }) | undefined> {
  const edits = textEditsOf(
    snapshot.files,
    claims.map(({ draft }) => draft),
  );
  if (!edits || edits.size === 0) return undefined;
  const outcome = yield* tryChange(snapshot, report.source.folder, report.sets, ruleSet, textsOf(snapshot, edits));
  return { ...judge(outcome, claims), edits };
}

export type Edits = ReadonlyMap<string, readonly TextEdit[]>;

export function textsOf({ files }: Snapshot, edits: Edits): ReadonlyMap<string, string> {
  return new Map([...edits].map(([path, list]) => [path, applyTextEdits(files.get(path)?.text ?? "", list)]));
}

interface State {
  readonly bench: Bench;
  readonly safeties: ReadonlySet<Safety>;
  /** What holds together. */
  readonly taken: Claim[];
}

/** The drafts that hold together. An attempt that finds none is moved to its end. */
export function* proveTogether(
  bench: Bench,
  attempts: readonly Attempt[],
  safeties: ReadonlySet<Safety>,
): Generator<void, readonly Draft[]> {
  const state: State = { bench, safeties, taken: [] };
  yield* settle(state, attempts);
  return state.taken.map(({ draft }) => draft);
}

/** Each of them gets a way that holds beside what is taken, or none. */
function* settle(state: State, attempts: readonly Attempt[]): Generator<void> {
  let open = attempts.filter(({ current }) => current !== undefined);
  const apart: Attempt[] = [];
  while (open.length > 1) {
    const claims = open.map(({ current }) => current!);
    const result = yield* tryClaims(state.bench, [...state.taken, ...claims]);
    const verdicts = result?.verdicts.slice(state.taken.length) ?? [];
    const isSound = result && !result.refusal && isAllowed(state, result) && isKept(state, result);
    if (isSound && verdicts.every(isClean)) {
      state.taken.push(...claims);
      return;
    }
    const faults = open.map((_, i) => faultOf(claims, i, verdicts[i], result?.text));
    if (faults.some((fault) => fault)) {
      // What they did instead may be all that is wrong with the others.
      for (const [i, attempt] of open.entries()) if (faults[i]) attempt.advance(faults[i]);
      open = open.filter(({ current }) => current !== undefined);
    } else if (!isSound) {
      yield* settle(state, open.slice(0, open.length >> 1));
      yield* settle(state, open.slice(open.length >> 1));
      return;
    } else {
      apart.push(...open.filter((_, i) => !isClean(verdicts[i]!)));
      open = open.filter((_, i) => isClean(verdicts[i]!));
    }
  }
  // Who is to blame for a new finding or another field shows only when each is tried alone.
  for (const attempt of [...open, ...apart]) yield* settleAlone(state, attempt);
}

/** Which goals are to be reached elsewhere: it did not do what it should, it alone touches a document that is worse now, or helm names its key. */
function faultOf(
  claims: readonly Claim[],
  i: number,
  verdict: Verdict | undefined,
  text: string | undefined,
): Pick<Verdict, "unmet"> | undefined {
  const { targets, parts } = claims[i]!;
  if (!verdict) {
    const isAtFault = (draft: Draft) =>
      draft.some((edit) => edit.kind === "value" && text !== undefined && isNamed(text, edit.keys));
    const unmet = new Set(parts.flatMap((draft, goal) => (isAtFault(draft) ? [goal] : [])));
    return unmet.size > 0 ? { unmet } : undefined;
  }
  if (verdict.refusal === "remains") return verdict;
  if (verdict.refusal === undefined || verdict.refusal === "idle") return undefined;
  const documents = new Set(targets.map(({ document }) => document));
  const isShared = claims.some((other, j) => j !== i && other.targets.some(({ document }) => documents.has(document)));
  return isShared ? undefined : verdict;
}

/** Errors of a chart's schema say where: `at '/image/tag'`. A subchart's schema says it without the subchart's own name. */
function isNamed(text: string, keys: readonly (string | number)[]): boolean {
  const path = `/${keys.join("/")}`;
  return [...text.matchAll(/at '(\/[^']*)'/g)].some(([, at]) => `${path}/`.includes(`${at}/`) || `${at}/`.startsWith(`${path}/`));
}

function isClean({ refusal, extras }: Verdict): boolean {
  return refusal === undefined && extras === 0;
}

/** What was taken before still holds. */
function isKept({ taken }: State, { verdicts }: Judgement): boolean {
  return taken.every((_, i) => verdicts[i]!.refusal === undefined || verdicts[i]!.refusal === "idle");
}

/** Nobody is asked about what is safe: it changes nothing else. */
function isAllowed({ safeties }: State, { others }: Judgement): boolean {
  return others.length === 0 || safeties.has("confirm");
}

/** The first way that brings nothing else with it; else the first that holds. */
function* settleAlone(state: State, attempt: Attempt): Generator<void> {
  let fallback: Claim | undefined;
  for (let claim = attempt.current; claim; claim = attempt.current) {
    const result = yield* tryClaims(state.bench, [...state.taken, claim]);
    const verdict = result?.verdicts.at(-1);
    if (verdict?.refusal === "idle" && (yield* isDone(state, claim))) return;
    const holds =
      result &&
      !result.refusal &&
      isAllowed(state, result) &&
      isKept(state, result) &&
      (!verdict!.refusal || verdict!.refusal === "idle");
    if (holds && verdict!.extras === 0) return void state.taken.push(claim);
    if (holds) fallback ??= claim;
    attempt.advance(verdict);
  }
  if (fallback) state.taken.push(fallback);
}

/** Whether what is taken puts it right as well. */
function* isDone({ bench, taken }: State, claim: Claim): Generator<void, boolean> {
  const result = yield* tryClaims(bench, [...taken, { ...claim, draft: [], parts: [] }]);
  const refusal = result?.verdicts.at(-1)?.refusal;
  return refusal === undefined || refusal === "idle";
}
