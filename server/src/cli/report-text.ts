// Writes the outcome of a check for a person: a finding a line, then what there is to do.

import { groupBy } from "../base/group.ts";
import type { CheckOptions } from "./check-options.ts";
import { fixCommand } from "./fix-command.ts";
import { fixLevels } from "./options.ts";
import { comparePositions, compareText, type Outcome, type Problem, type ReportedFinding } from "./outcome.ts";
import { clean, padTo, widthOf, type Style } from "./style.ts";

export interface TextOptions {
  readonly style: Style;
  /** The terminal's width, where it is one. */
  readonly columns: number | undefined;
  readonly check: CheckOptions;
}

/** The findings and problems, grouped by file; empty where there are none. */
export function writeFindings(outcome: Outcome, options: TextOptions): string {
  const rows = [
    ...outcome.problems.map((problem) => problemRow(problem, options.style)),
    ...outcome.findings.map((finding) => findingRow(finding, options.style)),
  ].sort((a, b) => compareText(a.file, b.file) || comparePositions(a, b));
  const groups = [...groupBy(rows, ({ file }) => file).values()];
  return groups.map((group) => writeGroup(group, options).join("")).join("\n");
}

/** What it comes to, and the commands that fix it. */
export function writeSummary(outcome: Outcome, { style, check }: TextOptions): string {
  const { findings, summary } = outcome;
  const lines = [headline(outcome, check, style)];
  if (summary.fixed > 0) lines.unshift(style.paint("green", `Fixed ${count(summary.fixed, "finding")}`));
  if (!check.diff)
    lines.push(
      ...advice(
        findings.filter(({ suppressed }) => !suppressed),
        outcome.unproven,
        check,
        style,
      ),
    );
  if (summary.suppressed > 0 && !check.showSuppressed)
    lines.push(style.paint("dim", `${summary.suppressed} suppressed, listed by --show-suppressed`));
  return lines.map((line) => `${line}\n`).join("");
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly location: string;
  readonly label: string;
  readonly message: string;
  readonly tail: string;
}

const colours = { error: "red", warning: "yellow", info: "blue" } as const;
/** Only a problem changes the exit status. */
const problemNames = { error: "problem", warning: "note", info: "hint" } as const;
const LABEL_WIDTH = "warning".length;
/** Messages are padded up to this width so that the ids stand below one another; longer ones push theirs to the right. */
const WIDEST_MESSAGE = 72;

function findingRow(finding: ReportedFinding, style: Style): Row {
  const { file, range, severity, rule, kubernetes, suppressed, onlyWith, occurrences } = finding;
  const { line, column } = range.start;
  const notes = [
    rule,
    ...(kubernetes ? [`(Kubernetes ${kubernetes.join(", ")})`] : []),
    ...(onlyWith ? [`(only with ${onlyWith.map(clean).join(", ")})`] : []),
    ...(occurrences.length > 1 ? [`(${occurrences.length} places)`] : []),
    ...(suppressed ? [`suppressed by ${suppressed.by}`] : []),
  ];
  if (suppressed?.reason !== undefined) notes.push(`(${clean(suppressed.reason)})`);
  return {
    file,
    line,
    column,
    location: `${clean(file)}${style.paint("dim", `:${line}:${column}`)}`,
    label: suppressed ? style.paint("dim", severity) : style.paint(colours[severity], severity),
    message: suppressed ? style.paint("dim", clean(finding.message)) : style.message(finding.message),
    tail: style.paint("dim", notes.join(" ")),
  };
}

function problemRow({ file, range, severity, message, rule }: Problem, style: Style): Row {
  const { line, column } = range?.start ?? { line: 0, column: 0 };
  const place = range ? style.paint("dim", `:${line}:${column}`) : "";
  const label = style.paint(["bold", colours[severity]], problemNames[severity]);
  return {
    file,
    line,
    column,
    location: clean(file) + place,
    label,
    message: style.message(message),
    tail: style.paint("dim", rule ?? ""),
  };
}

function writeGroup(rows: readonly Row[], { columns }: TextOptions): string[] {
  const widest = (pick: (row: Row) => string, limit = Infinity) =>
    rows.map((row) => widthOf(pick(row))).reduce((most, width) => (width <= limit ? Math.max(most, width) : most), 0);
  const locationWidth = widest(({ location }) => location);
  const left = locationWidth + LABEL_WIDTH + 6 + widest(({ tail }) => tail);
  const messageWidth = widest(
    ({ message }) => message,
    columns === undefined ? WIDEST_MESSAGE : Math.max(24, columns - left - 1),
  );
  return rows.map(({ location, label, message, tail }) => {
    const start = `${padTo(location, locationWidth)}  ${padTo(label, LABEL_WIDTH)}  `;
    return `${start}${widthOf(tail) > 0 ? `${padTo(message, messageWidth)}  ${tail}` : message}\n`;
  });
}

function headline({ findings, problems, summary }: Outcome, check: CheckOptions, style: Style): string {
  const counts = (["error", "warning", "info"] as const)
    .filter((severity) => summary.findings[severity] > 0)
    .map((severity) =>
      style.paint(
        ["bold", colours[severity]],
        severity === "info" ? `${summary.findings.info} info` : count(summary.findings[severity], severity),
      ),
    );
  for (const severity of ["error", "warning"] as const) {
    const number = problems.filter((problem) => problem.severity === severity).length;
    if (number > 0) counts.push(style.paint(["bold", colours[severity]], count(number, problemNames[severity])));
  }
  const files = new Set([...findings, ...problems].map(({ file }) => file)).size;
  if (counts.length > 0 && summary.files === 0) return counts.join(", ");
  const contents = [count(summary.resources, "resource"), ...(summary.charts > 0 ? [count(summary.charts, "chart")] : [])];
  const scope = `${count(summary.files, "file")} (${contents.join(", ")})`;
  // Findings of charts stand in values files, too, which render nothing.
  const isPart = summary.files > 1 && summary.charts === 0;
  if (counts.length > 0) return isPart ? `${counts.join(", ")} in ${files} of ${scope}` : `${counts.join(", ")} in ${scope}`;
  if (summary.files + summary.charts > 0) return style.paint("green", `No findings in ${scope}`);
  return `No Kubernetes YAML found in ${check.paths.map((path) => clean(path === "." ? "this folder" : path)).join(", ")}`;
}

/** One line for each level of `--fix` that would do something; of charts nobody knows before it was tried. */
function advice(findings: readonly ReportedFinding[], unproven: number, check: CheckOptions, style: Style): string[] {
  const best = findings.map(({ fixes = [] }) => fixLevels.find((level) => fixes.some(({ safety }) => safety === level)));
  const lines: { text: string; command: string }[] = [];
  for (const level of fixLevels) {
    const number = best.filter((one) => one === level).length;
    if (number === 0 || check.fix?.has(level)) continue;
    lines.push({ text: `Fix ${number}${lines.length > 0 ? " more" : ""}${manner[level]}:`, command: fixCommand(check, level) });
  }
  if (unproven > 0) {
    const level = check.fix?.has("confirm") ? "template" : "confirm";
    lines.push({ text: `See fixes for ${unproven} in charts:`, command: fixCommand(check, level, true) });
  }
  const width = Math.max(0, ...lines.map(({ text }) => text.length));
  return lines.map(({ text, command }) => `${padTo(text, width)}  ${style.paint("bold", clean(command))}`);
}

const manner = { safe: "", confirm: ", with care", template: ", to be filled in" } as const;

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
