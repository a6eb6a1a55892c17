// The ways in which one finding could be put right, tried one after the other: for each goal of its fix where to write it.

import type { Fix, Safety } from "../lint/rule.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { candidatesFor, type Candidate } from "./candidates.ts";
import type { ChartFinding, ChartOccurrence, ChartReport } from "./chart-report.ts";
import { goalsOf, type Goal } from "./goal.ts";
import type { Claim, Target, Verdict } from "./prove.ts";

/** More are not tried for one finding. */
const MOST_TRIALS = 40;

/** Where the search for one finding's fix stands. It moves on when it is told what was wrong with `claim`. */
export class Attempt {
  readonly finding: ChartFinding;
  readonly #plans: readonly Plan[];
  #plan = 0;
  #cursors: number[];
  #trials = 0;

  constructor(snapshot: Snapshot, report: ChartReport, finding: ChartFinding, safeties: ReadonlySet<Safety> | undefined) {
    this.finding = finding;
    this.#plans = plansFor(snapshot, report, finding, safeties);
    this.#cursors = this.#start();
  }

  /** Undefined where there is no way left. */
  get current(): (Claim & Pick<Candidate, "kind"> & { readonly fix: Fix }) | undefined {
    const plan = this.#plans[this.#plan];
    if (!plan || this.#trials >= MOST_TRIALS) return undefined;
    const chosen = plan.ways.map((candidates, i) => candidates[this.#cursors[i]!]!);
    const kind = chosen.every((one) => one.kind === "values") ? "values" : "template";
    const parts = chosen.map(({ draft }) => draft);
    return { fix: plan.fix, targets: plan.targets, draft: parts.flat(), parts, kind };
  }

  /** Tries the next place for the goals that were not reached; for all, where it is not known which is at fault. */
  advance(verdict?: Pick<Verdict, "unmet">): void {
    this.#trials++;
    const ways = this.#plans[this.#plan]?.ways;
    if (!ways) return;
    const isNamed = verdict !== undefined && verdict.unmet.size > 0;
    const canMove = (i: number) => this.#cursors[i]! + 1 < ways[i]!.length;
    const all = [...ways.keys()];
    const isOver = isNamed ? !all.every((i) => !verdict.unmet.has(i) || canMove(i)) : !all.some(canMove);
    if (isOver) {
      this.#plan++;
      this.#cursors = this.#start();
    } else this.#cursors = this.#cursors.map((at, i) => (canMove(i) && (!isNamed || verdict.unmet.has(i)) ? at + 1 : at));
  }

  #start(): number[] {
    return this.#plans[this.#plan]?.ways.map(() => 0) ?? [];
  }
}

interface Plan {
  readonly fix: Fix;
  readonly targets: readonly Target[];
  /** For each goal its candidates, likeliest first; none is empty. */
  readonly ways: readonly (readonly Candidate[])[];
}

function plansFor(
  snapshot: Snapshot,
  report: ChartReport,
  finding: ChartFinding,
  safeties: ReadonlySet<Safety> | undefined,
): readonly Plan[] {
  const [occurrence] = finding.occurrences;
  if (!occurrence) return [];
  return occurrence.finding.fixes.flatMap((fix, i): readonly Plan[] => {
    if (safeties && !safeties.has(fix.safety)) return [];
    const goals = goalsOf(fix.edits);
    const targets = targetsOf(finding, i);
    const ways = goals && targets && waysFor(snapshot, report, finding, occurrence, goals);
    return ways && targets ? [{ fix, targets, ways }] : [];
  });
}

/** The nth fix of each occurrence; undefined where one has none that wants the same. */
function targetsOf({ occurrences }: ChartFinding, nth: number): readonly Target[] | undefined {
  const targets: Target[] = [];
  for (const { finding, part, sets } of occurrences) {
    const fix = finding.fixes[nth] ?? finding.fixes.at(-1);
    const goals = fix && goalsOf(fix.edits);
    if (!goals) return undefined;
    for (const set of sets) targets.push({ set, finding, document: part.document, goals });
  }
  return targets;
}

function waysFor(
  snapshot: Snapshot,
  report: ChartReport,
  finding: ChartFinding,
  occurrence: ChartOccurrence,
  goals: readonly Goal[],
): readonly (readonly Candidate[])[] | undefined {
  const rendered = report.sets.find(({ set }) => set.name === occurrence.sets[0]);
  if (!rendered?.render?.chart || goals.length === 0) return undefined;
  const scene = { files: snapshot.files, source: report.source, chart: rendered.render.chart };
  const valuesFiles = valuesFilesFor(snapshot, report, finding);
  const aim = { scene, rendered, valuesFiles, file: occurrence.file, part: occurrence.part };
  const ways = goals.map((goal) => candidatesFor(aim, goal));
  return ways.some((candidates) => candidates.length === 0) ? undefined : ways;
}

/** Where the finding shows with some sets only, their own file comes first; the chart's values.yaml is right for all. */
function valuesFilesFor(snapshot: Snapshot, { source, sets }: ChartReport, finding: ChartFinding): readonly string[] {
  const own = `${source.folder}/values.yaml`;
  const shown = new Set(finding.occurrences.flatMap((one) => one.sets));
  const concerned = sets.filter(({ set }) => shown.has(set.name));
  const files = concerned.length < sets.length ? concerned.flatMap(({ set }) => set.files.at(-1) ?? []) : [];
  const decided = finding.place.kind === "values" ? [finding.place.path] : [];
  return [...new Set([...(shown.size === 1 ? files : []), ...decided, own])].filter((path) => snapshot.files.has(path));
}
