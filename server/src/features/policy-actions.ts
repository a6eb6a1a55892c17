// Changing a rule's severity for the team, from a finding.

import { CodeActionKind, type CodeAction, type WorkspaceEdit } from "vscode-languageserver-types";
import { join } from "../base/path.ts";
import { asMap, get } from "../yaml/access.ts";
import { toTextEdits } from "../yaml/edit-apply.ts";
import { set } from "../yaml/make-edit.ts";
import type { SourceFile } from "../workspace/file.ts";
import type { FileFinding } from "../lint/finding.ts";
import type { Severity } from "../policy/rule-index.ts";
import type { Engine } from "./engine.ts";
import { newFileEdit, workspaceEdit } from "./workspace-edit.ts";

const levels = ["off", "info", "warning", "error"] as const;

/** In the policy that governs the file; in a new one at the root where there is none. `allLevels`: else only off. */
export function policyActions(
  engine: Engine,
  path: string,
  { finding, severity }: FileFinding,
  allLevels: boolean,
): CodeAction[] {
  return policyLevelActions(engine, path, finding.rule, severity, allLevels);
}

/** The same for a rule, whatever it found. */
export function policyLevelActions(
  engine: Engine,
  path: string,
  rule: string,
  severity: Severity,
  allLevels: boolean,
): CodeAction[] {
  const { snapshot } = engine;
  const policy = snapshot.policyFor(path);
  const root = snapshot.rootOf(path);
  if (!policy && (root === path || !engine.client.createsFiles)) return [];
  const target = policy?.path ?? join(root, "kube-clinic.yaml");
  const offered = allLevels ? levels.filter((level) => level !== severity) : (["off"] as const);
  return offered.flatMap((level): CodeAction[] => {
    const edit = policyEdit(engine, target, rule, level);
    return edit ? [{ title: titleOf(rule, level), kind: CodeActionKind.QuickFix, edit }] : [];
  });
}

function titleOf(rule: string, level: (typeof levels)[number]): string {
  const what = level === "off" ? `Turn off \`${rule}\`` : `Make \`${rule}\` ${level === "warning" ? "a" : "an"} ${level}`;
  return `${what} for the team (kube-clinic.yaml)`;
}

function policyEdit({ snapshot, client }: Engine, path: string, rule: string, level: string): WorkspaceEdit | undefined {
  const file = snapshot.files.get(path);
  if (!file) return newFileEdit(client, path, `extends: [recommended]\nrules:\n  ${rule}: ${level}\n`);
  const [part] = file.parts;
  const root = asMap(part?.document.root);
  if (!part || !root)
    return isEmpty(file)
      ? workspaceEdit(client, file, [{ start: file.text.length, end: file.text.length, text: `rules:\n  ${rule}: ${level}\n` }])
      : undefined;
  const written = asMap(get(get(root, "rules"), rule)) !== undefined;
  const edits = toTextEdits(part.document, [set(root, written ? ["rules", rule, "severity"] : ["rules", rule], level)]);
  return (
    edits &&
    workspaceEdit(
      client,
      file,
      edits.map((edit) => ({ ...edit, start: edit.start + part.offset, end: edit.end + part.offset })),
    )
  );
}

function isEmpty(file: SourceFile): boolean {
  return file.parts.every(({ document }) => !document.root);
}
