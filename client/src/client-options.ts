// Tells the language client what to watch, and when to ask for diagnostics.

import { workspace, type LogOutputChannel } from "vscode";
import { DiagnosticPullMode, RevealOutputChannelOn, type LanguageClientOptions } from "vscode-languageclient";
import { command, type InitializationOptions } from "../../server/src/server/protocol.ts";
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
      fileEvents: [
        workspace.createFileSystemWatcher("**/*.{yaml,yml,json,tpl}"),
        workspace.createFileSystemWatcher("**/.{gitignore,helmignore,kube-clinicignore}"),
      ],
    },
    diagnosticPullOptions: {
      onChange: true,
      onSave: true,
      // True means: don't ask now.
      filter: (document, mode) =>
        mode === DiagnosticPullMode.onType &&
        !document.isUntitled &&
        workspace.getConfiguration("kubeClinic", document).get("run") === "onSave",
    },
  };
}
