// Checks one chart: reads it, judges what it renders, proves and makes its fixes.

import { isWithin } from "../base/path.ts";
import { factsOf } from "../kube/facts.ts";
import type { Rule, Safety } from "../lint/rule.ts";
import { fixChart, proveFixes } from "../place/chart-fix.ts";
import { reportChart, type ChartFinding, type ChartReport } from "../place/chart-report.ts";
import { drain } from "../template/render.ts";
import type { RenderedSet } from "../workspace/chart.ts";
import type { Config, Snapshot } from "../workspace/snapshot.ts";
import type { ChartOutcome, ChartResult, ChartSetup, ChartTask } from "./chart-task.ts";
import { collectChartFindings, collectChartProblems } from "./collect-chart.ts";
import { collectPolicyProblems } from "./collect.ts";
import type { FixedText } from "./fix.ts";
import { ChartLoader } from "./load-chart.ts";
import type { Problem, ReportedFinding } from "./outcome.ts";
import { shown } from "./path.ts";
import { isInArchive } from "./read-chart.ts";
import { Timing } from "./timing.ts";
import type { World } from "./world.ts";

/** Checks the charts of one check, one after the other. */
export class ChartChecker {
  readonly #loader: ChartLoader;
  readonly #timing: Timing;
  readonly #rules: readonly Rule[];
  readonly #options: ChartSetup["options"];
  readonly #proves: boolean;

  constructor(
    readonly world: Pick<World, "disk" | "folder" | "now">,
    readonly config: Config,
    setup: ChartSetup,
    rules: readonly Rule[],
  ) {
    this.#options = setup.options;
    this.#loader = new ChartLoader(world.disk, world.folder, config, setup);
    this.#timing = new Timing(() => world.now());
    this.#rules = setup.options.timing ? this.#timing.watch(rules) : rules;
    this.#proves = provesFixes(setup.options);
  }

  /** Never throws: what goes wrong with one chart is said of it, and the others go on. */
  check(task: ChartTask): ChartResult {
    try {
      return this.#check(task);
    } catch (error) {
      return failedResult(task, this.world.folder, error);
    }
  }

  #check(task: ChartTask): ChartResult {
    const { snapshot, problems, profiles } = this.#timing.phase("charts: read", () => this.#loader.load(task));
    if (!snapshot.files.has(`${task.folder}/Chart.yaml`))
      return { before: { ...nothing, problems }, fixed: [], after: undefined, profiles: [], times: this.#timing.take() };
    const { fix, diff } = this.#options;
    const made = fix && !isInArchive(task.folder) ? this.#fix(task, snapshot, fix) : undefined;
    const isChanged = made !== undefined && made.fixed.length > 0 && !diff;
    // What is not there any more needs no proof.
    const before = this.#outcome(task, snapshot, problems, !isChanged && this.#proves);
    const after = isChanged ? this.#outcome(task, made.snapshot, problems, this.#proves) : undefined;
    return { before, fixed: made?.fixed ?? [], after, profiles, times: this.#timing.take() };
  }

  #fix(
    { folder, within }: ChartTask,
    snapshot: Snapshot,
    safeties: ReadonlySet<Safety>,
  ): { readonly fixed: readonly FixedText[]; readonly snapshot: Snapshot } {
    const {
      files,
      applied,
      snapshot: fixed,
    } = this.#timing.phase("charts: fix", () =>
      drain(fixChart(snapshot, folder, this.#rules, safeties, ({ place }) => isWanted(within, place.path))),
    );
    const texts = [...files].map(([path, text], i) => ({
      path,
      before: snapshot.files.get(path)?.text ?? "",
      after: text,
      applied: i === 0 ? applied : 0,
    }));
    return { fixed: texts, snapshot: fixed };
  }

  #outcome(task: ChartTask, snapshot: Snapshot, problems: readonly Problem[], proves: boolean): ChartOutcome {
    const { folder, within, root, isNamed } = task;
    const report = this.#timing.phase("charts: render and rules", () => drain(reportChart(snapshot, folder, this.#rules)));
    const proven = proves ? this.#timing.phase("charts: prove", () => this.#prove(task, snapshot, report)) : undefined;
    const collect = {
      snapshot,
      index: this.config.index,
      folder: this.world.folder,
      withoutSuppressions: !this.#options.suppressions,
      root,
      fixesOf: (finding: ChartFinding) => proven?.get(finding),
    };
    const isHere = ({ place }: ChartFinding) => isWanted(within, place.path);
    return {
      findings: collectChartFindings(report, isHere, collect),
      problems: [
        ...problems,
        ...collectPolicyProblems(snapshot.policyFor(`${folder}/Chart.yaml`)?.problems ?? [], collect),
        // What keeps the chart from rendering keeps findings from the files that were asked for.
        ...collectChartProblems(report, ({ path, rule }) => rule === RENDER_FAILED || isWanted(within, path), isNamed, collect),
      ],
      ...sizeOf(report.sets),
      unproven:
        proven || isInArchive(folder)
          ? 0
          : report.findings.filter((finding) => isHere(finding) && this.#mayBeFixed(finding)).length,
    };
  }

  #prove({ folder, within }: ChartTask, snapshot: Snapshot, report: ChartReport): ReadonlyMap<ChartFinding, Fixes> {
    const proven = new Map<ChartFinding, Fixes>();
    if (isInArchive(folder)) return proven;
    for (const finding of report.findings) {
      if (finding.suppressed || !isWanted(within, finding.place.path)) continue;
      const { fixes } = drain(proveFixes(snapshot, report, finding, this.#rules, MOST_FIXES));
      proven.set(
        finding,
        fixes.map(({ title, safety }) => ({ title, safety })),
      );
    }
    return proven;
  }

  #mayBeFixed({ suppressed, occurrences }: ChartFinding): boolean {
    return !suppressed && (occurrences[0]?.finding.fixes.some(({ safety }) => !this.#options.fix?.has(safety)) ?? false);
  }
}

type Fixes = NonNullable<ReportedFinding["fixes"]>;

/** The one that changes least: every other one would take more renders. */
const MOST_FIXES = 1;

const RENDER_FAILED = "chart-render-failed";

const nothing: Omit<ChartOutcome, "problems"> = { findings: [], files: 0, documents: 0, resources: 0, unproven: 0 };

/** Whether the report lists fixes, which takes a render for each. */
function provesFixes({ format, outputs }: ChartSetup["options"]): boolean {
  return format === "json" || outputs.some((output) => output.format === "json");
}

/** What is said of a chart that the engine, or the thread it ran in, gave up on. */
export function failedResult({ folder }: ChartTask, cwd: string, error: unknown): ChartResult {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Internal error: this chart was not analysed, please report it: ${reason.split("\n", 1)[0]}`;
  const problems: readonly Problem[] = [{ file: shown(cwd, `${folder}/Chart.yaml`), severity: "error", message }];
  return { before: { ...nothing, problems }, fixed: [], after: undefined, profiles: [], times: [] };
}

function isWanted(within: ChartTask["within"], path: string): boolean {
  return within === undefined || within.some((one) => isWithin(one, path));
}

/** Of the set that renders most. */
function sizeOf(sets: readonly RenderedSet[]): Pick<ChartOutcome, "files" | "documents" | "resources"> {
  const sizes = sets.map(({ files }) => {
    const documents = files.flatMap(({ parts }) => parts.map(({ document }) => document)).filter(({ root }) => root);
    const resources = documents.reduce((sum, document) => sum + factsOf(document).resources.length, 0);
    return { documents: documents.length, resources };
  });
  const filled = sets.flatMap(({ files }) =>
    files.filter(({ parts }) => parts.some(({ document }) => factsOf(document).resources.length > 0)).map(({ path }) => path),
  );
  return {
    files: new Set(filled).size,
    documents: Math.max(0, ...sizes.map(({ documents }) => documents)),
    resources: Math.max(0, ...sizes.map(({ resources }) => resources)),
  };
}
