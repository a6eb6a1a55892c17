// Tells the language client what to watch, and when to ask for diagnostics.

import { workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import { DiagnosticPullMode, RevealOutputChannelOn, vsdiag, type LanguageClientOptions } from "vscode-languageclient";
import { command, settingsSection, type InitializationOptions } from "../../server/src/server/protocol.ts";
import { openFilesCollection } from "./open-files.ts";
import { schemasElsewhere } from "./other-schemas.ts";
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
    showPlacesCommand: command.showPlaces,
    suggestCommand: "editor.action.triggerSuggest",
    showsStatus: true,
    showsPreviews: true,
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
      configurationSection: [settingsSection, "yaml.schemas"], // of the latter only that it changed: see the middleware
      fileEvents: workspace.createFileSystemWatcher("**/*"), // a chart may read any file of its folder, and folders come and go
    },
    diagnosticPullOptions: {
      onChange: true,
      onFocus: true, // while another document was edited, this one may have come to be judged by it
      filter: (document, mode) => mode === DiagnosticPullMode.onType && runsOnSave(document), // true means: don't ask
    },
    diagnosticCollectionProvider: collection,
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) return answers;
          const elsewhere = schemasElsewhere();
          return answers.map((answer, i) =>
            params.items[i]?.section === settingsSection ? { ...answer, schemasElsewhere: elsewhere } : answer,
          );
        },
      },
      provideDiagnostics: (document, previous, token, next) =>
        previous !== undefined && waitsForSave(document)
          ? { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previous }
          : next(document, previous, token),
    },
  };
}
