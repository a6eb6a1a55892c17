// What the bulb offers: fixes of the findings under the cursor, of the whole file, and what else can be done about a finding.

import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import { meets, type Span } from "../base/span.ts";
import { applyTextEdits } from "../base/text-edit.ts";
import { collectEdits, editsOf, fixFile } from "../lint/fix.ts";
import type { FileFinding, FileReport, ShownFinding } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import type { Fix, Safety } from "../lint/rule.ts";
import { offsetAt } from "./convert.ts";
import { SOURCE } from "./diagnostics.ts";
import type { Engine } from "./engine.ts";
import { policyActions } from "./policy-actions.ts";
import { suppressAction } from "./suppress.ts";
import { workspaceEdit } from "./workspace-edit.ts";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.kubeClinic`;
export const codeActionKinds = [CodeActionKind.QuickFix, FIX_ALL];

/** What `resolveAction` makes an edit of. It fits only the version of the document that it was made for. */
type ActionData =
  | {
      readonly path: string;
      readonly version: number | undefined;
      readonly do: "fix";
      readonly rule: string;
      readonly start: number;
      readonly title: string;
    }
  | {
      readonly path: string;
      readonly version: number | undefined;
      readonly do: "all";
      readonly rule?: string;
      readonly safeties: readonly Safety[];
    };

/** Actions for a range, most useful first; their edits are made by `resolveAction`. */
export function codeActions(
  engine: Engine,
  path: string,
  range: Range,
  context: Pick<CodeActionContext, "only" | "diagnostics">,
): CodeAction[] {
  const report = reportFile(engine.snapshot, path, engine.rules);
  const wants = (kind: string) => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(engine, report, range, context));
  // Asked for by name only (on save, or from the menu of source actions): it is no answer to a cursor.
  if (context.only && wants(FIX_ALL) && hasSafeFix(engine, report))
    actions.push({ title: "Fix everything safe", kind: FIX_ALL, data: allData(engine, path, ["safe"]) });
  return engine.client.resolvesActions ? actions : actions.map((action) => resolveAction(engine, action));
}

/** The action with its edit; without, where the document has changed since. */
export function resolveAction(engine: Engine, action: CodeAction): CodeAction {
  // `data` comes back as this module made it.
  const data = action.data as ActionData | undefined;
  if (!data || data.version !== engine.client.versionOf(data.path)) return action;
  const edit = data.do === "fix" ? fixEdit(engine, data) : allEdit(engine, data);
  return edit ? { ...action, edit } : action;
}

function quickFixes(
  engine: Engine,
  report: FileReport,
  range: Range,
  { diagnostics }: Pick<CodeActionContext, "diagnostics">,
): CodeAction[] {
  const { file } = report;
  const asked = { start: offsetAt(file, range.start), end: offsetAt(file, range.end) };
  const here = findingsAt(report, asked);
  const diagnosticsOf = (rule: string) => diagnostics.filter(({ source, code }) => source === SOURCE && code === rule);
  const fixes = here.flatMap((finding) =>
    finding.finding.fixes.filter((fix) => editsOf(finding.part, fix)?.length).map((fix) => ({ finding, fix })),
  );
  const preferred = fixes.filter(({ fix }) => fix.safety === "safe").length === 1;
  const rules = [...new Set(here.map(({ finding }) => finding.rule))];
  const firsts = rules.map((rule) => here.find(({ finding }) => finding.rule === rule)!);
  const actions = [
    ...fixes.map(({ finding, fix }): CodeAction => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnosticsOf(finding.finding.rule),
      ...(preferred && fix.safety === "safe" && { isPreferred: true }),
      data: fixData(engine, file.path, finding, fix),
    })),
    ...rules.flatMap((rule) => fixAllOfRule(engine, report, rule, fixes.find((one) => one.finding.finding.rule === rule)?.fix)),
    ...(fixes.length > 0 && mayFixMany(engine, report) && hasSafeFix(engine, report)
      ? [{ title: "Fix everything safe in this file", kind: CodeActionKind.QuickFix, data: allData(engine, file.path, ["safe"]) }]
      : []),
    ...firsts.flatMap((finding) => suppressAction(engine, file, finding)),
    // With several rules in one place, all their levels would bury the fixes.
    ...firsts.flatMap((finding) => policyActions(engine, file.path, finding, firsts.length === 1)),
    ...rules.flatMap((rule) => explainAction(engine, rule)),
  ];
  return actions.map((action) => (action.diagnostics ? action : { ...action, diagnostics: rules.flatMap(diagnosticsOf) }));
}

/** The findings that a range meets, without looking at the rest of the file. */
function findingsAt({ parts }: FileReport, asked: Span): readonly FileFinding[] {
  return parts
    .filter(({ part }) => meets(asked, { start: part.offset, end: part.offset + part.document.text.length }))
    .flatMap(({ part, findings }) =>
      findings
        .filter(
          ({ suppressed, finding }) =>
            !suppressed && meets(asked, { start: part.offset + finding.start, end: part.offset + finding.end }),
        )
        .map((finding) => ({ ...finding, part })),
    );
}

/** Offered where the rule has more than this one finding; what of them has such a fix is seen when it is chosen. */
function fixAllOfRule(engine: Engine, report: FileReport, rule: string, fix: Fix | undefined): CodeAction[] {
  if (!fix || !mayFixMany(engine, report)) return [];
  const isOther = ({ finding, suppressed }: ShownFinding) => finding.rule === rule && !suppressed;
  const count = report.parts.reduce((sum, { findings }) => sum + findings.filter(isOther).length, 0);
  if (count < 2) return [];
  return [
    {
      title: `Fix all \`${rule}\` in this file`,
      kind: CodeActionKind.QuickFix,
      data: allData(engine, report.file.path, [fix.safety], rule),
    },
  ];
}

/** An editor that wants all edits at once waits for them: of a very large file it gets the single ones only. */
function mayFixMany({ client }: Engine, { parts }: FileReport): boolean {
  return client.resolvesActions || parts.length <= 100;
}

function explainAction({ client }: Engine, rule: string): CodeAction[] {
  if (!client.explainCommand) return [];
  const title = `Explain \`${rule}\``;
  return [{ title, kind: CodeActionKind.QuickFix, command: { title, command: client.explainCommand, arguments: [rule] } }];
}

function hasSafeFix({ rules }: Engine, { parts }: FileReport): boolean {
  const candidates = new Set(rules.filter(({ fixes }) => fixes?.includes("safe")).map(({ id }) => id));
  return parts.some(({ findings }) =>
    findings.some(
      ({ suppressed, finding }) =>
        !suppressed && candidates.has(finding.rule) && finding.fixes.some(({ safety }) => safety === "safe"),
    ),
  );
}

function fixData({ client }: Engine, path: string, { finding, part }: FileFinding, fix: Fix): ActionData {
  return {
    path,
    version: client.versionOf(path),
    do: "fix",
    rule: finding.rule,
    start: part.offset + finding.start,
    title: fix.title,
  };
}

function allData({ client }: Engine, path: string, safeties: readonly Safety[], rule?: string): ActionData {
  return { path, version: client.versionOf(path), do: "all", safeties, ...(rule !== undefined && { rule }) };
}

function fixEdit({ snapshot, rules, client }: Engine, data: ActionData & { do: "fix" }): WorkspaceEdit | undefined {
  const { file, findings } = reportFile(snapshot, data.path, rules);
  const found = findings.find(
    ({ finding, part }) =>
      finding.rule === data.rule &&
      part.offset + finding.start === data.start &&
      finding.fixes.some(({ title }) => title === data.title),
  );
  const fix = found?.finding.fixes.find(({ title }) => title === data.title);
  const edits = found && fix && editsOf(found.part, fix);
  return edits && workspaceEdit(client, file, edits);
}

/** Safe fixes go through all rounds and land as one replacement of what changed; others in one round, so that placeholders stay. */
function allEdit({ snapshot, rules, client }: Engine, data: ActionData & { do: "all" }): WorkspaceEdit | undefined {
  const { file, findings } = reportFile(snapshot, data.path, rules);
  const options = { safeties: new Set(data.safeties), ...(data.rule !== undefined && { rule: data.rule }) };
  const { edits } = collectEdits(findings, options);
  const { text } = fixFile(snapshot, data.path, rules, options);
  if (text === file.text) return undefined;
  return workspaceEdit(client, file, applyTextEdits(file.text, edits) === text ? edits : [difference(file.text, text)]);
}

/** One edit from the first to the last character that differs. */
function difference(before: string, after: string) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
