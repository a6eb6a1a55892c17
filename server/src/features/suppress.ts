// Silencing one finding where it stands, with a reason.

import { CodeActionKind, type CodeAction, type Position, type WorkspaceEdit } from "vscode-languageserver-types";
import { lineStartAt } from "../base/line-index.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { suppressionText } from "../policy/suppressions.ts";
import type { FileFinding } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import type { SourceFile } from "../workspace/file.ts";
import { offsetAt, rangeOf } from "./convert.ts";
import type { Engine } from "./engine.ts";
import { workspaceEdit } from "./workspace-edit.ts";

/** Through the editor's command that asks for the reason; where it has none, the comment is written without one. */
export function suppressAction(engine: Engine, file: SourceFile, { finding, part }: FileFinding): CodeAction[] {
  const title = `Ignore \`${finding.rule}\` here`;
  const { suppressCommand, uriOf } = engine.client;
  const position = rangeOf(part, finding).start;
  if (suppressCommand) {
    const command = { title, command: suppressCommand, arguments: [{ uri: uriOf(file.path), rule: finding.rule, position }] };
    return [{ title: `${title} …`, kind: CodeActionKind.QuickFix, command }];
  }
  const edit = suppressEdit(engine, file.path, position, finding.rule, "");
  return edit ? [{ title, kind: CodeActionKind.QuickFix, edit }] : [];
}

/** The comment at the line of the finding; undefined where no such finding starts there. */
export function suppressEdit(
  engine: Engine,
  path: string,
  position: Position,
  rule: string,
  reason: string,
): WorkspaceEdit | undefined {
  const { file, findings } = reportFile(engine.snapshot, path, engine.rules);
  const offset = offsetAt(file, position);
  const found = findings.find(({ finding, part }) => finding.rule === rule && part.offset + finding.start === offset);
  return found && workspaceEdit(engine.client, file, [commentEdit(file.text, found, rule, reason)]);
}

/** Behind the line, where it covers that line alone; above it where the line has a comment already or its text goes on. */
function commentEdit(text: string, { finding, part }: FileFinding, rule: string, reason: string): TextEdit {
  const offset = part.offset + finding.start;
  const end = offset + /[^\r\n]*/.exec(text.slice(offset))![0].length;
  const comment = part.document.comments.find(({ start }) => part.offset + start >= offset && part.offset + start < end);
  const goesOn = finding.node.kind === "scalar" && part.offset + finding.node.end > end;
  if (!comment && !goesOn) return { start: end, end, text: ` ${suppressionText(rule, reason)}` };
  const start = lineStartAt(text, offset);
  const indent = /^[ ]*/.exec(text.slice(start, offset))![0];
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return { start, end: start, text: `${indent}${suppressionText(rule, reason)}${lineBreak}` };
}
