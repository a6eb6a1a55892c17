// The command `check`: reads, judges, fixes and reports.

import { decode, type Decoded } from "../host/decode.ts";
import { FILE_LIMIT, isRefused } from "../host/disk.ts";
import { fromNative } from "../host/native-path.ts";
import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import type { RuleIndex } from "../policy/rule-index.ts";
import { parseSelection } from "../policy/select.ts";
import type { Config } from "../workspace/snapshot.ts";
import type { Arguments } from "./args.ts";
import { readCheckOptions, type CheckOptions } from "./check-options.ts";
import { fixAll, patchOf, writeAll, type FixedText } from "./fix.ts";
import { judge, type JudgeOptions } from "./judge.ts";
import { loadSnapshot, readInputs } from "./load.ts";
import type { Outcome, Problem } from "./outcome.ts";
import { noProgress, progressOn } from "./progress.ts";
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
  const targets = resolveTargets(world.disk, world.folder, options.paths, options.stdinFilename);
  const piped = targets.stdin === undefined ? undefined : await world.readStdin(FILE_LIMIT);
  if (targets.stdin !== undefined && !piped) return refuse(world, [`Standard input is larger than ${FILE_LIMIT / 1_000_000} MB`]);
  return new Check(options, config, world, targets, rules).run(piped && decode(piped));
}

/** What the engine is told, and a sentence for each option that can't be used. */
function configure(
  { words, policy }: CheckOptions,
  { disk, folder, today }: World,
  index: RuleIndex,
): { config: Config; problems: readonly string[] } {
  const { selection, problems } = parseSelection(words, index);
  const path = policy === undefined || policy === "none" ? policy : fromNative(folder, policy);
  const read = path === undefined || path === "none" ? { text: "" } : disk.read(path);
  const refused = isRefused(read) ? read.problem : read ? undefined : "No such file";
  return {
    config: { index, today, selection, ...(path !== undefined && { policy: path }) },
    problems: refused === undefined ? problems : [...problems, `\`--policy ${policy}\`: ${refused}`],
  };
}

class Check {
  readonly #start: number;
  readonly #timing: Timing;
  readonly #rules: readonly Rule[];

  constructor(
    readonly options: CheckOptions,
    readonly config: Config,
    readonly world: World,
    readonly targets: Targets,
    rules: readonly Rule[],
  ) {
    this.#start = world.now();
    this.#timing = new Timing(() => world.now());
    this.#rules = options.timing ? this.#timing.watch(rules) : rules;
  }

  run(piped: Decoded | undefined): Status {
    const { options, world, targets } = this;
    const { disk, folder } = world;
    const progress = options.progress && !options.quiet && world.stderr.isTerminal ? progressOn(world) : noProgress;
    const inputs = this.#timing.phase("read", () => readInputs(disk, folder, targets, piped, (files) => progress.tick(files)));
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
    const before = this.#timing.phase("rules", () => judge(first, problems));
    progress.end();
    if (!options.fix) return this.#report(before, world.stdout);

    const manifests = inputs.reported.filter((path) => loaded.snapshot.kindOf(path) === "manifest");
    const { fix } = options;
    const { snapshot, fixed } = this.#timing.phase("fix", () => fixAll(loaded.snapshot, manifests, this.#rules, fix));
    if (options.diff) return this.#reportPatch(before, fixed);
    if (targets.stdin !== undefined) {
      world.stdout.write(snapshot.files.get(targets.stdin)?.text ?? "");
      return this.#report(this.#judgeAgain({ ...first, snapshot }, problems, fixed), world.stderr);
    }
    const result = this.#timing.phase("write", () => writeAll(disk, folder, snapshot, fixed, inputs));
    return this.#report(
      this.#judgeAgain({ ...first, snapshot: result.snapshot }, [...problems, ...result.problems], result.written),
      world.stdout,
    );
  }

  #judgeAgain(options: JudgeOptions, problems: readonly Problem[], fixed: readonly FixedText[]): Outcome {
    const outcome = this.#timing.phase("rules", () => judge(options, problems));
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
