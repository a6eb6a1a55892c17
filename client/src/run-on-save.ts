// Obeys the setting `run`: what is not saved yet is not judged, and what is saved is judged at once.

import { Uri, workspace, type Disposable, type TextDocument } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { settingsSection } from "../../server/src/server/protocol.ts";

export function runsOnSave(document: TextDocument): boolean {
  return !document.isUntitled && workspace.getConfiguration(settingsSection, document).get("run") === "onSave";
}

/** Whether the document's findings are to stay as they are until it is saved. While a change is being announced, VS Code may not yet call it dirty. */
export function waitsForSave(document: TextDocument | Uri): boolean {
  return !(document instanceof Uri) && document.isDirty && runsOnSave(document);
}

export function askOnSave(client: BaseLanguageClient): Disposable {
  return workspace.onDidSaveTextDocument((document) => {
    if (!runsOnSave(document)) return;
    const provider = client.getFeature("textDocument/diagnostic").getProvider(document);
    provider?.onDidChangeDiagnosticsEmitter.fire();
  });
}
