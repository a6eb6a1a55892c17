// Tries where findings of charts stand: `npm run try:placements -- FOLDER [PART OF A NAME]`. What the rule wants is written on
// that very line, by means of its own and not of the engine's; where a rule has no fix, a mark there must show up in the render.
// `--all`: every rule; `--list`: every miss.

import path from "node:path";
import { applyTextEdits, type TextEdit } from "../../server/src/base/text-edit.ts";
import { ruleSetOf } from "../../server/src/lint/rule-set.ts";
import { reportChart, type ChartFinding, type ChartOccurrence, type ChartReport } from "../../server/src/place/chart-report.ts";
import { textEditsOf, blockText, type Draft, type ValueEdit } from "../../server/src/place/draft.ts";
import { goalsOf, nested, type Goal } from "../../server/src/place/goal.ts";
import { containersOf, keyOf, tryChange, type Affected, type Outcome } from "../../server/src/place/trial.ts";
import { findValue } from "../../server/src/place/values-place.ts";
import { rules } from "../../server/src/rules/index.ts";
import { drain } from "../../server/src/template/render.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { pathTo } from "../../server/src/yaml/access.ts";
import type { YamlDocument } from "../../server/src/yaml/tree.ts";
import type { YamlValue } from "../../server/src/yaml/edit.ts";
import { isLeaf, writeLeaf } from "../../server/src/yaml/write.ts";
import { chartsBelow, configFor, loadSnapshot } from "./laid-out.ts";

const args = process.argv.slice(2);
const [folder = "", part = ""] = args.filter((arg) => !arg.startsWith("--"));
const config = configFor(args.includes("--all"));
const MARK = "kcmark";

interface Row {
  tried: number;
  held: number;
}
const rows = new Map<string, Row>();
const kinds = new Map<string, Row>();

for (const root of chartsBelow(path.resolve(folder), part)) {
  const snapshot = loadSnapshot(root, config);
  const report = drain(reportChart(snapshot, root, rules));
  // What the values files themselves hold is nowhere in the render.
  for (const finding of report.findings.filter(({ rule }) => !rule.startsWith("chart-"))) {
    const way = waysOf(snapshot, finding);
    const holds = way.files.some((files) => holdsWith(snapshot, report, finding, files, way.isMark));
    for (const [table, key] of [
      [rows, finding.rule],
      [kinds, `${way.isMark ? "mark" : "fix"} on ${finding.place.kind}`],
    ] as const) {
      const row = table.get(key) ?? { tried: 0, held: 0 };
      table.set(key, { tried: row.tried + 1, held: row.held + Number(holds) });
    }
    if (!holds && args.includes("--list")) console.log(describe(root, snapshot, finding));
  }
}
const show = ({ tried, held }: Row) => `${held} of ${tried} (${((100 * held) / Math.max(1, tried)).toFixed(1)} %)`;
for (const [key, row] of [...rows].sort()) console.log(`${key}: ${show(row)}`);
for (const [key, row] of [...kinds].sort()) console.log(`${key}: ${show(row)}`);
const all = [...rows.values()];
const sum = (key: keyof Row) => all.reduce((total, row) => total + row[key], 0);
console.log(`placements that hold: ${show({ tried: sum("tried"), held: sum("held") })}`);

function describe(
  root: string,
  { files }: Snapshot,
  { place, rule, message, occurrences, isVendored, value }: ChartFinding,
): string {
  const text = files.get(place.path)?.text ?? "";
  const line = text.slice(0, place.start).split("\n").length;
  const where = `${path.relative(path.resolve(folder), root)} ${path.relative(root, place.path)}:${line} [${text.slice(place.start, place.end)}]`;
  return `MISS ${where} ${rule}: ${message} x${occurrences.length}${isVendored ? " vendored" : ""} ${value?.join(".") ?? ""}`;
}

type Texts = ReadonlyMap<string, string>;

/** The texts of the files with something written where the finding stands; one of them has to do. */
function waysOf(snapshot: Snapshot, finding: ChartFinding): { readonly files: readonly Texts[]; readonly isMark: boolean } {
  const [occurrence] = finding.occurrences;
  const goals = (occurrence?.finding.fixes ?? []).flatMap((fix) => {
    const own = goalsOf(fix.edits);
    return own && own.every(({ kind }) => kind !== "document") ? [own] : [];
  });
  if (goals.length === 0) return { files: marksFor(snapshot, finding), isMark: true };
  return {
    files: goals.flatMap((own) => (finding.value ? inValues(snapshot, finding, own) : inText(snapshot, finding, own))),
    isMark: false,
  };
}

function inValues(snapshot: Snapshot, { place, value = [] }: ChartFinding, goals: readonly Goal[]): readonly Texts[] {
  const edit = (keys: ValueEdit["keys"], op: ValueEdit["op"], to: YamlValue): ValueEdit => ({
    kind: "value",
    path: place.path,
    keys,
    op,
    value: to,
  });
  const [goal] = goals;
  const drafts: Draft[] = [];
  if (goal?.kind === "add") {
    const { missing } = goal;
    const rest = missing.slice(1);
    drafts.push(
      [edit([...value, ...missing], "set", goal.value)],
      [edit([...value, ...rest], "set", goal.value)],
      [edit(value, "set", true)],
    );
    drafts.push([edit(value, "set", nested(rest, goal.value))]);
    drafts.push([edit([...value.slice(0, -1), ...missing], "set", goal.value)]);
  } else if (goal?.kind === "replace") {
    const key = pathTo(goal.pair).at(-1) ?? "";
    drafts.push([edit(value, "set", goal.value)], [edit([...value, key], "set", goal.value)]);
  } else if (goal?.kind === "remove")
    drafts.push([edit(value, "set", false)], [edit(value, "remove", null)], [edit(value, "set", null)]);
  else if (goal?.kind === "append") drafts.push([edit(value, "append", goal.value)]);
  return drafts.flatMap((draft) => textsOf(snapshot, textEditsOf(snapshot.files, [draft])));
}

/** In a template, a manifest or a Chart.yaml: the line itself, or the one below it. */
function inText(snapshot: Snapshot, { place }: ChartFinding, goals: readonly Goal[]): readonly Texts[] {
  const text = snapshot.files.get(place.path)?.text ?? "";
  const start = text.lastIndexOf("\n", place.start - 1) + 1;
  const stop = text.indexOf("\n", place.end);
  const end = stop < 0 ? text.length : stop;
  const lead = /^[ ]*(?:-[ ]+)?/.exec(text.slice(start, end))![0].length;
  const below = /^[ ]*(?:-[ ]+)?/.exec(text.slice(end + 1))![0].length;
  const edits: TextEdit[] = [];
  for (const goal of goals) {
    if (goal.kind === "add")
      for (const indent of [lead, lead + 2, below, below + 2])
        edits.push({ start: end, end, text: `\n${blockText([[goal.missing, goal.value]], indent).trimEnd()}` });
    if (goal.kind === "add")
      edits.push({ start: place.start, end: place.end, text: blockText([[goal.missing, goal.value]], 0).trim() });
    // The key may be there: then the rest goes below it.
    if (goal.kind === "add" && goal.missing.length > 1) {
      const owner = new RegExp(`^ {${lead}}${goal.missing[0]}:[ ]*$`, "m").exec(text.slice(start));
      const at = owner ? start + owner.index + owner[0].length : -1;
      const rest = goal.missing.slice(1) as [string, ...string[]];
      if (owner) edits.push({ start: at, end: at, text: `\n${blockText([[rest, goal.value]], lead + 2).trimEnd()}` });
    }
    // Nothing may be written for it yet: a block takes the place of `{}`.
    if (goal.kind === "add") {
      const empty = /^:\s*\{\}/.exec(text.slice(place.end));
      const block = blockText([[goal.missing, goal.value]], lead + 2).trimEnd();
      if (empty) edits.push({ start: place.end + 1, end: place.end + empty[0].length, text: `\n${block}` });
    }
    if (goal.kind === "replace") {
      const written = isLeaf(goal.value) ? writeLeaf(goal.value).text : undefined;
      if (written !== undefined) {
        edits.push({ start: place.start, end: place.end, text: written });
        const colon = text.indexOf(": ", place.end);
        if (colon >= 0 && colon < end) edits.push({ start: colon + 2, end, text: written });
      }
    }
    if (goal.kind === "remove")
      edits.push({ start, end: Math.min(end + 1, text.length), text: "" }, { start: place.start, end: place.end, text: "false" });
    if (goal.kind === "append" && isLeaf(goal.value))
      edits.push({ start: end, end, text: `\n${" ".repeat(lead)}- ${writeLeaf(goal.value).text}` });
  }
  // Fixes that want several things want them in several places: those of one line are tried as one, too.
  return edits.map((edit) => new Map([[place.path, applyTextEdits(text, [edit])]]));
}

function textsOf({ files }: Snapshot, edits: ReturnType<typeof textEditsOf>): readonly Texts[] {
  if (!edits || edits.size === 0) return [];
  return [new Map([...edits].map(([file, list]) => [file, applyTextEdits(files.get(file)?.text ?? "", list)]))];
}

function marksFor(snapshot: Snapshot, { place, value }: ChartFinding): readonly Texts[] {
  const file = snapshot.files.get(place.path);
  if (!file) return [];
  if (value) {
    const edit = (keys: ValueEdit["keys"], to: YamlValue): Draft => [
      { kind: "value", path: place.path, keys, op: "set", value: to },
    ];
    const node = findValue(file, value)?.node;
    const marks = [MARK, 4242, true, false, `${node?.kind === "scalar" ? node.value : ""}${MARK}`, [MARK]].map((to) =>
      edit(value, to),
    );
    return [edit([...value, MARK], MARK), ...marks].flatMap((draft) => textsOf(snapshot, textEditsOf(snapshot.files, [draft])));
  }
  const stop = file.text.indexOf("\n", place.end);
  const at = stop < 0 ? file.text.length : stop;
  return [new Map([[place.path, applyTextEdits(file.text, [{ start: at, end: at, text: ` # ${MARK}` }])]])];
}

function holdsWith(snapshot: Snapshot, report: ChartReport, finding: ChartFinding, files: Texts, isMark: boolean): boolean {
  const { folder: root } = report.source;
  const ruleSet = ruleSetOf(snapshot.settingsFor(`${root}/Chart.yaml`), rules, snapshot.config.schemas);
  const outcome = drain(tryChange(snapshot, root, report.sets, ruleSet, files));
  if (isMark) return finding.occurrences.every((one) => isMarked(outcome, one)) || isMarkedInText(snapshot, root, finding, files);
  if (outcome.refusal !== undefined) return false;
  // Findings of one rule at one place have one cause: they are named there together.
  const { place, rule } = finding;
  const together = report.findings.filter(
    (one) => one.rule === rule && one.place.path === place.path && one.place.start === place.start,
  );
  const named = new Set(together.flatMap(({ occurrences }) => occurrences.map((one) => one.part.document)));
  return outcome.affected.every((one) => isHarmless(one, named)) && finding.occurrences.every((one) => isGone(outcome, one));
}

function isHarmless({ before, after, leaves }: Affected, named: ReadonlySet<YamlDocument>): boolean {
  if (!before || !after || containersOf(before.resource) !== containersOf(after.resource)) return false;
  return leaves.length === 0 || named.has(before.document);
}

function isGone({ affected }: Outcome, { finding, part: own }: ChartOccurrence): boolean {
  const key = keyOf(finding);
  const mine = affected.filter(({ before }) => before?.document === own.document);
  return mine.length > 0 && mine.every(({ had, has }) => (has.get(key) ?? 0) < (had.get(key) ?? 0));
}

/** Something at the finding's node is other than it was. */
function isMarked({ affected }: Outcome, { finding, part: own }: ChartOccurrence): boolean {
  const node = pathTo(finding.node);
  const meets = (leaf: readonly (string | number)[]) => leaf.slice(0, node.length).every((step, i) => step === node[i]);
  return affected.some(
    ({ before, after, leaves }) => before?.document === own.document && (!after || leaves.some((leaf) => meets(leaf.path))),
  );
}

/** A comment is no leaf: it has to stand among the lines of the finding's node. */
function isMarkedInText(snapshot: Snapshot, root: string, { occurrences }: ChartFinding, files: Texts): boolean {
  const after = drain(reportChart(snapshot.speculate({ files }), root, rules));
  const shown = after.sets.flatMap((set) =>
    set.files.map((file) => [file.name, file.parts.map(({ document }) => document.text).join("")] as const),
  );
  return occurrences.every(({ finding: { node, start }, file, part: own }) => {
    const { text } = own.document;
    const line = (offset: number) => text.slice(0, offset).split("\n").length - 1;
    const first = line(Math.min(start, node.start)) + own.line;
    const last = line(Math.max(node.end, start)) + own.line;
    return shown.some(
      ([name, whole]) =>
        name === file.name &&
        whole
          .split("\n")
          .slice(Math.max(0, first - 1), last + 2)
          .some((words) => words.includes(MARK)),
    );
  });
}
