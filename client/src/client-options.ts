// Tells the language client what to watch, and when to ask for diagnostics.

import { workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import { DiagnosticPullMode, RevealOutputChannelOn, vsdiag, type LanguageClientOptions } from "vscode-languageclient";
import { command, settingsSection, type InitializationOptions } from "../../server/src/server/protocol.ts";
import { openFilesCollection } from "./open-files.ts";
import { runsOnSave, waitsForSave } from "./run-on-save.ts";
import { pageScheme } from "./rule-pages.ts";
import type { Selected } from "./selector.ts";

export function clientOptions(
  context: ExtensionContext,
  selector: readonly Selected[],
  output: LogOutputChannel,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    readsFiles: true,
    explainCommand: command.explain,
    pageScheme,
    suppressCommand: command.suppress,
    showsStatus: true,
  };
  const collection = openFilesCollection();
  context.subscriptions.push(collection);
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
    diagnosticPullOptions: {
      onChange: true,
      onFocus: true, // while another document was edited, this one may have come to be judged by it
      filter: (document, mode) => mode === DiagnosticPullMode.onType && runsOnSave(document), // true means: don't ask
    },
    diagnosticCollectionProvider: collection,
    middleware: {
      provideDiagnostics: (document, previous, token, next) =>
        previous !== undefined && waitsForSave(document)
          ? { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previous }
          : next(document, previous, token),
    },
  };
}
