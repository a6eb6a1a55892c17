// Fixes of a chart's findings, each proven before it is offered.

import { basename, relativeTo } from "../base/path.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { memo } from "../base/memo.ts";
import { ruleSetOf, type RuleSet } from "../lint/rule-set.ts";
import type { Fix, Rule, Safety } from "../lint/rule.ts";
import type { Settings } from "../policy/settings.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { Attempt } from "./attempt.ts";
import type { Candidate } from "./candidates.ts";
import { reportChart, type ChartFinding, type ChartReport } from "./chart-report.ts";
import { textEditsOf, type Draft } from "./draft.ts";
import { proveTogether, textsOf, tryClaims, type Bench, type Edits } from "./fix-together.ts";
import type { Refusal } from "./prove.ts";
import { keyOf } from "./trial.ts";
import { fixValues, isOnValues, proveValues, type FixedValues } from "./values-fix.ts";

export interface ChartFix {
  readonly title: string;
  readonly safety: Safety;
  readonly kind: "values" | "template";
  readonly draft: Draft;
  /** By path; ascending. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** Objects without this finding that it changes as well. */
  readonly others: readonly string[];
}

export interface ProvenFixes {
  /** The one that changes least first. */
  readonly fixes: readonly ChartFix[];
  /** Why there is none. */
  readonly reason: string | undefined;
}

/** So many are offered for one finding. */
const MOST_FIXES = 3;

/** The fixes of one finding of `report`, which is that of `snapshot`. `most`: stop when so many are proven. */
export function* proveFixes(
  snapshot: Snapshot,
  report: ChartReport,
  finding: ChartFinding,
  rules: readonly Rule[],
  most = MOST_FIXES,
  safeties?: ReadonlySet<Safety>,
): Generator<void, ProvenFixes> {
  const bench = benchFor(snapshot, report, rules);
  if (isOnValues(finding)) return { fixes: yield* proveValues(bench, finding, most, safeties), reason: undefined };
  const refusals = new Map<Refusal, string | undefined>();
  const clean: ChartFix[] = [];
  const broad: ChartFix[] = [];
  const attempt = new Attempt(snapshot, report, finding, safeties);
  const isWanted = finding.occurrences[0]?.finding.fixes.some(({ safety }) => !safeties || safeties.has(safety)) ?? false;
  for (let way = attempt.current; way && clean.length < most; way = attempt.current) {
    if (isRepeated(clean, way)) {
      attempt.advance();
      continue;
    }
    const result = yield* tryClaims(bench, [way]);
    const [verdict] = result?.verdicts ?? [];
    const refusal = result && (result.refusal ?? verdict?.refusal);
    if (refusal) refusals.set(refusal, result.text);
    else if (result && verdict) {
      const fix = offered(report, way.fix, way, result.edits, result.others, verdict.extras);
      (verdict.extras === 0 ? clean : broad).push(fix);
    }
    attempt.advance(verdict);
  }
  const fixes = [...clean, ...broad.filter((fix) => !isRepeated(clean, fix)).slice(0, 1)].slice(0, most);
  return { fixes, reason: fixes.length > 0 || !isWanted ? undefined : reasonFor(finding, refusals) };
}

function benchFor(snapshot: Snapshot, report: ChartReport, rules: readonly Rule[]): Bench {
  return { snapshot, report, ruleSet: proofRules(snapshot, report, rules) };
}

/** One values key is offered once: for this profile or for all, not for each file; and one place in the template. */
function isRepeated(fixes: readonly ChartFix[], { draft, kind }: Candidate): boolean {
  return fixes.some(
    (fix) =>
      fix.kind === kind && (kind === "template" || keysOf(fix.draft) !== keysOf(draft) || pathsOf(fix.draft) === pathsOf(draft)),
  );
}

function keysOf(draft: Draft): string {
  return draft.map((edit) => (edit.kind === "value" ? JSON.stringify(edit.keys) : edit.path)).join();
}

function pathsOf(draft: Draft): string {
  return draft.map(({ path }) => path).join();
}

/** The policy's rules; what Kubernetes itself would refuse is always among them. */
function proofRules(snapshot: Snapshot, { source }: ChartReport, rules: readonly Rule[]): RuleSet {
  return ruleSetOf(strictSettings(snapshot.settingsFor(`${source.folder}/Chart.yaml`)), rules, snapshot.config.schemas);
}

const SCHEMA_RULE = "schema-invalid";

const strictSettings: (settings: Settings) => Settings = memo((settings) =>
  settings.rules.has(SCHEMA_RULE)
    ? settings
    : { ...settings, rules: new Map([...settings.rules, [SCHEMA_RULE, { severity: undefined, options: {} }]]) },
);

function offered(
  { source }: ChartReport,
  fix: Fix,
  { draft, kind }: Candidate,
  edits: Edits,
  others: readonly string[],
  extras: number,
): ChartFix {
  const names = [...edits.keys()].map((path) => relativeTo(source.folder, path));
  const [first] = draft;
  const at = first?.kind === "value" ? ` (\`${first.keys.join(".")}\`)` : "";
  const also = others.length > 0 ? `, which also changes ${listOf(others)}` : "";
  const beside = extras > 0 ? `, with what else the chart sets there` : "";
  return {
    title: `${fix.title} in ${names.map((name) => (name.includes("/") ? name : basename(name))).join(" and ")}${at}${also}${beside}`,
    safety: (others.length > 0 || extras > 0) && fix.safety === "safe" ? "confirm" : fix.safety,
    kind,
    draft,
    edits,
    others,
  };
}

function listOf(names: readonly string[]): string {
  return `${names.slice(0, 2).join(" and ")}${names.length > 2 ? ` and ${names.length - 2} more` : ""}`;
}

function reasonFor({ isVendored }: ChartFinding, refusals: ReadonlyMap<Refusal, string | undefined>): string {
  if (refusals.has("forbidden")) {
    const text = refusals.get("forbidden")?.split("\n")[0];
    return `The chart forbids it${text ? `: ${text}` : ""}`;
  }
  if (isVendored) return "It is written in the copy of a subchart, and its values have no place for it";
  if (refusals.has("remains")) return "The chart's helper removes it, or its template has no place for it";
  if (refusals.has("worse") || refusals.has("different"))
    return "Every change that was tried brings other findings or other objects";
  return "This chart's template has no place for it";
}

export interface FixedChart {
  /** The new texts. */
  readonly files: ReadonlyMap<string, string>;
  readonly applied: number;
  readonly snapshot: Snapshot;
}

/** Some fixes make room for others. */
const MOST_ROUNDS = 5;
/** What fails beside others may hold after them. */
const MOST_FAILURES = 2;

/** All fixes of the given safeties for the findings that `isWanted`, proven together. What is suppressed stays as it is. */
export function* fixChart(
  snapshot: Snapshot,
  folder: string,
  rules: readonly Rule[],
  safeties: ReadonlySet<Safety>,
  isWanted: (finding: ChartFinding) => boolean = () => true,
): Generator<void, FixedChart> {
  let state = snapshot;
  let applied = 0;
  const files = new Map<string, string>();
  const failed = new Map<string, number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const values = yield* fixValuesOf(state, folder, rules, safeties, isWanted);
    for (const [path, text] of values.files) files.set(path, text);
    applied += values.applied;
    if (values.applied > 0) state = state.with({ files: values.files });
    const report = yield* reportChart(state, folder, rules);
    const attempts = report.findings
      .filter(
        (finding) =>
          isWanted(finding) && !isOnValues(finding) && !finding.suppressed && (failed.get(nameOf(finding)) ?? 0) < MOST_FAILURES,
      )
      .map((finding) => new Attempt(state, report, finding, safeties));
    const drafts = yield* proveTogether(benchFor(state, report, rules), attempts, safeties);
    for (const { current, finding } of attempts)
      if (!current) failed.set(nameOf(finding), (failed.get(nameOf(finding)) ?? 0) + 1);
    const edits = drafts.length > 0 ? textEditsOf(state.files, drafts) : undefined;
    if (!edits) {
      if (values.applied > 0) continue;
      break;
    }
    const made = textsOf(state, edits);
    for (const [path, text] of made) files.set(path, text);
    applied += drafts.length;
    state = state.with({ files: made });
  }
  return { files, applied, snapshot: state };
}

function* fixValuesOf(
  snapshot: Snapshot,
  folder: string,
  rules: readonly Rule[],
  safeties: ReadonlySet<Safety>,
  isWanted: (finding: ChartFinding) => boolean,
): Generator<void, FixedValues> {
  const report = yield* reportChart(snapshot, folder, rules);
  const own = report.findings.filter((finding) => isOnValues(finding) && !finding.suppressed && isWanted(finding));
  return yield* fixValues(benchFor(snapshot, report, rules), own, safeties);
}

/** The same from one round to the next. */
function nameOf({ occurrences, place, rule }: ChartFinding): string {
  const [first] = occurrences;
  return `${first ? keyOf(first.finding) : rule} ${place.path}`;
}
