// What the arguments of `check` come to.

import { nearest } from "../base/nearest.ts";
import type { Safety } from "../lint/rule.ts";
import type { SelectionWords } from "../policy/select.ts";
import { lastOf, listOf, type Arguments } from "./args.ts";
import { failLevels, fixLevels, formats, laterFormats } from "./options.ts";

export type Format = (typeof formats)[number];
export type FailOn = (typeof failLevels)[number];

/** Values of charts as typed: files and assignments, each in order. */
export interface GivenValues {
  readonly files: readonly string[];
  readonly setJson: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly string[];
}

/** Plain data: threads hand it on. */
export interface CheckOptions {
  /** As typed; `-` is standard input. */
  readonly paths: readonly string[];
  readonly stdinFilename: string | undefined;
  /** As typed. */
  readonly policy: string | "none" | undefined;
  readonly words: SelectionWords;
  /** Undefined where none were given: then each of a chart's values sets counts. */
  readonly values: GivenValues | undefined;
  readonly profile: string | undefined;
  /** The safeties of the fixes that are wanted; undefined where none are. */
  readonly fix: ReadonlySet<Safety> | undefined;
  readonly diff: boolean;
  readonly format: Format;
  /** Files to report to; the first without a format takes what would go to standard output. */
  readonly outputs: readonly { readonly format: Format | undefined; readonly file: string }[];
  readonly failOn: FailOn;
  readonly maxWarnings: number | undefined;
  readonly suppressions: boolean;
  readonly showSuppressed: boolean;
  readonly timing: boolean;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** The options, and a sentence for each that can't be used or doesn't go with another. */
export function readCheckOptions(args: Arguments): { options: CheckOptions; problems: readonly string[] } {
  const problems = [...args.problems];
  const has = (name: string) => args.values.has(name);
  const max = lastOf(args, "--max-warnings");
  const maxWarnings = max !== undefined && /^\d{1,9}$/.test(max) ? Number(max) : undefined;
  const level = fixLevels.findIndex((name) => name === lastOf(args, "--fix"));
  const options: CheckOptions = {
    paths: args.operands.length > 0 ? args.operands : ["."],
    stdinFilename: lastOf(args, "--stdin-filename"),
    policy: has("--no-policy") ? "none" : lastOf(args, "--policy"),
    words: words(args),
    values: givenValues(args),
    profile: lastOf(args, "--profile"),
    fix: level >= 0 ? new Set(fixLevels.slice(0, level + 1)) : has("--diff") ? new Set(["safe"]) : undefined,
    diff: has("--diff"),
    format: formats.find((format) => format === lastOf(args, "--format")) ?? "text",
    outputs: (args.values.get("--output") ?? []).map((output) => readOutput(output, problems)),
    failOn: failLevels.find((name) => name === lastOf(args, "--fail-on")) ?? (has("--max-warnings") ? "error" : "warning"),
    maxWarnings,
    suppressions: !has("--no-suppressions"),
    showSuppressed: has("--show-suppressed"),
    timing: has("--timing"),
    quiet: has("--quiet"),
    progress: !has("--no-progress"),
  };
  if (max !== undefined && maxWarnings === undefined) problems.push(`\`--max-warnings\` needs a whole number, not \`${max}\``);
  problems.push(...conflicts(options, has));
  return { options, problems };
}

function words(args: Arguments): SelectionWords {
  const [select, extendSelect, ignore, kubernetes] = ["--select", "--extend-select", "--ignore", "--kubernetes"].map((name) =>
    listOf(args, name),
  );
  return {
    ...(select && { select }),
    ...(extendSelect && { extendSelect }),
    ...(ignore && { ignore }),
    ...(kubernetes && { kubernetes }),
  };
}

const valueOptions = ["--values", "--set-json", "--set", "--set-string", "--set-file"] as const;

function givenValues({ values }: Arguments): GivenValues | undefined {
  if (!valueOptions.some((name) => values.has(name))) return undefined;
  const given = (name: (typeof valueOptions)[number]) => values.get(name) ?? [];
  return {
    files: given("--values"),
    setJson: given("--set-json"),
    set: given("--set"),
    setString: given("--set-string"),
    setFile: given("--set-file"),
  };
}

/** `json=report.json`, or a file alone. */
function readOutput(output: string, problems: string[]): { format: Format | undefined; file: string } {
  const [, name = "", rest = ""] = /^([a-z]+)=(.*)$/s.exec(output) ?? [];
  const format = formats.find((format) => format === name);
  if (format) {
    if (rest === "") problems.push(`\`--output ${output}\` names no file`);
    return { format, file: rest };
  }
  if (laterFormats.includes(name)) problems.push(`\`--output ${name}=\` is not available yet`);
  else if (name !== "") {
    const near = nearest(name, formats);
    if (near) problems.push(`\`--output ${name}=\` is no format (did you mean \`${near}\`?)`);
  }
  return { format: undefined, file: output };
}

function conflicts(
  { paths, stdinFilename, failOn, maxWarnings, diff, fix, outputs, values, profile }: CheckOptions,
  has: (name: string) => boolean,
): string[] {
  const problems: string[] = [];
  const clash = (wrong: boolean, message: string) => wrong && problems.push(message);
  clash(paths.includes(""), "A PATH is empty");
  clash(has("--policy") && has("--no-policy"), "`--policy` and `--no-policy` contradict one another");
  clash(maxWarnings !== undefined && failOn !== "error", "`--max-warnings` goes with `--fail-on error` only");
  clash(
    diff && has("--format"),
    "`--diff` prints a patch, so it goes without `--format`; `--output FORMAT=FILE` writes a report beside it",
  );
  clash(stdinFilename !== undefined && !paths.includes("-"), "`--stdin-filename` needs `-`, which stands for standard input");
  clash(fix !== undefined && paths.includes("-") && paths.length > 1, "`--fix` and `--diff` take `-` alone, without other paths");
  clash(
    values !== undefined && profile !== undefined,
    "`--profile` names a chart's own values, so it goes without `--values` and `--set`",
  );
  const piped = values?.files.filter((file) => file === "-").length ?? 0;
  clash(piped > 0 && (paths.includes("-") || piped > 1), "Standard input can be read once only");
  clash(
    outputs.filter(({ format }) => format === undefined).length > 1,
    "Only one `--output` can go without a format: write `--output json=FILE`",
  );
  return problems;
}
