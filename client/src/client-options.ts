// Tells the language client what to watch, and when to ask for diagnostics.

import { Uri, workspace, type LogOutputChannel, type TextDocument } from "vscode";
import { RevealOutputChannelOn, vsdiag, type LanguageClientOptions } from "vscode-languageclient";
import { command, settingsSection, type InitializationOptions } from "../../server/src/server/protocol.ts";
import type { Selected } from "./selector.ts";

export function clientOptions(selector: readonly Selected[], output: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    readsFiles: true,
    explainCommand: command.explain,
    suppressCommand: command.suppress,
    showsStatus: true,
  };
  return {
    documentSelector: [...selector],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    markdown: { isTrusted: { enabledCommands: [command.explain, command.openPolicy] } },
    synchronize: {
      configurationSection: settingsSection,
      fileEvents: [
        workspace.createFileSystemWatcher("**/*.{yaml,yml,json,tpl}"),
        workspace.createFileSystemWatcher("**/.{gitignore,helmignore,kube-clinicignore}"),
      ],
    },
    // On focus too: while another document was edited, this one may have come to be judged by it.
    diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
    middleware: {
      provideDiagnostics: (document, previous, token, next) =>
        previous !== undefined && waitsForSave(document)
          ? { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previous }
          : next(document, previous, token),
    },
  };
}

function waitsForSave(document: TextDocument | Uri): boolean {
  if (document instanceof Uri || !document.isDirty || document.isUntitled) return false;
  return workspace.getConfiguration(settingsSection, document).get("run") === "onSave";
}
