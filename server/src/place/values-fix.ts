// Fixes of what stands in values files themselves: a key renamed, or taken out where it does nothing. Each is proven by rendering.

import { basename } from "../base/path.ts";
import { applyTextEdits, type TextEdit } from "../base/text-edit.ts";
import type { Fix, Safety } from "../lint/rule.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Part } from "../workspace/file.ts";
import { toTextEdits } from "../yaml/edit-apply.ts";
import type { YamlEdit } from "../yaml/edit.ts";
import type { ChartFix } from "./chart-fix.ts";
import type { ChartFinding } from "./chart-report.ts";
import type { Bench } from "./fix-together.ts";
import { containersOf, tryChange, type Outcome } from "./trial.ts";

/** Whether a finding is about a values file, and not about what was rendered from it. */
export function isOnValues({ place, occurrences }: ChartFinding): boolean {
  return place.kind === "values" && occurrences[0]?.file.path === place.path && occurrences[0].file.template === undefined;
}

/** The fixes of such a finding that hold. */
export function* proveValues(
  bench: Bench,
  finding: ChartFinding,
  most: number,
  safeties: ReadonlySet<Safety> | undefined,
): Generator<void, readonly ChartFix[]> {
  const proven: ChartFix[] = [];
  const [occurrence] = finding.occurrences;
  for (const fix of occurrence?.finding.fixes ?? []) {
    if (!occurrence || proven.length >= most) break;
    const edits = editsOf(finding.place.path, [{ part: occurrence.part, edits: fix.edits }]);
    const outcome = edits && (yield* tryEdits(bench, edits));
    if (!edits || !outcome || !holds(outcome, fix.edits)) continue;
    const made = offered(finding.place.path, fix, edits, outcome);
    if (!safeties || safeties.has(made.safety)) proven.push(made);
  }
  return proven;
}

export interface FixedValues {
  readonly files: ReadonlyMap<string, string>;
  readonly applied: number;
}

/** One fix for each finding, made together; where they do not go together, the first. */
export function* fixValues(
  bench: Bench,
  findings: readonly ChartFinding[],
  safeties: ReadonlySet<Safety>,
): Generator<void, FixedValues> {
  const chosen: Chosen[] = [];
  for (const finding of findings) {
    const [first] = yield* proveValues(bench, finding, 1, safeties);
    const outcome = first && (yield* tryEdits(bench, first.edits));
    const occurrence = finding.occurrences[0];
    const fix = first && occurrence?.finding.fixes.find(({ title }) => first.title.startsWith(title));
    // What a rename switches on may be much more than anybody meant: that is for a person to say.
    if (fix && occurrence && outcome && isQuiet(outcome))
      chosen.push({ path: finding.place.path, part: occurrence.part, edits: fix.edits });
  }
  for (const some of [chosen, chosen.slice(0, 1)]) {
    const edits = together(some);
    if (!edits || edits.size === 0) continue;
    const outcome = yield* tryEdits(bench, edits);
    const all = some.flatMap((one) => one.edits);
    if (holds(outcome, all) && isQuiet(outcome)) return { files: textsOf(bench.snapshot, edits), applied: some.length };
  }
  return { files: new Map(), applied: 0 };
}

interface Change {
  readonly part: Part;
  readonly edits: readonly YamlEdit[];
}

interface Chosen extends Change {
  readonly path: string;
}

type Edits = ReadonlyMap<string, readonly TextEdit[]>;

function together(chosen: readonly Chosen[]): Edits | undefined {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const path of new Set(chosen.map((one) => one.path))) {
    const own = editsOf(
      path,
      chosen.filter((one) => one.path === path),
    )?.get(path);
    if (!own) return undefined;
    edits.set(path, own);
  }
  return edits;
}

function editsOf(path: string, changes: readonly Change[]): Edits | undefined {
  const found: TextEdit[] = [];
  for (const part of new Set(changes.map((change) => change.part))) {
    const own = changes.filter((change) => change.part === part).flatMap(({ edits }) => edits);
    const edits = toTextEdits(part.document, own);
    if (!edits) return undefined;
    found.push(...edits.map((edit) => ({ ...edit, start: edit.start + part.offset, end: edit.end + part.offset })));
  }
  return new Map([[path, found.toSorted((a, b) => a.start - b.start)]]);
}

function textsOf({ files }: Snapshot, edits: Edits): ReadonlyMap<string, string> {
  return new Map([...edits].map(([path, list]) => [path, applyTextEdits(files.get(path)?.text ?? "", list)]));
}

function* tryEdits({ snapshot, report, ruleSet }: Bench, edits: Edits): Generator<void, Outcome> {
  return yield* tryChange(snapshot, report.source.folder, report.sets, ruleSet, textsOf(snapshot, edits));
}

/** What is taken out did nothing; what is renamed begins to, and takes nothing away. */
function holds({ refusal, affected }: Outcome, edits: readonly YamlEdit[]): boolean {
  if (refusal !== undefined) return false;
  if (edits.every(({ op }) => op === "remove")) return affected.length === 0;
  return affected.every(({ after }) => after !== undefined);
}

/** The same objects with the same containers, and no new finding. */
function isQuiet({ affected }: Outcome): boolean {
  return affected.every(({ before, after, had, has }) => {
    if (!before || !after || containersOf(before.resource) !== containersOf(after.resource)) return false;
    return [...has].every(([key, count]) => count <= (had.get(key) ?? 0));
  });
}

function offered(path: string, fix: Fix, edits: Edits, { affected }: Outcome): ChartFix {
  const others = [...new Set(affected.map(({ after, before }) => (after ?? before)?.resource.label ?? ""))];
  const named = others.slice(0, 2).join(" and ");
  const more = others.length > 2 ? ` and ${others.length - 2} more` : "";
  return {
    title: `${fix.title} in ${basename(path)}${others.length > 0 ? `, which changes ${named}${more}` : ""}`,
    safety: others.length > 0 && fix.safety === "safe" ? "confirm" : fix.safety,
    kind: "values",
    draft: [...edits].flatMap(([file, list]) => list.map((edit) => ({ kind: "replace" as const, path: file, ...edit }))),
    edits,
    others,
  };
}
