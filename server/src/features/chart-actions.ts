// What the bulb offers in the files of a chart: fixes that were proven by rendering, and what else can be done about a finding.

import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import { memo } from "../base/memo.ts";
import { relativeTo } from "../base/path.ts";
import { meets } from "../base/span.ts";
import { applyTextEdits, type TextEdit } from "../base/text-edit.ts";
import type { Safety } from "../lint/rule.ts";
import { fixChart, proveFixes, type ChartFix, type ProvenFixes } from "../place/chart-fix.ts";
import type { ChartFinding, ChartReport } from "../place/chart-report.ts";
import { suppressionText } from "../policy/suppressions.ts";
import type { SourceFile } from "../workspace/file.ts";
import { lineStartAt } from "../base/line-index.ts";
import { FIX_ALL } from "./code-actions.ts";
import { findingsInFile, linesOf, textRange } from "./chart-view.ts";
import { SOURCE } from "./diagnostics.ts";
import type { Engine } from "./engine.ts";
import { policyLevelActions } from "./policy-actions.ts";

/** Actions for a range of a chart's file, most useful first. Yields while fixes are proven. */
export function* chartActions(
  engine: Engine,
  report: ChartReport,
  path: string,
  range: Range,
  context: Pick<CodeActionContext, "only" | "diagnostics">,
): Generator<void, CodeAction[]> {
  const file = engine.snapshot.files.get(path);
  if (!file) return [];
  const wants = (kind: string) => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const lines = linesOf(file);
    const asked = {
      start: lines.offsetAt({ line: range.start.line, column: range.start.character }),
      end: lines.offsetAt({ line: range.end.line, column: range.end.character }),
    };
    const here = findingsInFile(report, path).filter(({ place }) => meets(place, asked));
    for (const finding of here) actions.push(...(yield* fixActions(engine, report, finding, context)));
    const rules = [...new Set(here.map(({ rule }) => rule))];
    for (const rule of rules) {
      const finding = here.find((one) => one.rule === rule)!;
      actions.push(
        ...suppressActions(engine, file, finding),
        ...policyLevelActions(engine, path, rule, finding.severity, rules.length === 1),
      );
      actions.push(...explainAction(engine, rule));
    }
  }
  if (context.only && wants(FIX_ALL)) {
    const edit = yield* fixAllEdit(engine, report, new Set(["safe"]));
    if (edit) actions.push({ title: "Fix everything safe in this chart", kind: FIX_ALL, edit });
  }
  return actions;
}

/** Proven once for a finding as long as nothing changes. */
const proofs = memo((_report: ChartReport) => new Map<ChartFinding, ProvenFixes>());

/** What was proven before; undefined where nobody has asked yet. */
export function knownFixes(report: ChartReport, finding: ChartFinding): ProvenFixes | undefined {
  return proofs(report).get(finding);
}

export function* provenFixes(engine: Engine, report: ChartReport, finding: ChartFinding): Generator<void, ProvenFixes> {
  const known = proofs(report);
  const found = known.get(finding);
  if (found) return found;
  const proven = yield* proveFixes(engine.snapshot, report, finding, engine.rules);
  known.set(finding, proven);
  return proven;
}

function* fixActions(
  engine: Engine,
  report: ChartReport,
  finding: ChartFinding,
  { diagnostics }: Pick<CodeActionContext, "diagnostics">,
): Generator<void, CodeAction[]> {
  const { fixes, reason } = yield* provenFixes(engine, report, finding);
  const own = diagnostics.filter(({ source, code }) => source === SOURCE && code === finding.rule);
  if (fixes.length === 0)
    return reason === undefined
      ? []
      : [{ title: `No fix for \`${finding.rule}\` here`, kind: CodeActionKind.QuickFix, diagnostics: own, disabled: { reason } }];
  return fixes.map((fix, i): CodeAction => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: own,
    ...(i === 0 && fix.safety === "safe" && { isPreferred: true }),
    edit: chartEdit(engine, fix.edits, fix),
  }));
}

/** Edits of several files, or of what others see too, are shown before they are made, where the editor can. */
export function chartEdit(
  { client, snapshot }: Engine,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  fix?: Pick<ChartFix, "title" | "others">,
): WorkspaceEdit {
  const needsConfirmation = client.changeAnnotations && (edits.size > 1 || (fix !== undefined && fix.others.length > 0));
  const annotation = needsConfirmation ? { annotationId: "chart" } : {};
  const documentChanges = [...edits].flatMap(([path, list]) => {
    const file = snapshot.files.get(path);
    if (!file) return [];
    const converted = list.map((edit) => ({ range: textRange(file, edit), newText: edit.text, ...annotation }));
    return [{ textDocument: { uri: client.uriOf(path), version: client.versionOf(path) ?? null }, edits: converted }];
  });
  if (!client.documentChanges)
    return { changes: Object.fromEntries(documentChanges.map(({ textDocument, edits: list }) => [textDocument.uri, list])) };
  return {
    documentChanges,
    ...(needsConfirmation && { changeAnnotations: { chart: { label: fix?.title ?? "Fix the chart", needsConfirmation: true } } }),
  };
}

function* fixAllEdit(
  engine: Engine,
  report: ChartReport,
  safeties: ReadonlySet<Safety>,
): Generator<void, WorkspaceEdit | undefined> {
  const { files } = yield* fixChart(engine.snapshot, report.source.folder, engine.rules, safeties);
  if (files.size === 0) return undefined;
  const edits = new Map([...files].map(([path, text]) => [path, differences(engine.snapshot.files.get(path)?.text ?? "", text)]));
  return chartEdit(engine, edits);
}

/** Line by line from both ends: one edit for what lies between. */
function differences(before: string, after: string): readonly TextEdit[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const edit = { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
  return applyTextEdits(before, [edit]) === before ? [] : [edit];
}

/** A comment of YAML behind the line of a value; in a template one that leaves no trace, on a line of its own above. */
function suppressActions(engine: Engine, file: SourceFile, { rule, place }: ChartFinding): CodeAction[] {
  if (place.kind !== "values" && place.kind !== "template") return [];
  const lineStart = lineStartAt(file.text, place.start);
  const indent = /^[ ]*/.exec(file.text.slice(lineStart))![0];
  const text =
    place.kind === "template"
      ? `${indent}{{- /* ${suppressionText(rule).slice(2)} */}}\n`
      : `${indent}${suppressionText(rule)}\n`;
  const edit = chartEdit(engine, new Map([[file.path, [{ start: lineStart, end: lineStart, text }]]]));
  return [
    {
      title: `Ignore \`${rule}\` here (${relativeTo(engine.snapshot.rootOf(file.path), file.path)})`,
      kind: CodeActionKind.QuickFix,
      edit,
    },
  ];
}

function explainAction({ client }: Engine, rule: string): CodeAction[] {
  if (!client.explainCommand) return [];
  const title = `Explain \`${rule}\``;
  return [{ title, kind: CodeActionKind.QuickFix, command: { title, command: client.explainCommand, arguments: [rule] } }];
}
