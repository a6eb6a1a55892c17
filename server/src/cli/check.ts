// The command `check`: reads, judges, fixes and reports.

import { didYouMean } from "../base/nearest.ts";
import { decode, type Decoded } from "../host/decode.ts";
import { FILE_LIMIT } from "../host/disk.ts";
import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import type { Config, Snapshot } from "../workspace/snapshot.ts";
import type { Arguments } from "./args.ts";
import type { ChartOutcome, ChartResult, ChartSetup } from "./chart-task.ts";
import { checkCharts } from "./check-charts.ts";
import { readCheckOptions, type CheckOptions } from "./check-options.ts";
import { configure } from "./configure.ts";
import { fixAll, patchOf, writeAll, type FixedText } from "./fix.ts";
import { separable, writeCharts } from "./fix-charts.ts";
import { readGivenValues, type Given } from "./given-values.ts";
import { judge, type JudgeOptions } from "./judge.ts";
import { loadSnapshot, readInputs } from "./load.ts";
import { compareText, type Outcome, type Problem } from "./outcome.ts";
import { planCharts } from "./plan-charts.ts";
import { noProgress, progressOn, type Progress } from "./progress.ts";
import { refuse } from "./refuse.ts";
import { writeReports } from "./report.ts";
import { count, writeFindings } from "./report-text.ts";
import { styleFor } from "./style.ts";
import { resolveTargets, type Targets } from "./targets.ts";
import { Timing } from "./timing.ts";
import type { Status, World } from "./world.ts";

export async function check(args: Arguments, world: World, rules: readonly Rule[]): Promise<Status> {
  const index = indexRules(rules);
  const { options, problems } = readCheckOptions(args);
  const { config, problems: more } = configure(options, world, index);
  if (problems.length + more.length > 0) return refuse(world, [...problems, ...more], "check");
  const given = options.values && (await readGivenValues(options.values, world));
  if (given && "length" in given) return refuse(world, given, "check");
  const targets = resolveTargets(world.disk, world.folder, options.paths, options.stdinFilename);
  const piped = targets.stdin === undefined ? undefined : await world.readStdin(FILE_LIMIT);
  if (targets.stdin !== undefined && !piped) return refuse(world, [`Standard input is larger than ${FILE_LIMIT / 1_000_000} MB`]);
  return new Check(options, config, given, world, targets, rules).run(piped && decode(piped));
}

class Check {
  readonly #start: number;
  readonly #timing: Timing;
  readonly #rules: readonly Rule[];

  constructor(
    readonly options: CheckOptions,
    readonly config: Config,
    readonly given: Given | undefined,
    readonly world: World,
    readonly targets: Targets,
    /** Without clocks: charts have their own. */
    readonly plainRules: readonly Rule[],
  ) {
    this.#start = world.now();
    this.#timing = new Timing(() => world.now());
    this.#rules = options.timing ? this.#timing.watch(plainRules) : plainRules;
  }

  async run(piped: Decoded | undefined): Promise<Status> {
    const { options, world, targets } = this;
    const { disk, folder } = world;
    const progress = options.progress && !options.quiet && world.stderr.isTerminal ? progressOn(world) : noProgress;
    const inputs = this.#timing.phase("read", () =>
      readInputs(disk, folder, targets, piped, (files) => progress.tick(`Reading: ${files} files`)),
    );
    const loaded = this.#timing.phase("parse", () => loadSnapshot(disk, folder, this.config, targets, inputs));
    const problems = [...targets.problems, ...inputs.problems, ...loaded.problems];
    const first: JudgeOptions = {
      snapshot: loaded.snapshot,
      index: this.config.index,
      folder,
      withoutSuppressions: !options.suppressions,
      rules: this.#rules,
      reported: inputs.reported,
      named: targets.named,
      showSuppressed: options.showSuppressed,
    };
    const charts = await this.#checkCharts(loaded.snapshot, piped, progress);
    const unusable = this.#unusable(charts);
    if (unusable.length > 0) {
      progress.end();
      return refuse(world, unusable, "check");
    }
    const outcomes = charts.map(({ before }) => before);
    if (!options.fix) {
      const outcome = this.#judge(first, problems, outcomes);
      progress.end();
      return this.#report(outcome, world.stdout);
    }

    const manifests = inputs.reported.filter((path) => loaded.snapshot.kindOf(path) === "manifest");
    const { fix } = options;
    const { snapshot, fixed } = this.#timing.phase("fix", () => fixAll(loaded.snapshot, manifests, this.#rules, fix));
    progress.end();
    if (options.diff) {
      const { made, problems: more } = separable(charts, folder);
      const all = [...fixed, ...[...made].flatMap((result) => result.fixed)].sort((a, b) => compareText(a.path, b.path));
      return this.#reportPatch(this.#judge(first, [...problems, ...more], outcomes), all);
    }
    if (targets.stdin !== undefined) {
      world.stdout.write(snapshot.files.get(targets.stdin)?.text ?? "");
      return this.#report(this.#judge({ ...first, snapshot }, problems, outcomes, fixed), world.stderr);
    }
    const result = this.#timing.phase("write", () => writeAll(disk, folder, snapshot, fixed, inputs));
    const written = this.#timing.phase("write", () => writeCharts(disk, folder, charts));
    return this.#report(
      this.#judge(
        { ...first, snapshot: result.snapshot },
        [...problems, ...result.problems, ...written.problems],
        written.outcomes,
        [...result.written, ...written.written],
      ),
      world.stdout,
    );
  }

  async #checkCharts(snapshot: Snapshot, piped: Decoded | undefined, progress: Progress): Promise<readonly ChartResult[]> {
    const { options, given, targets, world } = this;
    const { stdin } = targets;
    const tasks = planCharts(snapshot, targets);
    // What stands in a pipe can't be written back to a chart.
    const chartOptions = stdin === undefined ? options : { ...options, fix: undefined };
    const setup: ChartSetup = {
      options: chartOptions,
      given,
      piped: stdin !== undefined && piped ? { path: stdin, text: piped.text } : undefined,
    };
    const results = await checkCharts(tasks, setup, world, this.plainRules, (done) =>
      progress.tick(`${done}/${count(tasks.length, "chart")}`),
    );
    for (const { times } of results) this.#timing.add(times);
    return results;
  }

  /** Options for charts that do nothing are mistakes. */
  #unusable(charts: readonly ChartResult[]): readonly string[] {
    const { values, profile, paths } = this.options;
    const where = paths.join(" ");
    const option = values ? "Values are" : profile === undefined ? undefined : "`--profile` is";
    if (charts.length === 0) return option === undefined ? [] : [`${option} for charts, and there is none in ${where}`];
    const names = new Set(charts.flatMap(({ profiles }) => profiles));
    if (profile === undefined || names.has(profile) || names.size === 0) return [];
    return [`No chart in ${where} has a profile \`${profile}\`${didYouMean(profile, [...names])}`];
  }

  #judge(
    options: JudgeOptions,
    problems: readonly Problem[],
    charts: readonly ChartOutcome[],
    fixed: readonly FixedText[] = [],
  ): Outcome {
    const outcome = this.#timing.phase("rules", () => judge(options, problems, charts));
    return { ...outcome, summary: { ...outcome.summary, fixed: applied(fixed) } };
  }

  #report(outcome: Outcome, output: World["stdout"]): Status {
    const failed = this.#writeReports(outcome, output);
    return failed ? 2 : statusOf(outcome, this.options);
  }

  /** The patch alone goes to standard output. */
  #reportPatch(outcome: Outcome, fixed: readonly FixedText[]): Status {
    const { options, world } = this;
    const { stdout, stderr, env } = world;
    stdout.write(patchOf(world.folder, fixed));
    const problems = writeFindings(
      { ...outcome, findings: [] },
      { style: styleFor(stderr, env), columns: stderr.columns, check: options },
    );
    stderr.write(problems);
    if (!options.quiet)
      stderr.write(
        fixed.length > 0
          ? `Would fix ${count(applied(fixed), "finding")} in ${count(fixed.length, "file")}\n`
          : "Nothing to fix\n",
      );
    const failed = options.outputs.length > 0 && this.#writeReports(outcome, { ...stdout, write: () => {} });
    if (failed || hasErrors(outcome)) return 2;
    return fixed.length > 0 ? 1 : 0;
  }

  /** Whether a file could not be written. */
  #writeReports(outcome: Outcome, output: World["stdout"]): boolean {
    const { options, world } = this;
    const timed = { ...outcome, summary: { ...outcome.summary, milliseconds: Math.round(world.now() - this.#start) } };
    const problems = this.#timing.phase("report", () => writeReports(timed, options, world, output));
    if (problems.length > 0) refuse(world, problems);
    if (options.timing) world.stderr.write(this.#timing.table());
    return problems.length > 0;
  }
}

function statusOf(outcome: Outcome, { failOn, maxWarnings }: CheckOptions): Status {
  if (hasErrors(outcome)) return 2;
  const { error, warning, info } = outcome.summary.findings;
  const counted = { error, warning: error + warning, info: error + warning + info, never: 0 }[failOn];
  return counted > 0 || (maxWarnings !== undefined && warning > maxWarnings) ? 1 : 0;
}

function hasErrors({ problems }: Outcome): boolean {
  return problems.some(({ severity }) => severity === "error");
}

function applied(fixed: readonly FixedText[]): number {
  return fixed.reduce((sum, { applied }) => sum + applied, 0);
}
