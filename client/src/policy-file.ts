// Creates and opens the team's policy file.

import { Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { starterPolicyRequest } from "../../server/src/server/protocol.ts";

/** Writes a commented `kube-clinic.yaml` at the folder's root and opens it; one that is there is only opened. */
export async function createPolicy(client: BaseLanguageClient): Promise<void> {
  const folder = folderInUse();
  const existing = await findPolicy();
  if (existing) return show(existing);
  const text = await client.sendRequest<string>(starterPolicyRequest);
  if (!folder) {
    await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content: text }));
    return;
  }
  const uri = Uri.joinPath(folder, "kube-clinic.yaml");
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await show(uri);
}

/** Opens the policy file that governs the active document, or else the first of the workspace. */
export async function openPolicy(governing: string | undefined): Promise<void> {
  const uri = governing ? Uri.parse(governing) : await findPolicy();
  if (uri) return show(uri);
  void window.showInformationMessage("There is no kube-clinic.yaml: the recommended rules hold.");
}

function folderInUse(): Uri | undefined {
  const active = window.activeTextEditor?.document.uri;
  return ((active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0])?.uri;
}

async function findPolicy(): Promise<Uri | undefined> {
  const folder = folderInUse();
  if (!folder) return undefined;
  for (const name of ["kube-clinic.yaml", ".kube-clinic.yaml"]) {
    const uri = Uri.joinPath(folder, name);
    const there = await Promise.resolve(workspace.fs.stat(uri)).catch(() => undefined);
    if (there) return uri;
  }
  return undefined;
}

async function show(uri: Uri): Promise<void> {
  await window.showTextDocument(uri);
}
