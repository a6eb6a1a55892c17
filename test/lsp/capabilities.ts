// What a client tells the server that it can do.

import type { ClientCapabilities } from "vscode-languageserver";

/** All that an up-to-date editor can, less what is switched off. */
export function capabilities(
  has: {
    readonly pull?: boolean;
    readonly snippets?: boolean;
    readonly configuration?: boolean;
    readonly watching?: boolean;
    readonly resolve?: boolean;
    readonly documentChanges?: boolean;
    readonly progress?: boolean;
  } = {},
): ClientCapabilities {
  const { pull = true, snippets = true, configuration = true, watching = true, resolve = true } = has;
  const { documentChanges = true, progress = true } = has;
  return {
    general: { positionEncodings: ["utf-16"] },
    window: { workDoneProgress: progress },
    workspace: {
      applyEdit: true,
      configuration,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: watching, relativePatternSupport: watching },
      workspaceEdit: {
        documentChanges,
        ...(documentChanges ? { changeAnnotationSupport: { groupsOnLabel: true } } : {}),
        ...(snippets ? { snippetEditSupport: true } : {}),
      },
      ...(pull ? { diagnostics: { refreshSupport: true } } : {}),
      codeLens: { refreshSupport: true },
    },
    textDocument: {
      synchronization: { didSave: true },
      publishDiagnostics: {
        relatedInformation: true,
        versionSupport: true,
        codeDescriptionSupport: true,
        dataSupport: true,
        tagSupport: { valueSet: [1, 2] },
      },
      ...(pull ? { diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true } } : {}),
      hover: { contentFormat: ["markdown", "plaintext"] },
      completion: {
        completionItem: { snippetSupport: snippets, documentationFormat: ["markdown"], insertReplaceSupport: true },
        contextSupport: true,
      },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source", "source.fixAll"] } },
        isPreferredSupport: true,
        disabledSupport: true,
        dataSupport: true,
        ...(resolve ? { resolveSupport: { properties: ["edit"] } } : {}),
      },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      definition: { linkSupport: true },
      rename: { prepareSupport: true },
    },
  };
}
