// Asks why a finding is accepted, and writes the comment that silences it.

import { window, workspace } from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";
import { suppressRequest, type Suppress, type SuppressArguments } from "../../server/src/server/protocol.ts";

export async function suppress(client: BaseLanguageClient, argument: unknown): Promise<void> {
  if (!isFinding(argument)) return;
  const reason = await window.showInputBox({
    title: `Suppress ${argument.rule}`,
    prompt: "Why is this accepted here? The reason is written into the comment.",
    ignoreFocusOut: true,
  });
  if (reason === undefined) return; // escaped
  const document = workspace.textDocuments.find((open) => client.code2ProtocolConverter.asUri(open.uri) === argument.uri);
  if (!document) return;
  const params: Suppress = { ...argument, version: document.version, reason: reason.trim() };
  const edit = await client.sendRequest<WorkspaceEdit | null>(suppressRequest, params);
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!converted || !(await workspace.applyEdit(converted))) {
    void window.showWarningMessage(`${argument.rule} could not be suppressed: the file has changed meanwhile`);
  }
}

function isFinding(value: unknown): value is SuppressArguments {
  return typeof value === "object" && value !== null && "uri" in value && "rule" in value && "position" in value;
}
